"""Addresses of the archive's own pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
