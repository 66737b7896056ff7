"""Read what a person typed into the search box as words joined by AND, OR and NOT.

Never refuses: what does not parse is searched literally, with a notice. A sign of the query language counts only
where it cannot be part of a pasted sentence, so that a run of text without blanks is found exactly as it stands.

    政绩 群众        both words              政绩 或 群众 · 政绩 OR 群众      either
    政绩 -政协       the first, not the second; also NOT 政协, 非 政协
    “为民 造福”      one wording; quotation marks of all kinds, blanks inside do not count
    (政绩 或 群众) -政协     brackets group, half or full width

NOT binds closest, then AND, then OR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speeches.text.normalize import normalize

# Bounds for what one query may cost; beyond them it is searched literally.
MAX_CHARS = 1000
MAX_WORDS = 32
MAX_DEPTH = 24

QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』"}
OPENING, CLOSING = "(（", ")）"
EXCLUDE = "-－"
OPERATORS = {"AND": "and", "与": "and", "OR": "or", "或": "or", "NOT": "not", "非": "not"}
# NOT(…), (…)OR(…): the English ones need no blank beside a bracket or a quotation mark.
TIGHT_OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s(（\"＂“「『])")
# （一）, (3): the number of a point, pasted with its brackets; not a group of words.
POINT_NUMBER = re.compile(r"[一二三四五六七八九十百\d]{1,4}")

NOTICE_LITERAL = "检索式不完整，已按原文逐字检索。"
NOTICE_ONLY_EXCLUDED = "只有要排除的词，没有要找的词，已按原文逐字检索。"
NOTICE_TOO_LONG = "检索式过长，已按原文逐字检索。"
NOTICE_EMPTY = "请输入要找的词。"


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # normalised, one character or more


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Node = Word | And | Or | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood. `wanted` are the words to find (not the excluded ones), each once, in order."""

    node: Node | None  # None: nothing to look for
    wanted: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    notice: str = ""


class _Malformed(ValueError):
    """The query does not follow the grammar; str(e) is the notice for the person who typed it."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "word" "open" "close" "and" "or" "not"
    text: str = ""


def parse(typed: str) -> Parsed:
    """Understand a query; any string at all gives a result."""
    if len(typed) > MAX_CHARS:
        return _literal(typed, NOTICE_TOO_LONG)
    try:
        node = _Reader(tuple(_tokens(typed))).query()
        if node is None:
            return _literal(typed, NOTICE_EMPTY)
        wanted, excluded = tuple(_words(node, True)), tuple(_words(node, False))
        if not wanted:
            return _literal(typed, NOTICE_ONLY_EXCLUDED)
        return Parsed(node, tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(excluded)))
    except _Malformed as malformed:
        return _literal(typed, str(malformed))


def written(node: Node) -> str:
    """A query in words again; parse() understands it as the same node."""
    if isinstance(node, Word):
        return f"“{node.text}”" if parse(node.text).node != node else node.text
    if isinstance(node, Not):
        return f"NOT {_grouped(node.node)}"
    joint = " " if isinstance(node, And) else " 或 "
    return joint.join(map(_grouped, node.nodes))


def _grouped(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or) else written(node)


def _literal(typed: str, notice: str) -> Parsed:
    text = normalize(typed)
    if not text:
        return Parsed(None, (), notice=NOTICE_EMPTY)
    return Parsed(Word(text), (text,), notice=notice)


def _words(node: Node, wanted: bool) -> Iterator[str]:
    """The words under an even (wanted) or odd (not wanted) number of NOTs."""
    if isinstance(node, Word):
        if wanted:
            yield node.text
    elif isinstance(node, Not):
        yield from _words(node.node, not wanted)
    else:
        for child in node.nodes:
            yield from _words(child, wanted)


def _tokens(typed: str) -> Iterator[_Token]:
    at, depth = 0, 0
    while at < len(typed):
        sign = typed[at]
        if sign.isspace():
            at += 1
        elif sign in CLOSING and depth:
            yield _Token("close")
            at, depth = at + 1, depth - 1
        elif sign in OPENING and _opens_group(typed, at):
            yield _Token("open")
            at, depth = at + 1, depth + 1
        elif sign in EXCLUDE and at + 1 < len(typed) and not typed[at + 1].isspace():
            yield _Token("not")
            at += 1
        elif operator := TIGHT_OPERATOR.match(typed, at):
            yield _Token(OPERATORS[operator[1]])
            at = operator.end()
        elif sign in QUOTES and (end := _phrase_end(typed, at)):
            yield _Token("word", typed[at + 1 : end])
            at = end + 1
        else:
            end = _bare_word_end(typed, at, depth)
            yield _bare_word(typed[at:end])
            at = end


def _phrase_end(typed: str, at: int) -> int:
    """Where the phrase that opens at `at` closes; 0 where its marks are part of a longer run of text."""
    end = typed.find(QUOTES[typed[at]], at + 1)
    return end if end > 0 and _ends_term(typed, end + 1) else 0


def _ends_term(typed: str, at: int) -> bool:
    return at >= len(typed) or typed[at].isspace() or typed[at] in CLOSING or bool(TIGHT_OPERATOR.match(typed, at))


def _opens_group(typed: str, at: int) -> bool:
    """Is this bracket one of the query's, not of a pasted text as in “（一）抓学习”?"""
    depth = 0
    for place in range(at, len(typed)):
        depth += (typed[place] in OPENING) - (typed[place] in CLOSING)
        if depth == 0:
            inside = typed[at + 1 : place]
            return _ends_term(typed, place + 1) and not POINT_NUMBER.fullmatch(inside)
    return False


def _bare_word_end(typed: str, at: int, depth: int) -> int:
    """A word runs to the next blank, or to the bracket that closes the group around it."""
    inner = 0
    for place in range(at, len(typed)):
        sign = typed[place]
        if sign.isspace() or (sign in CLOSING and inner == 0 and depth):
            return place
        inner += (sign in OPENING) - (sign in CLOSING)
    return len(typed)


def _bare_word(text: str) -> _Token:
    if text in OPERATORS:
        return _Token(OPERATORS[text])
    if not _balanced(text):
        raise _Malformed(NOTICE_LITERAL)
    return _Token("word", text)


def _balanced(text: str) -> bool:
    """Do the brackets and quotation marks inside a word pair up?"""
    straight = all(text.count(mark) % 2 == 0 for mark in '"＂')
    paired = all(text.count(mark) == text.count(QUOTES[mark]) for mark in "“「『")
    brackets = sum(map(text.count, OPENING)) == sum(map(text.count, CLOSING))
    return straight and paired and brackets


class _Reader:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        if sum(token.kind == "word" for token in tokens) > MAX_WORDS or len(tokens) > 8 * MAX_WORDS:
            raise _Malformed(NOTICE_TOO_LONG)
        self.tokens = tokens
        self.at = 0

    def query(self) -> Node | None:
        if not self.tokens:
            return None
        node = self._either(0)
        if self.at < len(self.tokens):
            raise _Malformed(NOTICE_LITERAL)
        return node

    def _next(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def _either(self, depth: int) -> Node:
        nodes = [self._all(depth)]
        while self._next() == "or":
            self.at += 1
            nodes.append(self._all(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def _all(self, depth: int) -> Node:
        nodes = [self._term(depth)]
        while self._next() in ("and", "word", "open", "not"):
            if self._next() == "and":
                self.at += 1
            nodes.append(self._term(depth))
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes))

    def _term(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _Malformed(NOTICE_TOO_LONG)
        kind = self._next()
        if kind not in ("word", "open", "not"):
            raise _Malformed(NOTICE_LITERAL)
        token = self.tokens[self.at]
        self.at += 1
        if kind == "not":
            return Not(self._term(depth + 1))
        return self._word(token) if kind == "word" else self._group(depth + 1)

    def _word(self, token: _Token) -> Word:
        text = normalize(token.text)
        if not text:
            raise _Malformed(NOTICE_LITERAL)
        return Word(text)

    def _group(self, depth: int) -> Node:
        node = self._either(depth)
        if self._next() != "close":
            raise _Malformed(NOTICE_LITERAL)
        self.at += 1
        return node
