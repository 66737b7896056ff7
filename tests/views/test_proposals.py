"""Words for the theme dictionary: proposed from what the person sees, settled by one click, never proposed again."""

import pytest
from django.test import Client
from django.urls import reverse

from speeches import lexicons
from speeches.models import AuditEvent, LexiconVersion, TermProposal, Theme, ThemeTerm
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_label, make_meeting, make_speech, make_unit, make_user, points_of

pytestmark = pytest.mark.django_db

POINTS = ("一、溶洞要先查清。溶洞在哪里，桥墩就不落在哪里。", "二、溶洞要填实。填不实的溶洞，雨季要出事。")


def page(client: Client) -> str:
    response = client.get(reverse("proposals"))
    assert response.status_code == 200
    return response.content.decode()


def settle(client: Client, **data: str) -> str:
    return client.post(reverse("proposals"), data, follow=True).content.decode()


def word(html: str, text: str) -> bool:
    return f'class="list-title">{text}</th>' in html


def test_frequent_words_of_points_without_a_theme_are_proposed_with_their_places(at_desk: Client):
    speech = make_speech(points=POINTS)
    html = page(at_desk)
    place = speech.version.reading.text.index("溶洞")
    assert word(html, "溶洞") and f"{speech.get_absolute_url()}?at={place}-{place + 2}#at" in html


@pytest.mark.parametrize("label, proposed", [
    ({"tier": "sure"}, False),
    ({"tier": "check"}, True),
    ({"tier": "check", "confirmed": True}, False),
    ({"tier": "check", "origin": "manual"}, False),
])  # fmt: skip
def test_points_of_a_sure_theme_propose_nothing(at_desk: Client, label: dict[str, object], proposed: bool):
    for point in points_of(make_speech(points=POINTS)):
        make_label(point, Theme.objects.first(), **label)
    assert word(page(at_desk), "溶洞") == proposed


def test_times_numbers_and_places_are_no_theme_words(at_desk: Client):
    make_speech(points=("一、后来修桥。溶洞底下查了三百回。", "二、后来填实。溶洞底下填了三百车。"))
    html = page(at_desk)
    assert word(html, "溶洞")
    assert not any(word(html, common) for common in ("后来", "底下", "三百"))


def test_hidden_speeches_propose_nothing(at_desk: Client):
    make_speech(make_meeting(unit=make_unit("别处县委")), points=POINTS)
    make_speech(points=POINTS, status=ReviewStatus.DELETED)
    assert "没有可建议的词" in page(at_desk)


def test_an_accepted_word_joins_the_theme_and_makes_a_new_dictionary(at_desk: Client, clerk):
    make_speech(points=POINTS)
    theme, before = Theme.objects.get(code="fz.xiangcun"), LexiconVersion.objects.count()
    html = settle(at_desk, word="溶洞", theme=theme.code, verdict="accept")
    assert "“溶洞”已归入" in html and not word(html, "溶洞")
    assert ThemeTerm.objects.get(term="溶洞").theme == theme
    assert LexiconVersion.objects.count() == before + 1
    assert "溶洞" in lexicons.current().themes.words()
    assert TermProposal.objects.get().state == TermProposal.ACCEPTED
    assert AuditEvent.objects.get(act="采纳主题词").user == clerk


def test_a_word_that_would_spoil_the_dictionary_is_refused_and_nothing_changes(at_desk: Client):
    before = LexiconVersion.objects.count()  # a single character would speak for its theme everywhere
    assert "不能作" in settle(at_desk, word="山", theme="fz.xiangcun", verdict="accept")
    assert not ThemeTerm.objects.filter(term="山").exists()
    assert (LexiconVersion.objects.count(), TermProposal.objects.count()) == (before, 0)


def test_a_declined_word_is_not_proposed_again(at_desk: Client):
    make_speech(points=POINTS)
    html = settle(at_desk, word="溶洞", verdict="decline")
    assert "不采纳" in html and not word(html, "溶洞")
    assert not ThemeTerm.objects.filter(term="溶洞").exists()


@pytest.mark.parametrize(
    "data", [{}, {"word": "溶洞", "verdict": "accept"}, {"word": "溶洞", "theme": "no.such", "verdict": "accept"}]
)
def test_a_word_needs_a_theme_to_join(data: dict, at_desk: Client):
    assert "请先选这个词归入哪个主题" in settle(at_desk, **data)
    assert not TermProposal.objects.exists()


def test_typed_words_wait_to_be_settled(at_desk: Client, clerk):
    TermProposal.objects.create(word="山路十八弯", user=clerk)
    assert word(page(at_desk), "山路十八弯")
    assert not word(settle(at_desk, word="山路十八弯", verdict="decline"), "山路十八弯")


@pytest.mark.parametrize("role", [Role.SUBMITTER, Role.READER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_the_keepers_of_the_dictionaries_settle_words(role: Role, client: Client):
    client.force_login(make_user(role))
    assert client.post(reverse("proposals"), {"word": "溶洞", "verdict": "decline"}).status_code == 403
    assert not TermProposal.objects.exists()


def test_more_points_cost_no_more_queries(at_desk: Client, django_assert_max_num_queries):
    def queries(number: int) -> int:
        for _ in range(number):
            make_speech(points=POINTS)
        with django_assert_max_num_queries(40) as captured:
            page(at_desk)
        return len(captured)

    queries(1)  # the dictionaries are read once a process
    few = queries(2)
    assert queries(6) == few
