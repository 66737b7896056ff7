"""Who takes a comparison along gets what their page shows, and leaves a line in the audit log."""

import zipfile
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from speeches.compare import Comparison
from speeches.export import FORMS
from speeches.models import AuditEvent, Meeting
from speeches.models.choices import Role
from tests.factories import make_speaker, make_speech, make_user


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_takes_along_no_draft(form: str, comparison: Comparison, client: Client) -> None:
    meeting = Meeting.objects.get(pk=comparison.scope.pk)
    make_speech(meeting, speaker=make_speaker("云未发"))
    client.force_login(make_user(Role.READER))
    address = reverse("compare_export", args=[meeting.uid, form])
    response = client.get(address, {"status": "all"})
    assert meeting.title in unquote(response["Content-Disposition"])
    with zipfile.ZipFile(BytesIO(response.content)) as parts:
        inside = unescape(b"".join(parts.read(name) for name in parts.namelist()).decode(errors="replace"))
    assert "林一川" in inside
    assert "云未发" not in inside
    event = AuditEvent.objects.latest("pk")
    assert event.act.startswith("导出")
    assert len(event.details["speeches"]) == 3


def test_an_unknown_form_does_not_exist(comparison: Comparison, client: Client) -> None:
    client.force_login(make_user(Role.CLERK))
    meeting = Meeting.objects.get(pk=comparison.scope.pk)
    assert client.get(reverse("compare_export", args=[meeting.uid, "pdf"])).status_code == 404


@pytest.mark.parametrize("option, beginning", [("--docx", b"PK"), ("--xlsx", b"PK")])
def test_the_command_writes_the_same_files(
    option: str, beginning: bytes, comparison: Comparison, tmp_path: Path
) -> None:
    said, path = StringIO(), tmp_path / "对照"
    call_command("compare", comparison.scope.title, option, str(path), stdout=said)
    assert path.read_bytes().startswith(beginning)
    assert "3 篇发言" in said.getvalue()


def test_the_command_says_where_it_cannot_write(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="写不进") as refused:
        call_command("compare", comparison.scope.title, "--xlsx", str(tmp_path / "no" / "x.xlsx"))
    assert refused.value.returncode == 2
