"""Quotations, titles, formulations and shared passages of the meetings in tests/gold/planted, all texts seen by now."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from speeches import lexicons
from speeches.text.examine import Findings, examine
from speeches.text.outline import outline
from speeches.text.overlap.fingerprints import Mask
from speeches.text.reuse import find_overlaps, fingerprint
from speeches.text.sentences import Span
from speeches.text.variants import QuotationCluster, cluster_quotations
from tests.planted import FOLDER, Planted, read_planted

MEETINGS = sorted(path for path in FOLDER.iterdir() if path.is_dir())
EDGE = " \n\u3000“”‘’《》，。；：！？…—"


@cache
def planted(meeting: Path) -> dict[int, Planted]:
    return read_planted(meeting)


@cache
def found(meeting: Path) -> dict[int, Findings]:
    lexicon = lexicons.shipped()
    told = {number: outline(speech.text) for number, speech in planted(meeting).items()}
    return {
        number: examine(speech.text, 0, len(speech.text), told[number].parts, told[number].points, lexicon)
        for number, speech in planted(meeting).items()
    }


@cache
def clusters(meeting: Path) -> tuple[QuotationCluster, ...]:
    quotations = {number: findings.quotations for number, findings in found(meeting).items()}
    return cluster_quotations(quotations, lexicons.shipped().quotations)


def trimmed(text: str, start: int, end: int) -> Span:
    kept = [at for at in range(start, end) if text[at] not in EDGE]
    return kept[0], kept[-1] + 1


def put(meeting: Path, kinds: str) -> set[tuple[int, Span]]:
    return {
        (number, trimmed(speech.text, *span))
        for number, speech in planted(meeting).items()
        for kind in kinds
        for span in speech.spans[kind]
    }


def met(span: Span, others: Iterable[Span]) -> bool:
    return any(min(span[1], end) - max(span[0], start) >= 0.6 * (span[1] - span[0]) for start, end in others)


def of_kind(meeting: Path, kind: str) -> set[tuple[int, Span]]:
    return {
        (each.speech, trimmed(planted(meeting)[each.speech].text, each.quotation.start, each.quotation.end))
        for cluster in clusters(meeting)
        if cluster.kind == kind
        for each in cluster.occurrences
    }


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.name)
def test_quotations_and_titles_are_found(meeting: Path) -> None:
    """Titles without 《》 (党的二十大报告) are found too and are marked in no text."""
    for kind, signs in (("引文", "QW"), ("书名", "B")):
        wanted, got = put(meeting, signs), of_kind(meeting, kind)
        right = len(wanted & got)
        assert 2 * right / (len(wanted) + len(got)) >= 0.92


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.name)
def test_every_misquotation_is_flagged_and_no_sound_quotation(meeting: Path) -> None:
    flagged = {
        (each.speech, trimmed(planted(meeting)[each.speech].text, each.quotation.start, each.quotation.end))
        for cluster in clusters(meeting)
        for each in cluster.occurrences
        if each.variant
    }
    assert flagged == put(meeting, "W")
    assert len(flagged) == 2


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.name)
def test_formulations_are_found(meeting: Path) -> None:
    hits = {number: [(hit.start, hit.end) for hit in each.formulations] for number, each in found(meeting).items()}
    wanted = put(meeting, "F")
    assert sum(met(span, hits[number]) for number, span in wanted) / len(wanted) >= 0.9


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.name)
def test_what_was_shared_is_found_and_nothing_else(meeting: Path) -> None:
    speeches = planted(meeting)
    masks = {number: {*each.masks} for number, each in found(meeting).items()}
    for cluster in clusters(meeting):
        for each in cluster.occurrences if cluster.kind == "引文" else ():
            masks[each.speech].add(Mask(each.quotation.start, each.quotation.end, "引文"))
    prints = {
        n: fingerprint(s.text, sorted(masks[n], key=lambda m: m.start), 0, len(s.text)) for n, s in speeches.items()
    }
    passages = [
        ((pair.a, overlap.a_start, overlap.a_end), (pair.b, overlap.b_start, overlap.b_end))
        for pair in find_overlaps(prints)
        for overlap in pair.overlaps
    ]
    for name in ("V1", "V2", "V3", "E1", "E2"):
        places = {number: speech.passages[name] for number, speech in speeches.items() if name in speech.passages}
        assert len(places) == 2
        covered = {
            number: max(
                (min(end, e) - max(start, s) for sides in passages for n, s, e in sides if n == number), default=0
            )
            for number, (start, end) in places.items()
        }
        least = 0.95 if name[0] == "V" else 0.7
        assert all(covered[number] >= least * (end - start) - 1 for number, (start, end) in places.items())
    shared = [(n, span) for n, speech in speeches.items() for span in speech.passages.values()]
    assert all(any(n == m and met((s, e), [span]) for m, span in shared) for sides in passages for n, s, e in sides)
