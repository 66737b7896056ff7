"""重合与差异: where the wording of two speeches coincides, net of public wording; and where the archive has it too.

States passages and counts. Says nothing about who wrote first or why; a person decides what a passage means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import connection

from speeches import access
from speeches.models import ReuseVerdict, SentenceHash, SketchHash, Speech, User
from speeches.models.speeches import SpeechQuerySet
from speeches.text.overlap.archive import ArchiveMatch, Fetch, find_in_archive
from speeches.text.overlap.fingerprints import Fingerprint, Mask
from speeches.text.register.skeleton import words_of
from speeches.text.reuse import Overlap, common_masked, find_overlaps, fingerprint, shared_chars
from speeches.text.sketch import SentenceHash as StoredSentence

from .marking import Mark, Segment, Slot, Span, segments
from .material import Material, PointData, SpeechData
from .wording_screens import (
    ArchiveSentence,
    ArchiveSource,
    MaskedWording,
    OverlapPair,
    OverlapsScreen,
    QuotationRow,
    SharedPassage,
)

SHORTEST_POST = 4  # characters of a post that is masked by itself; shorter ones are common words


def find_shared(material: Material, quoted: Sequence[QuotationRow], shown_from: int) -> OverlapsScreen:
    """横向, before anybody decided anything: every pair of speeches that shares a passage, most characters first.

    `quoted` are the quotations as the speeches together give them: some are known for one by another's source alone.
    """
    masks = _masks(material, quoted)
    prints = {s.id: fingerprint(s.text, masks[s.id], s.start, s.end) for s in material.speeches}
    pairs: list[OverlapPair] = []
    short: list[SharedPassage] = []
    for found in find_overlaps(prints):
        a, b = material.by_id[found.a], material.by_id[found.b]
        passages = [_passage(a, b, overlap, shown_from) for overlap in found.overlaps]
        short += [passage for passage in passages if not passage.shown]
        shown = tuple(passage for passage in passages if passage.shown)
        if shown:
            pairs.append(_pair(a, b, shown, prints))
    pairs.sort(key=lambda pair: (-pair.chars, pair.a.order, pair.b.order))
    numbered = _numbered(pairs)
    return OverlapsScreen(
        pairs=tuple(numbered),
        passages=tuple(passage for pair in numbered for passage in pair.passages),
        short=tuple(short),
        masked=tuple(MaskedWording(m.text, m.why, m.speeches) for m in common_masked(prints)),
        shown_from=shown_from,
    )


def with_verdicts(screen: OverlapsScreen, user: User | None) -> OverlapsScreen:
    """The same with what people decided (雷同处理) laid over; who decided and why is for clerks and reviewers."""
    verdicts = _verdicts({speech for pair in screen.pairs for speech in (pair.a.id, pair.b.id)})
    in_office = user is None or access.holds(user, access.STAFF)
    pairs = tuple(_decided(pair, verdicts, in_office) for pair in screen.pairs)
    return replace(screen, pairs=pairs, passages=tuple(passage for pair in pairs for passage in pair.passages))


def _verdicts(speeches: set[int]) -> dict[tuple[int, int, str], ReuseVerdict]:
    rows = ReuseVerdict.objects.filter(a__in=speeches, b__in=speeches).select_related("user").order_by("pk")
    return {(row.a_id, row.b_id, row.key): row for row in rows}


def _decided(pair: OverlapPair, verdicts: Mapping[tuple[int, int, str], ReuseVerdict], in_office: bool) -> OverlapPair:
    passages = []
    for passage in pair.passages:
        verdict = verdicts.get((passage.a, passage.b, passage.key))
        if verdict is not None:
            passage = replace(
                passage,
                decision=verdict.get_decision_display(),
                reason=verdict.reason if in_office else "",
                decided_by=str(verdict.user or "") if in_office else "",
            )
        passages.append(passage)
    return replace(pair, passages=tuple(passages), open=sum(p.decision == "待核" for p in passages))


def _masks(material: Material, quoted: Sequence[QuotationRow]) -> dict[int, list[Mask]]:
    """Public wording of every speech, and the posts of those who speak with their names: nobody's own wording."""
    posts = dict.fromkeys(s.post for s in material.speeches if len(s.post) >= SHORTEST_POST)
    names = dict.fromkeys(s.name for s in material.speeches if s.speaker is not None)
    masks = {s.id: {*s.masks, *_people(s, list(posts), list(names))} for s in material.speeches}
    for row in quoted:
        for place in row.occurrences:
            masks[place.speech].add(Mask(place.start, place.end, row.kind))
    return {speech: sorted(found, key=lambda mask: (mask.start, mask.end)) for speech, found in masks.items()}


def _people(speech: SpeechData, posts: Sequence[str], names: Sequence[str]) -> list[Mask]:
    """Posts as printed, with the name that follows or stands before; a name alone may be part of other words."""
    masks: list[Mask] = []
    for post in posts:
        at = speech.text.find(post, speech.start, speech.end)
        while at >= 0:
            end = at + len(post)
            after = next((name for name in names if speech.text.startswith(name, end)), "")
            before = next((name for name in names if speech.text.endswith(name, speech.start, at)), "")
            masks.append(Mask(at - len(before), end + len(after), "套话"))
            at = speech.text.find(post, end, speech.end)
    return masks


def _passage(a: SpeechData, b: SpeechData, found: Overlap, shown_from: int) -> SharedPassage:
    return SharedPassage(
        number=0,
        a=a.id,
        b=b.id,
        a_span=(found.a_start, found.a_end),
        b_span=(found.b_start, found.b_end),
        a_segments=_segments(a, found.a_start, found.a_end, [run[:2] for run in found.runs]),
        b_segments=_segments(b, found.b_start, found.b_end, [run[2:] for run in found.runs]),
        a_point=_point_at(a, found.a_start),
        b_point=_point_at(b, found.b_start),
        chars=found.chars,
        kind=found.kind,
        key=words_of(a.text[found.a_start : found.a_end]),
        shown=found.chars >= shown_from,
    )


def _segments(speech: SpeechData, start: int, end: int, runs: Sequence[Sequence[int]]) -> tuple[Segment, ...]:
    return segments(speech.text, start, end, [Mark(first, last, "shared") for first, last in runs])


def _point_at(speech: SpeechData, at: int) -> PointData | None:
    return next((point for point in speech.leading if point.start <= at < point.end), None)


def _pair(
    a: SpeechData, b: SpeechData, passages: tuple[SharedPassage, ...], prints: Mapping[int, Fingerprint]
) -> OverlapPair:
    a_chars = shared_chars(prints[a.id], _shared(passage.a_segments for passage in passages))
    b_chars = shared_chars(prints[b.id], _shared(passage.b_segments for passage in passages))
    return OverlapPair(
        a=a,
        b=b,
        passages=passages,
        a_chars=a_chars,
        b_chars=b_chars,
        a_share=a_chars / prints[a.id].chars,
        b_share=b_chars / prints[b.id].chars,
        open=len(passages),
    )


def _shared(tiled: Iterable[Sequence[Segment]]) -> list[Span]:
    """Where the characters that are the same stand, of passages tiled with segments."""
    return [(s.start, s.end) for found in tiled for s in found if "shared" in s.kinds]


def _numbered(pairs: Sequence[OverlapPair]) -> list[OverlapPair]:
    """Passages numbered from 1 in the order in which the pairs list them."""
    number = 0
    numbered = []
    for pair in pairs:
        passages = []
        for passage in pair.passages:
            number += 1
            passages.append(replace(passage, number=number))
        numbered.append(replace(pair, passages=tuple(passages)))
    return numbered


def find_sources(
    speech: SpeechData, version: int, compared: Collection[int], user: User | None
) -> tuple[ArchiveSource, ...]:
    """纵向: speeches the user may see that share sentences with this one, or much of the whole; most characters first.

    `version` is the speech's version in force; the speeches `compared` (ids) are left out, they are told 横向. A fixed
    number of queries, however large the archive is.
    """
    seen = (Speech.objects.all() if user is None else Speech.objects.visible_to(user)).alive().exclude(pk__in=compared)
    stored = SentenceHash.objects.filter(version=version).order_by("start").values_list("start", "end", "hash", "chars")
    grams = SketchHash.objects.filter(version=version).order_by("hash").values_list("hash", flat=True)
    found = find_in_archive(_fetch_among(seen), [StoredSentence(*row) for row in stored], list(grams))
    others = seen.filter(version__in=[match.version for match in found.matches]).select_related(
        "meeting", "speaker", "version__reading"
    )
    by_version = {spoken.pk: (other, spoken.reading.text) for other in others if (spoken := other.version)}
    return tuple(_source(speech, match, *by_version[match.version]) for match in found.matches)


def _fetch_among(seen: SpeechQuerySet) -> Fetch:
    """Run statements that ask for versions in force of these speeches only, through the table `seen`."""
    versions, parameters = seen.order_by().values_list("version_id").query.sql_with_params()

    def fetch(statement: str) -> list[tuple[int, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(f"WITH seen (version_id) AS NOT MATERIALIZED ({versions}) {statement}", parameters)
            return cursor.fetchall()

    return fetch


def _source(speech: SpeechData, match: ArchiveMatch, other: Speech, theirs: str) -> ArchiveSource:
    return ArchiveSource(
        speech=speech.id,
        other=other.pk,
        other_uid=other.uid,
        other_name=other.speaker_name,
        other_title=other.title,
        meeting_title=other.meeting.title,
        date=other.meeting.date,
        sentences=tuple(
            ArchiveSentence(
                Slot(speech.text[s.start : s.end], s.start, s.end),
                Slot(theirs[s.other_start : s.other_end], s.other_start, s.other_end),
                s.chars,
            )
            for s in match.sentences
        ),
        chars=match.chars,
        resemblance=match.resemblance,
    )
