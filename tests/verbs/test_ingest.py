"""One file's journey: all or nothing, never twice, nothing lost."""

import io
import zipfile
from collections.abc import Callable

import pytest

from speeches import analysis, ingest, originals
from speeches.models import AuditEvent, ImportItem, Meeting, Passage, Reading, SourceFile, Speaker, Speech
from speeches.models.choices import ItemState, ReviewStatus
from tests.verbs.conftest import SPEECH

Take = Callable[..., list[ingest.Result]]


def test_a_file_becomes_a_speech_with_points_themes_and_passages(take_in: Take) -> None:
    (result,) = take_in()
    (speech,) = result.speeches
    points = list(speech.version.outline.points.all())
    assert [(p.level, p.marker) for p in points] == [
        (1, "第一，"), (1, "第二，"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (1, "第三，")
    ]  # fmt: skip
    assert result.status == ItemState.INGESTED
    assert result.chars == len(SPEECH)
    assert result.points == 6
    assert [p.labels.first().tag.code for p in points if p.level == 1] == ["zj.qiushi", "cy.jilv", "zj.weimin"]
    assert Passage.objects.filter(speech=speech).exists()
    assert AuditEvent.objects.filter(act="导入").count() == 1


def test_parts_and_passages_tile_the_text(speech: Speech) -> None:
    text = speech.version.reading.text
    for rows in (speech.version.outline.parts.all(), Passage.objects.filter(speech=speech).order_by("start")):
        assert "".join(text[row.start : row.end] for row in rows) == text


def test_the_original_is_kept_byte_identical(take_in: Take) -> None:
    data = SPEECH.encode("gb18030")
    intake_result = take_in(SPEECH)  # utf-8
    source = SourceFile.objects.get(sha256=originals.sha256_of(SPEECH.encode()))
    assert originals.content(source) == SPEECH.encode() != data
    assert intake_result[0].item.source == source


def test_the_same_bytes_in_the_same_meeting_are_a_duplicate(take_in: Take) -> None:
    take_in()
    (again,) = take_in(name="另一个名字.txt")
    assert again.status == ItemState.DUPLICATE
    assert "已有内容完全相同的文件" in again.message
    assert Speech.objects.count() == 1
    assert SourceFile.objects.count() == 1


def test_a_deleted_speech_does_not_make_its_file_a_duplicate(take_in: Take) -> None:
    Speech.objects.filter(pk=take_in()[0].speeches[0].pk).update(status=ReviewStatus.DELETED)
    assert take_in()[0].status == ItemState.INGESTED


def test_a_duplicate_may_become_a_new_version_that_reopens_the_review(take_in: Take) -> None:
    (first,) = take_in()[0].speeches
    Speech.objects.filter(pk=first.pk).update(status=ReviewStatus.APPROVED)
    (result,) = take_in(on_duplicate="version")
    first.refresh_from_db()
    assert [s.pk for s in result.speeches] == [first.pk]
    assert (first.versions.count(), first.status) == (2, ReviewStatus.DRAFT)
    assert Reading.objects.count() == 1


def test_a_duplicate_may_become_another_speech(take_in: Take) -> None:
    take_in()
    assert take_in(on_duplicate="new")[0].status == ItemState.INGESTED
    assert Speech.objects.count() == 2


@pytest.mark.parametrize(
    "data, name, code",
    [
        (b"", "空.txt", "empty"),
        (b"%PDF-1.4 ...", "扫描.pdf", "needs_converter"),
        (b"PK\x03\x04broken", "坏.docx", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_keeps_its_bytes_and_says_why(
    intake: ingest.Intake, data: bytes, name: str, code: str
) -> None:
    (result,) = ingest.receive(data, name, intake)
    item = ImportItem.objects.get()
    assert (result.status, result.code, item.error_code) == (ItemState.REFUSED, code, code)
    assert name in result.message
    assert originals.content(item.source) == data
    assert not Speech.objects.exists()


def test_one_bad_member_of_a_zip_harms_no_other(intake: ingest.Intake) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("好.txt", SPEECH)
        archive.writestr("空.txt", "")
    results = list(ingest.receive(packed.getvalue(), "一批.zip", intake))
    assert [(r.file, r.status) for r in results] == [("一批.zip/好.txt", "ingested"), ("一批.zip/空.txt", "refused")]


def test_nothing_is_half_visible_when_analysis_breaks(intake: ingest.Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(speech: Speech) -> None:
        raise RuntimeError("盘满")

    monkeypatch.setattr(analysis, "analyse", broken)
    with pytest.raises(RuntimeError):
        list(ingest.receive(SPEECH.encode(), "发言.txt", intake))
    assert (Speech.objects.count(), Reading.objects.count(), Passage.objects.count()) == (0, 0, 0)
    assert ImportItem.objects.get().state == ItemState.QUEUED
    assert SourceFile.objects.count() == 1


SIGNED = "调查研究心得\n周望舒\n（2024年3月28日）\n" + SPEECH


@pytest.mark.parametrize("namesakes, linked", [(0, False), (1, True), (2, False)])
def test_a_printed_name_links_itself_only_where_one_person_bears_it(
    take_in: Take, meeting: Meeting, namesakes: int, linked: bool
) -> None:
    for _ in range(namesakes):
        Speaker.objects.create(name="周望舒", unit=meeting.unit)
    (speech,) = take_in(SIGNED)[0].speeches
    assert (speech.speaker is not None) == linked
    assert speech.byline == "周望舒"
    assert speech.speaker_name.startswith("周望舒" if linked else "待确认·")


def test_a_claim_names_the_speaker_whatever_the_text_says(take_in: Take, meeting: Meeting) -> None:
    speaker = Speaker.objects.create(name="何采薇", unit=meeting.unit)
    (speech,) = take_in(claims={"发言.txt": [ingest.Claim(speaker, "县委书记", order=7)]})[0].speeches
    assert (speech.speaker, speech.post_text, speech.order) == (speaker, "县委书记", 7)


SEVERAL = (
    "基层代表发言（两篇）\n\n把账算到群众心里\n青石村党支部书记　田守成\n\n各位领导：\n"
    "我在村里干了十六年。第一，账要公开。每月十五贴在墙上。第二，事要商量。谁家有意见当面说。\n谢谢大家！\n\n"
    "把灯亮到夜里十点\n溪口社区党委书记　梅映雪\n\n同志们：\n"
    "社区工作在晚上。一是夜间值守不断人。二是上门服务不断线。三是群众诉求不过夜。\n我的发言完了。\n"
)


def test_a_file_of_several_speeches_is_one_reading_and_several_speeches(take_in: Take) -> None:
    (result,) = take_in(SEVERAL)
    assert Reading.objects.count() == 1
    assert [s.byline for s in result.speeches] == ["田守成", "梅映雪"]
    for speech in result.speeches:
        version = speech.version
        assert all(version.start <= p.start < p.end <= version.end for p in version.outline.points.all())
    assert [s.version.outline.points.count() for s in result.speeches] == [2, 3]


def test_a_preview_stores_nothing(meeting: Meeting) -> None:
    (result,) = ingest.preview(SPEECH.encode(), "发言.txt", meeting)
    assert (result.status, result.points) == ("would_ingest", 6)
    assert not SourceFile.objects.exists()
