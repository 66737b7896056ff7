"""Fit speeches/lexicon/theme_weights.tsv on labelled points, and say how well weights fitted so generalise.

    python benchmarks/fit_themes.py --check     leave each sample meeting and a quarter of the meetings out in turn
    python benchmarks/fit_themes.py --write     fit on everything, rewrite theme_weights.tsv

The list of themes is people's; what its words weigh in, and which everyday words go with a theme, is this script's.
Needs benchmarks/requirements.txt. Gold: tests/gold and, with --kit DIR, the sample meetings' M*/gold.
"""

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import jieba
import jieba.posseg
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from theme_gold import Tagged, codes_of, read_kit, read_meetings, read_names, read_tables, targets

from speeches.text.evidence.term_proposals import TELLING
from speeches.text.evidence.theme_chances import SHOWN_WORD, signs_of, toned_down, words_in
from speeches.text.evidence.theme_evidence import weigh_points
from speeches.text.evidence.theme_weights import SIGNS, ThemeWeights, parse_theme_weights
from speeches.text.lexicon import Lexicon, parse
from speeches.text.themes import tag_points

FOLDER = ROOT / "speeches" / "lexicon"
WEIGHTS = FOLDER / "theme_weights.tsv"
GOLD = ROOT / "tests" / "gold"
HEAD = """# 主题权重：由 benchmarks/fit_themes.py 在人工标注的要点上拟合，不要手改；给人改的是主题词表。
# 数是自然对数的机会比。# sign 是各种迹象，bias 是各主题本来有多常见，word 是日常用语跟着哪个主题走（负数是少见）。
"""

WORD = re.compile("(?![一二三四五六七八九十百千两几半这那哪每各某第不没很更最就都也还又再才只])[\u4e00-\u9fff]{2,4}")
BESIDE = ("t", "s", "d", "b", "z", "o")
MOST_BESIDE = SHOWN_WORD - 0.05
"""What else than TELLING may be an everyday word, by jieba's tags; counts and pointers (三种, 这件) go with every
theme. Times, places and manners (下午, 边上) count a little and tell a reader nothing, so that their weight stays
below what is shown as evidence."""

FEWEST_POINTS, FEWEST_GROUPS = 8, 2  # an everyday word's, by their weight, before it may weigh anything
PULL_OF_SIGNS, PULL_OF_BIAS, PULL_OF_WORDS = 1.0, 3.0, 1.5  # towards 0
LEAST_WORD = 0.05  # a smaller weight is left out of the file
"""Chosen by hand among a few values on the figures of --check."""

KIT_WEIGHT = 10
"""How often each point of the sample meetings counts: few, and labelled by the convention that the others follow."""

EXACT = 1e-14  # relative; early stops give other weights on other machines
FOLDS = 4


@dataclass
class Row:
    """One labelled point: its signs by code, its words, what it is about, what cannot be told; how often it counts."""

    speech: Tagged
    at: int
    signs: dict[str, tuple[float, ...]]
    words: frozenset[str]
    meant: frozenset[str]
    unsure: frozenset[str]
    times: int


def rows_of(
    speeches: Sequence[Tagged], lexicon: Lexicon, names: dict[str, tuple[str, ...]], times: int = 1
) -> list[Row]:
    """Every labelled point with what the fit needs to know of it."""
    rows = []
    for speech in speeches:
        weighed = weigh_points(speech.text, speech.points, lexicon.themes, speech.own, speech.quoted)
        toned = toned_down(weighed, speech.own)
        for at, (point, themes, gold) in enumerate(zip(speech.points, weighed, speech.gold, strict=True)):
            if gold is not None:
                signs = signs_of(themes, toned[at], speech.own, opens=at == 0)
                meant, unsure = targets(gold, {code: found.score for code, found in themes.items()}, names)
                words = frozenset(filter(WORD.fullmatch, jieba.cut(speech.text[point.start : point.end], HMM=False)))
                rows.append(Row(speech, at, signs, words, meant, unsure, times))
    return rows


def vocabulary(rows: Sequence[Row], lexicon: Lexicon) -> list[str]:
    """Words frequent enough in the rows, without the stop words and the neutral ones."""
    points: dict[str, int] = {}
    groups: dict[str, set[str]] = {}
    for row in rows:
        for word in row.words - lexicon.stopwords - set(lexicon.themes.neutral):
            points[word] = points.get(word, 0) + row.times
            groups.setdefault(word, set()).add(row.speech.group)
    kinds = jieba.posseg.dt.word_tag_tab
    frequent = (w for w, count in points.items() if count >= FEWEST_POINTS and len(groups[w]) >= FEWEST_GROUPS)
    return sorted(word for word in frequent if kinds.get(word, "").startswith(TELLING + BESIDE))


def fit(rows: Sequence[Row], lexicon: Lexicon) -> ThemeWeights:
    """Logistic regression of every theme at once: the signs' weights are shared, bias and words are each theme's."""
    codes = codes_of(lexicon.themes)
    words = vocabulary(rows, lexicon)
    counted = ThemeWeights(words=dict.fromkeys(words, ()))
    strength = _strengths(rows, words, counted)
    signs = np.array([[_signs(row, code) for code in codes] for row in rows])
    meant = np.array([[code in row.meant for code in codes] for row in rows], float)
    counts = np.array([[row.times * (code not in row.unsure) for code in codes] for row in rows], float)
    spread = np.maximum(_spread(signs, [row.times for row in rows]), 1e-9)
    spread[[0, -1]] = 1.0
    scaled = signs / spread
    width, themes = len(SIGNS), len(codes)
    back = strength.T.tocsr()
    pull = np.concatenate(
        [np.full(width, PULL_OF_SIGNS), np.full(themes, PULL_OF_BIAS), np.full(len(words) * themes, PULL_OF_WORDS)]
    )
    pull[[0, width - 1]] = 0.0

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        sign, bias, word = np.split(point, [width, width + themes])
        odds = scaled @ sign + bias + strength @ word.reshape(len(words), themes)
        likely = 1 / (1 + np.exp(-odds))
        wrong = counts * (likely - meant)
        value = (counts * np.logaddexp(0, np.where(meant > 0, -odds, odds))).sum() + 0.5 * (pull * point**2).sum()
        slope = [np.einsum("pc,pcs->s", wrong, scaled), wrong.sum(0), (back @ wrong).ravel()]
        return value, np.concatenate(slope) + pull * point

    start = np.zeros(width + themes + len(words) * themes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"ftol": EXACT}).x
    sign, bias, word = np.split(found, [width, width + themes])
    return _rounded(sign / spread, dict(zip(codes, bias, strict=True)), words, word.reshape(len(words), themes), codes)


def _spread(signs: np.ndarray, times: Sequence[int]) -> np.ndarray:
    """The standard deviation of every sign over points and themes."""
    mean = np.average(signs, 0, times).mean(0)
    return np.sqrt(np.average((signs - mean) ** 2, 0, times).mean(0))


def _signs(row: Row, code: str) -> tuple[float, ...]:
    return (*row.signs[code], 0.0) if code in row.signs else (0.0,) * (len(SIGNS) - 1) + (1.0,)


def _strengths(rows: Sequence[Row], words: Sequence[str], counted: ThemeWeights) -> csr_matrix:
    place = {word: at for at, word in enumerate(words)}
    hits = [
        (number, place[word], hit.strength)
        for number, row in enumerate(rows)
        for word, hit in words_in(row.speech.text, row.speech.points[row.at], counted).items()
    ]
    number, column, value = zip(*hits, strict=True)
    return csr_matrix((value, (number, column)), shape=(len(rows), len(words)))


def _rounded(
    sign: np.ndarray, bias: dict[str, float], words: Sequence[str], weights: np.ndarray, codes: Sequence[str]
) -> ThemeWeights:
    kept = {}
    kinds = jieba.posseg.dt.word_tag_tab
    for word, row in zip(words, weights, strict=True):
        if kinds[word].startswith(BESIDE):
            row = np.clip(row, -MOST_BESIDE, MOST_BESIDE)
        told = tuple((code, round(float(w), 2)) for code, w in zip(codes, row, strict=True) if abs(w) >= LEAST_WORD)
        if told:
            kept[word] = told
    return ThemeWeights(
        tuple(round(float(value), 3) for value in sign), {code: round(float(b), 2) for code, b in bias.items()}, kept
    )


def tsv_of(weights: ThemeWeights) -> str:
    """The weights as the file that the program reads."""
    lines = [f"sign\t{name}\t{value:g}" for name, value in zip(SIGNS, weights.signs, strict=True)]
    lines += [f"bias\t{code}\t{value:g}" for code, value in weights.bias.items()]
    lines += [f"word\t{w}\t" + " ".join(f"{c}={v:g}" for c, v in told) for w, told in sorted(weights.words.items())]
    return HEAD + "\n".join(lines) + "\n"


def report(name: str, rows: Sequence[Row], lexicon: Lexicon, weights: ThemeWeights, names: dict) -> None:
    """First acceptable, F1 beyond the meetings' own theme, and how often a 可靠 label is right, by everyday names."""
    themes = replace(lexicon.themes, experience=weights)
    by_code = {code: frozenset(n for n, codes in names.items() if code in codes) for code in codes_of(themes)}
    own_names = _most_labelled(rows)
    first = said = right = wanted = found = sure = sure_right = 0
    tagged = {}
    for row in rows:
        s = row.speech
        if id(s) not in tagged:
            tagged[id(s)] = tag_points(s.text, s.points, themes, own_theme=s.own, quoted=s.quoted)
        labels = tagged[id(s)][row.at]
        gold = s.gold[row.at] or frozenset()
        own = own_names[s.group]
        first += bool(labels) and bool(by_code[labels[0].code] & gold)
        for label in labels:
            good = bool(by_code[label.code] & gold)
            said, right = (said + 1, right + good) if by_code[label.code] != {own} else (said, right)
            sure, sure_right = (sure + 1, sure_right + good) if label.tier == "sure" else (sure, sure_right)
        wanted += len(gold - {own})
        found += sum(any(name in by_code[label.code] for label in labels) for name in gold - {own})
    p, r = right / said, found / wanted
    print(
        f"{name:24} points {len(rows):4}  first acceptable {first / len(rows):.3f}   beyond own P {p:.3f} R {r:.3f}"
        f" F1 {2 * p * r / (p + r):.3f}   sure {sure_right / max(sure, 1):.3f} of {sure}",
        flush=True,
    )


def _most_labelled(rows: Sequence[Row]) -> dict[str, str]:
    """Of every group of speeches, the name that most of its points have: naming it everywhere says nothing."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        for name in row.speech.gold[row.at] or ():
            group = counts.setdefault(row.speech.group, {})
            group[name] = group.get(name, 0) + 1
    return {group: max(sorted(names), key=lambda name: names[name]) for group, names in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, help="folder of the sample meetings")
    parser.add_argument("--check", action="store_true", help="leave meetings out in turn")
    parser.add_argument("--write", action="store_true", help="write the fitted weights to theme_weights.tsv")
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.initialize()
    files = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()}
    lexicon = parse({**files, WEIGHTS.name: tsv_of(ThemeWeights())})
    names = read_names(GOLD)
    kit = rows_of(read_kit(options.kit, lexicon) if options.kit else [], lexicon, names, KIT_WEIGHT)
    meetings = rows_of(read_meetings(GOLD / "meetings", lexicon), lexicon, names)
    tables = rows_of(read_tables(GOLD, names, lexicon), lexicon, names)
    if options.check:
        groups = sorted({row.speech.group for row in meetings})
        outs = [[group] for group in sorted({row.speech.group for row in kit})]
        outs += [groups[fold::FOLDS] for fold in range(FOLDS)]
        for out in outs:
            rest = [row for row in kit + meetings if row.speech.group not in out]
            away = [row for row in kit + meetings if row.speech.group in out]
            report("left out: " + out[0], away, lexicon, fit(rest + tables, lexicon), names)
    if options.write:
        WEIGHTS.write_text(tsv_of(fit(kit + meetings + tables, lexicon)), encoding="utf-8")
    weights = parse_theme_weights(WEIGHTS.read_text(encoding="utf-8"))
    for name, seen in (("seen: sample meetings", kit), ("seen: meetings", meetings)):
        if seen:
            report(name, seen, lexicon, weights, names)


if __name__ == "__main__":
    main()
