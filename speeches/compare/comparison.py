"""One comparison: its speeches as one person sees them, and its screens, each computed once for the same speeches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db.models import Count

from speeches import lexicons
from speeches.models import Speech
from speeches.text.distinctive import DistinctiveWord

from . import alignment, distinctive, framing, glance, matrix, moves, over_time, overlaps, quoting, reading
from .cache import remembered
from .gather import gather
from .material import Material, SpeechData
from .scope import Scope, speeches_of
from .theme_screens import Alignment, FramingScreen, Glance, Matrix, MovesScreen, ThemeTrend
from .wording_screens import ArchiveSource, OverlapsScreen, QuotingScreen, SpeechWords, ThemeReading

if TYPE_CHECKING:
    from speeches.models import User

T = TypeVar("T")


def compare(scope: Scope, user: User | None) -> Comparison:
    """What this person may see of the scope, ready to be asked for screens; user None (a command) sees all."""
    speeches, left_out = speeches_of(scope, user)
    versions = {speech.pk: speech.version_id for speech in speeches if speech.version_id is not None}
    return Comparison(scope, user, gather(speeches, left_out), versions)


@dataclass(frozen=True)
class Comparison:
    """The screens of one comparison. Everything but verdicts is remembered by `material.key`."""

    scope: Scope
    user: User | None
    material: Material
    versions: Mapping[int, int]  # speech id to its version in force

    @property
    def speeches(self) -> tuple[SpeechData, ...]:
        return self.material.speeches

    def glance(self) -> Glance:
        """一眼看懂."""
        return glance.sum_up(
            self.material,
            self.matrix(),
            self.alignment(),
            self.moves(),
            self.framing(),
            self.quotations(),
            self.overlaps(),
        )

    def matrix(self, seriated: bool = True) -> Matrix:
        """主题×发言."""
        name = "matrix" if seriated else "matrix as spoken"
        return self._once(name, lambda: matrix.build_matrix(self.material, seriated))

    def alignment(self) -> Alignment:
        """要点对照."""
        return self._once("alignment", lambda: alignment.align(self.material))

    def moves(self) -> MovesScreen:
        """怎么展开."""
        return self._once("moves", lambda: moves.unfold(self.material))

    def framing(self) -> FramingScreen:
        """怎么立论."""
        return self._once("framing", lambda: framing.frame(self.material, lexicons.current().constructions))

    def reading(self, code: str, chosen: Collection[int] = ()) -> ThemeReading:
        """同题细读 of one theme; raises KeyError where no theme has the code."""
        return reading.read_theme(self.material, code, chosen, self.overlaps(), self.words())

    def quotations(self) -> QuotingScreen:
        """引用与提法."""
        return self._once(
            "quotations", lambda: quoting.compare_quotations(self.material, lexicons.current().quotations)
        )

    def overlaps(self) -> OverlapsScreen:
        """重合与差异, with what people have decided by now."""
        found = self._once(
            f"overlaps {settings.REUSE_SHOWN_FROM}",
            lambda: overlaps.find_shared(self.material, self.quotations().quotations, settings.REUSE_SHOWN_FROM),
        )
        return overlaps.with_verdicts(found, self.user)

    def archive_sources(self, speech: int) -> tuple[ArchiveSource, ...]:
        """纵向: where else in the archive one of these speeches stands, among what this person may see."""
        found = self.material.by_id[speech]
        return overlaps.find_sources(found, self.versions[speech], self.material.ids, self.user)

    def words(self) -> tuple[SpeechWords, ...]:
        """用词差异."""
        state, prior = distinctive.archive_prior()
        stopwords = lexicons.current().stopwords
        return self._once(f"words {state}", lambda: distinctive.compare_words(self.material, prior, stopwords))

    def words_of_all(self) -> tuple[DistinctiveWord, ...]:
        """用词差异 of all the speeches together against the archive."""
        state, prior = distinctive.archive_prior()
        stopwords = lexicons.current().stopwords
        return self._once(f"words of all {state}", lambda: distinctive.words_of_all(self.material, prior, stopwords))

    def over_time(self, code: str) -> ThemeTrend:
        """One theme meeting by meeting; raises KeyError where no theme has the code."""
        seen = Speech.objects.all() if self.user is None else Speech.objects.visible_to(self.user)
        meetings = {speech.meeting for speech in self.speeches}
        rows = seen.filter(meeting__in=meetings, status__in=self.scope.filters.statuses).order_by()
        total = dict(rows.values_list("meeting").annotate(Count("pk")))
        return over_time.theme_over_time(self.material, code, total)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        return remembered(self.material.key, name, make)
