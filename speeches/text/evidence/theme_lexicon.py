"""The list of themes with their weighted words, read from TOML or put together from stored rows.

Refuses a list that would tag wrongly without saying so: a code twice, a word twice in one theme, a weight
beyond 1 to 5.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from speeches.text.evidence.matcher import TermScanner
from speeches.text.evidence.theme_weights import ThemeWeights

WEIGHTS = range(1, 6)  # 5 says this theme and hardly another; 3 says it clearly; 1 only supports


class ThemeLexiconError(ValueError):
    """The list of themes cannot be used; str(e) says in Chinese what to mend."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """A heading under which themes are shown (政治建设)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; its code is a lasting name and never changes its meaning."""

    code: str
    name: str
    short: str
    definition: str
    aliases: tuple[str, ...]
    terms: Mapping[str, int]

    @property
    def group(self) -> str:
        """The code of the group, the part before the dot."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class ThemeLexicon:
    """Groups and themes in the order they are shown, ready to scan a text.

    `neutral` words carry no theme and hide the theme words inside them: 安全感 is no safety, 教育引导 no schooling.
    The form of a meeting (集体学习) is neutral too: it says nothing of what the meeting is about.
    """

    version: int
    groups: tuple[ThemeGroup, ...]
    themes: tuple[Theme, ...]
    neutral: tuple[str, ...] = ()
    experience: ThemeWeights = field(default_factory=ThemeWeights, repr=False)
    scanner: TermScanner = field(init=False, repr=False, compare=False)
    weights: Mapping[str, tuple[tuple[str, int], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the list and index its words; raise ThemeLexiconError."""
        _check(self)
        weights: dict[str, list[tuple[str, int]]] = {word: [] for word in self.neutral}
        for theme in self.themes:
            for term, weight in theme.terms.items():
                weights.setdefault(term, []).append((theme.code, weight))
        # A frozen value with derived indexes has no other door than this one.
        object.__setattr__(self, "weights", {term: tuple(pairs) for term, pairs in weights.items()})
        object.__setattr__(self, "scanner", TermScanner(weights))

    def words(self) -> tuple[str, ...]:
        """Every theme word once, sorted: what the segmenter keeps whole and what is no proposal any more."""
        return tuple(sorted({term for theme in self.themes for term in theme.terms}))

    def named(self, word: str) -> Theme | None:
        """The theme whose code, name, short name or alias is the word."""
        asked = word.strip()
        for theme in self.themes:
            if asked in (theme.code, theme.name, theme.short, *theme.aliases):
                return theme
        return None


def parse_themes(toml_text: str, experience: ThemeWeights | None = None) -> ThemeLexicon:
    """Read the lexicon file; raise ThemeLexiconError. Without `experience` a theme with words is as likely as not."""
    try:
        data = tomllib.loads(toml_text)
        return ThemeLexicon(
            version=data["version"],
            groups=tuple(ThemeGroup(group["code"], group["name"]) for group in data["group"]),
            themes=tuple(_theme(table) for table in data["theme"]),
            neutral=tuple(data.get("neutral", "").split()),
            experience=experience or ThemeWeights(),
        )
    except tomllib.TOMLDecodeError as error:
        raise ThemeLexiconError(f"主题词表不是合格的 TOML 文件：{error}") from error
    except KeyError as error:
        raise ThemeLexiconError(f"主题词表缺少 {error.args[0]} 一项。") from error


def _theme(table: Mapping[str, object]) -> Theme:
    terms = table["terms"]
    aliases = table.get("aliases", [])
    if not isinstance(terms, dict) or not isinstance(aliases, list):
        raise ThemeLexiconError(f"主题 {table['code']} 的词条应按权重分行写。")
    return Theme(
        code=str(table["code"]),
        name=str(table["name"]),
        short=str(table.get("short", table["name"])),
        definition=str(table.get("definition", "")),
        aliases=tuple(str(alias) for alias in aliases),
        terms=_weighted(str(table["code"]), terms),
    )


def _weighted(code: str, rows: Mapping[str, str]) -> dict[str, int]:
    terms: dict[str, int] = {}
    for weight, words in sorted(rows.items(), reverse=True):
        for word in words.split():
            if word in terms:
                raise ThemeLexiconError(f"主题 {code} 的词条“{word}”写了两次。")
            terms[word] = int(weight) if weight.isdecimal() else 0
    return terms


def _check(lexicon: ThemeLexicon) -> None:
    groups = {group.code for group in lexicon.groups}
    _refuse_twice("主题代码", (theme.code for theme in lexicon.themes))
    _refuse_twice("主题名称", (theme.name for theme in lexicon.themes))
    _refuse_twice("中性词", lexicon.neutral)
    neutral = set(lexicon.neutral)
    for theme in lexicon.themes:
        if theme.group not in groups:
            raise ThemeLexiconError(f"主题 {theme.code} 没有所属的大类。")
        for term, weight in theme.terms.items():
            if weight not in WEIGHTS:
                raise ThemeLexiconError(f"主题 {theme.code} 的词条“{term}”权重应为 1 到 5。")
            if len(term) < 2:
                raise ThemeLexiconError(f"主题 {theme.code} 的词条“{term}”至少要两个字。")
            if term in neutral:
                raise ThemeLexiconError(f"“{term}”既是主题 {theme.code} 的词条，又是中性词。")


def _refuse_twice(what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ThemeLexiconError(f"{what}“{value}”写了两次。")
        seen.add(value)
