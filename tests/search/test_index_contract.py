"""One contract for every index: a word is found exactly where Python's `in` finds it.

A new index adds a subclass here, skipped with a reason where its server is not at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Q

from speeches import search
from speeches.models import Passage
from speeches.search.backends.base import Index
from speeches.search.backends.sqlite import SqliteIndex
from speeches.text.normalize import normalize
from tests.search.archive import (
    BRIDGE,
    CANAL,
    MARSH,
    add_speech,
    holding,
    holding_in,
    set_text,
    substrings,
    texts_by_pk,
)

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "speeches/samples").glob("*/*.txt"))

WORDS = [
    "政绩", "群众", "群", "不", "，", "“", "50", "5", "r＆d", "3．5％", "老桥是群众一块石头", "看水位。", "没有的词",
    "桥桥",
]  # fmt: skip
HOSTILE = [
    '"', "'", '""', "*", "党*", "^党", "a:b", "b:", "-", "NEAR(党 性)", "党 AND", "(", ")", "((", "{", "}", "\\", "%",
    "_", "%%", "；DROP TABLE search_bi", "/*", "--", "1=1", "\ufffd", "\U0001f600", "\U00020bb7", "ｂ", "\u202e",
]  # fmt: skip


class IndexContract:
    """What every index must do. `index` is a fixture of the subclass."""

    def found(self, index: Index, word: str) -> set[int]:
        return set(Passage.objects.filter(index.holding(word)).values_list("pk", flat=True))

    def test_a_word_is_found_where_it_is_a_substring(self, index: Index) -> None:
        for word in WORDS:
            assert self.found(index, word) == holding(lambda text, word=word: word in text), word

    def test_a_hostile_word_is_only_a_word(self, index: Index) -> None:
        for word in filter(None, map(normalize, HOSTILE)):
            assert self.found(index, word) == holding(lambda text, word=word: word in text), word

    def test_words_of_all_lengths_are_found(self, index: Index) -> None:
        texts = list(Passage.objects.values_list("text", flat=True))
        for word in substrings(texts, 300, seed=1):
            assert self.found(index, word) == holding_in(texts_by_pk(), word), word

    def test_a_discarded_passage_is_not_found(self, index: Index) -> None:
        gone = Passage.objects.filter(text__contains="院坝会").get()
        index.discard([gone])
        assert self.found(index, "院坝会") == set()
        assert self.found(index, "群众") == holding(lambda text: "群众" in text) - {gone.pk}
        index.add([gone])
        assert self.found(index, "院坝会") == {gone.pk}

    def test_a_cleared_index_finds_nothing(self, index: Index) -> None:
        index.clear()
        assert self.found(index, "政绩") == set()
        index.add(Passage.objects.all())
        index.settle()
        assert self.found(index, "政绩") == holding(lambda text: "政绩" in text)

    def test_conditions_combine(self, index: Index) -> None:
        both = index.holding("政绩") & ~index.holding("渠")
        found = set(Passage.objects.filter(both).values_list("pk", flat=True))
        assert found == holding(lambda text: "政绩" in text and "渠" not in text)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="测试库不是 SQLite")
class TestSqliteIndex(IndexContract):
    @pytest.fixture
    def index(self) -> Iterator[Index]:
        for text in (CANAL, BRIDGE, MARSH):
            add_speech(text)
        yield SqliteIndex()

    def test_nothing_is_left_behind_by_changes(self, index: Index) -> None:
        speech = add_speech(CANAL)
        for text in (BRIDGE, MARSH, CANAL):
            set_text(speech, text)
        search.remove(speech)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_bi(search_bi) VALUES ('integrity-check')")
            cursor.execute("SELECT count(*) FROM search_bi WHERE search_bi MATCH %s", ['"政绩"'])
            assert cursor.fetchone()[0] == len(holding(lambda text: "政绩" in text))

    def test_a_change_rolled_back_leaves_no_trace(self, index: Index) -> None:
        speech = add_speech(CANAL)
        before = self.found(index, "政绩")
        with pytest.raises(RuntimeError), transaction.atomic():
            set_text(speech, MARSH)
            raise RuntimeError
        assert self.found(index, "政绩") == before == holding(lambda text: "政绩" in text)

    @pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
    def test_random_substrings_of_the_samples_are_found_exactly(self, count: int) -> None:
        for path in SAMPLES:
            add_speech(path.read_text(encoding="utf-8"))
        by_pk = texts_by_pk()
        index = SqliteIndex()
        for word in substrings(list(by_pk.values()), count, seed=7):
            assert self.found(index, word) == holding_in(by_pk, word), word


class ScanIndex:
    """The reference: no index at all, the database reads every text."""

    def add(self, passages: Iterable[Passage]) -> None:
        self.gone = getattr(self, "gone", set()) - {passage.pk for passage in passages}

    def discard(self, passages: Iterable[Passage]) -> None:
        self.gone = getattr(self, "gone", set()) | {passage.pk for passage in passages}

    def clear(self) -> None:
        self.discard(Passage.objects.all())

    def settle(self) -> None:
        """Nothing to settle."""

    def holding(self, word: str) -> Q:
        return Q(text__contains=word) & ~Q(pk__in=getattr(self, "gone", set()))


@pytest.mark.django_db
class TestScanIndex(IndexContract):
    @pytest.fixture
    def index(self) -> Iterator[Index]:
        for text in (CANAL, BRIDGE, MARSH):
            add_speech(text)
        yield ScanIndex()
