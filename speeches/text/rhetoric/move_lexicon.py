"""The lexicon of rhetorical moves: cues (words, patterns), fragments, marks of position, and what each weighs.

Reads the TOML that people edit and the table of fragments that the fit writes; weights are readable numbers: +1 makes
a move e times as likely as without the cue. Knows nothing of sentences; refuses unknown moves and unknown marks with a
Chinese sentence naming them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from speeches.text.rhetoric.cues import CueTable, build_table
from speeches.text.rhetoric.fragments import FragmentTable, Weights, parse_fragments

MOVES = ("认识意义", "引述阐释", "问题检视", "原因剖析", "举措要求", "个人表态", "案例数据", "开场结语")


@dataclass(frozen=True, slots=True)
class Cue:
    """A named group of words and patterns; `where` limits it to a sentence's first or last characters."""

    name: str
    where: str  # "anywhere", "start" or "end"
    quoted: bool  # whether it also counts inside a leader's quoted words
    weights: Weights


@dataclass(frozen=True, slots=True)
class MoveLexicon:
    """Everything `label_moves` needs; built by `parse_moves`."""

    version: str
    margin: float  # how far (in weights) the best must lead the second best to count as margin 1
    base: Weights
    cues: tuple[Cue, ...]
    table: CueTable
    fragments: FragmentTable  # ^ stands for the sentence's start, $ for its end
    marks: Mapping[str, Weights]
    after: tuple[Weights, ...]  # after[i][j]: weight of move j after a sentence of move i


def parse_moves(toml_text: str, fragments_tsv: str) -> MoveLexicon:
    """Parse the lexicon's TOML and its fragments; raises ValueError (a Chinese sentence) where they are otherwise."""
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"语步词表不是有效的 TOML：{error}") from error
    cues: list[Cue] = []
    words: list[tuple[str, int]] = []
    patterns: list[tuple[str, int]] = []
    for number, row in enumerate(data.get("cues", [])):
        where = row.get("where", "anywhere")
        if where not in ("anywhere", "start", "end"):
            raise ValueError(f"线索“{row.get('name')}”的 where 只能是 anywhere、start 或 end")
        cues.append(Cue(row["name"], where, bool(row.get("quoted", False)), _weights(row["weights"], row["name"])))
        words += [(word, number) for word in row.get("words", [])]
        patterns += [(pattern, number) for pattern in row.get("patterns", [])]
    return MoveLexicon(
        version=str(data.get("version", "")),
        margin=float(data.get("margin", 1.0)),
        base=_weights(data.get("base", {}), "base"),
        cues=tuple(cues),
        table=build_table(words, patterns),
        fragments=parse_fragments(fragments_tsv, len(MOVES)),
        marks={name: _weights(row, name) for name, row in data.get("marks", {}).items()},
        after=tuple(_weights(data.get("after", {}).get(move, {}), f"after.{move}") for move in MOVES),
    )


def _weights(row: Mapping[str, float], name: str) -> Weights:
    unknown = sorted(set(row) - set(MOVES))
    if unknown:
        raise ValueError(f"线索“{name}”写了没有的语步：{'、'.join(unknown)}")
    return tuple(float(row.get(move, 0.0)) for move in MOVES)
