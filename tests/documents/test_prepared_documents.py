"""The prepared documents beside the project come out as their manifest says; skipped where they are not there."""

import json
import re
from pathlib import Path

import pytest

from speeches.documents import Document, UnreadableDocument, members, read

KIT = Path(__file__).resolve().parents[2] / "../shared/kit"
pytestmark = pytest.mark.skipif(not KIT.is_dir(), reason="no prepared documents beside the project")
READ_NOW = ("docx", "txt", "html", "md")


def manifest() -> list[dict]:
    path = KIT / "docs/manifest.json"
    return json.loads(path.read_text("utf-8"))["docs"] if path.is_file() else []


def rows(formats: tuple[str, ...]) -> list:
    found = [row for row in manifest() if row["format"] in formats]
    return [pytest.param(row, id=row["file"]) for row in found]


def lines_of(text: str) -> list[str]:
    bare = (re.sub(r"[\s#*]", "", line) for line in text.split("\n"))
    return [line for line in bare if line]


def expected_text(row: dict) -> str:
    return "".join((KIT / name).read_text("utf-8") for name in row["expected"]["text_files"])


def check(document: Document, row: dict) -> None:
    mode, expected = row["expected"]["mode"], expected_text(row)
    if mode == "exact":
        assert document.text.rstrip("\n") == expected.rstrip("\n")
    elif mode == "joined":
        assert "".join(lines_of(document.text)) == "".join(lines_of(expected))
    elif mode == "contains_lines":
        assert "\n".join(lines_of(expected)) in "\n".join(lines_of(document.text))
    else:
        assert lines_of(document.text) == lines_of(expected)
    for extra in row["expected"].get("extra", []):
        is_in_body = extra["text"] in document.text and extra["text"] not in expected
        assert not is_in_body
        if extra["where"] in ("table", "text box", "header"):
            where = extra["where"].replace(" ", "")
            assert [(each.where, each.text) for each in document.extras].count((where, extra["text"])) == 1


@pytest.mark.parametrize("row", rows(READ_NOW))
def test_documents(row):
    data = (KIT / "docs" / row["file"]).read_bytes()
    if row["expected"]["mode"] != "error":
        check(read(row["file"], data), row)
        return
    with pytest.raises(UnreadableDocument, match=re.escape(row["file"])) as refused:
        read(row["file"], data)
    assert refused.value.code in ("empty", "damaged")


@pytest.mark.parametrize("row", rows(("zip",)))
def test_zips(row):
    data = (KIT / "docs" / row["file"]).read_bytes()
    found = {member.name: read(member.name, member.content()) for member in members(row["file"], data)}
    assert list(found) == [f"{row['file']}/{member['name']}" for member in row["members"]]
    for member in row["members"]:
        check(found[f"{row['file']}/{member['name']}"], member)


@pytest.mark.parametrize("row", rows(("doc", "wps", "rtf", "odt", "pdf")))
def test_what_needs_a_converter_says_so(row):
    with pytest.raises(UnreadableDocument, match="请") as refused:
        read(row["file"], (KIT / "docs" / row["file"]).read_bytes())
    assert refused.value.code == ("no_text" if row["expected"]["mode"] == "no_text" else "needs_converter")
