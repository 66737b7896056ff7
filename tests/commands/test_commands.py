"""The commands by which people script the archive: JSON keys, exit codes, Chinese words, no traceback."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from speeches.models import ImportItem, Meeting, Speech
from speeches.models.choices import ReviewStatus
from tests.verbs.conftest import SPEECH


def run(*arguments: str) -> tuple[object, int]:
    """A command's JSON answer and its exit code."""
    out = io.StringIO()
    code = 0
    try:
        call_command(*arguments, stdout=out, stderr=io.StringIO())
    except CommandError as error:
        code = error.returncode
    return (json.loads(out.getvalue()) if out.getvalue().startswith(("{", "[")) else out.getvalue()), code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "01-周望舒-发言.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "02-何采薇-发言.txt").write_bytes(SPEECH.replace("三点", "几点").encode("gb18030"))
    (tmp_path / "名单.xyz").write_text("不是发言")
    return tmp_path


@pytest.fixture
def described(folder: Path) -> Path:
    meeting = {
        "title": "镇党委理论学习中心组学习会",
        "date": "2024-05-06",
        "unit": "青石镇党委",
        "types": ["中心组集体学习"],
        "preset_theme_codes": ["cy.jilv"],
        "attendance": [{"name": "周望舒", "post": "镇党委书记"}],
        "speakers": [{"name": "周望舒", "post": "镇党委书记", "file": "01-周望舒-发言.txt"}],
        "files": ["01-周望舒-发言.txt"],
    }
    (folder / "meeting.json").write_text(json.dumps(meeting, ensure_ascii=False), encoding="utf-8")
    return folder


def test_outline_needs_no_database(folder: Path) -> None:
    (row,), code = run("outline", "--json", "--text", str(folder / "02-何采薇-发言.txt"))
    assert code == 0
    assert (row["reader"], row["encoding"], row["chars"]) == ("txt", "gb18030", len(SPEECH))
    assert [p["parent"] for p in row["points"]] == [None, None, 1, 1, 1, None]
    assert "".join(row["text"][p["start"] : p["end"]] for p in row["parts"]) == row["text"]


@pytest.mark.parametrize("broken, good, code", [(1, 1, 1), (1, 0, 2)])
def test_outline_names_the_file_that_cannot_be_read(tmp_path: Path, broken: int, good: int, code: int) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "好.txt").write_text(SPEECH)
    rows, returned = run("outline", "--json", *(str(tmp_path / name) for name in ("空.txt", "好.txt")[: broken + good]))
    assert returned == code
    assert rows[0]["error"]["code"] == "empty"
    assert "空.txt" in rows[0]["error"]["message"]


def test_a_described_folder_makes_its_meeting_and_reads_only_what_it_names(db: None, described: Path) -> None:
    answer, code = run("ingest", "--json", str(described), "--status", "published")
    meeting = Meeting.objects.get()
    assert code == 0
    assert answer["meeting"] == meeting.pk
    assert answer["counts"] == {"ingested": 1, "duplicate": 0, "refused": 0, "ignored": 0}
    (file,) = answer["files"]
    assert (file["file"], file["speaker"], file["points"]) == ("01-周望舒-发言.txt", "周望舒", 6)
    speech = Speech.objects.get(pk=file["speeches"][0])
    assert (speech.status, speech.post_text) == (ReviewStatus.PUBLISHED, "镇党委书记")
    assert [t.code for t in meeting.preset_themes.all()] == ["cy.jilv"]


def test_a_described_folder_that_names_no_files_is_read_whole(db: None, described: Path) -> None:
    file = described / "meeting.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    del told["files"]
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    answer, code = run("ingest", "--json", str(described))
    assert code == 0
    read = {row["file"]: row["status"] for row in answer["files"]}
    assert read["01-周望舒-发言.txt"] == "ingested"
    assert set(read) == {path.name for path in described.iterdir()} - {"meeting.json"}


def test_a_second_run_reports_every_file_as_a_duplicate(db: None, described: Path) -> None:
    run("ingest", "--json", str(described))
    answer, code = run("ingest", "--json", str(described))
    assert code == 0
    assert answer["counts"] == {"ingested": 0, "duplicate": 1, "refused": 0, "ignored": 0}
    assert (Speech.objects.count(), Meeting.objects.count()) == (1, 1)


def test_a_plain_folder_goes_to_the_meeting_named(db: None, folder: Path) -> None:
    (folder / "扫描.pdf").write_bytes(b"%PDF-1.4")
    new = ["--meeting", "读书班", "--create-meeting", "--date", "2024-06-01"]
    answer, code = run("ingest", "--json", str(folder), *new)
    assert code == 1
    assert answer["counts"] == {"ingested": 2, "duplicate": 0, "refused": 1, "ignored": 1}
    assert ImportItem.objects.filter(state="refused").get().error_code == "needs_converter"
    assert str(Meeting.objects.get().date) == "2024-06-01"


def test_a_dry_run_stores_nothing(db: None, described: Path) -> None:
    answer, code = run("ingest", "--json", "--dry-run", str(described))
    assert (code, answer["files"][0]["status"]) == (0, "would_ingest")
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["没有这个文件"], "找不到"),
        (["{folder}"], "--meeting"),
        (["{folder}", "--meeting", "没有这次会"], "--create-meeting"),
        (["{folder}", "--meeting", "新会", "--create-meeting", "--date", "五月一日"], "2024-03-28"),
    ],
)
def test_wrong_usage_says_what_to_do(db: None, folder: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        call_command("ingest", *(a.format(folder=folder) for a in arguments), stderr=io.StringIO())
    assert caught.value.returncode == 2


def test_a_shortened_title_must_answer_to_one_meeting(db: None, folder: Path) -> None:
    for title in ("第一次研讨会", "第二次研讨会"):
        run("ingest", "--json", str(folder), "--meeting", title, "--create-meeting")
    with pytest.raises(CommandError, match="第二次研讨会"):
        call_command("ingest", str(folder), "--meeting", "研讨会", stderr=io.StringIO())


@pytest.mark.parametrize("text", ["{", "[]", '{"title": ""}', '{"title": "会", "date": "五月"}'])
def test_a_broken_meeting_file_says_what_to_mend(db: None, tmp_path: Path, text: str) -> None:
    (tmp_path / "meeting.json").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"meeting\.json"):
        call_command("ingest", str(tmp_path), stderr=io.StringIO())


@pytest.mark.parametrize("command", ["retag", "resplit"])
def test_dry_runs_on_a_fresh_archive_change_nothing(db: None, described: Path, command: str) -> None:
    run("ingest", "--json", str(described))
    text, code = run(command, "--dry-run")
    assert code == 0
    assert "0" in text
