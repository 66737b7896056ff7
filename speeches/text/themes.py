"""Say what each point of a speech is about, and show the words that say so.

Weighted words, zones and two background corrections: no model, no guess. A point without evidence gets no theme.
The constants were chosen on two sample meetings, on points of real texts and on the fit halves of
tests/gold/theme*.tsv.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from speeches.text.evidence.theme_evidence import CLEAR, Evidence, PointSpan, Span, Weighed, weigh_points
from speeches.text.evidence.theme_lexicon import ThemeLexicon

SURE = 12.0  # from here a label is 可靠
NAMED = 3.0  # below this a point is 未归类
FURTHER, OF_FIRST = 6.0, 0.5  # a further theme's least score and least share of the first one's
MOST = 2  # themes of a point, the meeting's own not counted
CONTRAST, LEAST_LEFT, FEWEST = 0.3, 0.3, 3  # how much of the speech's usual level is taken off; from so many points on
STUDYING = frozenset({"zz.lilun", "lz.jiaoyu"})  # the themes of studying itself
OWN, OWN_KEPT = 0.6, 2.0  # the meeting's own theme: its discount, and what it scores at least before
OWN_LEADS, OWN_NEAR = 7.0, 0.65  # it leads where the best scores less, or where undiscounted it comes so near the best
OPENS = 0.35  # so near is near enough in a speech's first point, which takes up what the meeting is about
BESIDE = 5.0  # the least score of a theme named beside the meeting's own
HEADED = 1.5  # how much nearer it must come to a theme that stands in the heading where it does not itself


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
    words. A point gets at most two themes, and its meeting's own besides where its words say so.
    """
    weighed = weigh_points(text, points, lexicon, own_theme, quoted)
    usual = _usual_levels(weighed)
    toned = (_in_contrast(themes, usual, own_theme, len(weighed)) for themes in weighed)
    return tuple(_labels(themes, own_theme, opens=index == 0) for index, themes in enumerate(toned))


def own_themes(topic: str, lexicon: ThemeLexicon, titles: Sequence[str] = ()) -> tuple[str, ...]:
    """The theme a meeting is about: from its topic or title, else from what most of its speeches' titles name.

    At most one code; none where neither says.
    """
    named = _most_named(topic, lexicon)
    if named is None:
        votes = [code for title in titles if (code := _most_named(title, lexicon)) is not None]
        best = max(sorted(set(votes)), key=votes.count, default=None)
        named = best if best is not None and votes.count(best) * 2 >= max(len(titles), 4) else None
    return (named,) if named is not None else ()


def _most_named(line: str, lexicon: ThemeLexicon) -> str | None:
    """The theme whose words weigh most, of equals the one named first; a word told twice counts once.

    That people study (学习教育, 读书班) counts only where no matter is named.
    """
    weights: dict[str, int] = {}
    for term in dict.fromkeys(term for _, term in lexicon.scanner.scan(line, 0, len(line))):
        for code, weight in lexicon.weights[term]:
            weights[code] = weights.get(code, 0) + weight
    named = [code for code, weight in weights.items() if weight >= CLEAR]
    return max(named, key=lambda code: (code not in STUDYING, weights[code]), default=None)


def _usual_levels(weighed: Sequence[dict[str, Weighed]]) -> dict[str, float]:
    """The sum of each theme's scores over a speech: 信访 in every point is how its speaker talks."""
    sums: dict[str, float] = {}
    for themes in weighed:
        for code, found in themes.items():
            sums[code] = sums.get(code, 0.0) + found.score
    return sums


def _in_contrast(
    themes: dict[str, Weighed], sums: dict[str, float], own_theme: Collection[str], points: int
) -> dict[str, Weighed]:
    """What a point says beyond the speech's usual: the level elsewhere and the meeting's own theme are played down."""
    toned = {}
    for code, found in themes.items():
        if code in own_theme:
            factor = 1.0 if found.in_heading else OWN
        elif points < FEWEST:
            factor = 1.0
        else:
            elsewhere = (sums[code] - found.score) / (points - 1)
            factor = max(1 - CONTRAST * elsewhere / found.score, LEAST_LEFT)
        toned[code] = found.times(factor)
    return toned


def _labels(themes: dict[str, Weighed], own_theme: Collection[str], *, opens: bool) -> tuple[ThemeLabel, ...]:
    ranked = sorted(themes, key=lambda code: (-themes[code].score, code))
    own = [code for code in ranked if code in own_theme and themes[code].score >= OWN_KEPT * OWN]
    others = _others({code: themes[code].score for code in ranked if code not in own_theme}, BESIDE if own else NAMED)
    kept = own + others
    if own and others and not _leads(themes[own[0]], themes[others[0]], opens):
        kept.sort(key=ranked.index)
    return tuple(_label(code, rank, themes[code]) for rank, code in enumerate(kept, 1))


def _leads(own: Weighed, other: Weighed, opens: bool) -> bool:
    """Whether the meeting's own theme comes before the best other one, though that may score more."""
    if other.score < OWN_LEADS:
        return True
    near = OPENS if opens else OWN_NEAR
    if other.in_heading and not own.in_heading:
        near *= HEADED
    return own.score / own.factor >= near * other.score


def _others(scores: dict[str, float], least: float) -> list[str]:
    """The themes beside the meeting's own, scores falling: the first must be named, a further one well said."""
    kept: list[str] = []
    for code, score in scores.items():
        if len(kept) < MOST and score >= least:
            kept.append(code)
            least = max(FURTHER, OF_FIRST * scores[kept[0]])
    return kept


def _label(code: str, rank: int, found: Weighed) -> ThemeLabel:
    evidence = found.evidence()
    score = round(sum(item.score for item in evidence), 2)
    return ThemeLabel(code, score, rank, "sure" if score >= SURE else "check", evidence)
