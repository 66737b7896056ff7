"""The search page: what it shows, that its address gives it again, and its ways on."""

import re

import pytest
from django.test import Client

from speeches.models import Formulation, Meeting, Speech
from speeches.models.choices import ReviewStatus, Role
from speeches.views.search import PER_PAGE
from tests.factories import make_label, make_meeting, make_theme, make_user
from tests.search.archive import BRIDGE, CANAL, MARSH, add_speech

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("第一次研讨")


@pytest.fixture
def canal(meeting: Meeting) -> Speech:
    speech = add_speech(CANAL, meeting, speaker="关山月", title="修渠先修心")
    make_label(speech.version.outline.points.get(marker="二、"), make_theme("政绩观", "zj.zhengjiguan"))
    return speech


@pytest.fixture
def bridge() -> Speech:
    return add_speech(BRIDGE, make_meeting("第二次研讨"), speaker="方砚北", title="老桥与新桥")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(Role.READER))
    return client


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def get(client: Client, address: str = "", **headers: str) -> str:
    response = client.get(f"/search/{address}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_hits_are_marked_and_lead_to_their_place(reader: Client, canal: Speech) -> None:
    page = get(reader, "?q=漏水")
    assert "十二公里不<mark>漏水</mark>" in page
    at = CANAL.index("漏水")
    assert f"?at={at}-{at + 2}" in page
    assert "账要算到户头，先要把政绩看到十年以后" in text_of(page)
    assert "1 段" in text_of(page)


def test_the_heading_is_marked_and_not_repeated(reader: Client, canal: Speech) -> None:
    page = get(reader, "?q=户头")
    assert page.count("先要把政绩看到十年以后") == 1
    assert "账要算到<mark>户头</mark>" in page


def test_before_a_search_the_page_asks_for_words(reader: Client, canal: Speech) -> None:
    page = get(reader)
    assert "输入要找的词" in page
    assert "请输入" not in page


def test_facets_are_boxes_of_the_same_form(reader: Client, canal: Speech, bridge: Speech) -> None:
    page = get(reader, f"?q=政绩&speaker={canal.speaker.uid}")
    box = f'<input form="query-form" type="checkbox" name="speaker" value="{canal.speaker.uid}" checked>'
    assert box in page
    assert f'name="speaker" value="{bridge.speaker.uid}"' in page
    assert "发言人：关山月" in text_of(page)
    assert "方砚北</b>" not in page


def test_a_condition_can_be_taken_away_alone(reader: Client, canal: Speech, bridge: Speech) -> None:
    page = get(reader, f"?q=政绩&speaker={canal.speaker.uid}&year=2024&within=passage&page=1")
    assert f'href="?q=%E6%94%BF%E7%BB%A9&amp;speaker={canal.speaker.uid}&amp;within=passage"' in page
    assert 'href="?q=%E6%94%BF%E7%BB%A9&amp;within=passage"' in page
    assert 'value="passage" checked' in page


def test_written_conditions_narrow(reader: Client, canal: Speech) -> None:
    assert "没有找到" in get(reader, "?q=政绩&since=2024年4月1日")
    page = get(reader, "?q=政绩&since=2024-3-1&unit=云岭")
    assert "会议不早于：2024年3月1日" in text_of(page)
    assert "没有找到" not in page
    assert "没有找到" not in get(reader, "?q=政绩&since=昨天")


def test_excluded_passages_are_counted_and_linked(reader: Client, canal: Speech, bridge: Speech) -> None:
    page = get(reader, "?q=政绩 -政协")
    assert re.search(r'另有 <a href="\?q=%E6%94%BF%E7%BB%A9">\d+ 段</a>', page)


def test_a_malformed_query_says_how_it_was_searched(reader: Client, canal: Speech) -> None:
    assert "已按原文逐字检索" in get(reader, "?q=(政绩")


def test_many_hits_come_in_pages(reader: Client, meeting: Meeting) -> None:
    for _ in range(4):
        add_speech(MARSH, meeting)
    first, last = get(reader, "?q=，"), get(reader, "?q=，&page=999")
    assert first.count('<li class="hit">') == PER_PAGE
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    assert "没有找到" not in last
    assert first.count("</mark>") == get(reader, "?q=，&page=x").count("</mark>")


def test_an_empty_page_offers_ways_on(reader: Client, canal: Speech) -> None:
    Formulation.objects.create(name="把底数摸清摸透")
    Formulation.objects.create(name="先开院坝会")
    add_speech("先开院坝会，再动一锹土。", canal.meeting)
    page = get(reader, "?q=院坝会先开&year=2024")
    assert '<a href="?q=%E5%85%88%E5%BC%80%E9%99%A2%E5%9D%9D%E4%BC%9A">先开院坝会</a>（1 段）' in page
    assert "去掉全部筛选" in page
    assert "把底数" not in page
    apart = text_of(get(reader, "?q=院坝会 漏水&within=passage"))
    assert "不限同一段" in apart
    assert "分开找： 院坝会（2 段） 漏水（1 段）" in apart.replace("　", " ")


def test_a_formulation_written_wrong_is_pointed_out(reader: Client, canal: Speech) -> None:
    add_speech("做到“二个维护”。", canal.meeting)
    page = get(reader, "?q=二个维护")
    assert "<mark>二个维护</mark>" in page
    assert "规范表述为“两个维护”" in page
    assert "规范表述" not in get(reader, "?q=两个维护")
    Formulation.objects.filter(name="两个维护").update(active=False)
    assert "规范表述" not in get(reader, "?q=二个维护")


def test_a_fragment_is_sent_to_htmx_alone(reader: Client, canal: Speech) -> None:
    response = reader.get("/search/?q=水&post=&year=2024", headers={"HX-Request": "true"})
    fragment = response.content.decode()
    assert "<html" not in fragment
    assert '<li class="hit">' in fragment
    assert response["HX-Push-Url"] == "/search/?q=%E6%B0%B4&year=2024"
    restored = get(reader, "?q=政绩", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored


def test_nothing_of_a_hidden_speech_is_on_the_page(reader: Client, canal: Speech, bridge: Speech) -> None:
    Speech.objects.filter(pk=bridge.pk).update(status=ReviewStatus.DRAFT)
    for address in (
        "?q=政绩",
        f"?q=政绩&speaker={bridge.speaker.uid}",
        f"?q=政绩&meeting={bridge.meeting.uid}",
        "?q=政绩&status=draft",
    ):
        page = text_of(get(reader, address))
        assert "方砚北" not in page
        assert "第二次研讨" not in page
        assert "老桥" not in page


@pytest.mark.parametrize(
    "address", ["?q=%00", "?q=" + "(" * 500, "?q=政绩&year=abc&part=x&theme=%22&page=-1", "?q=' OR 1=1", "?limit=9&q=a"]
)
def test_hostile_addresses_get_a_page(reader: Client, canal: Speech, address: str) -> None:
    assert "检索" in get(reader, address)


def test_strangers_get_the_login_page(client: Client) -> None:
    assert client.get("/search/?q=政绩").status_code == 302
