"""The comparison pages: every number leads to what it counts, readers see no draft, decisions come back to the page."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit, urlunsplit

import pytest
from django.test import Client
from django.urls import reverse

from speeches.models import AuditEvent, Meeting, ReuseVerdict, SavedComparison, Speech, ThemeDecision, User
from speeches.models.choices import ReviewStatus, Role, Verdict
from speeches.models.meetings import Campaign
from tests.factories import make_label, make_meeting, make_speaker, make_speech, make_theme, make_user, points_of

pytestmark = pytest.mark.django_db

SCREENS = ["", "outline", "matrix", "moves", "framing", "quotations", "overlaps"]
SHARED = "山路再远也要把每一户的门都敲到把每一本账都算清楚"
POINTS = [
    ("一、把底数摸清。村里有多少老人独居，干部心里要有一本账。", "二、把办法想实。办法在群众的院坝里。"),
    (f"一、把门敲开。{SHARED}，这是规矩。", "二、把账算清。账要算到户。"),
    (f"一、把路走到。{SHARED}，这是底线。", "二、把话听全。听不到的话要去问。", "三、把事办完。办完再回头看。"),
]


@pytest.fixture
def clerk(client: Client) -> User:
    user = make_user(Role.CLERK)
    client.force_login(user)
    return user


def held(number: int, status: ReviewStatus = ReviewStatus.PUBLISHED, **fields: object) -> Meeting:
    """A meeting of so many speeches, each by a speaker of its own."""
    meeting = make_meeting(**fields)
    for at in range(number):
        make_speech(meeting, points=POINTS[at % 3], speaker=make_speaker(f"云小{at}"), status=status)
    return meeting


def page(client: Client, name: str, *args: str, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("number", [1, 2, 3, 13])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_opens_for_few_and_for_many(screen: str, number: int, client: Client, clerk: User) -> None:
    meeting = held(number)
    html = page(client, *(["compare_screen", meeting.uid, screen] if screen else ["compare", meeting.uid]))
    assert f"{number} 人 {number} 篇" in html
    assert 'style="' not in html


@pytest.mark.parametrize("number, layout", [(2, "butterfly"), (3, "matrix"), (12, "matrix"), (13, "turned")])
def test_the_matrix_is_laid_out_by_the_number_of_speeches(number: int, layout: str, client: Client, clerk: User):
    meeting = held(number)
    for speech in meeting.speeches.all():
        make_label(points_of(speech)[0], make_theme())
    assert f'<table class="{layout}">' in page(client, "compare_screen", meeting.uid, "matrix")


def test_readers_see_only_what_is_published_whatever_they_ask_for(client: Client) -> None:
    meeting = held(2)
    hidden = make_speech(meeting, speaker=make_speaker("云未发"), points=("一、还没有发布的要点。等着审。",))
    make_label(points_of(hidden)[0], make_theme("还没发的主题"))
    client.force_login(make_user(Role.READER))
    for screen in SCREENS[1:]:
        for status in ("", "all", "draft"):
            html = client.get(
                reverse("compare_screen", args=[meeting.uid, screen]), {"status": status}
            ).content.decode()
            assert "云未发" not in html
            assert "还没有发布的要点" not in html
            assert "还没发的主题" not in html
            assert "未发布 <b>" not in html
    assert "云未发" not in page(client, "compare_picked", pick=hidden.uid)


def test_staff_are_told_of_the_drafts_and_may_take_them_in(client: Client, clerk: User) -> None:
    meeting = held(2)
    make_speech(meeting, speaker=make_speaker("云未发"))
    published = page(client, "compare_screen", meeting.uid, "matrix")
    assert "1 篇未发布" in published
    assert "云未发" not in published
    everything = page(client, "compare_screen", meeting.uid, "matrix", status="all")
    assert "云未发" in everything
    assert "含未发布 <b>1</b> 篇" in everything


def test_no_variant_is_said_of_the_published_only_and_leads_to_the_rest(client: Client, clerk: User) -> None:
    meeting = held(2)
    assert "没有算未发布的" not in page(client, "compare_screen", meeting.uid, "quotations")
    make_speech(meeting, speaker=make_speaker("云未发"))
    assert "没有算未发布的 1 篇" in page(client, "compare_screen", meeting.uid, "quotations")
    assert "没有算未发布的" not in page(client, "compare_screen", meeting.uid, "quotations", status="all")


def test_before_the_meeting_the_matrix_says_how_many_are_yet_to_speak_of_a_theme(client: Client, clerk: User) -> None:
    meeting = held(3, ReviewStatus.DRAFT)
    theme = make_theme("调查研究")
    for speech in list(meeting.speeches.all())[:2]:
        make_label(points_of(speech)[0], theme)
    assert "已有 <b>2</b> 人拟讲" in page(client, "compare_screen", meeting.uid, "matrix", status="all")


def test_a_cell_opens_exactly_its_points(client: Client, clerk: User) -> None:
    meeting, theme = held(3), make_theme()
    first, *others = meeting.speeches.in_order()
    for point in points_of(first):
        make_label(point, theme)
    for speech in others:
        make_label(points_of(speech)[0], theme)
    html = page(client, "compare_screen", meeting.uid, "matrix")
    cell = re.search(rf'href="([^"]*speech={first.uid})"[^>]*>.*?(\d+) 点<', html)
    assert cell is not None
    read = client.get(cell[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r'class="reading-point" id="p-([^"]+)"', read) == [point.anchor.uid for point in points_of(first)]
    assert cell[2] == "2"


def test_a_theme_that_nobody_speaks_of_says_so(client: Client, clerk: User) -> None:
    meeting, theme = held(2), make_theme()
    assert "没有讲到这个主题" in page(client, "compare_reading", meeting.uid, theme.code)
    assert client.get(reverse("compare_reading", args=[meeting.uid, "no.such"])).status_code == 404


def test_a_point_is_moved_to_another_theme_in_place(client: Client, clerk: User) -> None:
    meeting, theme, other = held(2, ReviewStatus.DRAFT), make_theme("调查研究"), make_theme("作风建设")
    point = points_of(meeting.speeches.in_order()[0])[0]
    make_label(point, theme)
    address = reverse("compare_regroup", args=[meeting.uid, theme.code]) + "?status=all"
    sent = {"point": point.anchor.uid, "theme": theme.code, "act": "move", "to": other.code}
    response = client.post(address, sent)
    assert (
        response.url == f"{reverse('compare_reading', args=[meeting.uid, theme.code])}?status=all#p-{point.anchor.uid}"
    )
    decided = ThemeDecision.objects.order_by("pk").values_list("theme__code", "verdict")
    assert list(decided) == [(theme.code, Verdict.REJECTED), (other.code, Verdict.ADDED)]


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_who_may_not_edit_points_cannot_regroup_them(role: Role, client: Client) -> None:
    meeting, theme = held(2), make_theme()
    point = points_of(meeting.speeches.in_order()[0])[0]
    make_label(point, theme)
    client.force_login(make_user(role))
    assert "改归类" not in page(client, "compare_reading", meeting.uid, theme.code)
    sent = {"point": point.anchor.uid, "theme": theme.code, "act": "reject"}
    client.post(reverse("compare_regroup", args=[meeting.uid, theme.code]), sent)
    assert not ThemeDecision.objects.exists()


def overlapping(client: Client) -> tuple[Meeting, Speech, Speech, dict[str, str]]:
    """A meeting whose two speeches share one passage, and what the page would post about it."""
    meeting = make_meeting()
    a, b = (
        make_speech(
            meeting,
            points=POINTS[at],
            title=title,
            closing="谢谢。",
            speaker=make_speaker(),
            status=ReviewStatus.PUBLISHED,
        )
        for at, title in ((1, "敲门"), (2, "走路"))
    )
    html = page(client, "compare_screen", meeting.uid, "overlaps")
    found = re.search(r'name="key" value="([^"]+)"', html)
    return meeting, a, b, {"a": a.uid, "b": b.uid, "key": found[1] if found else ""}


def test_a_shared_passage_is_shown_on_both_sides_and_counted(client: Client, clerk: User) -> None:
    meeting, a, b, _ = overlapping(client)
    html = page(client, "compare_screen", meeting.uid, "overlaps")
    assert '<small class="count">1 处</small>' in html
    assert len(re.findall(r'<mark class="mark-shared ">' + SHARED, html)) == 2
    assert html.count(f"/s/{a.uid}/?at=") >= 1
    assert html.count(f"/s/{b.uid}/?at=") >= 1


def test_a_decision_on_a_passage_needs_a_reason_and_is_shown(client: Client, clerk: User) -> None:
    meeting, a, b, sent = overlapping(client)
    address = reverse("compare_verdict", args=[meeting.uid])
    said = client.post(address, {**sent, "decision": "sound"}, follow=True).content.decode()
    assert "请写一句理由" in said
    assert not ReuseVerdict.objects.exists()
    said = client.post(address, {**sent, "decision": "sound", "reason": "同引会议纪要"}, follow=True).content.decode()
    assert "合理借鉴" in said
    assert "同引会议纪要" in said
    assert "待核 0" in said
    verdict = ReuseVerdict.objects.get()
    assert (verdict.a, verdict.b, verdict.user) == (a, b, clerk)
    assert AuditEvent.objects.filter(act="重合处理：合理借鉴").exists()


def test_a_reader_decides_nothing_about_passages(client: Client) -> None:
    meeting = held(3)
    _, a, b = meeting.speeches.in_order()
    client.force_login(make_user(Role.READER))
    assert "要求修改" not in page(client, "compare_screen", meeting.uid, "overlaps")
    sent = {"a": a.uid, "b": b.uid, "key": "某处", "decision": "change", "reason": "重复"}
    client.post(reverse("compare_verdict", args=[meeting.uid]), sent)
    assert not ReuseVerdict.objects.exists()


def test_picked_speeches_stay_picked_on_every_screen(client: Client, clerk: User) -> None:
    picked = [held(1).speeches.get(), held(1).speeches.get()]
    query = "&".join(f"pick={speech.uid}" for speech in picked)
    html = client.get(f"{reverse('compare_picked')}?{query}").content.decode()
    steps = re.findall(r'href="(/compare/picked/[^"#]*)"', html)
    assert steps
    assert all(f"pick={speech.uid}" in step for speech in picked for step in steps)


def test_a_set_is_kept_renamed_shared_and_dropped_by_its_owner(client: Client, clerk: User) -> None:
    speeches = list(held(3).speeches.all())
    client.post(reverse("comparisons_keep"), {"title": "三篇", "pick": [speech.uid for speech in speeches]})
    kept = SavedComparison.objects.get()
    assert (kept.owner, kept.shared, kept.speeches.count()) == (clerk, False, 3)
    assert "三篇" in page(client, "comparison", kept.uid)
    client.post(reverse("comparison_change", args=[kept.uid]), {"title": "三人谈", "shared": "on"})
    kept.refresh_from_db()
    assert (kept.title, kept.shared) == ("三人谈", True)
    client.post(reverse("comparison_drop", args=[kept.uid]))
    assert not SavedComparison.objects.exists()
    assert Speech.objects.count() == 3


@pytest.mark.parametrize("picked, title", [(1, "一篇"), (3, "")])
def test_a_set_needs_a_name_and_two_speeches(picked: int, title: str, client: Client, clerk: User) -> None:
    uids = [speech.uid for speech in held(3).speeches.all()[:picked]]
    response = client.post(reverse("comparisons_keep"), {"title": title, "pick": uids})
    assert not SavedComparison.objects.exists()
    assert all(f"pick={uid}" in response.url for uid in uids)


def test_a_shared_set_shows_each_person_only_what_they_may_see(client: Client, clerk: User) -> None:
    shown, hidden = held(1).speeches.get(), make_speech(speaker=make_speaker("云未发"))
    kept = SavedComparison.objects.create(title="两篇", owner=clerk, shared=True)
    kept.speeches.set([shown, hidden])
    assert "云未发" in page(client, "comparison", kept.uid)
    client.force_login(make_user(Role.READER))
    assert "云未发" not in page(client, "comparison", kept.uid)
    assert "1 篇" in page(client, "comparisons")
    client.post(reverse("comparison_drop", args=[kept.uid]))
    client.post(reverse("comparison_change", args=[kept.uid]), {"title": "改名"})
    kept.refresh_from_db()
    assert kept.title == "两篇"


def test_a_set_that_is_not_shared_is_its_owners_alone(client: Client, clerk: User) -> None:
    kept = SavedComparison.objects.create(title="两篇", owner=clerk)
    kept.speeches.set(held(2).speeches.all())
    client.force_login(make_user(Role.CLERK))
    assert client.get(reverse("comparison", args=[kept.uid])).status_code == 404


def test_a_campaign_and_a_speaker_are_compared_across_meetings(client: Client, clerk: User) -> None:
    campaign, speaker = Campaign.objects.create(name="调查研究年"), make_speaker("云同人")
    for _ in range(2):
        make_speech(make_meeting(campaign=campaign), speaker=speaker, status=ReviewStatus.PUBLISHED)
    assert "1 人 2 篇" in page(client, "compare_campaign", campaign.uid)
    assert "1 人 2 篇" in page(client, "compare_speaker", speaker.uid)


def test_a_theme_is_followed_from_meeting_to_meeting(client: Client, clerk: User) -> None:
    theme = make_theme()
    meetings = [held(2), held(1)]
    for meeting in meetings:
        make_label(points_of(meeting.speeches.in_order()[0])[0], theme)
    make_label(points_of(meetings[0].speeches.in_order()[1])[1], theme)
    html = page(client, "theme_over_time", theme.code)
    counted = re.search(r'href="(/m/[^"]+/framing/[^"]+)">(\d+)<', html)
    assert counted is not None
    assert client.get(counted[1]).content.decode().count('class="framing-point"') == int(counted[2]) == 2
    assert all(meeting.title in html for meeting in meetings)
    assert "2 次会议" in html


def test_filters_stay_in_every_address(client: Client, clerk: User) -> None:
    meeting = held(3)
    Speech.objects.filter(speaker__name="云小0").update(post_text="镇长")
    html = page(client, "compare_screen", meeting.uid, "moves", post="镇长")
    assert "1 人 1 篇" in html
    assert all(
        "post=" in step for step in re.findall(rf'href="(/m/{meeting.uid}/compare/[^"#]+)"', html) if "?" in step
    )


def test_numbers_of_moves_open_as_many_sentences(client: Client, clerk: User) -> None:
    meeting = held(2)
    told = page(client, "compare_screen", meeting.uid, "moves", move="开场结语")
    number = re.search(r"开场结语：各篇 (\d+) 句", told)
    assert number is not None
    assert told.count('class="told-who"') == int(number[1])


def test_an_unknown_screen_does_not_exist(client: Client, clerk: User) -> None:
    assert client.get(reverse("compare_screen", args=[held(2).uid, "nothing"])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_speeches(
    client: Client, clerk: User, django_assert_max_num_queries
):
    for number in (2, 20):
        meeting = held(number)
        for screen in SCREENS[1:]:
            with django_assert_max_num_queries(40):
                page(client, "compare_screen", meeting.uid, screen)


@pytest.mark.parametrize("number", [2, 3, 13])
def test_every_link_leads_to_a_page_that_has_its_place(number: int, client: Client, clerk: User) -> None:
    meeting = held(number)
    theme = make_theme()
    for speech in meeting.speeches.all():
        make_label(points_of(speech)[0], theme)
    opened: dict[str, str] = {}
    for screen in SCREENS:
        here = (
            reverse("compare_screen", args=[meeting.uid, screen]) if screen else reverse("compare", args=[meeting.uid])
        )
        for link in links_of(client.get(here).content.decode()):
            target = urlsplit(link)
            address = urlunsplit(target._replace(fragment="")) or here
            if address not in opened:
                response = client.get(address)
                assert response.status_code in (200, 302), link
                opened[address] = response.content.decode(errors="replace")
            if target.fragment and opened[address]:
                assert f'id="{unquote(target.fragment)}"' in opened[address], f"{here} → {link}"


def links_of(html: str) -> list[str]:
    """Every address that the page leads to, but files to take along."""
    main = html[html.index("<main") : html.index("</main>")]
    return [unescape(link) for link in re.findall(r'<a[^>]+href="([^"]+)"', main) if "/export/" not in link]


def test_a_meeting_usually_shows_what_is_published_and_a_picked_set_everything(client: Client, clerk: User) -> None:
    meeting = held(2)
    draft = make_speech(meeting, speaker=make_speaker("云未发"))
    assert "照常：已发布" in page(client, "compare", meeting.uid)
    assert "照常：全部（含未发布）" in page(client, "compare_picked", pick=draft.uid)
    assert "云未发" in page(client, "compare_picked", pick=draft.uid)
    assert "云未发" not in page(client, "compare_picked", pick=draft.uid, status="published")
