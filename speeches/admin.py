"""The administration: accounts and grants for 管理员, dictionaries and people for 经办 and 审核.

Meetings, speeches and points are here to be looked up, never changed: what changes content lives on the pages, in
their verbs. Roles decide (speeches/access.py), not Django's own permissions, and every list asks `visible_to`.
"""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import BaseFormSet, ModelChoiceField, ModelForm
from django.http import HttpRequest
from taggit.admin import Tag  # importing its admin registers Tag, so that it can be taken back

from speeches import access, lexicons
from speeches.forms import MeetingByNumber
from speeches.models import (
    AuditEvent,
    Campaign,
    Formulation,
    Grant,
    Meeting,
    MeetingType,
    Point,
    Post,
    Speaker,
    Speech,
    TermProposal,
    Theme,
    ThemeTerm,
    Unit,
    User,
)

admin.site.unregister(Group)  # roles are Grants
admin.site.unregister(Tag)  # themes are Themes


class ByRole:
    """Permissions of a model from the roles in `keepers`; nothing is deleted where deleting would lose history."""

    keepers: Collection[str] = ()
    deletes = False
    list_per_page = 50

    def _keeps(self, request: HttpRequest) -> bool:
        return access.holds(request.user, self.keepers)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._keeps(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._keeps(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._keeps(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._keeps(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.deletes and self._keeps(request)


class ForAdministrators(ByRole):
    keepers = access.MANAGE_ACCOUNTS


class ForStaff(ByRole):
    keepers = access.EDIT_DICTIONARIES


# accounts


class GrantInline(ForAdministrators, admin.TabularInline):
    model = Grant
    extra = 1
    deletes = True
    autocomplete_fields = ["unit"]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField | None:
        if db_field.name == "meeting":
            return MeetingByNumber()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class AccountAdmin(ForAdministrators, UserAdmin):
    """An account is switched off, never deleted: the audit log keeps its name."""

    inlines = [GrantInline]
    list_display = ["username", "name", "unit", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "name"]
    autocomplete_fields = ["unit"]
    filter_horizontal: list[str] = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("是谁", {"fields": ["name", "unit"]}),
        ("状态", {"fields": ["is_active", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "name", "unit", "usable_password", "password1", "password2"]})]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        grants = [str(grant) for grant in form.instance.grants.select_related("user", "unit", "meeting")]
        AuditEvent.objects.record(request.user, "改账号" if change else "建账号", form.instance, grants=grants)


@admin.register(Unit)
class UnitAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["name", "short_name", "parent"]
    search_fields = ["name", "short_name"]
    autocomplete_fields = ["parent"]


# dictionaries


class DictionaryAdmin(ForStaff, admin.ModelAdmin):
    """A dictionary that speeches are analysed with: each edit makes a new version of the dictionaries."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        lexicons.note_change()


class ThemeTermInline(ForStaff, admin.TabularInline):
    model = ThemeTerm
    extra = 3
    deletes = True


@admin.register(Theme)
class ThemeAdmin(DictionaryAdmin):
    inlines = [ThemeTermInline]
    list_display = ["name", "code", "group_name", "active", "position"]
    list_filter = ["group_name", "active"]
    search_fields = ["name", "short_name", "aliases", "code"]
    autocomplete_fields = ["successor"]
    prepopulated_fields = {"slug": ["code"]}
    fields = [
        "name", "short_name", "code", "slug", "group", "group_name", "description", "aliases", "position", "active",
        "successor",
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """A theme's code is its lasting name: links and decisions hang on it."""
        return ["code", "slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["code"]}


@admin.register(Formulation)
class FormulationAdmin(DictionaryAdmin):
    list_display = ["name", "category", "active"]
    list_filter = ["category", "active"]
    search_fields = ["name", "variants", "wrong"]


@admin.register(TermProposal)
class TermProposalAdmin(ForStaff, admin.ModelAdmin):
    list_display = ["word", "theme", "state", "user", "changed"]
    list_filter = ["state"]
    search_fields = ["word"]
    autocomplete_fields = ["theme"]
    readonly_fields = ["user"]

    def save_model(self, request: HttpRequest, obj: TermProposal, form: ModelForm, change: bool) -> None:
        obj.user = request.user
        super().save_model(request, obj, form, change)


@admin.register(MeetingType)
class MeetingTypeAdmin(ForStaff, admin.ModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]


@admin.register(Campaign)
class CampaignAdmin(ForStaff, admin.ModelAdmin):
    list_display = ["name", "year"]
    search_fields = ["name"]


class PostInline(ForStaff, admin.TabularInline):
    model = Post
    extra = 1
    deletes = True


@admin.register(Speaker)
class SpeakerAdmin(ForStaff, admin.ModelAdmin):
    inlines = [PostInline]
    list_display = ["name", "unit", "aliases"]
    list_filter = ["unit"]
    list_select_related = ["unit"]
    search_fields = ["name", "aliases"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)


# looking things up


class OnlyLookedAt(ByRole, admin.ModelAdmin):
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(OnlyLookedAt):
    """审计日志, for 审计员 alone: a list that nothing here can change."""

    keepers = access.READ_AUDIT
    list_display = ["created", "user", "act", "thing"]
    list_filter = ["act"]
    list_select_related = ["user"]
    search_fields = ["thing", "act", "user__username", "user__name"]
    date_hierarchy = "created"


class LookUp(OnlyLookedAt):
    """What the user may see, to be looked at only."""

    keepers = access.EDIT_DICTIONARIES

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Meeting)
class MeetingAdmin(LookUp):
    list_display = ["title", "unit", "date", "status", "reach"]
    list_filter = ["status", "reach", "types"]
    list_select_related = ["unit"]
    search_fields = ["title", "topic"]
    date_hierarchy = "date"


@admin.register(Speech)
class SpeechAdmin(LookUp):
    list_display = ["title", "speaker", "meeting", "status", "points_status"]
    list_filter = ["status", "points_status", "kind"]
    list_select_related = ["speaker", "meeting"]
    search_fields = ["title", "byline", "speaker__name"]
    exclude = ["post"]


@admin.register(Point)
class PointAdmin(LookUp):
    list_display = ["heading", "marker", "level", "of_speech"]
    list_filter = ["level", "inferred"]
    search_fields = ["heading"]
    exclude = ["themes"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        points = super().get_queryset(request).current()
        return points.select_related("outline__version__speech__speaker", "outline__version__speech__version")

    @admin.display(description="发言")
    def of_speech(self, point: Point) -> str:
        return str(point.speech)
