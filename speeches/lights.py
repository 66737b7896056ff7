"""Six checks of a speech as lights: 分点 主题 发言人 声明数 提法 重合, in this order.

They read what is stored and prefetched (outline, level-1 points with labels, suspects) and, where it was asked for,
what a speech shares with the others of its meeting; they query nothing themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speeches.compare.comparison import compare
from speeches.compare.scope import ALIVE, Filters, of_meeting
from speeches.models import Analysis, Meeting, Point, Speech, User
from speeches.models.choices import Origin, PointsStatus, ReuseDecision

PASS, LOOK, FIX, NONE = "pass", "look", "fix", "none"
STATE_WORDS = {PASS: "通过", LOOK: "请看", FIX: "须改", NONE: "没有可查的"}
NUMBERING, DECLARED = "numbering", "declared_count"


@dataclass(frozen=True, slots=True)
class Light:
    name: str
    state: str
    word: str = ""

    @property
    def state_word(self) -> str:
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a speech has beside the others of its meeting: a decision a shared passage, and misquotations."""

    decisions: tuple[str, ...] = ()
    misquoted: int = 0


def beside_in(meeting: Meeting, user: User) -> dict[int, Beside]:
    """By speech id, of the speeches that the user sees; remembered for as long as none of them changes."""
    comparison = compare(of_meeting(meeting).narrowed(Filters(statuses=ALIVE)), user)
    decisions: dict[int, list[str]] = {pk: [] for pk in comparison.material.by_id}
    for passage in comparison.overlaps().passages:
        decisions[passage.a].append(passage.decision)
        decisions[passage.b].append(passage.decision)
    misquoted = Counter(
        quoted.speech for row in comparison.quotations().quotations for quoted in (*row.variants, *row.unsettled)
    )
    return {pk: Beside(tuple(decided), misquoted[pk]) for pk, decided in decisions.items()}


def suspects_of(speeches: Iterable[Speech]) -> dict[int, list[object]]:
    """Suspect wordings by version id; versions that nobody has analysed are missing. One query."""
    versions = [speech.version_id for speech in speeches if speech.version_id]
    rows = Analysis.objects.filter(version__in=versions).order_by("lexicon_version")
    return {version: suspects or [] for version, suspects in rows.values_list("version_id", "data__suspects")}


def lights(
    speech: Speech, points: Sequence[Point], suspects: Sequence[object] | None, beside: Beside | None = None
) -> tuple[Light, ...]:
    """The lights of a speech with these level-1 points.

    `suspects` is None where it has not been analysed, `beside` where it has not been laid beside the others.
    """
    codes = _finding_codes(speech)
    return (
        _points_light(speech, points, codes),
        _themes_light(points),
        Light("发言人", PASS) if speech.speaker_id else Light("发言人", FIX, "待确认"),
        _declared_light(speech, points, codes),
        _wording_light(suspects, beside.misquoted if beside else 0),
        _overlap_light(beside),
    )


def _finding_codes(speech: Speech) -> list[str]:
    outline = speech.version.outline if speech.version else None
    return [finding["code"] for finding in outline.findings] if outline else []


def _points_light(speech: Speech, points: Sequence[Point], codes: Sequence[str]) -> Light:
    if not points:
        return Light("分点", LOOK, "没有分出")
    if speech.points_status == PointsStatus.CHECKED:
        return Light("分点", PASS)
    if odd := sum(code.startswith(NUMBERING) for code in codes):
        return Light("分点", LOOK, f"序号 {odd}")
    if inferred := sum(point.inferred for point in points):
        return Light("分点", LOOK, f"疑似 {inferred}")
    return Light("分点", PASS)


def _themes_light(points: Sequence[Point]) -> Light:
    labels = [label.state for point in points for label in point.labels.all()]
    if doubtful := labels.count("待核"):
        return Light("主题", LOOK, f"待核 {doubtful}")
    if bare := sum(not point.labels.all() for point in points):
        return Light("主题", LOOK, f"未归类 {bare}")
    return Light("主题", PASS) if labels else Light("主题", NONE)


def _declared_light(speech: Speech, points: Sequence[Point], codes: Sequence[str]) -> Light:
    """What a text announces was counted against the machine's points; a person who draws others knows why."""
    if speech.version and speech.version.outline and speech.version.outline.origin == Origin.PERSON:
        return Light("声明数", NONE, "人工分点")
    if wrong := codes.count(DECLARED):
        return Light("声明数", LOOK, f"不符 {wrong}")
    return Light("声明数", PASS) if points else Light("声明数", NONE)


def _wording_light(suspects: Sequence[object] | None, misquoted: int) -> Light:
    if suspects is None:
        return Light("提法", NONE)
    odd = len(suspects) + misquoted
    return Light("提法", LOOK, f"{odd} 处") if odd else Light("提法", PASS)


def _overlap_light(beside: Beside | None) -> Light:
    """What somebody called sound is settled."""
    if beside is None:
        return Light("重合", NONE, "见对照")
    unsettled = [decision for decision in beside.decisions if decision != ReuseDecision.SOUND.label]
    if not unsettled:
        return Light("重合", PASS)
    return Light("重合", FIX if ReuseDecision.CHANGE.label in unsettled else LOOK, f"{len(unsettled)} 处")
