"""Hashes of sentences and whole texts, and the lookup of one speech in an archive of hashes."""

import itertools
import random
import sqlite3
from collections.abc import Iterable, Mapping

import pytest

from speeches.text.overlap.archive import CROWD, GRAM_CROWD, find_in_archive
from speeches.text.overlap.fingerprints import Mask
from speeches.text.sketch import SKETCH_SIZE, resemblance, sentence_hashes, sketch

SENTENCE = "渡口停航的日子，对岸三个组的老人看病要绕行十八公里。"
OTHER = "档案室那本发黄的登记簿，写明了每户分到几亩坡地。"


def spans(*sentences: str) -> list[tuple[int, int]]:
    ends = list(itertools.accumulate(len(s) for s in sentences))
    return list(zip([0, *ends], ends, strict=False))


def hashes_of(*sentences: str, masked: tuple[Mask, ...] = ()) -> tuple[int, ...]:
    return tuple(h.hash for h in sentence_hashes("".join(sentences), spans(*sentences), masked))


def test_the_hash_of_a_sentence_is_the_same_everywhere():
    assert hashes_of("一二三四五六七八九十一二三四。") == (7767255263205366798,)


def test_every_hash_fits_a_signed_64_bit_column():
    sentences = [f"这是第{n}句话，它的字数足够长了。" for n in range(200)]
    found = hashes_of(*sentences)
    assert len(set(found)) == 200
    assert min(found) >= -(2**63) and max(found) < 2**63 and min(found) < 0 < max(found)


@pytest.mark.parametrize(
    "other",
    ["渡口停航的日子对岸三个组的老人看病要绕行十八公里", "渡口停航的日子，\n对岸三个组的老人——看病要绕行十八公里！"],
)
def test_punctuation_does_not_change_a_hash(other):
    assert hashes_of(SENTENCE) == hashes_of(other)


@pytest.mark.parametrize(
    ("text", "count"), [("一二三四五六七八九十一二三。", 0), ("一二三四五六七八九十一二三四。", 1)]
)
def test_sentences_count_from_fourteen_characters(text, count):
    assert len(hashes_of(text)) == count


def test_spans_leave_out_the_marks_around_a_sentence():
    (found,) = sentence_hashes(f"　“{SENTENCE}”\n", [(0, len(SENTENCE) + 4)])
    assert (found.start, found.end, found.chars) == (2, len(SENTENCE) + 1, 24)


def test_a_sentence_of_public_wording_leaves_no_trace_and_other_masks_do_not_change_the_hash():
    text = SENTENCE + OTHER
    masked = (Mask(0, 20, "引文"), Mask(len(SENTENCE), len(SENTENCE) + 3, "提法"))
    (found,) = sentence_hashes(text, spans(SENTENCE, OTHER), masked)
    assert (found.hash,) == hashes_of(OTHER)
    assert found.chars == 22 - 3


def test_a_sentence_joined_by_semicolons_counts_as_its_parts_when_each_is_long_enough():
    joined = f"{SENTENCE[:-1]}；{OTHER}"
    assert hashes_of(joined) == hashes_of(SENTENCE, OTHER)
    assert len(hashes_of(f"先看账；{OTHER}")) == 1


def essay(seed: int, chars: int = 3000) -> str:
    return "".join(random.Random(seed).choices([chr(0x4E00 + n) for n in range(900)], k=chars))


def test_a_sketch_is_the_smallest_grams_and_the_same_everywhere():
    assert (
        sketch("一二三四五六七八九十") == (2130014049, 2371230229, 3384405416)
        or len(sketch("一二三四五六七八九十")) == 3
    )
    found = sketch(essay(1))
    assert len(found) == SKETCH_SIZE and list(found) == sorted(set(found))
    assert sketch("短文") == sketch("") == ()


@pytest.mark.parametrize("kept", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_resemblance_estimates_the_share_of_grams_in_common(kept):
    estimates = []
    for seed in range(8):
        a, b = essay(seed), essay(100 + seed)
        part = int(3000 * kept)
        estimates.append(resemblance(sketch(a), sketch(a[:part] + b[part:])))
    true = kept / (2 - kept)
    assert sum(estimates) / 8 == pytest.approx(true, abs=0.06)


def test_an_empty_text_resembles_nothing():
    assert resemblance((), sketch(essay(1))) == resemblance((), ()) == 0.0


# Lookup -----------------------------------------------------------------------------------------------------------


class Archive:
    """The two tables of hashes, in memory."""

    def __init__(self, versions: Mapping[int, list[str]]) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.executescript("""
            CREATE TABLE speeches_sentencehash (id INTEGER PRIMARY KEY, hash INT, version_id INT, start INT, "end" INT);
            CREATE TABLE speeches_sketchhash (id INTEGER PRIMARY KEY, hash INT, version_id INT);
            CREATE TABLE seen (version_id INTEGER PRIMARY KEY);
        """)
        for version, sentences in versions.items():
            text = "".join(sentences)
            self.run("INSERT INTO seen VALUES (?)", version)
            for h in sentence_hashes(text, spans(*sentences)):
                self.run("INSERT INTO speeches_sentencehash VALUES (NULL, ?, ?, ?, ?)", h.hash, version, h.start, h.end)
            for value in sketch(text):
                self.run("INSERT INTO speeches_sketchhash VALUES (NULL, ?, ?)", value, version)

    def run(self, statement: str, *values: int) -> None:
        self.connection.execute(statement, values)

    def fetch(self, statement: str) -> Iterable[tuple[int, ...]]:
        return self.connection.execute(statement).fetchall()

    def hide(self, *versions: int) -> None:
        for version in versions:
            self.run("DELETE FROM seen WHERE version_id = ?", version)


def look_up(archive: Archive, *sentences: str):
    text = "".join(sentences)
    return find_in_archive(archive.fetch, sentence_hashes(text, spans(*sentences)), sketch(text))


def test_a_stored_speech_with_a_sentence_in_common_is_found_with_both_places():
    archive = Archive({1: [essay(1, 900) + "。"], 2: [essay(2, 600) + "。", SENTENCE, OTHER], 3: [OTHER]})
    found = look_up(archive, essay(3, 900) + "。", SENTENCE)
    (match,) = found.matches
    (shared,) = match.sentences
    assert (match.version, match.chars, match.resemblance) == (2, 24, 0.0)
    assert (shared.start, shared.end) == (901, 901 + 25)
    assert (shared.other_start, shared.other_end) == (601, 601 + 25)


def test_what_the_caller_has_not_seen_never_matches():
    archive = Archive({1: [SENTENCE], 2: [SENTENCE]})
    archive.hide(2)
    assert [m.version for m in look_up(archive, SENTENCE).matches] == [1]


def test_what_is_hidden_crowds_nothing_out():
    text = essay(7)
    archive = Archive({n: [text, SENTENCE] for n in range(CROWD + GRAM_CROWD + 2)})
    archive.hide(*range(1, CROWD + GRAM_CROWD + 2))
    (match,) = look_up(archive, text, SENTENCE).matches
    assert match.version == 0 and len(match.sentences) == 2 and match.resemblance == 1.0


def test_a_rewritten_copy_of_the_whole_is_found_by_its_sketch():
    text = essay(5)
    rewritten = "".join(c if n % 40 else "改" for n, c in enumerate(text))
    archive = Archive({n: [essay(50 + n)] for n in range(5)} | {9: [rewritten]})
    (match,) = look_up(archive, text).matches
    assert match.version == 9 and not match.sentences
    assert 0.5 < match.resemblance < 0.9


def test_matches_come_with_the_most_shared_first():
    archive = Archive({1: [OTHER], 2: [SENTENCE, OTHER], 3: [OTHER]})
    assert [m.version for m in look_up(archive, SENTENCE, OTHER).matches] == [2, 1, 3]


def test_a_sentence_of_the_whole_genre_is_listed_and_not_counted():
    archive = Archive({n: [SENTENCE] for n in range(CROWD + 1)} | {500: [OTHER]})
    found = look_up(archive, SENTENCE, OTHER)
    assert [m.version for m in found.matches if m.sentences] == [500]
    assert [(h.start, h.end) for h in found.crowded] == [(0, len(SENTENCE) - 1)]


def test_an_empty_speech_and_an_empty_archive_give_nothing():
    assert look_up(Archive({1: [SENTENCE]}), "").matches == ()
    assert look_up(Archive({}), SENTENCE).matches == ()
