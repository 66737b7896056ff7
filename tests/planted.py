"""Read the meetings of tests/gold/planted: texts with their answers written into them (see the README there)."""

import re
from dataclasses import dataclass
from pathlib import Path

from speeches.text.sentences import Span

FOLDER = Path(__file__).resolve().parent / "gold" / "planted"
_SIGN = re.compile(r"⟦(?P<close>/?)(?P<passage>[VE]\d)⟧|⟦(?P<kind>[QWSBF]) (?P<words>[^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Planted:
    """A speech and what was put into it: spans by kind (Q W S B F), and shared passages by name (V1 … E2)."""

    text: str
    spans: dict[str, list[Span]]
    passages: dict[str, Span]


def read_planted(meeting: Path) -> dict[int, Planted]:
    """The speeches of one meeting by number."""
    files = sorted(meeting.glob("[0-9]*.txt"))
    return {int(path.name[:2]): _read(path.read_text(encoding="utf-8")) for path in files}


def _read(marked: str) -> Planted:
    text, last = "", 0
    spans: dict[str, list[Span]] = {kind: [] for kind in "QWSBF"}
    begun: dict[str, int] = {}
    passages: dict[str, Span] = {}
    for sign in _SIGN.finditer(marked):
        text += marked[last : sign.start()]
        last = sign.end()
        name, kind = sign["passage"], sign["kind"]
        if kind:
            words = sign["words"].split("|")[1] if kind in "QW" else sign["words"].strip()
            spans[kind].append((len(text), len(text) + len(words)))
            text += words
        elif sign["close"]:
            passages[name] = (begun.pop(name), len(text))
        else:
            begun[name] = len(text)
    if begun or "⟦" in marked[last:]:
        raise ValueError(f"没有配对的记号：{begun or marked[last:]}")
    return Planted(text + marked[last:], spans, passages)
