"""The archive's addresses, with an empty page for each name that other pages link to and that is not built yet."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from speeches.urls import urlpatterns as built
from studyarchive.urls import urlpatterns as all_addresses

TO_COME = {"speech": "s/<slug:uid>/", "point": "p/<slug:uid>/"}


def empty(request: HttpRequest, uid: str) -> HttpResponse:
    return HttpResponse()


_names = {pattern.name for pattern in built}
urlpatterns = [*all_addresses, *(path(to, empty, name=name) for name, to in TO_COME.items() if name not in _names)]
handler400 = "speeches.views.errors.bad_request"
