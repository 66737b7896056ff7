"""The administration opens what a role keeps, shows content only to be looked at, and only what the user may see."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from speeches.models import AuditEvent, Grant, LexiconVersion, ThemeTerm, User
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_meeting, make_speech, make_theme, make_unit, make_user, points_of

pytestmark = pytest.mark.django_db

ACCOUNTS = {"user", "unit"}
DICTIONARIES = {"theme", "formulation", "termproposal", "meetingtype", "campaign", "speaker"}
LOOK_UPS = {"meeting", "speech", "point"}
AUDIT = {"auditevent"}
KEPT = {
    Role.ADMINISTRATOR: ACCOUNTS,
    Role.CLERK: DICTIONARIES | LOOK_UPS,
    Role.REVIEWER: DICTIONARIES | LOOK_UPS,
    Role.AUDITOR: AUDIT,
}


def as_role(client: Client, role: Role) -> Client:
    client.force_login(make_user(role))
    return client


def test_every_registered_model_belongs_to_a_role():
    registered = {model._meta.model_name for model in admin.site._registry}
    assert registered == ACCOUNTS | DICTIONARIES | LOOK_UPS | AUDIT


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("model", sorted(ACCOUNTS | DICTIONARIES | LOOK_UPS | AUDIT))
def test_each_list_opens_for_its_keepers_only(model: str, role: Role, client: Client):
    status = as_role(client, role).get(reverse(f"admin:speeches_{model}_changelist")).status_code
    entitled = model in KEPT.get(role, set())
    assert status == (200 if entitled else 403 if role in KEPT else 302)


@pytest.mark.parametrize("model", sorted(DICTIONARIES))
def test_a_dictionary_can_be_added_to(model: str, client: Client):
    assert as_role(client, Role.CLERK).get(reverse(f"admin:speeches_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", sorted(LOOK_UPS))
def test_content_is_looked_at_and_never_changed(model: str, client: Client):
    speech = make_speech()
    thing = {"meeting": speech.meeting, "speech": speech, "point": points_of(speech)[0]}[model]
    as_role(client, Role.CLERK)
    change = reverse(f"admin:speeches_{model}_change", args=[thing.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"title": "改掉"}).status_code == 403
    assert client.get(reverse(f"admin:speeches_{model}_add")).status_code == 403
    assert client.post(reverse(f"admin:speeches_{model}_delete", args=[thing.pk]), {"post": "yes"}).status_code == 403


def test_the_lists_hold_only_what_the_user_may_see(client: Client):
    here, elsewhere = make_speech(), make_speech(make_meeting(unit=make_unit("别处县委")))
    html = as_role(client, Role.CLERK).get(reverse("admin:speeches_speech_changelist")).content.decode()
    assert here.title in html and elsewhere.title not in html


def test_the_administrator_of_accounts_sees_no_content(client: Client):
    speech = make_speech(status=ReviewStatus.PUBLISHED)
    as_role(client, Role.ADMINISTRATOR)
    assert client.get(reverse("admin:speeches_speech_changelist")).status_code == 403
    assert speech.meeting.title not in client.get(reverse("admin:speeches_user_add")).content.decode()


def test_an_account_gets_its_roles_with_a_line_in_the_audit_log(client: Client):
    as_role(client, Role.ADMINISTRATOR)
    form = {
        "username": "zhenlao", "name": "甄劳", "usable_password": "true",
        "password1": "shan-gao-lu-yuan-8", "password2": "shan-gao-lu-yuan-8",
        "grants-TOTAL_FORMS": "1", "grants-INITIAL_FORMS": "0",
        "grants-0-role": "reader", "grants-0-unit": str(make_unit().pk),
    }  # fmt: skip
    response = client.post(reverse("admin:speeches_user_add"), form)
    assert response.status_code == 302, response.context["errors"]
    user = User.objects.get(username="zhenlao")
    assert user.check_password("shan-gao-lu-yuan-8")
    assert Grant.objects.get(user=user).role == Role.READER
    assert AuditEvent.objects.get(act="建账号").details["grants"] == ["甄劳：读者（云岭县委）"]


def test_a_grant_names_a_meeting_by_its_number_and_shows_no_title(client: Client):
    meeting, user = make_meeting(), make_user(name="tingzhong")
    as_role(client, Role.ADMINISTRATOR)
    change = reverse("admin:speeches_user_change", args=[user.pk])
    form = {
        "username": "tingzhong", "is_active": "on", "grants-TOTAL_FORMS": "1", "grants-INITIAL_FORMS": "0",
        "grants-0-role": "observer", "grants-0-meeting": meeting.uid, "grants-0-until": "2030-01-01",
    }  # fmt: skip
    assert "没有编号是这样的会议" in client.post(change, {**form, "grants-0-meeting": "nobody"}).content.decode()
    assert client.post(change, form).status_code == 302
    assert Grant.objects.get(user=user).meeting == meeting
    html = client.get(change).content.decode()
    assert meeting.uid in html and meeting.title not in html


def test_an_edited_dictionary_is_a_new_version(client: Client):
    theme = make_theme("院坝议事")
    before = LexiconVersion.objects.count()
    as_role(client, Role.CLERK)
    form = {
        "name": "院坝议事", "group": "zj", "position": "3", "active": "on",
        "terms-TOTAL_FORMS": "1", "terms-INITIAL_FORMS": "0", "terms-0-term": "院坝会", "terms-0-weight": "4",
    }  # fmt: skip
    response = client.post(reverse("admin:speeches_theme_change", args=[theme.pk]), form)
    assert response.status_code == 302, response.context["errors"]
    assert ThemeTerm.objects.get(theme=theme).term == "院坝会"
    assert LexiconVersion.objects.count() == before + 1


def test_a_superuser_without_a_grant_is_let_in_nowhere(client: Client):
    client.force_login(User.objects.create_superuser("root", password="shan-gao-lu-yuan-8"))
    assert client.get(reverse("admin:index")).status_code == 302


def test_the_audit_log_is_read_by_auditors_alone_and_changed_by_nobody(client: Client):
    event = AuditEvent.objects.record(None, "导入", make_meeting())
    page, row = reverse("admin:speeches_auditevent_changelist"), [event.pk]
    for role in Role:
        as_role(client, role)
        assert (client.get(page).status_code == 200) == (role == Role.AUDITOR), role
    as_role(client, Role.AUDITOR)
    assert "导入" in client.get(page).content.decode()
    assert client.post(reverse("admin:speeches_auditevent_change", args=row), {"act": "别的"}).status_code == 403
    assert client.post(reverse("admin:speeches_auditevent_delete", args=row), {"post": "yes"}).status_code == 403
