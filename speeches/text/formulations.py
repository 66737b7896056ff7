"""Find the fixed formulations (提法) of a text, and what looks like one written wrong.

Exact wordings only, the longest first; the members of a series count once. A wrong form is reported beside the right
one and never counted as it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from speeches.text.register.formulation_scan import Scan, scan_wordings
from speeches.text.register.formulation_table import FormulationEntry, FormulationTable, build_table, parse_formulations
from speeches.text.register.suspects import Suspect, suspect_formulations

__all__ = [
    "FormulationEntry",
    "FormulationHit",
    "FormulationTable",
    "Suspect",
    "build_table",
    "find_formulations",
    "parse_formulations",
    "scan_wordings",
    "suspect_formulations",
]

_JOINT = re.compile(r"[“”‘’\"'\s\u3000、，,；;和及与]*\Z")


@dataclass(frozen=True, slots=True)
class FormulationHit:
    """A formulation at `[start, end)` of the text; `name` is the register's, the text may hold a variant of it.

    `is_sentence` (marked 论断): in quotation marks it is a quotation, whether or not a source is named.
    """

    name: str
    start: int
    end: int
    is_sentence: bool = False


def find_formulations(text: str, table: FormulationTable, scan: Scan | None = None) -> tuple[FormulationHit, ...]:
    """Return the formulations of `text` in reading order; where two overlap, the longer one holds.

    `scan` saves looking at the text again where it was scanned already.
    """
    hits: list[FormulationHit] = []
    for found in (scan or scan_wordings(text, table)).found:
        entry = table.entries[found.wording.entry]
        if found.wording.kind == "right" and "不计" not in entry.marks:
            hits.append(FormulationHit(entry.name, found.start, found.end, "论断" in entry.marks))
    itemised = frozenset(entry.name for entry in table.entries if "分项" in entry.marks)
    return tuple(_merged(text, hits, itemised))


def _merged(text: str, hits: Sequence[FormulationHit], itemised: frozenset[str]) -> Iterable[FormulationHit]:
    """Join neighbouring members of one series, so that 五重五轻 counts once and not five times."""
    last: FormulationHit | None = None
    for hit in hits:
        if last and hit.name == last.name and hit.name in itemised and _JOINT.match(text, last.end, hit.start):
            last = replace(last, end=hit.end)
            continue
        if last:
            yield last
        last = hit
    if last:
        yield last
