"""The sample meetings: what was planted in them is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from speeches import compare, ingest, installation, meeting_files
from speeches.compare.as_json import as_json
from speeches.compare.as_table import as_table
from speeches.models import ImportBatch, Meeting
from speeches.models.choices import ReviewStatus

SAMPLES = Path(ingest.__file__).parent / "samples"
PUBLISHED = ReviewStatus.PUBLISHED
pytestmark = pytest.mark.django_db


@pytest.fixture
def achievements() -> compare.Comparison:
    return _compared("政绩观专题研讨")


@pytest.fixture
def research() -> compare.Comparison:
    return _compared("调查研究专题研讨")


def _compared(folder: str) -> compare.Comparison:
    installation.prepare()
    file = meeting_files.load(SAMPLES / folder)
    meeting, claims = meeting_files.enter(file)
    batch = ImportBatch.objects.create(meeting=meeting)
    for path in file.files:
        list(ingest.receive(path.read_bytes(), path.name, ingest.Intake(batch, status=PUBLISHED, claims=claims)))
    return compare.compare(compare.of_meeting(meeting), None)


def _variants(comparison: compare.Comparison) -> set[tuple[str, str, str]]:
    """(speaker, the characters said, those of the right wording)"""
    names = {speech.id: speech.name for speech in comparison.speeches}
    places = [place for row in comparison.quotations().variants for place in row.variants]
    return {(names[place.speech], d.found, d.expected) for place in places for d in place.differences}


def _overlapping(comparison: compare.Comparison) -> set[tuple[str, str]]:
    return {(pair.a.name, pair.b.name) for pair in comparison.overlaps().pairs}


def test_seven_speeches_on_achievements(achievements: compare.Comparison) -> None:
    assert _variants(achievements) == {("顾海川", "怎", "什么")}
    assert _overlapping(achievements) == {
        ("周敬之", "沈秋白"),
        ("周敬之", "何青"),
        ("林若衡", "罗长河"),
        ("林若衡", "顾海川"),
        ("何青", "顾海川"),
        ("苏文澜", "罗长河"),
    }
    assert [row.code for row in achievements.matrix().themes_absent] == ["ms.tongzhan"]


def test_eight_speeches_in_six_files_on_research(research: compare.Comparison) -> None:
    assert len(research.speeches) == 8
    assert _variants(research) == {("吴平川", "本", "基")}
    assert "zj.qiushi" in [row.code for row in research.matrix().themes_shared]
    own_points = {point for speech in research.speeches for point in speech.leading}
    for row in research.matrix().rows:
        for cell in row.spoken:
            assert set(cell.points) <= own_points
    for each in research.words():
        for word in each.words:
            assert {each.speech.text[start:end] for start, end in word.places} == {word.word}
            assert len(word.places) == word.own
    words = next(each.words for each in research.words() if each.speech.name == "吴平川")
    assert {"板凳会", "渡口"} <= {word.word for word in words}


def test_every_number_at_a_glance_is_that_of_its_list(achievements: compare.Comparison) -> None:
    said = {line.label: line.sentence for line in achievements.glance().lines}
    screen, quoted = achievements.overlaps(), achievements.quotations()
    assert said["重合"] == f"13字以上表述重合{len(screen.passages)}处，涉及6对发言，待核{len(screen.passages)}处。"
    assert said["引用"].startswith(f"共同引用{len(quoted.shared_quotations)}条。引文文字有异1处：顾海川。")
    single = achievements.matrix().themes_single
    assert said["独到"].startswith(f"{len(single)}个主题只有一篇讲到：")


def test_the_json_is_what_scripts_rely_on(achievements: compare.Comparison) -> None:
    meeting = Meeting.objects.get(pk=achievements.scope.pk)
    data = as_json(achievements, meeting)
    assert data["meeting"] == {"id": meeting.pk, "title": meeting.title}
    for speech in data["speeches"]:
        assert [move["end"] for move in speech["moves"][:-1]] == [move["start"] for move in speech["moves"][1:]]
        spoken = sum(row["cells"].get(str(speech["id"]), {"share": 0})["share"] for row in data["matrix"])
        assert spoken + data["unclassified_shares"][str(speech["id"])] == pytest.approx(1, abs=1e-4)
    assert {"quotations", "formulations", "reuse", "reuse_masked", "distinctive"} <= set(data)
    assert all(passage["chars"] >= 10 for passage in data["reuse"])


def test_the_table_lists_themes_by_how_many_speak_of_them(achievements: compare.Comparison) -> None:
    lines = as_table(achievements).splitlines()
    assert lines[0].endswith("：7 篇发言")
    assert lines[1].split()[0] == "主题"
    ends = {len(line.encode("gbk")[: line.encode("gbk").rfind(b" ")]) for line in lines[2:5]}
    assert len(ends) == 1  # columns line up where a Chinese character is two wide
    assert any(line.startswith("预设而无人谈到：统一战线") for line in lines)
