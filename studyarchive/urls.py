"""All addresses: the archive's own pages and the administration."""

from django.contrib import admin
from django.urls import include, path

handler400 = "speeches.views.errors.bad_request"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("speeches.urls")),
]
