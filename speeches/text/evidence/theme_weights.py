"""What experience adds to the list of themes: how much each sign counts, and which everyday words go with which theme.

Fitted on points labelled by hand (benchmarks/fit_themes.py), read from theme_weights.tsv. Knows nothing of texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from speeches.text.evidence.matcher import TermScanner

SIGNS = (
    "有词",
    "分量",
    "领先",
    "占比",
    "标题",
    "本会主题",
    "本会领先",
    "本会标题",
    "本会首点",
    "无词",
)
"""The signs by which a theme is judged, as theme_chances computes them; 无词 stands for all where no theme word is."""

KINDS = ("sign", "bias", "word")


@dataclass(frozen=True, slots=True)
class ThemeWeights:
    """Natural log-odds: `signs` in the order of SIGNS, `bias` by theme code, `words` by word as (code, weight)."""

    signs: tuple[float, ...] = (0.0,) * len(SIGNS)
    bias: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    scanner: TermScanner = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the words; raise ValueError for one of fewer than two characters."""
        object.__setattr__(self, "scanner", TermScanner(self.words))


def parse_theme_weights(tsv: str) -> ThemeWeights:
    """Read rows of kind, name and weights; raise ValueError with the line that cannot be read, in Chinese."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for number, line in enumerate(tsv.splitlines(), start=1):
        if line and not line.startswith("#"):
            kind, _, rest = line.partition("\t")
            name, _, value = rest.partition("\t")
            if kind not in found or not name or not value or name in found[kind]:
                raise ValueError(f"主题权重表第{number}行读不懂：{line}")
            found[kind][name] = value
    if set(found["sign"]) != set(SIGNS):
        raise ValueError(f"主题权重表的 sign 应正好是：{'、'.join(SIGNS)}")
    return ThemeWeights(
        signs=tuple(_number(found["sign"][name]) for name in SIGNS),
        bias={code: _number(value) for code, value in found["bias"].items()},
        words={word: tuple(_pair(pair) for pair in value.split(" ")) for word, value in found["word"].items()},
    )


def _pair(text: str) -> tuple[str, float]:
    code, _, value = text.partition("=")
    return code, _number(value)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ValueError(f"主题权重表里“{text}”不是数") from error
