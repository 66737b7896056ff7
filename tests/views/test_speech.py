"""A speech's page: every character and warning at its place, permanent links that last, originals as they came."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from speeches import editing, ingest, originals, review
from speeches.access import Act
from speeches.models import AuditEvent, ImportBatch, Point, Reading, Speaker, Speech, SpeechVersion
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_label, make_meeting, make_speaker, make_speech, make_theme, make_user, points_of

from .conftest import SPOKEN

pytestmark = pytest.mark.django_db


def page(client: Client, speech: Speech, **query: str) -> str:
    response = client.get(speech.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def runs(html: str) -> list[tuple[int, str, str]]:
    """(offset, classes, text) of every run of the text."""
    found = re.findall(r'<span data-at="(\d+)"(?: class="([^"]*)")?(?: id="\w+")?>([^<]*)</span>', html)
    return [(int(at), classes, text.replace("&quot;", '"')) for at, classes, text in found]


def marked(html: str, kind: str) -> str:
    return "".join(text for _, classes, text in runs(html) if kind in classes.split())


def current(speech: Speech) -> list[Point]:
    return list(Speech.objects.get(pk=speech.pk).version.outline.points.select_related("anchor"))


def test_every_character_stands_at_its_offset_and_none_is_lost(at_desk: Client, spoken: Speech):
    html = page(at_desk, spoken)
    text = spoken.version.reading.text
    assert all(text[at : at + len(run)] == run for at, _, run in runs(html))
    numbers = "".join(p.marker for p in current(spoken) if p.level == 1)
    shown = "".join(run for _, _, run in runs(html)) + numbers
    assert sorted("".join(shown.split())) == sorted("".join(text.split()))


def test_parts_are_named_and_points_numbered(at_desk: Client, spoken: Speech):
    html = page(at_desk, spoken)
    for words in ("称谓", "过渡", "结尾", "署名", "一、", "首先，", "段首“一、”"):
        assert words in html
    assert marked(html, "heading").startswith("路线要走群众走的路")
    assert marked(html, "marker") == "首先，其次，最后，"


def test_warnings_stand_at_their_place(at_desk: Client, spoken: Speech):
    html = page(at_desk, spoken)
    assert marked(html, "placeholder") == "XX"
    assert marked(html, "doubt") == "二个维护"
    second = re.search(r'aria-label="要点 二、.*?</section>', html, re.S)[0]
    first = re.search(r'aria-label="要点 一、.*?</section>', html, re.S)[0]
    assert "“XX”是隐去或待填的内容" in second and "XX" not in first
    assert "规范表述是“两个维护”" in first


def test_rebuilt_numbers_and_what_else_was_done_to_read_the_file_are_told(at_desk: Client, spoken: Speech):
    notes = {"automatic_numbers": [[0, 2], [30, 32], [99999, 99999]], "pictures": 1, "insertions": 0, "deletions": 2}
    Reading.objects.update(notes=notes)
    assert "自动编号还原 2 处" in page(at_desk, spoken)
    html = at_desk.get(reverse("speech_history", args=[spoken.uid])).content.decode()
    assert "纯文本　编码 UTF-8　自动编号还原 2 处　修订里删去的文字没有收 2 处　图片 1 张没有取文字" in html


def test_a_theme_shows_its_state_and_the_words_it_rests_on(at_desk: Client):
    speech = make_speech()
    point = points_of(speech)[0]
    start = point.start + 2
    word = speech.version.reading.text[start : start + 2]
    make_label(point, make_theme("基层治理"), evidence=[[start, start + 2, word, 3.0]], tier="check")
    html = page(at_desk, speech)
    assert "待核" in html and "依据只有：" in html and f'href="#e{start}"' in html
    assert marked(html, "evidence") == word


def test_evidence_of_many_words_unfolds(at_desk: Client):
    words = "路灯楼梯水井电表树根门牌石桥渡口"
    speech = make_speech(points=(f"一、{words}。",))
    point = points_of(speech)[0]
    start = speech.version.reading.text.index(words)
    evidence = [[start + at, start + at + 2, words[at : at + 2], 3.0] for at in range(0, len(words), 2)]
    make_label(point, make_theme("基层治理"), evidence=evidence)
    html = at_desk.get(speech.get_absolute_url()).content.decode()
    shown, rest = html.split('<details class="note-more"><summary>等 8 个词</summary>')
    assert all(f">{words[at : at + 2]}</a>" in shown for at in range(0, 12, 2))
    assert all(f">{words[at : at + 2]}</a>" in rest for at in range(12, 16, 2))


def test_a_place_is_highlighted_and_has_an_anchor(at_desk: Client, spoken: Speech):
    start = SPOKEN.index("雨季")
    html = page(at_desk, spoken, at=f"{start}-{start + 6}")
    assert marked(html, "place") == SPOKEN[start : start + 6]
    assert html.count('id="at"') == 1


@pytest.mark.parametrize("place", ["", "x", "5", "9-3", "3-3", "999999-1000000", "1-2-3", "-1-4", "٣-٩"])
def test_a_place_that_makes_no_sense_is_left_out(place: str, at_desk: Client, spoken: Speech):
    assert 'id="at"' not in page(at_desk, spoken, at=place)


def test_a_reader_is_offered_no_correction(client: Client, spoken: Speech):
    Speech.objects.update(status=ReviewStatus.PUBLISHED)
    client.force_login(make_user(Role.READER))
    html = page(client, spoken)
    for words in ("改分点", "加主题", "改抬头", "撤回", "重新分点", "分点无误", "提交审核", "<select"):
        assert words not in html


def test_to_a_reader_no_check_and_no_opinion_is_told(client: Client, spoken: Speech, clerk):
    reviewer = make_user(Role.REVIEWER)
    for act, user in [(Act.SUBMIT, clerk), (Act.RETURN, reviewer), (Act.SUBMIT, clerk), (Act.APPROVE, reviewer),
                      (Act.PUBLISH, reviewer)]:  # fmt: skip
        review.take(act, Speech.objects.get(), user, "只给报送人看。")
    client.force_login(make_user(Role.READER))
    html = page(client, spoken)
    assert marked(html, "doubt") == marked(html, "placeholder") == ""
    for words in ("六项检查", "规范表述是", "隐去或待填", "改动记录", "只给报送人看"):
        assert words not in html
    assert client.get(reverse("speech_history", args=[spoken.uid])).status_code == 403


def test_an_archived_speech_has_no_button_and_every_post_is_forbidden(at_desk: Client, spoken: Speech):
    Speech.objects.update(status=ReviewStatus.ARCHIVED)
    html = page(at_desk, spoken)
    assert re.findall(r'<form[^>]*action="([^"]*)"', html) == [reverse("logout")]
    uid, anchor = spoken.uid, current(spoken)[0].anchor.uid
    posts = [
        reverse("speech_header", args=[uid]),
        reverse("speech_checked", args=[uid]),
        reverse("speech_move", args=[uid]),
        reverse("points_undo", args=[uid]),
        reverse("resplit", args=[uid]),
        reverse("point_theme", args=[anchor]),
        reverse("point_edit", args=[anchor, "merge"]),
        *(reverse("speech_act", args=[uid, act.value]) for act in review.LEADS_TO),
    ]
    assert {address: at_desk.post(address).status_code for address in posts} == dict.fromkeys(posts, 403)


def test_what_a_person_may_not_see_is_not_found_by_post_either(client: Client, spoken: Speech):
    client.force_login(make_user(Role.READER))
    anchor = current(spoken)[0].anchor.uid
    for name, args in [("speech_header", [spoken.uid]), ("speech_act", [spoken.uid, "submit"]),
                       ("point_theme", [anchor]), ("point_edit", [anchor, "merge"])]:  # fmt: skip
        assert client.post(reverse(name, args=args)).status_code == 404


def test_a_points_link_leads_to_it(at_desk: Client, spoken: Speech):
    anchor = current(spoken)[1].anchor
    response = at_desk.get(reverse("point", args=[anchor.uid]))
    assert response.url == f"{spoken.get_absolute_url()}#p-{anchor.uid}"
    assert f'id="p-{anchor.uid}"' in page(at_desk, spoken)


def test_the_link_of_a_point_that_is_no_more_leads_to_what_holds_its_text(at_desk: Client, spoken: Speech, clerk):
    second, third = current(spoken)[1], current(spoken)[-1]
    editing.merge(third, clerk)
    response = at_desk.get(reverse("point", args=[third.anchor.uid]))
    assert response.url.endswith(f"#p-{second.anchor.uid}")


def test_without_a_successor_the_link_leads_to_where_the_point_last_stood(at_desk: Client, spoken: Speech):
    point = current(spoken)[0]
    spoken.version.outline = None
    spoken.version.save()
    response = at_desk.get(reverse("point", args=[point.anchor.uid]))
    assert response.url == f"{spoken.get_absolute_url()}?at={point.start}-{point.end}#at"


def test_successors_that_lead_in_a_circle_end_somewhere(at_desk: Client, spoken: Speech, clerk):
    first = current(spoken)[0]
    editing.dissolve(first, clerk)
    first.anchor.successor = first.anchor
    first.anchor.save()
    assert "?at=" in at_desk.get(reverse("point", args=[first.anchor.uid])).url


def test_the_original_comes_byte_by_byte_under_its_own_name_and_is_written_down(at_desk: Client, spoken: Speech, clerk):
    response = at_desk.get(reverse("original", args=[spoken.uid]))
    assert response.content == SPOKEN.encode()
    assert "filename*=utf-8''03-" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == ("nosniff", "sandbox")
    assert AuditEvent.objects.get(act="下载原件").user == clerk


def test_an_original_that_holds_a_hidden_speech_too_is_not_handed_out(client: Client, spoken: Speech):
    Speech.objects.update(status=ReviewStatus.PUBLISHED)
    hidden = make_speech(spoken.meeting)
    SpeechVersion.objects.create(speech=hidden, number=2, reading=spoken.version.reading, start=0, end=5)
    client.force_login(make_user(Role.READER))
    assert client.get(reverse("original", args=[spoken.uid])).status_code == 404
    assert reverse("original", args=[spoken.uid]) not in page(client, spoken)


def test_a_lost_original_is_told_in_words(at_desk: Client, spoken: Speech):
    originals._path(spoken.version.reading.source.sha256).unlink()
    html = at_desk.get(reverse("original", args=[spoken.uid]), follow=True).content.decode()
    assert "请管理员从备份恢复" in html
    originals.keep(SPOKEN.encode())


@pytest.mark.parametrize("number, status", [("1", 200), ("7", 404)])
def test_each_version_can_be_downloaded(number: str, status: int, at_desk: Client, spoken: Speech):
    assert at_desk.get(reverse("original", args=[spoken.uid]), {"version": number}).status_code == status


def header(speech: Speech, **fields: str) -> dict[str, str]:
    data = {"title": speech.title, "post_text": speech.post_text, "unit_text": speech.unit_text, "kind": speech.kind,
            "speaker": speech.speaker_name, "seen": speech.changed.isoformat(), **fields}  # fmt: skip
    return {f"{speech.uid}-{name}": value for name, value in data.items()}


def test_the_header_is_corrected(at_desk: Client, spoken: Speech):
    fields = header(spoken, title="修路三得", speaker="江远帆", post_text="县交通局局长", kind="keynote")
    at_desk.post(reverse("speech_header", args=[spoken.uid]), fields)
    spoken.refresh_from_db()
    assert (spoken.title, spoken.speaker.name, spoken.post_text, spoken.kind) == (
        "修路三得", "江远帆", "县交通局局长", "keynote",
    )  # fmt: skip


def test_a_header_that_somebody_else_changed_meanwhile_is_not_overwritten(at_desk: Client, spoken: Speech):
    stale = header(spoken, title="我的题目")
    Speech.objects.get(pk=spoken.pk).save()  # touches `changed`
    response = at_desk.post(reverse("speech_header", args=[spoken.uid]), stale)
    assert "有人改过这篇发言" in response.content.decode()
    assert Speech.objects.get(pk=spoken.pk).title != "我的题目"


def test_an_unconfirmed_speaker_is_asked_for_with_the_guess_and_the_units_people(at_desk: Client, spoken: Speech):
    Speech.objects.update(speaker=None)
    Speaker.objects.all().delete()
    known = make_speaker("江远帆")
    html = page(at_desk, Speech.objects.get())
    assert "请确认发言人" in html and 'value="江远帆"' in html
    at_desk.post(reverse("speech_header", args=[spoken.uid]), header(Speech.objects.get(), speaker="江远帆"))
    assert Speech.objects.get().speaker == known


def test_of_two_people_of_one_name_the_page_asks_which(at_desk: Client, spoken: Speech):
    Speech.objects.update(speaker=None)
    Speaker.objects.all().delete()
    make_speaker("江远帆")
    second = make_speaker("江远帆")
    speech = Speech.objects.get()
    html = at_desk.post(reverse("speech_header", args=[speech.uid]), header(speech, speaker="江远帆")).content.decode()
    assert "有不止一位“江远帆”" in html
    fields = header(speech, speaker="江远帆", who=second.uid)
    at_desk.post(reverse("speech_header", args=[speech.uid]), fields)
    assert Speech.objects.get().speaker == second


def test_the_move_of_a_sentence_is_changed_and_said_to_be_a_persons(at_desk: Client, spoken: Speech):
    start = spoken.version.analyses.get().data["moves"][4]["start"]
    at_desk.post(reverse("speech_move", args=[spoken.uid]), {"start": start, "move": "案例数据"})
    row = spoken.version.analyses.get().data["moves"][4]
    assert (row["move"], row["origin"]) == ("案例数据", "manual")


def test_a_changed_move_is_seen_at_once_and_stays_in_the_record_of_changes(at_desk: Client, spoken: Speech, clerk):
    start = spoken.version.analyses.get().data["moves"][4]["start"]
    page = at_desk.post(reverse("speech_move", args=[spoken.uid]), {"start": start, "move": "案例数据"}, follow=True)
    assert 'id="moves" open' in page.content.decode()
    record = at_desk.get(reverse("speech_history", args=[spoken.uid])).content.decode()
    assert "还没有人改过语步" not in record
    assert f"<span>案例数据</span><span>“{spoken.move_decisions.get().sentence[:23]}" in record


@pytest.mark.parametrize("data", [{}, {"start": "1", "move": "案例数据"}, {"start": "0", "move": "胡说"}])
def test_a_sentence_that_is_not_there_is_told_in_words(data: dict, at_desk: Client, spoken: Speech):
    html = at_desk.post(reverse("speech_move", args=[spoken.uid]), data, follow=True).content.decode()
    assert "没有找到这句话" in html


def test_the_history_tells_versions_review_points_and_themes(at_desk: Client, spoken: Speech, clerk):
    editing.merge(current(spoken)[-1], clerk)
    review.take(Act.SUBMIT, Speech.objects.get(), clerk)
    html = at_desk.get(reverse("speech_history", args=[spoken.uid])).content.decode()
    digest = spoken.version.reading.source.sha256
    for words in ("报送", digest, "首次分点", "并入上一点", "改前", "改后", clerk.username):
        assert words in html


def test_a_long_speech_costs_no_more_queries_than_a_short_one(at_desk: Client, django_assert_max_num_queries):
    def queries(speech: Speech) -> int:
        for point in points_of(speech):
            make_label(point, make_theme(f"主题{point.pk}"))
        with django_assert_max_num_queries(60) as captured:
            page(at_desk, speech)
        return len(captured)

    few = queries(make_speech())
    many = make_speech(points=[f"{n}. 第几件事要办实。办好了再说第{n}件。" for n in range(1, 31)])
    assert queries(many) == few


def test_no_english_and_no_inline_code_reaches_the_page(at_desk: Client, spoken: Speech):
    html = page(at_desk, spoken)
    assert "style=" not in html and "onclick" not in html
    assert not re.search(r'(?:href|src)="(?:https?:)?//', html)
    visible = re.sub(r"<(script|svg|head)\b.*?</\1>|<[^>]+>", " ", html, flags=re.S)
    assert not re.search(r"\b(?:None|True|False|auto|manual|draft|sure|check|placeholder)\b", visible)


COMMON = "凡是新上的项目，先问钱从哪里来、账由谁来还、建成以后谁来养，有一个答不上来就不进计划。"
MINE = f"管好项目\n一、把好关口。{COMMON}\n二、守住底线。不欠明天的账。\n"
OTHER = f"算好细账\n一、账要算远。山上的树不是一年长成的。\n二、账要算细。{COMMON}\n"


def taken_in(meeting, clerk, text: str, name: str) -> Speech:
    intake = ingest.Intake(ImportBatch.objects.create(meeting=meeting, author=clerk))
    return next(iter(ingest.receive(text.encode(), name, intake))).speeches[0]


def test_wording_shared_with_another_speech_of_the_meeting_is_marked_and_named(at_desk: Client, clerk):
    meeting = make_meeting()
    mine = taken_in(meeting, clerk, MINE, "甲.txt")
    other = taken_in(meeting, clerk, OTHER, "乙.txt")
    html = page(at_desk, mine)
    assert COMMON.rstrip("。") in marked(html, "shared")
    assert "逐字相同" in html and "“二”" in html and "待核" in html
    assert re.search(r"重合</a><span[^>]*>：请看</span> 1 处", html)
    assert other.uid in html


def test_a_hidden_speech_shows_through_no_shared_wording(client: Client, clerk):
    meeting = make_meeting()
    mine = taken_in(meeting, clerk, MINE, "甲.txt")
    taken_in(meeting, clerk, OTHER, "乙.txt")
    Speech.objects.filter(pk=mine.pk).update(status=ReviewStatus.PUBLISHED)
    client.force_login(make_user(Role.ARCHIVIST))
    html = page(client, mine)
    assert "六项检查" in html
    assert "逐字相同" not in html and marked(html, "shared") == ""
