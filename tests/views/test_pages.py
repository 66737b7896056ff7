"""Pages show what there is, say so where there is nothing, and count what they list."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from speeches.models import Assignment, Attendance, ImportBatch, Meeting, Post, Speech, Theme, ThemeTerm
from speeches.models.choices import ItemState, MeetingStatus, PointsStatus, Reach, ReviewStatus, Role
from tests.factories import (
    PASSWORD,
    make_item,
    make_label,
    make_meeting,
    make_speaker,
    make_speech,
    make_theme,
    make_user,
    points_of,
)

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: str, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "name, words",
    [
        ("home", "没有要处理的"),
        ("meetings", "还没有会议"),
        ("speakers", "还没有发言人"),
        ("themes", "主题表是空的"),
        ("help", "数据只存在本机"),
    ],
)
def test_an_empty_page_says_so_and_what_to_do(name: str, words: str, at_desk: Client):
    ThemeTerm.objects.all().delete()
    Theme.objects.all().delete()
    assert words in page(at_desk, name)


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/m/nowhere/", "/speakers/nowhere/", "/themes/nowhere/", "/todo/nowhere/"]
)
def test_a_missing_page_is_explained_in_chinese(path: str, at_desk: Client):
    response = at_desk.get(path)
    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()


def test_the_home_page_counts_what_waits_and_each_count_opens_its_list(at_desk: Client, clerk):
    meeting = make_meeting()
    speech = make_speech(meeting)
    make_speech(meeting, speaker=make_speaker(), status=ReviewStatus.RETURNED, points_status=PointsStatus.CHECKED)
    make_label(points_of(speech)[0], make_theme(), tier="check")
    make_item(ImportBatch.objects.create(meeting=meeting, author=clerk), ItemState.REFUSED, message="打不开。")
    home = page(at_desk, "home")
    counts = dict(re.findall(r'class="tasks-count" href="/todo/(\w+)/">(\d+)<', home))
    assert counts == {"returned": "1", "refused": "1", "nameless": "1", "themes": "1", "points": "1"}
    for name, number in counts.items():
        listed = page(at_desk, "todo", name)
        assert f"共 {number} " in listed
        assert len(re.findall(r'<li class="(?:said|file )', listed)) == int(number)


def test_from_home_a_point_is_four_clicks_away_by_year_and_type(at_desk: Client):
    meeting = make_meeting("岭上的会", date=datetime.date(2023, 5, 1), types=("民主生活会会前学习",))
    point = points_of(make_speech(meeting, speaker=make_speaker()))[0]
    home = page(at_desk, "home")
    address = re.search(r'href="([^"]*\?year=2023)">2023年 1 次<', home)[1]
    shelf = at_desk.get(address).content.decode()
    query = re.search(r'href="(\?[^"]*type=\d+[^"]*)"[^>]*>民主生活会会前学习', shelf)[1].replace("&amp;", "&")
    listed = at_desk.get(reverse("meetings") + query).content.decode()
    assert f'href="{meeting.get_absolute_url()}"' in listed
    assert f'href="{point.get_absolute_url()}"' in page(at_desk, "meeting", meeting.uid)


def test_a_reader_is_shown_new_speeches_and_no_work(client: Client):
    speech = make_speech(speaker=make_speaker(), status=ReviewStatus.PUBLISHED)
    hidden = make_speech(speech.meeting)
    client.force_login(make_user(Role.READER))
    home = page(client, "home")
    assert speech.title in home and hidden.title not in home
    assert "等我处理" not in home and "上传发言" not in home


def test_the_next_meeting_lists_first_who_has_sent_nothing(at_desk: Client):
    today = timezone.localdate()
    meeting = make_meeting(status=MeetingStatus.PLANNED, date=today + datetime.timedelta(9), deadline=today)
    sent, silent = make_speaker("甲交了"), make_speaker("乙没交")
    for speaker in (sent, silent):
        Assignment.objects.create(meeting=meeting, speaker=speaker)
    make_speech(meeting, speaker=sent)
    home = page(at_desk, "home")
    assert home.index("乙没交") < home.index("甲交了")
    assert "未报送<b>1</b>人" in home


def test_year_and_type_counts_equal_their_lists(at_desk: Client):
    make_meeting("甲会", date=datetime.date(2023, 5, 1), types=("专题研讨", "读书班"))
    make_meeting("乙会", date=datetime.date(2023, 6, 1))
    make_meeting("丙会", date=datetime.date(2024, 6, 1))
    make_meeting("丁会", date=None, types=())
    make_meeting("密会", reach=Reach.RESTRICTED)
    shelf = page(at_desk, "meetings")
    links = re.findall(r'class="shelf-link" href="([^"]*)"[^>]*>\S+ <span class="shelf-count">(\d+)', shelf)
    assert len(links) == 7  # every year, three of them; every type, two of them
    for address, number in links:
        response = at_desk.get(reverse("meetings") + address if address.startswith("?") else address)
        assert response.content.decode().count('class="shelf-item"') == int(number)


def test_a_type_is_counted_within_the_chosen_year(at_desk: Client):
    make_meeting(date=datetime.date(2023, 5, 1))
    make_meeting(date=datetime.date(2024, 5, 1))
    shelf = page(at_desk, "meetings", year="2023")
    address = re.search(r'href="(\?[^"]*type=\d+[^"]*)"[^>]*>专题研讨 <span class="shelf-count">1<', shelf)[1]
    listed = at_desk.get(reverse("meetings") + address.replace("&amp;", "&")).content.decode()
    assert listed.count('class="shelf-item"') == 1


def test_nonsense_in_the_address_shows_everything(at_desk: Client):
    make_meeting()
    assert page(at_desk, "meetings", year="xx", type="yy", page="zz").count('class="shelf-item"') == 1


def test_a_meeting_shows_headings_themes_lights_and_who_is_missing(at_desk: Client):
    theme, unspoken = make_theme("调查研究"), make_theme("统一战线")
    meeting = make_meeting(place="二楼会议室")
    meeting.preset_themes.set([theme, unspoken])
    speech = make_speech(meeting, speaker=make_speaker("黎山"), post_text="县长")
    make_label(points_of(speech)[0], theme, tier="check")
    Assignment.objects.create(meeting=meeting, speaker=make_speaker("岳川"))
    Attendance.objects.create(meeting=meeting, speaker=make_speaker("安平"), status="请假", reason="外出培训")
    shown = page(at_desk, "meeting", meeting.uid)
    for words in ("二楼会议室", "黎山", "县长", "把底数摸清", "主题<span", "岳川", "未报送", "外出培训", "无人谈到"):
        assert words in shown
    assert f"{theme.get_absolute_url()}?meeting={meeting.uid}" in shown


def test_a_reader_is_not_told_who_has_sent_nothing(client: Client):
    meeting = make_meeting()
    make_speech(meeting, speaker=make_speaker(), status=ReviewStatus.PUBLISHED)
    Assignment.objects.create(meeting=meeting, speaker=make_speaker("岳川"))
    client.force_login(make_user(Role.READER))
    assert "岳川" not in page(client, "meeting", meeting.uid)


def test_each_status_count_of_a_meeting_opens_that_many_speeches(at_desk: Client):
    meeting = make_meeting()
    for status in (ReviewStatus.DRAFT, ReviewStatus.DRAFT, ReviewStatus.PUBLISHED, ReviewStatus.WITHDRAWN):
        make_speech(meeting, speaker=make_speaker(), status=status)
    shown = page(at_desk, "meeting", meeting.uid)
    assert ">3 篇发言<" in shown and shown.count("programme-item") == 3
    counts = re.findall(r'href="\?status=(\w+)">\S+ (\d+)<', shown)
    assert dict(counts) == {"draft": "2", "published": "1", "withdrawn": "1"}
    for status, number in counts:
        assert page(at_desk, "meeting", meeting.uid, status=status).count("programme-item") == int(number)


def test_speakers_stand_in_the_order_of_their_leading_group(at_desk: Client):
    for name, rank in (("乙副职", 2), ("甲群众", None), ("丙正职", 1)):
        speaker = make_speaker(name)
        make_speech(speaker=speaker)
        if rank:
            Post.objects.create(speaker=speaker, title="县领导", rank=rank)
    html = page(at_desk, "speakers")
    assert html.index("丙正职") < html.index("乙副职") < html.index("甲群众")


def test_a_speaker_page_counts_only_what_it_can_list(client: Client):
    speaker, theme = make_speaker("黎山"), make_theme()
    for status in (ReviewStatus.PUBLISHED, ReviewStatus.PUBLISHED, ReviewStatus.DRAFT):
        speech = make_speech(speaker=speaker, status=status)
        make_label(points_of(speech)[0], theme)
    client.force_login(make_user(Role.READER))
    shown = page(client, "speaker", speaker.uid)
    assert "2 篇发言" in shown and shown.count('<li class="said">') == 2
    assert "2 篇</a>" in shown and "2 点</a>" in shown
    assert page(client, "speaker", speaker.uid, theme=theme.code).count('<li class="said">') == 2
    assert page(client, "theme", theme.code, speaker=speaker.uid).count('<li class="said-point">') == 2


def test_a_theme_page_shows_who_said_what_where_and_on_what_grounds(at_desk: Client):
    theme = make_theme(description="到现场去，把情况弄清。")
    here, there = make_meeting("山上的会"), make_meeting("河边的会")
    for meeting, name in ((here, "黎山"), (here, "岳川"), (there, "黎山")):
        speech = make_speech(meeting, speaker=make_speaker(name))
        make_label(points_of(speech)[0], theme, evidence=[[0, 2, "底数", 3.0]])
    shown = page(at_desk, "theme", theme.code)
    for words in ("到现场去", "山上的会", "河边的会", "黎山", "岳川", "底数", "3 个要点"):
        assert words in shown
    assert shown.count('<li class="said-point">') == 3
    assert page(at_desk, "theme", theme.code, meeting=here.uid).count('<li class="said-point">') == 2


def test_each_number_of_a_theme_page_opens_that_many_points(at_desk: Client):
    theme, person = make_theme(), make_speaker("黎山")
    for speaker in (person, person, None):
        make_label(points_of(make_speech(speaker=speaker))[0], theme)
    numbers = re.findall(r'href="\?((?:speaker|meeting)=\w+)">(\d) 点<', page(at_desk, "theme", theme.code))
    assert len(numbers) == 5  # one person and nobody, three meetings
    for query, number in numbers:
        listed = at_desk.get(f"{theme.get_absolute_url()}?{query}").content.decode()
        assert listed.count('<li class="said-point">') == int(number)


def test_speeches_without_a_speaker_are_counted_for_who_can_name_one(at_desk: Client, client: Client):
    make_speech(status=ReviewStatus.DRAFT)
    make_speech(status=ReviewStatus.PUBLISHED)
    assert "另有 1 篇发言人待确认" in page(at_desk, "speakers")
    assert "共 1 篇" in page(at_desk, "todo", "nameless")


def test_withdrawn_speeches_are_not_counted_among_themes(at_desk: Client):
    theme = make_theme()
    make_label(points_of(make_speech(status=ReviewStatus.WITHDRAWN))[0], theme)
    assert "0 个有人讲到" in page(at_desk, "themes")
    assert "0 个要点" in page(at_desk, "theme", theme.code)


@pytest.mark.parametrize("name", ["home", "meetings", "meeting", "speakers", "speaker", "themes", "theme", "todo"])
def test_twenty_rows_cost_no_more_queries_than_two(name: str, at_desk: Client, django_assert_max_num_queries):
    theme, speaker, meeting = make_theme(), make_speaker(), make_meeting()
    args = {"meeting": [meeting.uid], "speaker": [speaker.uid], "theme": [theme.code], "todo": ["points"]}.get(name, [])
    _fill(2, meeting, speaker, theme)
    few = _queries(at_desk, name, args, django_assert_max_num_queries)
    _fill(18, meeting, speaker, theme)
    assert _queries(at_desk, name, args, django_assert_max_num_queries) == few


def _fill(number: int, meeting: Meeting, speaker, theme) -> None:
    for _ in range(number):
        spoken = make_speech(meeting, speaker=make_speaker())
        again: Speech = make_speech(speaker=speaker, status=ReviewStatus.PUBLISHED)
        for point in [*points_of(spoken), *points_of(again)]:
            make_label(point, theme)


def _queries(client: Client, name: str, args: list[str], counting) -> int:
    with counting(60) as captured:
        page(client, name, *args)
    return len(captured)


def test_no_english_and_no_foreign_address_reaches_a_page(at_desk: Client):
    speech = make_speech(speaker=make_speaker(), status=ReviewStatus.PUBLISHED)
    for name, args in [
        ("home", []),
        ("meetings", []),
        ("meeting", [speech.meeting.uid]),
        ("speakers", []),
        ("help", []),
    ]:
        html = page(at_desk, name, *args)
        assert not re.search(r'(?:href|src)="(?:https?:)?//', html)
        assert "style=" not in html and "onclick" not in html
        visible = re.sub(r"<(script|svg|head)\b.*?</\1>|<[^>]+>", " ", html, flags=re.S)
        assert not re.search(r"\b(?:None|True|False|Speech|Meeting|draft|published)\b", visible)


@pytest.mark.parametrize(
    "status, words", [("403", "没有权限"), ("404", "没有找到"), ("413", "太大"), ("500", "出了错")]
)
def test_error_pages_stand_without_a_request(status: str, words: str):
    from django.template.loader import render_to_string

    assert words in render_to_string(f"{status}.html")


def test_a_form_left_open_too_long_is_answered_with_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("login"), {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "页面放得太久了" in response.content.decode()


def test_a_refusal_names_its_reason(client: Client):
    client.force_login(make_user(Role.READER))
    response = client.get(reverse("meeting_new"))
    assert response.status_code == 403
    assert "只有经办可以新建会议" in response.content.decode()


def test_a_wrong_password_is_refused_in_plain_words(client: Client):
    user = make_user()
    html = client.post(reverse("login"), {"username": user.username, "password": "wrong"}).content.decode()
    assert "账号或密码不对" in html and user.username in html


def test_a_password_is_changed_and_the_new_one_opens(client: Client):
    user = make_user()
    client.force_login(user)
    new = "shan-gao-lu-yuan-8"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert "密码已修改" in client.post(reverse("password"), fields, follow=True).content.decode()
    assert Client().login(username=user.username, password=new)


def test_signing_out_takes_a_post_and_ends_at_the_login_page(at_desk: Client):
    assert at_desk.post(reverse("logout")).url == reverse("login")
    assert at_desk.get(reverse("home")).status_code == 302
