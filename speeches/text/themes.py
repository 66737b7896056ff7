"""Say what each point of a speech is about, and show the words that say so.

Weighted words and zones make signs, signs and everyday words make a likelihood (theme_chances): everything shown can be
traced to words of the text. A point without evidence gets no theme. The thresholds were chosen by hand, on the figures
that benchmarks/fit_themes.py --check gives of meetings left out of the fit.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from speeches.text.evidence.theme_chances import SCALE, Chance, chances, evidence_of, signs_of, toned_down, words_in
from speeches.text.evidence.theme_evidence import CLEAR, Evidence, PointSpan, Span, Weighed, weigh_points
from speeches.text.evidence.theme_lexicon import ThemeLexicon

SURE = 0.85 * SCALE  # from here a label is 可靠: right for nine of ten on meetings left out
NAMED = -2.2  # log-odds (a likelihood of .1) below which a point is 未归类
FURTHER = -1.2  # log-odds (.23) of a theme named beside the first
MOST = 3  # themes of a point
STUDYING = frozenset({"zz.lilun", "lz.jiaoyu"})  # the themes of studying itself


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """A theme of a point; rank 1 is the first, the evidence adds up to the score, tier is sure or check (待核)."""

    code: str
    score: float
    rank: int
    tier: str
    evidence: tuple[Evidence, ...]


def tag_points(
    text: str,
    points: Sequence[PointSpan],
    lexicon: ThemeLexicon,
    *,
    own_theme: Collection[str] = (),
    quoted: Sequence[Span] = (),
) -> tuple[tuple[ThemeLabel, ...], ...]:
    """Return the themes of every point of one speech, best first; an empty tuple is 未归类.

    `own_theme` holds the codes the whole meeting is about (see own_themes), `quoted` the spans of other people's
    words. Two things are played down as the weights say: the meeting's own theme, and what a speaker says in all his
    points.
    """
    weighed = weigh_points(text, points, lexicon, own_theme, quoted)
    codes = [theme.code for theme in lexicon.themes]
    labels = []
    toned = toned_down(weighed, own_theme)
    for index, (point, themes, scores) in enumerate(zip(points, weighed, toned, strict=True)):
        signs = signs_of(themes, scores, own_theme, opens=index == 0)
        ranked = chances(codes, signs, words_in(text, point, lexicon.experience), lexicon.experience)
        labels.append(_labels(text, ranked, themes))
    return tuple(labels)


def own_themes(topic: str, lexicon: ThemeLexicon) -> tuple[str, ...]:
    """The theme that the title and topic of a meeting name, at most one.

    Its words weigh most, of equals it is named first; a word told twice counts once. That people study (学习教育,
    读书班) counts only where no matter is named.
    """
    weights: dict[str, int] = {}
    for term in dict.fromkeys(term for _, term in lexicon.scanner.scan(topic, 0, len(topic))):
        for code, weight in lexicon.weights[term]:
            weights[code] = weights.get(code, 0) + weight
    named = [code for code, weight in weights.items() if weight >= CLEAR]
    return tuple(sorted(named, key=lambda code: (code in STUDYING, -weights[code]))[:1])


def _labels(text: str, ranked: Sequence[Chance], themes: dict[str, Weighed]) -> tuple[ThemeLabel, ...]:
    """The likeliest theme where it is likely at all, and up to two others that are likely beside it."""
    kept = [chance for chance in ranked[:1] if chance.odds >= NAMED]
    kept += [chance for chance in ranked[1:MOST] if chance.odds >= FURTHER]
    return tuple(_label(text, rank, chance, themes.get(chance.code)) for rank, chance in enumerate(kept, 1))


def _label(text: str, rank: int, chance: Chance, found: Weighed | None) -> ThemeLabel:
    evidence = evidence_of(text, chance, found)
    score = round(sum(item.score for item in evidence), 2)
    return ThemeLabel(chance.code, score, rank, "sure" if score >= SURE else "check", evidence)
