"""怎么算的: every rule behind a number, with how often it was right where people had marked the answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from speeches.compare.moves import GLOSSES


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "help/rules.html", {"shown_from": settings.REUSE_SHOWN_FROM, "glosses": GLOSSES.items()})
