"""使用帮助: one page of plain words."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help/help.html", {"megabytes": settings.UPLOAD_MAX_BYTES // 1024 // 1024})
