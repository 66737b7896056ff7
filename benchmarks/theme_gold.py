"""Points with the themes that people gave them: tests/gold/meetings, theme*.tsv, and the sample meetings.

People use everyday names; theme_names.tsv says which codes of the lexicon a name stands for.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from speeches.text.evidence.theme_evidence import Span
from speeches.text.evidence.theme_lexicon import ThemeLexicon
from speeches.text.examine import LONG_QUOTATION, leading_points, point_span
from speeches.text.formulations import find_formulations
from speeches.text.lexicon import Lexicon
from speeches.text.outline import Point, outline
from speeches.text.quotations import find_quotations
from speeches.text.themes import PointSpan, own_themes

SECOND = 0.7  # how much the words of a code count that a name only also stands for
NEAR = 12  # characters by which a labelled heading may begin elsewhere than the outline says


@dataclass(frozen=True)
class Tagged:
    """The leading points of one speech, and the names of the themes of each; None where nobody labelled it."""

    group: str
    text: str
    points: tuple[PointSpan, ...]
    quoted: tuple[Span, ...]
    own: tuple[str, ...]
    gold: tuple[frozenset[str] | None, ...]


def read_names(gold: Path) -> dict[str, tuple[str, ...]]:
    """The codes of every everyday name, the one that it names best first."""
    rows = (line.split("\t") for line in (gold / "theme_names.tsv").read_text(encoding="utf-8").splitlines())
    return {row[0]: tuple(row[1].split(" ")) for row in rows if not row[0].startswith("#")}


def read_meetings(folder: Path, lexicon: Lexicon) -> list[Tagged]:
    """tests/gold/meetings: every speech with its points' rows of themes.tsv."""
    found = []
    for meeting in sorted(path.parent for path in folder.glob("*/themes.tsv")):
        rows = [line.split("\t") for line in (meeting / "themes.tsv").read_text(encoding="utf-8").splitlines()]
        about = json.loads((meeting / "meeting.json").read_text(encoding="utf-8"))
        for path in sorted(meeting.glob("[0-9]*.txt")):
            labels = {int(row[1]): row[2].split(",") for row in rows if row[0] == path.name[:2]}
            found += _speeches(meeting.name, path.read_text(encoding="utf-8"), labels, about, lexicon)
    return found


def read_kit(folder: Path, lexicon: Lexicon) -> list[Tagged]:
    """The sample meetings: M*/NN-*.txt with the themes of M*/gold/NN.json."""
    found = []
    for path in sorted(folder.glob("M*/gold/[0-9]*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        about = json.loads((path.parents[1] / "meeting.json").read_text(encoding="utf-8"))
        text = (path.parents[1] / known["file"]).read_text(encoding="utf-8")
        points = known["points"]
        labels = {points[row["point"]]["start"]: row["labels"] for row in known["themes"] if row["point"] is not None}
        found += _speeches(about["id"], text, labels, about, lexicon)
    return found


def _speeches(
    group: str, text: str, labels: dict[int, list[str]], about: dict[str, str], lexicon: Lexicon
) -> Iterator[Tagged]:
    own = own_themes(f"{about['title']}\n{about.get('topic', '')}", lexicon.themes)
    told = outline(text)
    for start, end in [(section.start, section.end) for section in told.sections] or [(0, len(text))]:
        points = [point for point in told.points if start <= point.start < end]
        leading = leading_points(points)
        gold = tuple(_label_of(points[at], labels) for at in leading)
        spans = tuple(point_span(points, at) for at in leading)
        yield Tagged(group, text, spans, _quoted(text, lexicon), own, gold)


def _label_of(point: Point, labels: dict[int, list[str]]) -> frozenset[str] | None:
    near = [at for at in labels if point.start - NEAR <= at <= point.heading_start + NEAR]
    return frozenset(labels[min(near, key=lambda at: abs(at - point.start))]) if near else None


def _quoted(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    found = find_quotations(text, lexicon.quotations, find_formulations(text, lexicon.formulations))
    return tuple((q.start, q.end) for q in found if q.end - q.start >= LONG_QUOTATION)


def read_tables(gold: Path, names: dict[str, tuple[str, ...]], lexicon: Lexicon) -> list[Tagged]:
    """theme*.tsv: points by themselves, or a speech's one after the other; labels are names or codes."""
    found = []
    for name in ("themes", "theme_speeches", "theme_meetings", "theme_points"):
        with (gold / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        speeches = [list(group) for _, group in groupby(rows, key=lambda row: row.get("speech") or row["heading"])]
        found += [_laid_out(f"{name} {number // 10}", group, names) for number, group in enumerate(speeches)]
    return found


def _laid_out(group: str, rows: Sequence[dict[str, str]], names: dict[str, tuple[str, ...]]) -> Tagged:
    by_code = {code: name for name, codes in reversed(names.items()) for code in codes}
    text, points, gold = "", [], []
    for row in rows:
        start = len(text)
        text += f"{row['heading']}\n{row['body']}\n"
        points.append(PointSpan(start, len(text), start, start + len(row["heading"])))
        gold.append(frozenset(by_code.get(label, label) for label in row["labels"].split(",")))
    own = names.get(rows[0]["own"], (rows[0]["own"],))[:1]
    return Tagged(group, text, tuple(points), (), own, tuple(gold))


def targets(
    gold: frozenset[str], scores: dict[str, float], names: dict[str, tuple[str, ...]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The codes that a label means, and those of which one cannot tell.

    A name that stands for several codes means the one whose words weigh most in the point, the less the more names the
    code has, and leaves the others open.
    """
    meant, open_codes = set(), set()
    shared = Counter(code for codes in names.values() for code in codes)
    for name in sorted(gold):
        codes = names[name]
        nearness = {code: (1.0 if rank == 0 else SECOND) / shared[code] for rank, code in enumerate(codes)}
        meant.add(max(codes, key=lambda code: (scores.get(code, 0.0) * nearness[code], nearness[code], code)))
        open_codes |= set(codes)
    return frozenset(meant), frozenset(open_codes - meant)


def codes_of(lexicon: ThemeLexicon) -> tuple[str, ...]:
    """All codes of the lexicon, in its order."""
    return tuple(theme.code for theme in lexicon.themes)
