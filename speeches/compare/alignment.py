"""要点对照: the outlines side by side, and between two speeches ribbons from point to point.

Points are matched by the themes they bear (framing by theme, not by like words); refuses to match more than two.
"""

from __future__ import annotations

from collections.abc import Mapping

from .marking import Mark, segments
from .material import Material, PointData, SpeechData
from .matrix import cosine, split
from .theme_screens import Alignment, Box, OutlineColumn, Ribbon

# Measured on 46 pairs of points about the same theme: from .5 they meet (P .59, R .76), below .15 they do not.
STRONG = 0.5
WEAK = 0.15


def align(material: Material) -> Alignment:
    """The columns in speaking order; ribbons where exactly two speeches are compared."""
    columns = tuple(OutlineColumn(speech, _boxes(speech)) for speech in material.speeches)
    ribbons = _ribbons(material) if len(columns) == 2 else ()
    return Alignment(columns, ribbons)


def _boxes(speech: SpeechData) -> tuple[Box, ...]:
    total = sum(point.chars for point in speech.leading)
    return tuple(
        Box(
            point=point,
            chars=point.chars,
            share=point.chars / total,
            heading=segments(speech.text, point.heading_start, point.heading_end, _construction_marks(point)),
            strip=tuple(s for s in speech.sentences if point.start <= s.start < point.end),
            sub_headings=tuple(p for p in speech.points if p.level == 2 and point.start <= p.start < point.end),
        )
        for point in speech.leading
    )


def _construction_marks(point: PointData) -> list[Mark]:
    framed = point.construction
    if framed is None:
        return []
    return [Mark(*span, kind, framed.kind) for kind, span in (("x", framed.x), ("y", framed.y)) if span]


def _ribbons(material: Material) -> tuple[Ribbon, ...]:
    a, b = material.speeches
    found: list[Ribbon] = []
    theirs = [(point, _vector(point)) for point in b.leading]
    for point in a.leading:
        mine = _vector(point)
        for other, vector in theirs:
            similarity = cosine(mine, vector)
            if similarity >= WEAK:
                found.append(Ribbon(point, other, similarity, similarity >= STRONG, _common(mine, vector, material)))
    found.sort(key=lambda ribbon: (-round(ribbon.similarity, 9), ribbon.a.start, ribbon.b.start))
    return tuple(found)


def _vector(point: PointData) -> dict[str, float]:
    return {label.code: part for label, part in zip(point.labels, split(point), strict=True)}


def _common(a: Mapping[str, float], b: Mapping[str, float], material: Material) -> tuple[str, ...]:
    both = sorted((code for code in a if code in b), key=lambda code: (-a[code] * b[code], code))
    return tuple(material.themes[code].name for code in both)
