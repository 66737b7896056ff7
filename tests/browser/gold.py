"""The marked answers of the sample meetings (../shared/kit beside the checkout), in the page's own terms."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

KIT = Path(__file__).resolve().parents[2] / "../shared/kit"
PROBLEMS = "WT"


@dataclass(frozen=True)
class Gold:
    """What people marked on one meeting, read from its folder."""

    folder: Path

    @property
    def answers(self) -> dict:
        return json.loads((self.folder / "gold/compare.json").read_text(encoding="utf-8"))

    def speakers(self) -> dict[str, str]:
        """Speech to speaker, in speaking order."""
        meeting = json.loads((self.folder / "meeting.json").read_text(encoding="utf-8"))
        return {row["speech"]: row["name"] for row in meeting["speakers"]}

    def who_speaks_most_of_problems(self) -> str:
        """By share of the speech's characters; a sentence is what it is labelled first."""
        speakers = self.speakers()
        return speakers[max(speakers, key=self._problem_share)]

    def _problem_share(self, speech: str) -> float:
        start, end = self._span(speech)
        total = told = 0
        with (self.folder / f"gold/moves/{speech.split('#')[0][-2:]}.tsv").open(encoding="utf-8") as file:
            for first, last, codes, *_ in csv.reader(file, delimiter="\t"):
                if start <= int(first) < end:
                    total += int(last) - int(first)
                    told += (int(last) - int(first)) * (codes.split()[0] == PROBLEMS)
        return told / total

    def _span(self, speech: str) -> tuple[int, int]:
        """Where the speech stands in its file."""
        file, _, section = speech.partition("#")
        outline = json.loads((self.folder / f"gold/{file[-2:]}.json").read_text(encoding="utf-8"))
        if not section:
            return 0, outline["chars"]
        found = outline["sections"][int(section) - 1]
        return found["start"], found["end"]

    def misquotations(self) -> list[tuple[str, str, str]]:
        """(speaker, what is printed, what it should be)."""
        names = self.speakers()
        return [
            (names[place["unit"]], place["text"], quotation["canonical"])
            for quotation in self.answers["shared_quotations"]
            for place in quotation["occurrences"]
            if place["relation"] == "misquote"
        ]

    def headings(self, theme: str) -> dict[str, list[str]]:
        """Speaker to the headings of the points that are about the theme."""
        cells = self.answers["theme_matrix"]["cells"][theme]
        return {name: [point["heading"] for point in points] for name, points in cells.items()}

    def overlaps(self) -> set[frozenset[str]]:
        """Pairs of speakers with a passage in common, exact or edited."""
        names, answers = self.speakers(), self.answers
        return {
            frozenset(names[planted[side]["unit"]] for side in "ab")
            for planted in (*answers["overlaps"], *answers["edited_overlaps"])
        }

    def passages(self) -> list[tuple[str, str]]:
        """Both sides of every exact overlap, as printed."""
        return [(planted["a"]["text"], planted["b"]["text"]) for planted in self.answers["overlaps"]]
