"""All dictionaries that the text functions take, in one value; parsed from the texts of the shipped files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from speeches.text.distinctive import parse_stopwords
from speeches.text.evidence.theme_lexicon import ThemeLexicon, parse_themes
from speeches.text.evidence.theme_weights import parse_theme_weights
from speeches.text.overlap.boilerplate import Boilerplate, parse_boilerplate
from speeches.text.quoted.quotation_lexicon import QuotationLexicon, parse_quotations
from speeches.text.register.formulation_table import FormulationTable, parse_formulations
from speeches.text.rhetoric.construction_lexicon import ConstructionLexicon, parse_constructions
from speeches.text.rhetoric.move_lexicon import MoveLexicon, parse_moves


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`version` is 0 for what the program ships, else the number of the dictionaries that people edited."""

    version: int
    themes: ThemeLexicon
    formulations: FormulationTable
    quotations: QuotationLexicon
    moves: MoveLexicon
    constructions: ConstructionLexicon
    boilerplate: Boilerplate
    stopwords: frozenset[str]


def parse(files: Mapping[str, str]) -> Lexicon:
    """Bundle the shipped files, given by name; raises KeyError for a missing one and the parsers' own errors."""
    return Lexicon(
        version=0,
        themes=parse_themes(files["themes.toml"], parse_theme_weights(files["theme_weights.tsv"])),
        formulations=parse_formulations(files["formulations.tsv"], files["homophones.tsv"]),
        quotations=parse_quotations(files["sayings.tsv"], files["works.tsv"]),
        moves=parse_moves(files["moves.toml"], files["move_fragments.tsv"]),
        constructions=parse_constructions(files["constructions.toml"]),
        boilerplate=parse_boilerplate(files["boilerplate.txt"]),
        stopwords=parse_stopwords(files["stopwords.txt"]),
    )


def with_dictionaries(
    lexicon: Lexicon, *, version: int, themes: ThemeLexicon, formulations: FormulationTable
) -> Lexicon:
    """The same with the dictionaries that people keep."""
    return replace(lexicon, version=version, themes=themes, formulations=formulations)
