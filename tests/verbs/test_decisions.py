"""What people decide survives re-analysis, re-splitting and new dictionaries."""

import pytest

from speeches import analysis, editing, lexicons, outlining, revisions
from speeches.models import LexiconVersion, Outline, Point, Speech, Theme, ThemeDecision, ThemeTerm, User
from speeches.models.choices import Origin, ReviewStatus, Verdict


def points(speech: Speech) -> list[Point]:
    return list(Speech.objects.get(pk=speech.pk).version.outline.points.all())


def labels(speech: Speech, i: int) -> dict[str, str]:
    return {label.tag.code: label.state for label in points(speech)[i].labels.all()}


def theme(code: str) -> Theme:
    return Theme.objects.get(code=code)


def test_a_confirmed_a_rejected_and_an_added_theme(speech: Speech, clerk: User) -> None:
    first = points(speech)[0]
    editing.decide_theme(first, theme("zj.qiushi"), Verdict.CONFIRMED, clerk)
    editing.decide_theme(first, theme("fz.xiangcun"), Verdict.ADDED, clerk)
    editing.decide_theme(points(speech)[1], theme("cy.jilv"), Verdict.REJECTED, clerk)
    assert labels(speech, 0)["zj.qiushi"] == "已确认"
    assert labels(speech, 0)["fz.xiangcun"] == "人工"
    assert "cy.jilv" not in labels(speech, 1)


def test_decisions_survive_reanalysis_resplitting_and_a_new_lexicon(speech: Speech, clerk: User) -> None:
    editing.decide_theme(points(speech)[0], theme("fz.xiangcun"), Verdict.ADDED, clerk)
    editing.decide_theme(points(speech)[1], theme("cy.jilv"), Verdict.REJECTED, clerk)
    uid = points(speech)[0].anchor.uid
    ThemeTerm.objects.create(theme=theme("cy.jilv"), term="公务接待", weight=5)
    lexicons.note_change()
    analysis.retag(Speech.objects.get(pk=speech.pk))
    outlining.store(speech.version, outlining.preview_resplit(speech).division, note="重新分点")
    outlining.refresh(Speech.objects.get(pk=speech.pk))
    assert labels(speech, 0)["fz.xiangcun"] == "人工"
    assert "cy.jilv" not in labels(speech, 1)
    assert points(speech)[0].anchor.uid == uid


def test_taking_a_word_back_leaves_it_in_the_history(speech: Speech, clerk: User) -> None:
    first = points(speech)[0]
    editing.decide_theme(first, theme("zj.qiushi"), Verdict.REJECTED, clerk)
    editing.decide_theme(first, theme("zj.qiushi"), Verdict.WITHDRAWN, clerk)
    assert labels(speech, 0)["zj.qiushi"] in ("机器", "待核")
    assert ThemeDecision.objects.count() == 2


def test_retag_dry_run_lists_exactly_what_retag_changes(speech: Speech) -> None:
    ThemeTerm.objects.create(theme=theme("fz.anquan"), term="做在前头", weight=5)
    lexicons.note_change()
    planned = analysis.preview_retag(speech)
    before = [labels(speech, i) for i in range(6)]
    done = analysis.retag(speech)
    after = [labels(speech, i) for i in range(6)]
    changed = [i for i in range(6) if before[i] != after[i]]
    assert [(c.before, c.after) for c in planned] == [(c.before, c.after) for c in done]
    assert [c.point.position for c in planned] == changed == [0]
    assert analysis.preview_retag(speech) == []


def test_two_analyses_give_the_same_rows(speech: Speech) -> None:
    def stored() -> object:
        rows = [(lab.tag.code, lab.score, lab.evidence) for p in points(speech) for lab in p.labels.all()]
        return rows, speech.version.analyses.get().data

    before = stored()
    analysis.analyse(Speech.objects.get(pk=speech.pk))
    assert stored() == before


def test_a_move_set_by_a_person_stays(speech: Speech, clerk: User) -> None:
    move = speech.version.analyses.get().data["moves"][3]
    text = speech.version.reading.text[move["start"] : move["end"]]
    editing.decide_move(speech, analysis.sentence_key(text, 0, len(text)), "案例数据", clerk)
    analysis.analyse(Speech.objects.get(pk=speech.pk))
    assert speech.version.analyses.get().data["moves"][3]["move"] == "案例数据"


def test_what_a_person_divided_is_only_offered_another_division(speech: Speech, clerk: User) -> None:
    editing.dissolve(points(speech)[5], clerk)
    found = outlining.resplit(Speech.objects.get(pk=speech.pk), clerk)
    assert (found.differs, found.edited_by_person, found.applied) == (True, True, False)
    assert len(points(speech)) == 5
    assert outlining.resplit(Speech.objects.get(pk=speech.pk), clerk, replace_edits=True).applied
    assert len(points(speech)) == 6


def test_a_dissolved_points_link_leads_to_what_holds_its_text_now(speech: Speech, clerk: User) -> None:
    gone = points(speech)[5]
    editing.dissolve(gone, clerk)
    gone.anchor.refresh_from_db()
    assert gone.anchor.successor == points(speech)[1].anchor


def test_undo_puts_the_outline_before_in_force_again(speech: Speech, clerk: User) -> None:
    before = [(p.start, p.end, p.marker, p.anchor_id) for p in points(speech)]
    editing.split(points(speech)[0], points(speech)[0].start + 20, clerk)
    assert len(points(speech)) == 7
    editing.undo(Speech.objects.get(pk=speech.pk), clerk)
    assert [(p.start, p.end, p.marker, p.anchor_id) for p in points(speech)] == before
    assert [o.origin for o in Outline.objects.filter(version=speech.version)] == [Origin.MACHINE, Origin.PERSON]


def test_an_edit_of_an_outline_that_is_no_longer_in_force_is_refused(speech: Speech, clerk: User) -> None:
    stale = points(speech)[1]
    editing.merge(points(speech)[5], clerk)
    with pytest.raises(editing.Refused, match="刷新"):
        editing.demote(stale, clerk)


def test_what_is_past_review_is_not_edited(speech: Speech, clerk: User) -> None:
    Speech.objects.filter(pk=speech.pk).update(status=ReviewStatus.PUBLISHED)
    with pytest.raises(editing.Refused, match="已发布"):
        editing.decide_theme(points(speech)[0], theme("zj.qiushi"), Verdict.CONFIRMED, clerk)


def test_installing_the_dictionaries_again_changes_nothing_that_people_changed(db: None) -> None:
    Theme.objects.filter(code="zj.qiushi").update(name="调查研究与求真务实")
    before = LexiconVersion.objects.count(), ThemeTerm.objects.count()
    lexicons.note_change()
    lexicons.install()
    assert (LexiconVersion.objects.count(), ThemeTerm.objects.count()) == (before[0] + 1, before[1])
    assert lexicons.current().themes.named("调查研究与求真务实").code == "zj.qiushi"


def test_undo_goes_back_the_way_the_outlines_came(speech: Speech, clerk: User) -> None:
    """After an undo and a new edit, undoing leads back to where that edit began, not to what was undone before."""
    editing.merge(points(speech)[5], clerk)
    editing.undo(Speech.objects.get(pk=speech.pk), clerk)
    editing.split(points(speech)[0], points(speech)[0].start + 20, clerk)
    editing.undo(Speech.objects.get(pk=speech.pk), clerk)
    assert len(points(speech)) == 6
    with pytest.raises(editing.Refused, match="没有更早"):
        editing.undo(Speech.objects.get(pk=speech.pk), clerk)
    history = revisions.redrawings(Speech.objects.get(pk=speech.pk))
    assert [one.undone for one in history] == [False, True, True]
