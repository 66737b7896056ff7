"""Nothing but the login page is served to strangers; and what every page's masthead needs."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.urls.exceptions import Resolver404

from speeches import access
from speeches.models import Speech

OPEN_TO_ALL = {"login", "admin:login"}
Response = Callable[[HttpRequest], HttpResponse]


class SignedInOnly:
    """Send whoever is not signed in to the login page, whatever the address, existing or not."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated and self._name(request) not in OPEN_TO_ALL:
            return redirect_to_login(request.get_full_path())
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        return response

    @staticmethod
    def _name(request: HttpRequest) -> str:
        try:
            return resolve(request.path_info).view_name
        except Resolver404:
            return ""


def masthead(request: HttpRequest) -> dict[str, object]:
    """Which entries the masthead shows, and how many speeches wait for this reviewer."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    reviews = access.holds(user, access.STAFF)
    return {
        "sees_review": reviews,
        "sees_admin": access.holds(user, access.MANAGE_ACCOUNTS | access.EDIT_DICTIONARIES | access.READ_AUDIT),
        "waiting_reviews": Speech.objects.visible_to(user).awaiting_review().count() if reviews else 0,
    }
