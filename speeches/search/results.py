"""What is asked of a search and what it answers: frozen values, the same for page, command and tests."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from speeches.models import PointTheme
from speeches.text.excerpt import Excerpt, Segment
from speeches.text.register.suspects import Suspect

RELEVANCE, DATE = "relevance", "date"
SPEECH, PASSAGE = "speech", "passage"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words and filters. Several values of one filter: any of them; several filters: all of them.

    Names are taken as people write them: a meeting by number, uid, title or part of it; a speaker by name, alias or
    uid; a theme by name or code; part and status by their word or their code.
    """

    text: str
    meeting: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    part: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    campaign: str = ""
    post: str = ""
    unit: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    within: str = SPEECH  # where AND, OR and NOT hold: SPEECH, or PASSAGE for each passage alone
    order: str = RELEVANCE
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str  # what the filter of this facet takes
    label: str
    count: int  # of passages
    selected: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `start` and `end` address the Reading, the marks of `excerpt` its own text."""

    speech: int
    uid: str
    point: int | None
    part: str
    part_label: str
    start: int
    end: int
    place: tuple[int, int]  # of the first word found, in the Reading
    score: float
    occurrences: int
    meeting: str
    date: datetime.date | None
    speaker: str
    post: str
    title: str
    status: str
    marker: str
    heading: str
    heading_segments: tuple[Segment, ...]
    excerpt: Excerpt
    line: Excerpt  # as excerpt, of what follows the heading
    labels: tuple[PointTheme, ...]  # of the point, and of the points around it


@dataclass(frozen=True, slots=True)
class Results:
    """`total` counts all passages found, `speeches` their speeches; `hits` is the asked-for stretch of them."""

    query: SearchQuery
    words: tuple[str, ...] = ()  # the wanted ones, normalised
    total: int = 0
    speeches: int = 0
    excluded: int = 0  # passages that a NOT took away,
    wider: str = ""  # and the query that finds them too
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    wrong: tuple[Suspect, ...] = ()  # wanted words that look like a formulation written wrong
    notice: str = ""
    took_ms: float = 0.0
