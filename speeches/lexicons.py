"""The dictionaries in force: rows that people edit, bundled with the shipped cue files, numbered by version."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from speeches.models import Formulation, LexiconVersion, Theme, ThemeTerm
from speeches.text import lexicon as bundle
from speeches.text.evidence import theme_lexicon
from speeches.text.evidence.theme_lexicon import ThemeGroup, ThemeLexicon
from speeches.text.lexicon import Lexicon
from speeches.text.register.formulation_table import FormulationEntry, build_table
from speeches.text.segment import Segmenter

# Words of two to six Chinese characters are kept whole; longer ones are phrases, and their words count one by one.
WORD = re.compile("[\u4e00-\u9fff]{2,6}")
FOLDER = Path(__file__).resolve().parent / "lexicon"


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """What the program brings along; needs no database."""
    return bundle.parse({file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.iterdir())})


def current() -> Lexicon:
    """The dictionaries in force, as the text functions take them; built once a version and process."""
    return _build(*_in_force())


def _in_force() -> tuple[int, str]:
    """Number and digest of the version in force; a number whose version was rolled back comes again."""
    return LexiconVersion.objects.order_by("-pk").values_list("pk", "digest").first() or (0, "")


@lru_cache(maxsize=2)
def _build(number: int, digest: str) -> Lexicon:
    known = shipped()
    if not number:
        return known
    return bundle.with_dictionaries(
        known,
        version=number,
        themes=_themes(number, known.themes),
        formulations=build_table(_formulations(), known.formulations.sounds),
    )


def segmenter() -> Segmenter:
    """Cuts texts into words and no word of the dictionaries in force in two; jieba's own list is loaded once."""
    return _segmenter(*_in_force())


@lru_cache(maxsize=1)
def _segmenter(number: int, digest: str) -> Segmenter:
    lexicon = _build(number, digest)
    names = (entry.name for entry in lexicon.formulations.entries)
    return Segmenter(word for word in (*lexicon.themes.words(), *names) if WORD.fullmatch(word))


def _themes(number: int, known: ThemeLexicon) -> ThemeLexicon:
    rows = list(Theme.objects.active().prefetch_related("terms"))
    groups = {row.group: ThemeGroup(row.group, row.group_name) for row in rows}
    themes = tuple(
        theme_lexicon.Theme(
            code=row.code,
            name=row.name,
            short=row.short_name or row.name,
            definition=row.description,
            aliases=tuple(row.aliases.split("\n")) if row.aliases else (),
            terms={term.term: term.weight for term in row.terms.all()},
        )
        for row in rows
    )
    # A word that people made a theme's own is no longer neutral, whatever the program ships.
    taken = {term for theme in themes for term in theme.terms}
    neutral = tuple(word for word in known.neutral if word not in taken)
    return ThemeLexicon(number, tuple(groups.values()), themes, neutral, known.experience)


def _formulations() -> list[FormulationEntry]:
    return [
        FormulationEntry(
            row.name,
            tuple(row.variants.split("\n")) if row.variants else (),
            row.category,
            row.expansion,
            tuple(row.wrong.split("\n")) if row.wrong else (),
            tuple(row.lookalikes.split("\n")) if row.lookalikes else (),
            frozenset(row.marks.split()),
        )
        for row in Formulation.objects.filter(active=True).order_by("pk")
    ]


def note_change() -> LexiconVersion:
    """Number the dictionaries as they stand now; call after every edit, in its transaction."""
    digest = hashlib.sha256(json.dumps(_content(), ensure_ascii=False).encode()).hexdigest()
    last = LexiconVersion.objects.order_by("-pk").first()
    if last is not None and last.digest == digest:
        return last
    return LexiconVersion.objects.create(digest=digest, shipped=_shipped_digest())


def is_behind() -> bool:
    """Whether the program has brought other dictionaries than those that were last installed."""
    last = LexiconVersion.objects.order_by("-pk").values_list("shipped", flat=True).first()
    return last != _shipped_digest()


def _shipped_digest() -> str:
    files = ((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in sorted(FOLDER.iterdir()))
    return hashlib.sha256(json.dumps(list(files)).encode()).hexdigest()


def _content() -> list[object]:
    """What findings rest on: nothing is found by a theme's description or a formulation's meaning and category."""
    themes = Theme.objects.active().order_by("code").values_list("code", "name", "short_name", "aliases")
    terms = ThemeTerm.objects.order_by("theme__code", "term").values_list("theme__code", "term", "weight")
    formulations = Formulation.objects.filter(active=True).order_by("name")
    rows = formulations.values_list("name", "variants", "wrong", "lookalikes", "marks")
    return [_shipped_digest(), list(themes), list(terms), list(rows)]


@transaction.atomic
def install() -> LexiconVersion:
    """Load the shipped dictionaries: what is missing is added, what people changed or retired stays theirs."""
    known = shipped()
    have = set(Theme.objects.values_list("code", flat=True))
    group_names = {group.code: group.name for group in known.themes.groups}
    for position, theme in enumerate(known.themes.themes):
        if theme.code not in have:
            _install_theme(theme, group_names, position)
    named = set(Formulation.objects.values_list("name", flat=True))
    Formulation.objects.bulk_create(
        Formulation(
            name=entry.name,
            variants="\n".join(entry.variants),
            wrong="\n".join(entry.wrong),
            lookalikes="\n".join(entry.lookalikes),
            marks=" ".join(sorted(entry.marks)),
            category=entry.category,
            expansion=entry.expansion,
        )
        for entry in known.formulations.entries
        if entry.name not in named
    )
    return note_change()


def _install_theme(theme: theme_lexicon.Theme, group_names: dict[str, str], position: int) -> None:
    group = theme.code.split(".")[0]
    row = Theme.objects.create(
        code=theme.code,
        name=theme.name,
        slug=slugify(theme.name, allow_unicode=True) or theme.code,
        short_name=theme.short if theme.short != theme.name else "",
        group=group,
        group_name=group_names.get(group, ""),
        description=theme.definition,
        aliases="\n".join(theme.aliases),
        position=position,
    )
    ThemeTerm.objects.bulk_create(
        ThemeTerm(theme=row, term=term, weight=weight) for term, weight in theme.terms.items()
    )
