"""主题×发言: which theme takes what share of which speech.

A leading point's characters go to its themes by their scores; a point without a theme is 未归类. Counts, never judges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from .material import Label, Material, PointData, SpeechData
from .theme_screens import Band, Cell, Matrix, ThemeRow, Unclassified

BANDS = (("common", "共识"), ("several", "多人讲到"), ("single", "独到"), ("absent", "空白"))


def build_matrix(material: Material, seriated: bool = True) -> Matrix:
    """The matrix; columns as they spoke, or `seriated` so that speeches with like shares touch."""
    shares = {speech.id: _Shares.of(speech) for speech in material.speeches}
    order = seriate([shares[speech.id].themes for speech in material.speeches]) if seriated else range(len(shares))
    columns = tuple(material.speeches[at] for at in order)
    spoken = [_row(material, code, columns, shares) for code in material.themes_spoken]
    spoken.sort(key=lambda row: (-row.speeches, -sum(cell.share for cell in row.spoken), row.code))
    absent = [_row(material, code, columns, shares) for code in material.preset if code not in material.themes_spoken]
    members: dict[str, list[ThemeRow]] = {key: [] for key, _ in BANDS}
    for row in (*spoken, *absent):
        members[band_of(row.speeches, len(columns))].append(row)
    return Matrix(
        columns=columns,
        seriated=seriated,
        bands=tuple(Band(key, name, tuple(members[key])) for key, name in BANDS),
        unclassified=tuple(Unclassified(s.id, shares[s.id].bare, shares[s.id].bare_points) for s in columns),
        themes_all=tuple(row for row in spoken if row.speeches == len(columns)),
        themes_shared=tuple(members["common"]),
        themes_single=tuple(row for row in spoken if row.speeches == 1),
        themes_absent=tuple(absent),
    )


def band_of(speeches: int, total: int) -> str:
    """The band of a theme that `speeches` of `total` speak of."""
    if speeches == 0:
        return "absent"
    if speeches >= 2 and speeches * 2 >= total:
        return "common"
    return "single" if speeches == 1 else "several"


@dataclass(slots=True)
class _Shares:
    """One speech: share and points of every theme, and what is left without one. They add up to 1."""

    themes: dict[str, float] = field(default_factory=dict)
    points: dict[str, list[PointData]] = field(default_factory=dict)
    bare: float = 0.0
    bare_points: tuple[PointData, ...] = ()

    @classmethod
    def of(cls, speech: SpeechData) -> _Shares:
        total = sum(point.chars for point in speech.leading)
        if not total:
            return cls(bare=1.0)
        shares = cls(bare_points=tuple(point for point in speech.leading if not point.labels))
        shares.bare = sum(point.chars for point in shares.bare_points) / total
        for point in speech.leading:
            for label, part in zip(point.labels, split(point), strict=True):
                shares.themes[label.code] = shares.themes.get(label.code, 0.0) + part * point.chars / total
                shares.points.setdefault(label.code, []).append(point)
        return shares


def split(point: PointData) -> list[float]:
    """How a point's characters divide among its themes: by score, evenly where nothing was scored. Adds up to 1."""
    weights = [max(label.score, 0.0) for label in point.labels]
    total = sum(weights)
    return [weight / total if total else 1 / len(weights) for weight in weights]


def _row(material: Material, code: str, columns: Sequence[SpeechData], shares: Mapping[int, _Shares]) -> ThemeRow:
    theme = material.themes[code]
    cells = tuple(_cell(speech.id, code, shares[speech.id]) for speech in columns)
    return ThemeRow(
        code=code,
        name=theme.name,
        short=theme.short,
        group=theme.group,
        group_name=theme.group_name,
        preset=code in material.preset,
        cells=cells,
        speeches=sum(cell is not None for cell in cells),
        points=sum(len(cell.points) for cell in cells if cell is not None),
    )


def _cell(speech: int, code: str, shares: _Shares) -> Cell | None:
    points = shares.points.get(code)
    if not points:
        return None
    labels = [label for point in points for label in point.labels if label.code == code]
    head = max(points, key=lambda point: (point.labels[0].code == code, _chars_on(point, code), -point.start))
    return Cell(
        speech=speech,
        share=shares.themes[code],
        points=tuple(points),
        head=head,
        dedicated=head.labels[0].code == code,
        state=_state(labels),
        doubtful=sum(label.in_doubt for label in labels),
    )


def _chars_on(point: PointData, code: str) -> float:
    return sum(part for label, part in zip(point.labels, split(point), strict=True) if label.code == code) * point.chars


def _state(labels: Sequence[Label]) -> str:
    states = [label.state for label in labels]
    if "待核" in states:
        return "待核"
    if "机器" in states:
        return "机器"
    return "人工" if "已确认" not in states else "已确认"


def seriate(vectors: Sequence[Mapping[str, float]]) -> list[int]:
    """An order in which like vectors touch: from the one least like all others, always to the nearest not yet placed.

    Equal ones stay in the order given, so the same material always comes out the same.
    """
    likeness = _likeness(vectors)
    left = list(range(len(vectors)))
    if not left:
        return []
    order = [min(left, key=lambda i: (round(sum(likeness[i]), 9), i))]
    left.remove(order[0])
    while left:
        nearest = min(left, key=lambda i: (-round(likeness[order[-1]][i], 9), i))
        order.append(nearest)
        left.remove(nearest)
    return order


def _likeness(vectors: Sequence[Mapping[str, float]]) -> list[list[float]]:
    """Every pair's cosine, computed once."""
    likeness = [[0.0] * len(vectors) for _ in vectors]
    for i, a in enumerate(vectors):
        for j in range(i, len(vectors)):
            likeness[i][j] = likeness[j][i] = cosine(a, vectors[j])
    return likeness


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Likeness of two theme vectors, 0 to 1."""
    together = sum(weight * b[code] for code, weight in a.items() if code in b)
    if not together:
        return 0.0
    return together / sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
