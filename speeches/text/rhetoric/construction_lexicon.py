"""The lexicon of constructions, contrasts, metaphors and subjects, read from the TOML that people edit.

Patterns name their slots: x and y, or a and b for the two sides of a contrast. Refuses a pattern without its slots.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from speeches.text.rhetoric.cues import CueTable, build_table

ZONES = ("heading", "body", "both")

TomlTable = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of construction or contrast; `needs` are strings of which at least one must occur for a match."""

    kind: str
    zone: str
    needs: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    refuse: re.Pattern[str] | None

    def may_occur(self, text: str) -> bool:
        return not self.needs or any(need in text for need in self.needs)


@dataclass(frozen=True, slots=True)
class WordGroups:
    """Words by group; words of the group "" are known look-alikes that hide shorter words and count for nothing."""

    groups: tuple[str, ...]
    table: CueTable

    def group(self, cue: int) -> str:
        return self.groups[cue]


@dataclass(frozen=True, slots=True)
class ConstructionLexicon:
    """Everything constructions.py and subjects.py need; built by `parse_constructions`."""

    version: str
    constructions: tuple[Pattern, ...]
    contrasts: tuple[Pattern, ...]
    metaphors: WordGroups
    subjects: WordGroups


def parse_constructions(toml_text: str) -> ConstructionLexicon:
    """Parse the lexicon's TOML; raises ValueError (a Chinese sentence) where a row cannot be used."""
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"句式词表不是有效的 TOML：{error}") from error
    return ConstructionLexicon(
        version=str(data.get("version", "")),
        constructions=tuple(_pattern(row, "x") for row in data.get("constructions", [])),
        contrasts=tuple(_pattern(row, "a") for row in data.get("contrasts", [])),
        metaphors=_groups(data.get("metaphors", {}), data.get("metaphors_dead", {}).get("words", [])),
        subjects=_groups(data.get("subjects", {}), data.get("subjects_ignored", {}).get("words", [])),
    )


def _pattern(row: TomlTable, slot: str) -> Pattern:
    kind, zone = str(row["kind"]), str(row.get("zone", "both"))
    if zone not in ZONES:
        raise ValueError(f"句式“{kind}”的 zone 只能是 {'、'.join(ZONES)}")
    refuse = row.get("refuse")
    return Pattern(
        kind=kind,
        zone=zone,
        needs=_strings(row.get("needs", []), kind),
        patterns=tuple(_compiled(pattern, kind, slot) for pattern in _strings(row["patterns"], kind)),
        refuse=None if refuse is None else re.compile(str(refuse)),
    )


def _strings(value: object, kind: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"“{kind}”应当是一列字符串")
    return tuple(str(item) for item in value)


def _compiled(pattern: str, kind: str, slot: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise ValueError(f"句式“{kind}”的正则表达式有误：{pattern}（{error}）") from error
    if slot not in compiled.groupindex:
        raise ValueError(f"句式“{kind}”的正则表达式没有命名组 {slot}：{pattern}")
    return compiled


def _groups(words: Mapping[str, list[str]], ignored: list[str]) -> WordGroups:
    groups = (*words, "")
    rows = [(word, number) for number, group in enumerate(words) for word in words[group]]
    return WordGroups(groups, build_table(rows + [(word, len(words)) for word in ignored]))
