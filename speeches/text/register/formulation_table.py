"""The register of fixed formulations (提法): one line each, and an index to find them by.

A variant is another sound way to write the same formulation; a look-alike only resembles it and is never taken for it.
Nothing is a pattern here: every wording is an exact string, so a near-variant can't slip in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from speeches.text.register.skeleton import words_of

MARKS = frozenset({"有序", "分项", "引号", "论断", "不查", "不计"})
_COLUMNS = 7
_SEPARATORS = re.compile(r"[、，,；—]+")


@dataclass(frozen=True, slots=True)
class FormulationEntry:
    """One formulation.

    `marks`: 有序 its members have one order and none may lack; 分项 each variant is one member, neighbours count
    once; 引号 too common to count without quotation marks; 论断 a sentence, which in quotation marks is a quotation;
    不查 a loose phrase, of which other wordings are as good; 不计 no formulation, only a word often miswritten.
    """

    name: str
    variants: tuple[str, ...] = ()
    category: str = ""
    expansion: str = ""
    wrong: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """One string to look for, reduced to its words; `seams` are the places where the printed form has a separator."""

    key: str
    entry: int
    kind: str  # "right", "wrong" or "lookalike"
    seams: frozenset[int]


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a wording, `exact`, which stands `offset` words into it: the other may have the slip."""

    wording: Wording
    exact: str
    offset: int


@dataclass(frozen=True, slots=True)
class OrderedSeries:
    """An entry marked 有序 with its members as printed, and their words alone."""

    entry: FormulationEntry
    members: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormulationTable:
    """All entries, with `buckets` of wordings by their first two characters and `sounds` of characters."""

    entries: tuple[FormulationEntry, ...]
    series: tuple[OrderedSeries, ...]
    buckets: Mapping[str, tuple[Wording, ...]]
    halves: Mapping[str, tuple[Half, ...]]
    sounds: Mapping[str, frozenset[str]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self.entries)


def parse_formulations(tsv: str, sounds: str = "") -> FormulationTable:
    """Read the register and the table of homophones (syllable, tab, characters).

    Columns: 提法、变体、类别、展开、错误写法、形近、标记; wordings of one cell are parted by `|`, marks by blanks;
    `#` opens a comment. Raises ValueError, naming the line, for a missing name, an unknown mark, or a wording of fewer
    than two characters.
    """
    return build_table(list(_rows(tsv)), parse_sounds(sounds))


def parse_sounds(tsv: str) -> dict[str, frozenset[str]]:
    """Return the syllables of each character (tones left out: that is how one mistypes)."""
    found: dict[str, set[str]] = {}
    for line in tsv.splitlines():
        syllable, _, characters = line.partition("\t")
        if syllable.startswith("#"):
            continue
        for character in characters:
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(syllables) for character, syllables in found.items()}


def build_table(entries: Iterable[FormulationEntry], sounds: Mapping[str, frozenset[str]]) -> FormulationTable:
    """Index `entries` for finding; the same entries always give the same table."""
    kept = tuple(entries)
    buckets: dict[str, list[Wording]] = {}
    halves: dict[str, list[Half]] = {}
    for wording in _wordings(kept):
        buckets.setdefault(wording.key[:2], []).append(wording)
        checked = wording.kind == "right" and not _is_free(wording, kept[wording.entry])
        if checked and len(wording.key) >= 4:
            middle = len(wording.key) // 2
            for half in (Half(wording, wording.key[:middle], 0), Half(wording, wording.key[middle:], middle)):
                halves.setdefault(half.exact[:2], []).append(half)
    return FormulationTable(
        kept,
        tuple(_series(entry) for entry in kept if "有序" in entry.marks),
        {head: tuple(found) for head, found in buckets.items()},
        {head: tuple(found) for head, found in halves.items()},
        sounds,
    )


def _is_free(wording: Wording, entry: FormulationEntry) -> bool:
    """Tell whether another wording is as good: that of a loose phrase, or of the words around a name (推动…, 推进…)."""
    name = words_of(entry.name)
    return "不查" in entry.marks or (name != wording.key and name in wording.key)


def _series(entry: FormulationEntry) -> OrderedSeries:
    """Part a series, in order: 深、实、细、准、效 has five members."""
    members = tuple(part for part in _SEPARATORS.split(entry.name) if part)
    return OrderedSeries(entry, members, tuple(words_of(member) for member in members))


def _rows(tsv: str) -> Iterator[FormulationEntry]:
    for number, line in enumerate(tsv.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        cells += [""] * (_COLUMNS - len(cells))
        marks = frozenset(cells[6].split())
        if not cells[0] or len(cells) > _COLUMNS or marks - MARKS:
            raise ValueError(f"提法表第 {number} 行：缺提法、列数不对或标记不认得：{line!r}")
        variants, wrong, lookalikes = (cell_parts(cells[at]) for at in (1, 4, 5))
        if any(len(words_of(word)) < 2 for word in (cells[0], *variants, *wrong, *lookalikes)):
            raise ValueError(f"提法表第 {number} 行：写法至少两个字：{line!r}")
        yield FormulationEntry(cells[0], variants, cells[2], cells[3], wrong, lookalikes, marks)


def cell_parts(cell: str) -> tuple[str, ...]:
    """Return what `|` parts in a cell of a shipped table."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _wordings(entries: tuple[FormulationEntry, ...]) -> Iterator[Wording]:
    """Give every wording once: what is right somewhere is wrong or a look-alike nowhere; names come before variants.

    Variants that differ only in their separators are one wording, which may be parted wherever one of them is.
    """
    found: dict[str, Wording] = {}
    for kind in ("name", "right", "lookalike", "wrong"):
        for at, entry in enumerate(entries):
            for text in _texts(entry, kind):
                key = words_of(text)
                wording = Wording(key, at, "right" if kind == "name" else kind, _seams(text))
                same = found.setdefault(key, wording)
                if same is not wording and same.entry == at and same.kind == wording.kind:
                    found[key] = replace(same, seams=same.seams | wording.seams)
    yield from found.values()


def _texts(entry: FormulationEntry, kind: str) -> tuple[str, ...]:
    if kind == "name":
        return (entry.name,)
    if kind == "right":
        return entry.variants
    if kind == "lookalike":
        return entry.lookalikes
    # 二个 is never said: the rule holds for every 两个…, so the register need not spell it out.
    spelled = ("二" + entry.name[1:],) if entry.name.startswith("两个") else ()
    return (*entry.wrong, *spelled)


def _seams(text: str) -> frozenset[int]:
    """Return how many words stand before each separator of `text`."""
    return frozenset(len(words_of(text[: match.start()])) for match in _SEPARATORS.finditer(text))
