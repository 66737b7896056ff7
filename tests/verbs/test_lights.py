"""Six lights from what is stored: worst things are told, and what cannot be known is not called sound."""

import pytest

from speeches.lights import Beside, Light, beside_in, lights, suspects_of
from speeches.models import Analysis, Outline, Point, Speech
from speeches.models.choices import PointsStatus, Role
from tests.factories import make_label, make_meeting, make_speaker, make_speech, make_theme, make_user, points_of

pytestmark = pytest.mark.django_db


def lit(speech: Speech, suspects: list[object] | None = None, beside: Beside | None = None) -> dict[str, Light]:
    points = list(Point.objects.filter(outline=speech.version.outline).for_programme())
    return {light.name: light for light in lights(speech, points, suspects, beside)}


def find(speech: Speech, *codes: str) -> None:
    findings = [{"code": code, "message": "", "start": 0, "end": 0} for code in codes]
    Outline.objects.update(findings=findings)
    speech.version.outline.refresh_from_db()


def test_a_speech_in_good_order_is_green():
    speech = make_speech(speaker=make_speaker())
    for point in points_of(speech):
        make_label(point, make_theme())
    assert {name: light.state for name, light in lit(speech, []).items()} == {
        "分点": "pass", "主题": "pass", "发言人": "pass", "声明数": "pass", "提法": "pass", "重合": "none",
    }  # fmt: skip


def test_a_missing_speaker_must_be_mended():
    assert lit(make_speech())["发言人"] == Light("发言人", "fix", "待确认")


def test_odd_numbering_is_to_be_looked_at_until_a_person_has():
    speech = make_speech()
    find(speech, "numbering_gap", "numbering_duplicate", "placeholder")
    assert lit(speech)["分点"] == Light("分点", "look", "序号 2")
    speech.points_status = PointsStatus.CHECKED
    assert lit(speech)["分点"] == Light("分点", "pass")


def test_inferred_points_are_to_be_looked_at():
    speech = make_speech()
    Point.objects.update(inferred=True)
    assert lit(speech)["分点"] == Light("分点", "look", "疑似 2")


def test_a_declared_number_that_does_not_fit_is_told():
    speech = make_speech()
    find(speech, "declared_count")
    assert lit(speech)["声明数"] == Light("声明数", "look", "不符 1")


def test_doubtful_themes_come_before_points_without_a_theme():
    speech = make_speech()
    assert lit(speech)["主题"] == Light("主题", "look", "未归类 2")
    make_label(points_of(speech)[0], make_theme(), tier="check")
    assert lit(speech)["主题"] == Light("主题", "look", "待核 1")


def test_a_speech_without_points_says_so():
    lit_up = lit(make_speech(points=()))
    assert lit_up["分点"] == Light("分点", "look", "没有分出")
    assert lit_up["主题"].state == lit_up["声明数"].state == "none"


@pytest.mark.parametrize("suspects, state", [(None, "none"), ([], "pass"), ([{"found": "二个维护"}], "look")])
def test_wording_is_sound_only_where_it_was_examined(suspects: list[object] | None, state: str):
    assert lit(make_speech(), suspects)["提法"].state == state


@pytest.mark.parametrize(
    "beside, light",
    [
        (None, Light("重合", "none", "见对照")),
        (Beside(), Light("重合", "pass")),
        (Beside(("合理借鉴",)), Light("重合", "pass")),
        (Beside(("待核", "合理借鉴", "待核")), Light("重合", "look", "2 处")),
        (Beside(("待核", "要求修改")), Light("重合", "fix", "2 处")),
    ],
)
def test_overlap_counts_until_somebody_calls_it_sound(beside: Beside | None, light: Light):
    assert lit(make_speech(), beside=beside)["重合"] == light


def test_a_misquotation_counts_as_odd_wording():
    assert lit(make_speech(), [{}], Beside(misquoted=2))["提法"] == Light("提法", "look", "3 处")


def test_what_two_speeches_of_a_meeting_share_lights_both():
    shared = "把山里的路一寸一寸修到每一户人家的门口去"
    meeting = make_meeting()
    told = {"修路": shared, "办学": shared, "护林": "林子要有人守着"}
    first, second, alone = (
        make_speech(
            meeting, title=f"谈{title}", points=(f"一、{title}。{words}。",), closing="", speaker=make_speaker()
        )
        for title, words in told.items()
    )
    found = beside_in(meeting, make_user(Role.CLERK))
    assert [len(found[speech.pk].decisions) for speech in (first, second, alone)] == [1, 1, 0]


def test_suspects_are_those_of_the_latest_dictionaries():
    speech, never = make_speech(), make_speech()
    Analysis.objects.create(version=speech.version, lexicon_version=1, data={"suspects": [{}, {}]})
    Analysis.objects.create(version=speech.version, lexicon_version=2, data={"suspects": [{}]})
    assert suspects_of([speech, never]) == {speech.version_id: [{}]}
