"""Subjects: the group with most words wins, the first one on a tie, and look-alike words count for nothing."""

from pathlib import Path

import pytest

from speeches.text.rhetoric.construction_lexicon import ConstructionLexicon, parse_constructions
from speeches.text.sentences import split_sentences
from speeches.text.subjects import subjects_of

LEXICON = Path(__file__).resolve().parents[2] / "speeches" / "lexicon" / "constructions.toml"


@pytest.fixture(scope="module")
def lexicon() -> ConstructionLexicon:
    return parse_constructions(LEXICON.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("群众满意不满意，老百姓最有发言权。", "群众"),
        ("我将带头下沉一线。", "个人"),
        ("各级党委要把责任扛起来。", "组织"),
        ("领导干部要带头遵守规矩。", "干部"),
        ("产业兴旺是乡村振兴的重点。", "事业"),
        ("人民政府印发了通知。", "组织"),
        ("他在人民日报上读到的。", None),
        ("谢谢！", None),
    ],
)
def test_whom_a_sentence_is_about(sentence: str, group: str | None, lexicon: ConstructionLexicon) -> None:
    (subject,) = subjects_of(sentence, split_sentences(sentence), lexicon)
    assert subject.group == group
    assert bool(subject.evidence) == (group is not None)


def test_evidence_gives_every_word_of_the_group(lexicon: ConstructionLexicon) -> None:
    text = "先说一句。群众的事，要问群众。"
    subject = subjects_of(text, split_sentences(text), lexicon)[1]
    assert [text[start:end] for start, end in subject.evidence] == ["群众", "群众"]
