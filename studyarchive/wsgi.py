"""The WSGI application, for waitress here and for gunicorn where the archive is scaled out."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyarchive.settings")
application = get_wsgi_application()
