"""What each sentence of a speech does, as one strip and as a list; what the machine is unsure of is marked as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from speeches.models.choices import Origin
from speeches.text.rhetoric.move_lexicon import MOVES

SURE = 1.0  # margin from which a move is shown as sure (speeches.text.moves)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its move. `x` and `width` are characters from the start of the speech."""

    start: int
    end: int
    text: str
    move: str
    sure: bool
    by_person: bool
    cue: str
    x: int
    width: int

    @property
    def kind(self) -> int:
        """The move's number for its class, 0 for none."""
        return MOVES.index(self.move) + 1 if self.move in MOVES else 0

    @property
    def state(self) -> str:
        return "人工" if self.by_person else "机器" if self.sure else "待核"


def strip(text: str, start: int, analysis: Mapping[str, object] | None) -> tuple[Sentence, ...]:
    """The sentences of a version that starts at `start`, as its analysis has them."""
    return tuple(
        Sentence(
            start=row["start"],
            end=row["end"],
            text=text[row["start"] : row["end"]].strip(),
            move=row["move"] or "",
            sure=bool(row["move"]) and row["margin"] >= SURE,
            by_person=row["origin"] == Origin.PERSON,
            cue=row["cue"],
            x=row["start"] - start,
            width=row["end"] - row["start"],
        )
        for row in (analysis or {}).get("moves") or []
    )
