"""Settings of the archive: one file, every deployment choice a STUDYARCHIVE_… variable.

The variables and their defaults are listed in docs/部署.md; a bad value stops the start with a sentence.
"""

import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from .environment import boolean, integer, text, words

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(text("STUDYARCHIVE_DATA", str(BASE_DIR / "data"))).expanduser().resolve()


def _key(name: str) -> str:
    """A secret kept in the data folder; before the first start has written it, one that lasts for this process."""
    file = DATA_DIR / "keys" / name
    return file.read_text(encoding="ascii").strip() if file.exists() else secrets.token_urlsafe(50)


SECRET_KEY = text("STUDYARCHIVE_SECRET_KEY", "") or _key("secret.key")
AUDIT_KEY = _key("audit.key")
DEBUG = boolean("STUDYARCHIVE_DEBUG", False)
ALLOWED_HOSTS = words("STUDYARCHIVE_HOSTS", ["*"])

INSTALLED_APPS = [
    "speeches.apps.SpeechesConfig",
    "taggit",
    "django_htmx",
    "csp",
    "speeches.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "speeches.views.guard.SignedInOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "studyarchive.urls"
WSGI_APPLICATION = "studyarchive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "speeches.views.guard.masthead",
            ],
        },
    },
]

# IMMEDIATE takes the write lock at BEGIN, so that two writers wait for each other instead of failing half-way;
# FULL makes an acknowledged upload survive a power cut.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "archive.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "speeches.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "speeches.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = integer("STUDYARCHIVE_SESSION_MINUTES", 480, at_least=5) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = boolean("STUDYARCHIVE_HTTPS", False)
CSRF_TRUSTED_ORIGINS = words("STUDYARCHIVE_ORIGINS", [])
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["studyarchive.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served straight from the source folder: no collect step between the checkout and the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "speeches.models.themes.split_typed_themes"

# Bytes of one uploaded file; the readers have limits of their own (speeches/documents/limits.py).
UPLOAD_MAX_BYTES = integer("STUDYARCHIVE_UPLOAD_MEGABYTES", 50, at_least=1) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# May the person who sent a speech in also approve it?
REVIEW_BY_SUBMITTER = boolean("STUDYARCHIVE_REVIEW_BY_SUBMITTER", False)
# Shortest shared wording shown as 重合, in normalised characters (Han, letters, digits); what is kept starts at 10.
REUSE_SHOWN_FROM = integer("STUDYARCHIVE_REUSE_FROM", 13, at_least=10, at_most=16)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
