"""A series: the markers that count on from one another, with what each counts as.

Holds what numbering.py links and levels.py nests; decides nothing.
"""

from dataclasses import dataclass, field

from speeches.text.points.marker_families import Place
from speeches.text.points.markers import Marker


@dataclass(slots=True)
class Series:
    """Markers that count on, in order. `numbers` is what each counts as: as printed, or the next one for 最后."""

    markers: list[Marker] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    continues: bool = False  # its numbers go on from a list under an earlier point: 一、1. 2. 二、3. 4.
    restarted: "Series | None" = None  # the series of the same kind that this one's first marker cut short

    @property
    def first(self) -> Marker:
        return self.markers[0]

    @property
    def last(self) -> Marker:
        return self.markers[-1]

    @property
    def in_lines(self) -> bool:
        """Its items begin lines (the first may follow a colon)."""
        return self.last.place is Place.LINE

    def add(self, marker: Marker, number: int) -> None:
        self.markers.append(marker)
        self.numbers.append(number)

    def gaps(self) -> list[tuple[Marker, int]]:
        """Each marker before which numbers are missing, with the number that was due."""
        steps = zip(self.numbers, self.markers[1:], self.numbers[1:], strict=False)
        due = [(marker, before + 1) for before, marker, number in steps if number > before + 1]
        return ([(self.first, 1)] if self.numbers[0] > 1 and not self.continues else []) + due

    def duplicates(self) -> list[Marker]:
        """Each marker that repeats the number before it."""
        steps = zip(self.numbers, self.markers[1:], self.numbers[1:], strict=False)
        return [marker for before, marker, number in steps if number == before]
