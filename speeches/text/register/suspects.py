"""What looks like a fixed formulation written wrong: 疑似, each with the right form and the reason.

By list, by rule (a slip of one character) and by series (a member replaced, missing, out of order). Words that are a
formulation of their own, or listed as look-alikes, are never suspects.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speeches.text.register.formulation_scan import Scan, scan_wordings
from speeches.text.register.formulation_table import FormulationTable
from speeches.text.register.near_forms import NearForm, near_forms
from speeches.text.register.series import series_faults
from speeches.text.register.skeleton import Skeleton, Span
from speeches.text.register.span_set import SpanSet


@dataclass(frozen=True, slots=True)
class Suspect:
    """`[start, end)` of the text reads `found` where the formulation `right` seems meant; `why` is for the reader."""

    start: int
    end: int
    found: str
    right: str
    why: str

    @property
    def message(self) -> str:
        """Return the sentence shown to the reader."""
        return f"疑似提法有误：“{self.found}”，规范表述为“{self.right}”（{self.why}）。"


def suspect_formulations(
    text: str, table: FormulationTable, quoted: Sequence[Span] = (), scan: Scan | None = None
) -> tuple[Suspect, ...]:
    """Return the suspects of `text` in reading order, none overlapping another.

    `quoted` are spans to leave alone: titles, and quotations, whose wording is compared with the quotation itself.
    `scan` saves looking at the text again where it was scanned already.
    """
    scan = scan or scan_wordings(text, table)
    bones = scan.bones
    sound: list[Span] = []
    suspects: list[Suspect] = []
    for found in scan.found:
        if found.wording.kind == "wrong":
            right = table.entries[found.wording.entry].name
            suspects.append(_suspect(text, (found.start, found.end), right, "常见的错误写法"))
        else:
            sound.append((found.start, found.end))
    standing = SpanSet(sound)
    suspects += _by_series(text, bones, table, standing)
    suspects += _by_slip(text, bones, table, standing)
    untouched = SpanSet(quoted)
    kept: list[Suspect] = []
    taken = bytearray(len(text))
    for suspect in suspects:
        if not untouched.touches(suspect.start, suspect.end) and not any(taken[suspect.start : suspect.end]):
            taken[suspect.start : suspect.end] = b"\x01" * (suspect.end - suspect.start)
            kept.append(suspect)
    return tuple(sorted(kept, key=lambda suspect: suspect.start))


def _by_series(text: str, bones: Skeleton, table: FormulationTable, sound: SpanSet) -> Iterator[Suspect]:
    """Yield faulty series, but for those that are another formulation whole (党政同责、一岗双责、失职追责)."""
    for fault in series_faults(text, bones, table):
        span = bones.span(fault.start, fault.end)
        if not sound.holds(*span):
            yield _suspect(text, span, fault.entry.name, fault.why)


def _by_slip(text: str, bones: Skeleton, table: FormulationTable, sound: SpanSet) -> Iterator[Suspect]:
    """Yield near forms that stand in one piece and whose slip is in nothing sound, the longest wording first."""
    for near in _tightest(near_forms(bones, table)):
        span = bones.span(near.start, near.end)
        if any(sound.touches(*bones.span(at, at + 1)) for at, _, _ in near.slips):
            continue
        if not _in_one_piece(text, bones, near.start, near.end, near.wording.seams):
            continue
        why = "，".join(f"“{found}”应为“{right}”" for _, found, right in near.slips)
        yield _suspect(text, span, table.entries[near.wording.entry].name, why)


def _tightest(found: Iterable[NearForm]) -> list[NearForm]:
    """Keep, of the wordings of one formulation that share a slip, the shortest; the longest formulations come first."""
    tightest: dict[tuple[int, int], NearForm] = {}
    for near in sorted(found, key=lambda near: (near.end - near.start, near.start)):
        tightest.setdefault((near.wording.entry, near.slips[0][0]), near)
    return sorted(tightest.values(), key=lambda near: (near.start - near.end, near.start))


def _in_one_piece(text: str, bones: Skeleton, start: int, end: int, seams: frozenset[int]) -> bool:
    """Tell whether the words run on without a break, but where the wording itself has a separator."""
    offsets = bones.offsets
    return all(
        step in seams or not text[offsets[start + step - 1] + 1 : offsets[start + step]].strip("“”‘’\"' \n\u3000")
        for step in range(1, end - start)
    )


def _suspect(text: str, span: Span, right: str, why: str) -> Suspect:
    return Suspect(*span, text[slice(*span)], right, why)
