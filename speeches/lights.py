"""Six checks of a speech as lights: 分点 主题 发言人 声明数 提法 重合, in this order.

They read what is stored and prefetched (outline, level-1 points with labels, suspects); they query nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speeches.models import Analysis, Point, Speech
from speeches.models.choices import PointsStatus

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


def suspects_of(speeches: Iterable[Speech]) -> dict[int, list[object]]:
    """Suspect wordings by version id; versions that nobody has analysed are missing. One query."""
    versions = [speech.version_id for speech in speeches if speech.version_id]
    rows = Analysis.objects.filter(version__in=versions).order_by("lexicon_version")
    return {version: suspects or [] for version, suspects in rows.values_list("version_id", "data__suspects")}


def lights(speech: Speech, points: Sequence[Point], suspects: Sequence[object] | None) -> tuple[Light, ...]:
    """The lights of a speech with these level-1 points; `suspects` is None where it has not been analysed."""
    codes = _finding_codes(speech)
    return (
        _points_light(speech, points, codes),
        _themes_light(points),
        Light("发言人", PASS) if speech.speaker_id else Light("发言人", FIX, "待确认"),
        _declared_light(points, codes),
        _wording_light(suspects),
        Light("重合", NONE, "见对照"),
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


def _declared_light(points: Sequence[Point], codes: Sequence[str]) -> Light:
    if wrong := codes.count(DECLARED):
        return Light("声明数", LOOK, f"不符 {wrong}")
    return Light("声明数", PASS) if points else Light("声明数", NONE)


def _wording_light(suspects: Sequence[object] | None) -> Light:
    if suspects is None:
        return Light("提法", NONE)
    return Light("提法", LOOK, f"{len(suspects)} 处") if suspects else Light("提法", PASS)
