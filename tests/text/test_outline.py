"""Points and levels of many shapes of speech."""

import pytest

from speeches.text.outline import outline

from .outline_samples import SAMPLES, unpack


@pytest.mark.parametrize("name", SAMPLES)
def test_points_and_levels(name: str) -> None:
    text, points = unpack(SAMPLES[name])
    found = [(point.start, point.level) for point in outline(text).points if point.marker]
    assert _shown(text, found) == _shown(text, points)


def _shown(text: str, points: list[tuple[int, int]]) -> list[str]:
    return [f"{level} {text[start : start + 8]!r}@{start}" for start, level in points]
