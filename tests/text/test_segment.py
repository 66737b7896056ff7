"""Cutting words: the lexicon's words whole, nothing lost, nothing printed, nothing left behind."""

import tempfile
from pathlib import Path

import pytest

from speeches.text.segment import Segmenter


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["急难愁盼", "两个维护", "民主生活会"])


@pytest.mark.parametrize("word", ["急难愁盼", "两个维护", "民主生活会"])
def test_lexicon_words_stay_whole(segmenter: Segmenter, word: str) -> None:
    assert word in [cut.text for cut in segmenter.words(f"会上又说到{word}这件事。")]


def test_words_tile_the_piece_and_address_the_whole_text(segmenter: Segmenter) -> None:
    text = "前言。开好民主生活会，解决急难愁盼问题。A股 3.5%！"
    cut = segmenter.words(text, 3)
    assert [word.start for word in cut] == [3, *(word.end for word in cut[:-1])]
    assert cut[-1].end == len(text)
    assert all(text[word.start : word.end] == word.text for word in cut)


def test_one_segmenter_does_not_teach_another(segmenter: Segmenter) -> None:
    assert "急难愁盼" not in [cut.text for cut in Segmenter().words("解决急难愁盼问题")]


def test_jieba_is_silent_and_leaves_no_cache_in_the_temp_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Segmenter().words("调查研究")
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_common_words_are_known_as_common(segmenter: Segmenter) -> None:
    assert segmenter.commonness("工作") > segmenter.commonness("适老化") == 0.0
