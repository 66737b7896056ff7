"""The archive's addresses, with the handler that explains a request which cannot be read."""

from studyarchive.urls import urlpatterns

__all__ = ["handler400", "urlpatterns"]

handler400 = "speeches.views.errors.bad_request"
