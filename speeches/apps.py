"""Django's entry to the archive and to its administration site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SpeechesConfig(AppConfig):
    name = "speeches"
    verbose_name = "研讨发言库"


class ArchiveAdminConfig(AdminConfig):
    default_site = "speeches.admin_site.ArchiveAdminSite"
