"""Words proposed for the theme dictionary: typed as a theme and not known, or frequent in points of no sure theme.

Accepting one makes it a term of a theme; declining one keeps it from being proposed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from speeches import access, editing, lexicons
from speeches.models import AuditEvent, Point, TermProposal, Theme, ThemeTerm, User
from speeches.models.choices import Verdict
from speeches.models.themes import split_typed_themes
from speeches.text.evidence.term_proposals import Place, propose_terms
from speeches.text.evidence.theme_lexicon import ThemeLexiconError

TERM_CHARS = 40
NEW_WEIGHT = 4
POINTS_READ = 400  # cutting their words takes about half a second
EXAMPLES_SHOWN = 3


class Refused(Exception):
    """The word cannot be taken; str() tells the person in Chinese why, and what to do."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of words typed as themes of a point; `proposals` may have been settled long ago."""

    added: tuple[Theme, ...]
    proposals: tuple[TermProposal, ...]


@transaction.atomic
def add_themes(point: Point, typed: str, user: User) -> Typed:
    """Add the themes that the typed words name, by name or alias; the other words become proposals.

    A word settled before stays as it was settled.
    """
    added: list[Theme] = []
    proposals: list[TermProposal] = []
    for word in split_typed_themes(typed):
        theme = Theme.objects.active().called(word).first()
        if theme is None:
            proposals.append(TermProposal.objects.get_or_create(word=word[:TERM_CHARS], defaults={"user": user})[0])
        elif theme not in added:
            editing.decide_theme(point, theme, Verdict.ADDED, user)
            added.append(theme)
    return Typed(tuple(added), tuple(proposals))


@transaction.atomic
def accept(word: str, theme: Theme, user: User) -> ThemeTerm:
    """Make the word a term of the theme; the dictionaries get a new version. Raises Refused, changing nothing."""
    _ask_leave(user)
    word = word.strip()
    if not word or len(word) > TERM_CHARS:
        raise Refused(f"词不能为空，也不能超过 {TERM_CHARS} 个字。")
    term, _ = ThemeTerm.objects.get_or_create(theme=theme, term=word, defaults={"weight": NEW_WEIGHT})
    _settle(word, TermProposal.ACCEPTED, user, theme)
    lexicons.note_change()
    try:
        lexicons.current()
    except ThemeLexiconError as error:
        raise Refused(f"“{word}”不能作“{theme.name}”的词：{error}") from error
    AuditEvent.objects.record(user, "采纳主题词", theme, word=word)
    return term


@transaction.atomic
def decline(word: str, user: User) -> None:
    """Say that the word is no theme word; it is not proposed again."""
    _ask_leave(user)
    word = word.strip()
    if not word or len(word) > TERM_CHARS:
        raise Refused(f"词不能为空，也不能超过 {TERM_CHARS} 个字。")
    AuditEvent.objects.record(user, "不采纳主题词", _settle(word, TermProposal.DECLINED, user, None), word=word)


def _ask_leave(user: User) -> None:
    if not access.holds(user, access.EDIT_DICTIONARIES):
        raise Refused("词表由经办和审核维护，您不能改动。")


def _settle(word: str, state: str, user: User, theme: Theme | None) -> TermProposal:
    return TermProposal.objects.update_or_create(word=word, defaults={"state": state, "user": user, "theme": theme})[0]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A word, in how many points of no sure theme it stands, and the first of them as examples."""

    word: str
    points: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A point that says the word, and where in its Reading."""

    point: Point
    start: int
    end: int


def proposed(user: User) -> tuple[Proposed, ...]:
    """Frequent words that no theme claims, of the newest points of no sure theme that this person sees."""
    newest = Point.objects.visible_to(user).current().alive().of_no_sure_theme().newest_first()
    rows = {point.pk: point for point in newest.with_speeches().with_text()[:POINTS_READ]}
    lexicon = lexicons.current()
    settled = set(TermProposal.objects.values_list("word", flat=True))
    segmenter = lexicons.segmenter()
    found = propose_terms(
        {key: point.printed for key, point in rows.items()},
        segmenter.words,
        claimed={*lexicon.themes.words(), *lexicon.themes.neutral, *lexicon.themes.experience.words, *settled},
        stopwords=lexicon.stopwords,
        commonness=segmenter.commonness,
        kinds=segmenter.kinds,
    )
    return tuple(Proposed(one.word, one.points, _examples(one.places, rows)) for one in found)


def typed() -> models.QuerySet:
    """Words typed as themes that the dictionary does not know and nobody has settled yet."""
    return TermProposal.objects.filter(state=TermProposal.OPEN).select_related("user").order_by("-changed")


def _examples(places: Sequence[Place], rows: Mapping[int, Point]) -> tuple[Example, ...]:
    """One place a point, of the first few points."""
    first = {place.point: place for place in reversed(places)}
    chosen = sorted(first.values(), key=lambda place: list(rows).index(place.point))[:EXAMPLES_SHOWN]
    return tuple(
        Example(rows[place.point], rows[place.point].start + place.start, rows[place.point].start + place.end)
        for place in chosen
    )
