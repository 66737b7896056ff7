"""One comparison end to end: who sees what, how many queries, and the same answer every time."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches import analysis, compare, editing
from speeches.compare import scope as scope_module
from speeches.compare.as_json import as_json
from speeches.compare.cache import forget
from speeches.compare.distinctive import archive_prior
from speeches.models import LexiconVersion, Meeting, ReuseVerdict, SavedComparison, Speech, Theme, User
from speeches.models.choices import Reach, ReuseDecision, ReviewStatus, Role, Verdict
from speeches.models.meetings import Campaign
from tests.compare.conftest import COPIED, RIGHT, Take
from tests.factories import make_meeting, make_speaker, make_user, points_of


def screens(comparison: compare.Comparison) -> list[object]:
    """Every screen; the theme read is the first of the matrix."""
    found = comparison.matrix()
    return [
        comparison.glance(),
        found,
        comparison.alignment(),
        comparison.moves(),
        comparison.framing(),
        comparison.reading(found.rows[0].code),
        comparison.quotations(),
        comparison.overlaps(),
        comparison.words(),
        comparison.over_time(found.rows[0].code),
    ]


@pytest.mark.parametrize("role, seen", [
    (Role.READER, {"published", "archived"}),
    (Role.ARCHIVIST, {"approved", "published", "archived"}),
    (Role.CLERK, {"draft", "submitted", "returned", "approved", "published", "archived"}),
    (Role.SUBMITTER, set()),  # none of these is his own
    (Role.ADMINISTRATOR, set()),
])  # fmt: skip
def test_a_comparison_holds_what_its_reader_may_see(meeting: Meeting, take: Take, role: Role, seen: set[str]) -> None:
    for number, status in enumerate(ReviewStatus):
        take(number, status=status)
    wide = compare.of_meeting(meeting).narrowed(compare.Filters(statuses=compare.ALIVE))
    found = compare.compare(wide, make_user(role, unit=meeting.unit))
    assert {speech.status for speech in found.speeches} == seen


def test_a_readers_comparison_never_shows_a_draft(meeting: Meeting, take: Take) -> None:
    shown = [take(number, copied=COPIED) for number in (1, 2)]
    draft = take(3, status=ReviewStatus.DRAFT, quoted="调查研究是谋事之本、成事之道", copied=COPIED)
    reader, clerk = make_user(Role.READER, unit=meeting.unit), make_user(Role.CLERK, unit=meeting.unit)
    wide = compare.of_speeches([speech.pk for speech in (*shown, draft)])
    with_draft = compare.compare(wide, clerk)
    assert draft.pk in with_draft.material.ids
    assert len(with_draft.overlaps().pairs) == 3
    assert len(with_draft.quotations().variants) == 1
    without = compare.compare(wide, reader)  # after the clerk's, from the same process
    assert without.material.ids == tuple(speech.pk for speech in shown)
    assert len(without.overlaps().pairs) == 1
    assert without.quotations().variants == ()
    assert str(draft.uid) not in repr(screens(without))
    assert draft.pk not in {source.other for source in without.archive_sources(shown[0].pk)}
    assert draft.pk in {source.other for source in compare.compare(compare.of_speeches([shown[0].pk]), clerk)
                        .archive_sources(shown[0].pk)}  # fmt: skip


def test_a_restricted_meeting_stays_out_of_a_campaign(take: Take) -> None:
    campaign = Campaign.objects.create(name="调查研究专题")
    open_, closed = make_meeting("一次会", campaign=campaign), make_meeting("二次会", campaign=campaign)
    Meeting.objects.filter(pk=closed.pk).update(reach=Reach.RESTRICTED)
    seen, hidden = take(1, to=open_), take(2, to=closed)
    scope = compare.of_campaign(campaign)
    assert compare.compare(scope, make_user(Role.READER)).material.ids == (seen.pk,)
    assert compare.compare(scope, make_user(Role.READER, meeting=closed)).material.ids == (hidden.pk,)
    assert compare.compare(scope, None).material.ids == (seen.pk, hidden.pk)


def test_words_of_hidden_speeches_are_not_counted_as_the_genres(meeting: Meeting, take: Take) -> None:
    take(1)
    before = archive_prior()[1]
    take(2, status=ReviewStatus.DRAFT)
    closed = make_meeting("限定的会")
    Meeting.objects.filter(pk=closed.pk).update(reach=Reach.RESTRICTED)
    take(3, to=closed)
    assert archive_prior()[1] == before
    take(4)
    assert archive_prior()[1].speeches == before.speeches + 1


def test_words_of_a_withdrawn_speech_are_no_longer_counted(meeting: Meeting, take: Take) -> None:
    first, second, waiting = take(1), take(2), take(3, status=ReviewStatus.DRAFT)
    before = archive_prior()[1]
    assert before.held == {first.pk, second.pk}
    Speech.objects.filter(pk=waiting.pk).update(status=ReviewStatus.PUBLISHED)
    Speech.objects.filter(pk=first.pk).update(status=ReviewStatus.WITHDRAWN)
    after = archive_prior()[1]
    assert (after.held, after.speeches) == ({second.pk, waiting.pk}, before.speeches)
    Speech.objects.filter(pk=second.pk).update(status=ReviewStatus.WITHDRAWN)
    Speech.objects.filter(pk=first.pk).update(status=ReviewStatus.PUBLISHED)  # as many, with the same newest
    assert archive_prior()[1].held == {first.pk, waiting.pk}


def test_words_of_all_are_told_apart_from_the_rest_of_the_archive(meeting: Meeting, take: Take) -> None:
    elsewhere = make_meeting("上一次会")
    for number in range(3):
        take(number, to=elsewhere, copied="梯田")
    drafts = [take(number, status=ReviewStatus.DRAFT, copied="梯田" * 9) for number in (4, 5)]
    published = take(6, copied="梯田" * 9)
    found = compare.compare(compare.of_speeches([speech.pk for speech in (*drafts, published)]), None).words_of_all()
    assert next((word.own, word.others) for word in found if word.word == "梯田") == (27, 3)


def test_queries_do_not_grow_with_the_speeches(meeting: Meeting, take: Take) -> None:
    reader = make_user(Role.READER, unit=meeting.unit)
    numbers = []
    for few_or_many in (range(2), range(2, 20)):
        for number in few_or_many:
            take(number, speaker=make_speaker(), copied=COPIED)
        forget()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            screens(compare.compare(compare.of_meeting(meeting), User.objects.get(pk=reader.pk)))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 40


def test_the_same_speeches_give_the_same_answer_in_every_run(meeting: Meeting, take: Take) -> None:
    for number in range(3):
        take(number, copied=COPIED)
    scope = compare.of_meeting(meeting)
    first = repr(as_json(compare.compare(scope, None), meeting))
    forget()
    assert repr(as_json(compare.compare(scope, None), meeting)) == first


def test_a_decision_shows_at_once(meeting: Meeting, take: Take) -> None:
    speech = take(1)
    take(2)
    clerk = make_user(Role.CLERK, unit=meeting.unit)
    scope = compare.of_meeting(meeting)
    point = points_of(speech)[0]
    theme = Theme.objects.get(code="fz.shengtai")
    assert "fz.shengtai" not in compare.compare(scope, clerk).material.themes_spoken
    speech.status = ReviewStatus.DRAFT
    speech.save()
    editing.decide_theme(point, theme, Verdict.ADDED, clerk)
    speech.status = ReviewStatus.PUBLISHED
    speech.save()
    row = next(row for row in compare.compare(scope, clerk).matrix().rows if row.code == "fz.shengtai")
    assert [cell.state for cell in row.spoken] == ["人工"]


def test_a_verdict_on_a_passage_is_laid_over_what_was_computed(meeting: Meeting, take: Take) -> None:
    one, two = take(1, copied=COPIED), take(2, copied=COPIED)
    scope = compare.of_meeting(meeting)
    passage = compare.compare(scope, None).overlaps().passages[0]
    ReuseVerdict.objects.create(a=one, b=two, key=passage.key, decision=ReuseDecision.SOUND, reason="同一件事")
    after = compare.compare(scope, None).overlaps()
    judged = next(p for p in after.passages if p.key == passage.key)
    assert (judged.decision, judged.reason) == ("合理借鉴", "同一件事")
    assert after.pairs[0].open == len(after.pairs[0].passages) - 1
    reader = make_user(Role.READER, unit=meeting.unit)
    read = next(p for p in compare.compare(scope, reader).overlaps().passages if p.key == passage.key)
    assert (read.decision, read.reason) == ("合理借鉴", "")  # why is for those who prepare the meeting


def test_differing_characters_and_missing_sources_are_told(meeting: Meeting, take: Take) -> None:
    take(1)
    take(2)
    odd = take(3, quoted="调查研究是谋事之本、成事之道")
    screen = compare.compare(compare.of_meeting(meeting), None).quotations()
    (row,) = screen.variants
    (place,) = row.variants
    assert row.text == RIGHT
    assert (place.speech, [(d.found, d.expected) for d in place.differences]) == (odd.pk, [("本", "基")])
    assert [s.text for s in place.segments if "differs" in s.kinds] == ["本"]
    assert "".join(s.text for s in place.segments) == place.text


def test_a_speech_is_found_elsewhere_in_the_archive(take: Take) -> None:
    earlier = take(1, to=make_meeting("上一次会", date=datetime.date(2023, 5, 1)), copied=COPIED)
    speech = take(2, copied=COPIED)
    found = compare.compare(compare.of_speeches([speech.pk]), None).archive_sources(speech.pk)
    source = next(source for source in found if source.other == earlier.pk)
    assert (source.meeting_title, source.date) == ("上一次会", datetime.date(2023, 5, 1))
    assert COPIED[:-1] in [sentence.here.text for sentence in source.sentences]
    assert all(sentence.here.text == sentence.there.text for sentence in source.sentences)


def test_one_speaker_is_compared_across_meetings_in_time(take: Take) -> None:
    speaker = make_speaker("温以宁")
    later = take(1, to=make_meeting(date=datetime.date(2024, 5, 1)), speaker=speaker)
    sooner = take(2, to=make_meeting(date=datetime.date(2023, 5, 1)), speaker=speaker)
    take(3, speaker=make_speaker("方砚田"))
    found = compare.compare(compare.of_speaker(speaker), None)
    assert found.material.ids == (sooner.pk, later.pk)
    assert all("温以宁" in line.sentence for line in found.glance().lines if line.label == "对象")


def test_a_theme_over_time_tells_first_uses(take: Take) -> None:
    later = take(1, to=make_meeting("后一次", date=datetime.date(2024, 5, 1)))
    sooner = take(2, to=make_meeting("前一次", date=datetime.date(2023, 5, 1)))
    take(3, to=make_meeting("草稿的会", date=datetime.date(2022, 5, 1)), status=ReviewStatus.DRAFT)
    theme = Theme.objects.get(code="zj.qiushi")
    found = compare.compare(compare.of_theme(theme), None)
    trend = found.over_time(theme.code)
    assert found.material.ids == (sooner.pk, later.pk)
    assert [(row.title, len(row.speeches), row.of) for row in trend.meetings] == [("前一次", 1, 1), ("后一次", 1, 1)]
    assert trend.first is not None
    assert trend.first.speech == sooner.pk
    for use in trend.terms:
        assert use.speech.text[use.start : use.end] == use.term


def test_picked_and_saved_speeches_are_compared_whatever_their_status(take: Take) -> None:
    speeches = [take(1), take(2, status=ReviewStatus.DRAFT), take(3, status=ReviewStatus.WITHDRAWN)]
    saved = SavedComparison.objects.create(title="错位检查", owner=make_user())
    saved.speeches.set(speeches)
    assert compare.compare(compare.of_saved(saved), None).material.ids == (speeches[0].pk, speeches[1].pk)
    picked = compare.of_speeches([speeches[1].pk, speeches[0].pk])
    assert compare.compare(picked, None).material.ids == (speeches[1].pk, speeches[0].pk)


def test_a_new_analysis_makes_a_new_comparison(meeting: Meeting, take: Take) -> None:
    speech = take(1)
    scope = compare.of_meeting(meeting)
    before = compare.compare(scope, None).material
    assert compare.compare(scope, None).material is before
    analysis.analyse(speech)
    assert compare.compare(scope, None).material is not before


def test_of_too_many_speeches_the_newest_meetings_are_compared(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = Campaign.objects.create(name="调查研究专题")
    years = [make_meeting(campaign=campaign, date=datetime.date(year, 5, 1)) for year in (2022, 2023, 2024)]
    speeches = [take(number, to=held) for number, held in enumerate(years)]
    monkeypatch.setattr(scope_module, "LARGEST", 2)
    found = compare.compare(compare.of_campaign(campaign), None).material
    assert (found.ids, found.left_out) == ((speeches[1].pk, speeches[2].pk), 1)


def test_changed_dictionaries_make_a_new_comparison(meeting: Meeting, take: Take) -> None:
    take(1)
    scope = compare.of_meeting(meeting)
    before = compare.compare(scope, None).material
    LexiconVersion.objects.create(digest="changed")
    assert compare.compare(scope, None).material.key != before.key
    renamed = compare.compare(scope, None).material
    Theme.objects.filter(code="zj.qiushi").update(name="调查研究")
    assert compare.compare(scope, None).material.key != renamed.key
