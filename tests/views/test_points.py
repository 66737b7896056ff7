"""Corrections of themes and points by plain forms: what was asked is done, said, and kept from colliding."""

import pytest
from django.test import Client
from django.urls import reverse

from speeches import editing
from speeches.models import Outline, Point, Speech, TermProposal, Theme, ThemeDecision
from speeches.models.choices import PointsStatus, ReviewStatus, Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def current(speech: Speech) -> list[Point]:
    fresh = Speech.objects.get(pk=speech.pk)
    return list(fresh.version.outline.points.select_related("anchor", "outline__version__speech"))


def shape(speech: Speech) -> list[tuple[int, str]]:
    return [(point.level, point.marker) for point in current(speech)]


def labels(speech: Speech, i: int) -> dict[str, str]:
    return {label.tag.code: label.state for label in current(speech)[i].labels.select_related("tag")}


def say(client: Client, point: Point, **data: str) -> str:
    response = client.post(reverse("point_theme", args=[point.anchor.uid]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def redraw(client: Client, point: Point, act: str, **data: object) -> str:
    data = {"outline": point.outline_id, **data}
    response = client.post(reverse("point_edit", args=[point.anchor.uid, act]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def machine_theme(speech: Speech) -> str:
    return next(code for code, state in labels(speech, 0).items() if state in ("机器", "待核"))


def test_a_theme_is_confirmed_rejected_and_taken_back(at_desk: Client, spoken: Speech):
    code = machine_theme(spoken)
    point = current(spoken)[0]
    assert "已确认" in say(at_desk, point, theme=code, verdict="confirmed")
    assert labels(spoken, 0)[code] == "已确认"
    say(at_desk, point, theme=code, verdict="withdrawn")
    assert labels(spoken, 0)[code] in ("机器", "待核")
    html = say(at_desk, point, theme=code, verdict="rejected")
    assert code not in labels(spoken, 0) and "已否决，不再提示" in html
    say(at_desk, point, theme=code, verdict="withdrawn")
    assert code in labels(spoken, 0)


def test_typed_words_become_themes_by_name_or_alias_and_unknown_ones_proposals(at_desk: Client, spoken: Speech):
    names = list(Theme.objects.active().exclude(code__in=labels(spoken, 0)).values_list("name", "code")[:2])
    typed = f"{names[0][0]}，{names[1][0]}、山路十八弯"
    html = say(at_desk, current(spoken)[0], words=typed)
    assert {labels(spoken, 0)[code] for _, code in names} == {"人工"}
    assert "“山路十八弯”，已记入词语建议" in html and TermProposal.objects.get().word == "山路十八弯"


@pytest.mark.parametrize(
    "state, active, told",
    [
        (TermProposal.OPEN, None, "主题表里没有“溶洞”，已记入词语建议。"),
        (TermProposal.DECLINED, None, "“溶洞”以前定过不采纳，这次没有记"),
        (TermProposal.ACCEPTED, True, "“溶洞”已采纳为“乡间”的词；要加这个主题，请写“乡间”。"),
        (TermProposal.ACCEPTED, False, "“溶洞”以前采纳过，但没有归在现用的主题下"),
        (TermProposal.ACCEPTED, None, "“溶洞”以前采纳过，但没有归在现用的主题下"),
    ],
)
def test_a_word_settled_before_is_told_as_it_was_settled(
    state: str, active: bool | None, told: str, at_desk: Client, spoken: Speech
):
    theme = None
    if active is not None:
        theme = Theme.objects.create(code="fz.xiangjian", name="乡间", slug="xiangjian", active=active)
    TermProposal.objects.create(word="溶洞", state=state, theme=theme)
    html = say(at_desk, current(spoken)[0], words="溶洞")
    assert told in html and ("已记入" in html) == (state == TermProposal.OPEN)
    assert TermProposal.objects.get().state == state


@pytest.mark.parametrize(
    "data", [{}, {"words": "  "}, {"theme": "zj.qiushi"}, {"theme": "nothing", "verdict": "confirmed"},
             {"theme": "zj.qiushi", "verdict": "added!"}]
)  # fmt: skip
def test_saying_nothing_changes_nothing_and_is_told(data: dict, at_desk: Client, spoken: Speech):
    assert "请写上主题" in say(at_desk, current(spoken)[0], **data)
    assert not ThemeDecision.objects.exists()


def test_htmx_gets_the_row_and_the_lights_again_and_no_page(at_desk: Client, spoken: Speech):
    point, code = current(spoken)[0], machine_theme(spoken)
    address = reverse("point_theme", args=[point.anchor.uid])
    response = at_desk.post(address, {"theme": code, "verdict": "confirmed"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert f'id="p-{point.anchor.uid}"' in html and "已确认" in html and 'hx-swap-oob="true"' in html
    assert "<html" not in html and html.count("data-point") == 1


def test_a_reviewer_reads_but_does_not_correct(client: Client, spoken: Speech):
    client.force_login(make_user(Role.REVIEWER))
    point = current(spoken)[0]
    assert client.post(reverse("point_theme", args=[point.anchor.uid]), {"words": "党性"}).status_code == 403
    assert client.post(reverse("point_edit", args=[point.anchor.uid, "merge"])).status_code == 403


BEFORE = [(1, "一、"), (1, "二、"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (1, "三、")]


@pytest.mark.parametrize(
    "i, act, after",
    [
        (5, "merge", BEFORE[:5]),
        (1, "demote", [(1, "一、"), (2, "二、"), (3, "首先，"), (3, "其次，"), (3, "最后，"), (1, "三、")]),
        (4, "promote", [*BEFORE[:4], (1, "最后，"), (1, "三、")]),
        (3, "dissolve", [*BEFORE[:3], *BEFORE[4:]]),
    ],
)
def test_points_are_redrawn_as_asked_and_put_back(i: int, act: str, after: list, at_desk: Client, spoken: Speech):
    assert shape(spoken) == BEFORE
    redraw(at_desk, current(spoken)[i], act)
    assert shape(spoken) == after
    html = at_desk.post(reverse("points_undo", args=[spoken.uid]), follow=True).content.decode()
    assert "已撤销" in html and shape(spoken) == BEFORE


def test_a_point_is_cut_at_the_cursor(at_desk: Client, spoken: Speech):
    offset = spoken.version.reading.text.index("建路是一阵子")
    redraw(at_desk, current(spoken)[5], "split", offset=offset)
    assert shape(spoken) == [*BEFORE, (1, "")]
    assert current(spoken)[6].start == offset


def test_where_the_cursor_stands_in_a_subpoint_that_is_cut(at_desk: Client, spoken: Speech):
    offset = spoken.version.reading.text.index("路段要复查")
    redraw(at_desk, current(spoken)[1], "split", offset=offset)
    assert shape(spoken) == [*BEFORE[:5], (2, ""), BEFORE[5]]


def test_without_a_script_a_sentence_is_chosen_from_a_list(at_desk: Client, spoken: Speech):
    html = at_desk.get(spoken.get_absolute_url()).content.decode()
    offset = spoken.version.reading.text.index("做到“二个维护”")
    assert f'<option value="{offset}">做到' in html


@pytest.mark.parametrize("offset", ["", "0", "99999", "x"])
def test_a_cut_outside_the_point_is_refused_in_words(offset: str, at_desk: Client, spoken: Speech):
    html = redraw(at_desk, current(spoken)[0], "split", offset=offset)
    assert "光标" in html or "刚刚被改过" in html
    assert shape(spoken) == BEFORE


@pytest.mark.parametrize(
    "i, act, words", [(0, "merge", "前面没有同级"), (0, "promote", "最上一级"), (0, "dance", "没有这种改法")]
)
def test_what_cannot_be_is_refused_in_words(i: int, act: str, words: str, at_desk: Client, spoken: Speech):
    assert words in redraw(at_desk, current(spoken)[i], act)
    assert shape(spoken) == BEFORE


def test_an_edit_of_a_page_that_is_stale_is_refused_and_says_so(at_desk: Client, spoken: Speech, clerk):
    stale = current(spoken)[0]
    editing.merge(current(spoken)[5], clerk)
    assert "刚刚被改过" in redraw(at_desk, stale, "demote")
    assert shape(spoken) == BEFORE[:5]


def test_a_guessed_point_is_dashed_and_becomes_one_when_confirmed(at_desk: Client, spoken: Speech):
    Point.objects.filter(pk=current(spoken)[0].pk).update(inferred=True, marker="")
    html = at_desk.get(spoken.get_absolute_url()).content.decode()
    assert "point-guess" in html and "确认观点" in html
    redraw(at_desk, current(spoken)[0], "accept")
    assert not current(spoken)[0].inferred


def test_undoing_with_nothing_to_undo_is_told(at_desk: Client, spoken: Speech):
    html = at_desk.post(reverse("points_undo", args=[spoken.uid]), follow=True).content.decode()
    assert "没有更早的分点" in html


def resplit(client: Client, speech: Speech, **data: str) -> str:
    return client.post(reverse("resplit", args=[speech.uid]), data, follow=True).content.decode()


def test_dividing_again_with_the_same_result_says_so(at_desk: Client, spoken: Speech):
    assert "和现在的分点一样" in resplit(at_desk, spoken)


def test_a_machines_outline_is_replaced_at_once(at_desk: Client, spoken: Speech):
    Point.objects.filter(pk=current(spoken)[2].pk).delete()
    assert "已重新分点" in resplit(at_desk, spoken)
    assert shape(spoken) == BEFORE


def test_where_a_person_edited_the_difference_is_shown_and_taken_only_when_asked(at_desk: Client, spoken: Speech):
    redraw(at_desk, current(spoken)[5], "merge")
    html = resplit(at_desk, spoken)
    assert "采用机器的分点" in html and "改后" in html
    assert shape(spoken) == BEFORE[:5]
    assert "已重新分点" in resplit(at_desk, spoken, take="yes")
    assert shape(spoken) == BEFORE
    assert Outline.objects.filter(version=spoken.version).count() == 3


def test_points_are_marked_as_checked_and_back(at_desk: Client, spoken: Speech):
    address = reverse("speech_checked", args=[spoken.uid])
    at_desk.post(address, {"checked": "yes"})
    assert Speech.objects.get().points_status == PointsStatus.CHECKED
    at_desk.post(address, {"checked": "no"})
    assert Speech.objects.get().points_status == PointsStatus.UNCHECKED


def test_points_in_review_are_corrected_by_the_clerk_only(client: Client, spoken: Speech, clerk):
    owner = make_user()
    Speech.objects.update(status=ReviewStatus.SUBMITTED, submitter=owner)
    address = reverse("point_theme", args=[current(spoken)[0].anchor.uid])
    for user, status in [(owner, 403), (clerk, 302)]:
        client.force_login(user)
        assert client.post(address, {"words": "党性"}).status_code == status
