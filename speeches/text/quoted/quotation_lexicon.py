"""What is known of quotations before a speech is read: exact wordings of public sentences, and titles of documents.

Only wordings that are certain belong in the list: it decides who misquotes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speeches.text.quoted.wording import Relation, WordingIndex
from speeches.text.register.formulation_table import cell_parts
from speeches.text.register.skeleton import words_of


@dataclass(frozen=True, slots=True)
class Saying:
    """A public sentence in its exact wording; `also` are wordings that are equally sound (打铁还需自身硬).

    A `loose` one is given in several ways by its own author: it is recognised, but what differs from it is not wrong.
    One that `is_formulation` is everybody's word: it is a quotation only where a source is named.
    """

    text: str
    also: tuple[str, ...] = ()
    source: str = ""
    loose: bool = False
    is_formulation: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A book or document. `bare` names are known without 《》; `guarded` ones beside a verb of study or a title."""

    title: str
    bare: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownWording:
    """A saying as it relates to what a speech says."""

    saying: Saying
    relation: Relation


@dataclass(frozen=True, slots=True)
class QuotationLexicon:
    """Sayings with an index of their wordings, and works."""

    sayings: tuple[Saying, ...]
    works: tuple[Work, ...]
    index: WordingIndex
    owners: tuple[int, ...]

    def known(self, words: str) -> KnownWording | None:
        """Return the saying that `words` (no punctuation) quote, wholly, in part or almost; None where none is."""
        for at, relation in self.index.related(words):
            saying = self.sayings[self.owners[at]]
            if relation.kind != "near" or not saying.loose:
                return KnownWording(saying, relation)
        return None


def parse_quotations(sayings: str, works: str = "") -> QuotationLexicon:
    """Read the two tables (tab-separated, cells parted by `|`, `#` opens a comment).

    Sayings: 原句、同样正确的写法、出处、标记（宽、提法）.
    Works: 全名、不加书名号也认的名字、须有旁证才认的简称.
    Raises ValueError for a line without its first cell.
    """
    said = tuple(_saying(row) for row in _rows(sayings, 4))
    named = tuple(Work(row[0], cell_parts(row[1]), cell_parts(row[2])) for row in _rows(works, 3))
    wordings: list[str] = []
    owners: list[int] = []
    for at, saying in enumerate(said):
        for text in (saying.text, *saying.also):
            wordings.append(words_of(text))
            owners.append(at)
    return QuotationLexicon(said, named, WordingIndex(wordings), tuple(owners))


def _saying(row: Sequence[str]) -> Saying:
    return Saying(row[0], cell_parts(row[1]), row[2], row[3] == "宽", row[3] == "提法")


def _rows(tsv: str, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(tsv.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not cells[0] or len(cells) > columns:
            raise ValueError(f"第 {number} 行缺第一格或格数过多：{line!r}")
        yield cells + [""] * (columns - len(cells))
