"""工作台: what waits for this person, and the meetings they last worked on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home.html")
