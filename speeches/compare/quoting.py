"""引用与提法: what speeches quote in common, whose wording differs and in which characters, who names no source."""

from __future__ import annotations

from collections.abc import Sequence

from speeches.text.quoted.quotation_lexicon import QuotationLexicon
from speeches.text.variants import Occurrence, QuotationCluster, cluster_quotations

from .marking import Mark, Segment, Slot, segments
from .material import Material, SpeechData
from .wording_screens import Difference, FormulationRow, QuotationRow, Quoted, QuotingScreen

KINDS = ("引文", "书名", "修辞")


def compare_quotations(material: Material, known: QuotationLexicon) -> QuotingScreen:
    """Rows given by most speeches first, then by where they first stand."""
    clusters = cluster_quotations({speech.id: speech.quotations for speech in material.speeches}, known)
    rows = {kind: _rows(material, [cluster for cluster in clusters if cluster.kind == kind]) for kind in KINDS}
    return QuotingScreen(
        columns=material.speeches,
        quotations=rows["引文"],
        works=rows["书名"],
        emphases=rows["修辞"],
        formulations=_formulations(material),
        variants=tuple(row for row in rows["引文"] if row.variants),
        unsettled=tuple(row for row in rows["引文"] if row.unsettled),
        unsourced=tuple(row for row in rows["引文"] if row.unsourced),
    )


def _rows(material: Material, clusters: Sequence[QuotationCluster]) -> tuple[QuotationRow, ...]:
    ranked = sorted(clusters, key=lambda cluster: -len({each.speech for each in cluster.occurrences}))
    return tuple(_row(material, cluster, number) for number, cluster in enumerate(ranked, start=1))


def _row(material: Material, cluster: QuotationCluster, number: int) -> QuotationRow:
    sourced = {each.speech for each in cluster.occurrences if each.quotation.attributed}
    cells: dict[int, list[Quoted]] = {speech.id: [] for speech in material.speeches}
    for each in cluster.occurrences:
        missing = cluster.kind == "引文" and bool(sourced) and each.speech not in sourced
        cells[each.speech].append(_quoted(material.by_id[each.speech], each, missing))
    places = [place for cell in cells.values() for place in cell]
    return QuotationRow(
        number=number,
        text=cluster.text,
        kind=cluster.kind,
        attribution=cluster.attribution or "",
        cells=tuple(tuple(cell) for cell in cells.values()),
        speeches=sum(bool(cell) for cell in cells.values()),
        variants=tuple(place for place in places if place.variant),
        unsettled=tuple(place for place in places if place.differences and not place.variant),
        unsourced=tuple(place for place in places if place.missing_source),
    )


def _quoted(speech: SpeechData, each: Occurrence, missing_source: bool) -> Quoted:
    quotation = each.quotation
    differences = tuple(Difference(d.start, d.end, d.found, d.expected) for d in each.differences)
    return Quoted(
        speech=speech.id,
        start=quotation.start,
        end=quotation.end,
        text=quotation.text,
        form=quotation.form,
        attributed=quotation.attributed,
        quoted=quotation.quoted,
        variant=each.variant,
        why=each.why,
        differences=differences,
        segments=_segments(speech.text, quotation.start, quotation.end, differences, each.why),
        missing_source=missing_source,
    )


def _segments(text: str, start: int, end: int, differences: Sequence[Difference], why: str) -> tuple[Segment, ...]:
    """The quotation with its differing characters marked; where some are left out stands an empty segment."""
    marks = [Mark(d.start, d.end, "differs", d.told(why)) for d in differences if d.start < d.end]
    shown = list(segments(text, start, end, marks))
    for gap in (d for d in differences if d.start == d.end):
        shown = _with_gap(text, shown, gap, why)
    return tuple(shown)


def _with_gap(text: str, shown: Sequence[Segment], gap: Difference, why: str) -> list[Segment]:
    missing = Segment("", gap.start, gap.start, ("missing",), gap.told(why))
    result: list[Segment] = []
    for segment in shown:
        if segment.start < gap.start < segment.end:
            left = Segment(text[segment.start : gap.start], segment.start, gap.start, segment.kinds, segment.title)
            right = Segment(text[gap.start : segment.end], gap.start, segment.end, segment.kinds, segment.title)
            result += [left, missing, right]
        elif segment.start == gap.start:
            result += [missing, segment]
        else:
            result.append(segment)
    return result if missing in result else [*result, missing]


def _formulations(material: Material) -> tuple[FormulationRow, ...]:
    places: dict[str, dict[int, list[Slot]]] = {}
    for speech in material.speeches:
        for hit in speech.formulations:
            by_speech = places.setdefault(hit.name, {})
            by_speech.setdefault(speech.id, []).append(Slot(speech.text[hit.start : hit.end], hit.start, hit.end))
    rows = [
        FormulationRow(
            name=name,
            cells=tuple(tuple(by_speech.get(speech.id, ())) for speech in material.speeches),
            speeches=len(by_speech),
            total=sum(map(len, by_speech.values())),
        )
        for name, by_speech in places.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.speeches, -row.total)))
