"""综述素材: what it puts down to a speaker are his own words."""

from speeches.compare.matrix import build_matrix
from speeches.export.digest import _best_sentence
from speeches.text.quotations import find_quotations, parse_quotations
from tests.compare.made import material, speech

OWN, QUOTING = "我们把账本贴到墙上。", "总书记指出：“把群众的柴米油盐放在心上”。"


def test_a_sentence_that_quotes_somebody_is_not_the_speakers_while_he_has_others() -> None:
    for text, best in ((QUOTING + OWN, OWN), (QUOTING, QUOTING)):
        moves = [(len(QUOTING), None, 0.0), (len(text) - len(QUOTING), None, 0.0)][: 1 + (text != QUOTING)]
        one = speech(
            "甲",
            [(len(text), {"a": 8.0})],
            text=text,
            moves=moves,
            quotations=find_quotations(text, parse_quotations("")),
        )
        (row,) = build_matrix(material(one)).rows
        (cell,) = row.spoken
        assert _best_sentence(one, cell, "a") == best
