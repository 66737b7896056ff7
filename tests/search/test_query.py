"""Every query is understood: what does not parse is searched as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.search.query import (
    MAX_CHARS,
    NOTICE_EMPTY,
    NOTICE_LITERAL,
    NOTICE_ONLY_EXCLUDED,
    NOTICE_TOO_LONG,
    And,
    Not,
    Or,
    Parsed,
    Word,
    parse,
)
from speeches.text.normalize import normalize

A, B, C = Word("政绩"), Word("群众"), Word("政协")


@pytest.mark.parametrize(
    "typed, node",
    [
        ("政绩", A),
        ("政绩 群众", And((A, B))),
        ("政绩　群众", And((A, B))),  # full-width blank
        ("政绩 AND 群众", And((A, B))),
        ("政绩 与 群众", And((A, B))),
        ("政绩 OR 群众", Or((A, B))),
        ("政绩 或 群众", Or((A, B))),
        ("政绩 -政协", And((A, Not(C)))),
        ("政绩 －政协", And((A, Not(C)))),
        ("政绩 NOT 政协", And((A, Not(C)))),
        ("政绩 AND NOT 政协", And((A, Not(C)))),
        ("政绩 非 政协", And((A, Not(C)))),
        ("政绩 NOT(政协 或 群众)", And((A, Not(Or((C, B)))))),
        ("政绩 群众 或 政协", Or((And((A, B)), C))),  # AND binds closer than OR
        ("政绩 (群众 或 政协)", And((A, Or((B, C))))),
        ("政绩 （群众 OR 政协）", And((A, Or((B, C))))),
        ("(政绩)OR(群众)", Or((A, B))),
        ("（（政绩））", A),
        ("--政绩 群众", And((Not(Not(A)), B))),
    ],
)
def test_operators_join_words(typed: str, node: object) -> None:
    parsed = parse(typed)
    assert parsed.node == node
    assert parsed.notice == ""


@pytest.mark.parametrize(
    "typed", ['"面子 工程"', "“面子工程”", "「面子工程」", "『面子工程』", "＂面子工程＂", "面子工程"]
)
def test_all_quotation_marks_hold_a_wording(typed: str) -> None:
    assert parse(typed) == Parsed(Word("面子工程"), ("面子工程",))


@pytest.mark.parametrize(
    "typed",
    [
        "“痕”“作秀”",
        "坚持“两个确立”不动摇",
        "“两个确立”的意义",
        "（一）速度账",
        "把住(一)关",
        "（一）",
        "政绩-政协",
        "政绩或群众",
        "非常之功",
        "5.5%",
        "R&D",
        "党委（党组）",
    ],
)
def test_signs_inside_pasted_text_are_text(typed: str) -> None:
    assert parse(typed) == Parsed(Word(normalize(typed)), (normalize(typed),))


@pytest.mark.parametrize(
    "typed, notice",
    [
        ("(政绩", NOTICE_LITERAL),
        ("政绩)", NOTICE_LITERAL),
        ("“政绩", NOTICE_LITERAL),
        ('政绩"', NOTICE_LITERAL),
        ("政绩 AND", NOTICE_LITERAL),
        ("OR 政绩", NOTICE_LITERAL),
        ("或", NOTICE_LITERAL),
        ("政绩 -", ""),  # a dash by itself is a word
        ("政绩 ()", NOTICE_LITERAL),
        ('""', NOTICE_LITERAL),
        ("-政协", NOTICE_ONLY_EXCLUDED),
        ("NOT 政协", NOTICE_ONLY_EXCLUDED),
        ("一 " * 40, NOTICE_TOO_LONG),
        ("(" * 40 + "政绩" + ")" * 40, NOTICE_TOO_LONG),
        ("政 绩" * MAX_CHARS, NOTICE_TOO_LONG),
    ],
)
def test_what_does_not_parse_is_searched_literally(typed: str, notice: str) -> None:
    parsed = parse(typed)
    assert parsed.notice == notice
    if notice:
        assert parsed.node == Word(normalize(typed))


@pytest.mark.parametrize("typed", ["", "   ", "\n　", "\x00", "\u200b"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert parse(typed) == Parsed(None, (), notice=NOTICE_EMPTY)


def test_wanted_words_are_those_not_excluded() -> None:
    parsed = parse("政绩 (群众 或 政绩) -(政协 -党性)")
    assert parsed.wanted == ("政绩", "群众", "党性")
    assert parsed.excluded == ("政协",)


@given(st.text(alphabet="政绩群众()（）“”「」\"'-－ 　*:ANDORNOT或非与\x00\ud800^~", max_size=60))
def test_any_string_gives_a_result(typed: str) -> None:
    parsed = parse(typed)
    assert (parsed.node is None) == (not parsed.wanted)
    assert all(word == normalize(word) and word for word in parsed.wanted)


@pytest.mark.parametrize("sign", ["(", ")", "“", '"', "-", "或 ", "a ", "（）", "a("])
def test_long_hostile_queries_are_answered_at_once(sign: str) -> None:
    assert parse(sign * 20_000).notice
    assert parse(sign * (MAX_CHARS // len(sign))) is not None
