"""The administration site: open to whoever administers accounts or dictionaries; roles decide, not is_staff."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from speeches import access


class ArchiveAdminSite(AdminSite):
    site_header = "研讨发言库 · 后台"
    site_title = "研讨发言库后台"
    index_title = "账号、授权与词表"

    def has_permission(self, request: HttpRequest) -> bool:
        return access.holds(request.user, access.MANAGE_ACCOUNTS | access.EDIT_DICTIONARIES | access.READ_AUDIT)
