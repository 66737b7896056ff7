"""修订正文 makes a new version; people's points and decisions go over to it, and nobody's version is overwritten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from speeches import editing, review
from speeches.access import Act
from speeches.models import AuditEvent, Point, Speech, Theme
from speeches.models.choices import Origin, PointsStatus, ReviewStatus, Role, Verdict
from tests.factories import make_user

from .conftest import SPOKEN

pytestmark = pytest.mark.django_db

CORRECTED = SPOKEN.replace("二个维护", "两个维护").replace("XX路段", "云岭路段")


def revise(client: Client, speech: Speech, text: str = CORRECTED, **data: object) -> str:
    data = {"text": text.replace("\n", "\r\n"), "seen": speech.version.number, **data}
    response = client.post(reverse("speech_text", args=[speech.uid]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def fresh(speech: Speech) -> Speech:
    return Speech.objects.get(pk=speech.pk)


def points(speech: Speech) -> list[Point]:
    return list(fresh(speech).version.outline.points.select_related("anchor"))


def test_the_corrected_text_is_the_next_version_and_the_one_before_stays(at_desk: Client, spoken: Speech, clerk):
    Speech.objects.update(points_status=PointsStatus.CHECKED)
    html = revise(at_desk, spoken)
    assert "已存为第 2 稿" in html and "规范表述是" not in html
    speech = fresh(spoken)
    assert [v.text for v in speech.versions.all()] == [SPOKEN, CORRECTED]
    assert (speech.version.number, speech.version.author, speech.points_status) == (2, clerk, PointsStatus.UNCHECKED)
    assert AuditEvent.objects.get(act="修订正文").details["after"] == 2


def test_points_keep_their_links_and_decisions(at_desk: Client, spoken: Speech, clerk):
    before = points(spoken)
    theme = Theme.objects.get(code="fz.xiangcun")
    editing.decide_theme(before[0], theme, Verdict.ADDED, clerk)
    revise(at_desk, spoken)
    after = points(spoken)
    assert [p.anchor.uid for p in after] == [p.anchor.uid for p in before]
    assert theme.code in {label.tag.code for label in after[0].labels.all()}


def test_what_a_person_divided_stays_divided_so(at_desk: Client, spoken: Speech, clerk):
    editing.split(points(spoken)[5], SPOKEN.index("建路是一阵子"), clerk)
    before = [(p.level, p.marker, p.heading.replace("XX", "云岭")) for p in points(spoken)]
    revise(at_desk, spoken)
    speech = fresh(spoken)
    assert [(p.level, p.marker, p.heading) for p in points(spoken)] == before
    assert (speech.version.outline.origin, speech.version.outline.note) == (Origin.PERSON, "随修订稿沿用")
    assert "".join(CORRECTED[p.start : p.end] for p in speech.version.outline.parts.all()) == CORRECTED


def test_a_file_can_be_handed_in_instead(at_desk: Client, spoken: Speech):
    file = SimpleUploadedFile("改好的.txt", CORRECTED.encode("gb18030"))
    assert "已存为第 2 稿" in revise(at_desk, spoken, "", file=file)
    assert (fresh(spoken).version.file_name, fresh(spoken).version.text) == ("改好的.txt", CORRECTED)


@pytest.mark.parametrize("text, words", [(SPOKEN, "没有改动"), ("", "正文不能是空的"), (" \n ", "正文不能是空的")])
def test_what_is_no_correction_is_refused_in_words(text: str, words: str, at_desk: Client, spoken: Speech):
    assert words in revise(at_desk, spoken, text)
    assert fresh(spoken).versions.count() == 1


def test_a_file_that_cannot_be_read_is_refused_with_the_next_step(at_desk: Client, spoken: Speech):
    html = revise(at_desk, spoken, "", file=SimpleUploadedFile("稿.pdf", b"%PDF-1.7 nothing"))
    assert "《稿.pdf》" in html and fresh(spoken).versions.count() == 1


def test_of_two_corrections_of_one_version_the_second_is_refused_with_what_was_typed(at_desk: Client, spoken: Speech):
    revise(at_desk, spoken)
    html = revise(at_desk, spoken, SPOKEN + "补一句。")
    assert "有人换了新的稿子" in html and "补一句。" in html
    assert fresh(spoken).versions.count() == 2


def test_after_a_return_the_desk_shows_the_reworded_characters(at_desk: Client, spoken: Speech, clerk):
    reviewer = make_user(Role.REVIEWER)
    review.take(Act.SUBMIT, spoken, clerk)
    review.take(Act.RETURN, fresh(spoken), reviewer, "提法有误。")
    revise(at_desk, fresh(spoken))
    review.take(Act.SUBMIT, fresh(spoken), clerk)
    at_desk.force_login(reviewer)
    html = at_desk.get(reverse("review")).content.decode()
    assert "<del>二</del><ins>两</ins>" in html and "第 1 稿 → 第 2 稿" in html
    assert '<span class="diff-where">一</span>' in html


@pytest.mark.parametrize("standing", [ReviewStatus.SUBMITTED, ReviewStatus.PUBLISHED, ReviewStatus.ARCHIVED])
def test_a_text_under_or_past_review_is_not_corrected(standing: ReviewStatus, at_desk: Client, spoken: Speech):
    Speech.objects.update(status=standing)
    address = reverse("speech_text", args=[spoken.uid])
    assert at_desk.get(address).status_code == 403
    assert at_desk.post(address, {"text": CORRECTED, "seen": 1}).status_code == 403
