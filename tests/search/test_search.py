"""What a search answers: hits, totals, filters, facets, order."""

import datetime

import pytest

from speeches import search
from speeches.models import Passage, Speech
from speeches.models.choices import ReviewStatus
from speeches.search import Results
from speeches.text.normalize import normalize
from tests.factories import make_label, make_meeting, make_speech, make_theme, make_unit
from tests.search.archive import (
    BRIDGE,
    CANAL,
    MARSH,
    add_speech,
    find,
    holding,
    holding_in,
    set_text,
    substrings,
    texts_by_pk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def canal() -> Speech:
    meeting = make_meeting("第一次研讨：算清政绩账", types=["专题研讨"], date=datetime.date(2023, 5, 6))
    return add_speech(CANAL, meeting, speaker="关山月", title="修渠先修心")


@pytest.fixture
def bridge() -> Speech:
    meeting = make_meeting("第二次研讨：调查研究", types=["读书班", "专题研讨"], date=datetime.date(2024, 3, 28))
    return add_speech(BRIDGE, meeting, speaker="方砚北", title="老桥与新桥")


@pytest.fixture
def marsh(bridge: Speech) -> Speech:
    return add_speech(MARSH, bridge.meeting, title="湿地里的一课", status=ReviewStatus.SUBMITTED)


def passages(results: Results) -> set[int]:
    found = {(hit.speech, hit.start) for hit in results.hits}
    return {
        pk for pk, speech, start in Passage.objects.values_list("pk", "speech_id", "start") if (speech, start) in found
    }


def counts(results: Results, facet: str) -> dict[str, int]:
    return {value.label: value.count for value in results.facets[facet]}


def test_hits_are_the_passages_that_hold_the_word(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    results = find("政绩")
    assert passages(results) == holding(lambda text: "政绩" in text)
    assert results.total == len(results.hits)
    assert results.speeches == 2


@pytest.mark.parametrize(
    "typed", ["５０００元", "5000 元", "３．５％", "r&d", "連續三年", "连续三年", "“潜功”", "「潜功」", "号看水位。"]
)
def test_width_case_brackets_and_traditional_characters_are_folded(canal: Speech, marsh: Speech, typed: str) -> None:
    assert find(typed).total == 1


def test_any_piece_of_the_text_is_found_where_it_stands(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    by_pk = texts_by_pk()
    for word in substrings(list(by_pk.values()), 60, seed=3):
        assert passages(find(f'"{word}"', limit=100)) == holding_in(by_pk, word), word


def test_words_hold_for_the_speech(canal: Speech, bridge: Speech) -> None:
    results = find("院坝会 户头")  # in two passages of one speech
    assert {hit.speech for hit in results.hits} == {canal.pk}
    assert passages(results) == holding(lambda text: "院坝会" in text or "户头" in text)


def test_words_hold_for_the_passage_where_asked(canal: Speech, bridge: Speech) -> None:
    assert find("院坝会 户头", within="passage").total == 0
    assert find("户头 政绩", within="passage").total == 1


def test_not_excludes_the_whole_speech(canal: Speech, bridge: Speech) -> None:
    results = find("政绩 -政协")
    assert {hit.speech for hit in results.hits} == {canal.pk}
    assert results.excluded == find("政绩").total - results.total > 0


def test_not_excludes_the_passage_where_asked(canal: Speech, bridge: Speech) -> None:
    everywhere, without = find("政绩", within="passage"), find("政绩 -群众", within="passage")
    assert passages(without) == holding(lambda text: "政绩" in text and "群众" not in text)
    assert without.excluded == everywhere.total - without.total


def test_or_takes_either(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    assert passages(find("候鸟 或 院坝会")) == holding(lambda text: "候鸟" in text or "院坝会" in text)
    results = find("(候鸟 或 院坝会) -渠")
    assert {hit.speech for hit in results.hits} == {marsh.pk}


def test_a_malformed_query_is_searched_literally(canal: Speech) -> None:
    results = find("(政绩")
    assert (results.total, bool(results.notice)) == (0, True)
    assert find("一）先开会").total == 1


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "((((", '"', "*", "OR OR", "政绩 AND (", "\ud800", "' OR 1=1 --", "a" * 5000, "( " * 500]
)
def test_no_query_is_an_error(canal: Speech, typed: str) -> None:
    assert find(typed).total == 0


def test_more_of_the_wanted_words_come_first(canal: Speech, bridge: Speech) -> None:
    words = ("政绩", "群众", "开工")
    results = find(" 或 ".join(words))
    texts = {(row.speech_id, row.start): row.text for row in Passage.objects.all()}
    held = [sum(word in texts[hit.speech, hit.start] for word in words) for hit in results.hits]
    assert held == sorted(held, reverse=True)
    assert held[0] > held[-1]


def test_order_by_date_puts_the_newest_first(canal: Speech, bridge: Speech) -> None:
    dates = [hit.date for hit in find("政绩", order="date").hits]
    assert dates == sorted(dates, reverse=True)


def test_pages_follow_each_other_without_gap_or_repeat(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    whole = find("，", limit=100)
    pieces = [hit for offset in range(0, whole.total, 3) for hit in find("，", limit=3, offset=offset).hits]
    assert pieces == list(whole.hits)
    assert find("，", offset=whole.total).hits == ()


def test_a_hit_says_where_it_is(canal: Speech) -> None:
    (hit,) = find("漏水").hits
    assert CANAL[hit.place[0] : hit.place[1]] == "漏水"
    assert hit.heading == "账要算到户头，先要把政绩看到十年以后"
    assert (hit.part, hit.marker, hit.occurrences) == ("point", "二、", 1)
    assert [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks] == ["漏水"]
    (part,) = find("请批评指正").hits
    assert (part.part, part.part_label, part.point) == ("closing", "结尾", None)


def test_a_heading_shows_the_words_too(canal: Speech) -> None:
    (hit,) = find("户头").hits
    assert [piece.text for piece in hit.heading_segments if piece.marked] == ["户头"]


@pytest.mark.parametrize(
    "filters, who",
    [
        ({"meeting": ("第一次研讨",)}, "canal"),
        ({"speaker": ("方砚北",)}, "bridge"),
        ({"type": ("读书班",)}, "bridge"),
        ({"year": (2023,)}, "canal"),
        ({"since": datetime.date(2024, 1, 1)}, "bridge"),
        ({"until": datetime.date(2023, 12, 31)}, "canal"),
        ({"speaker": ("无此人",)}, ""),
        ({"meeting": ("无此会",)}, ""),
        ({"campaign": "主题教育"}, ""),
        ({"unit": "云岭"}, "canal bridge"),
        ({"status": ("published",)}, "canal bridge"),
        ({"status": ("草稿",)}, ""),
    ],
)
def test_filters_narrow(canal: Speech, bridge: Speech, filters: dict[str, object], who: str) -> None:
    speeches = {"canal": canal.pk, "bridge": bridge.pk}
    assert {hit.speech for hit in find("政绩", **filters).hits} == {speeches[name] for name in who.split()}


def test_the_part_filter_narrows_hits_while_words_hold_for_the_speech(canal: Speech) -> None:
    results = find("发言完毕 群众", part=("结尾",))
    assert [hit.part for hit in results.hits] == ["closing"]


def test_the_theme_of_a_point_holds_for_its_children(canal: Speech) -> None:
    theme = make_theme("群众路线", "qz.luxian")
    make_label(canal.version.outline.points.get(heading__startswith="水要引到田头"), theme)
    results = find("先", theme=("qz.luxian",))
    assert {hit.marker for hit in results.hits} >= {"一、", "（一）", "（二）"}
    assert counts(results, "theme") == {"群众路线": results.total}
    assert all(label.tag.name == "群众路线" for hit in results.hits for label in hit.labels)
    assert counts(find("先"), "theme") == {"群众路线": results.total}


def test_facets_count_the_hits(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    results = find("水 或 政绩", limit=100)
    assert sum(counts(results, "meeting").values()) == results.total
    assert sum(counts(results, "part").values()) == results.total
    by_speaker = {
        name: sum(hit.speaker.startswith(name) for hit in results.hits) for name in ("关山月", "方砚北", "待确认")
    }
    assert counts(results, "speaker") == by_speaker
    assert counts(results, "year") == {
        "2024年": by_speaker["方砚北"] + by_speaker["待确认"],
        "2023年": by_speaker["关山月"],
    }
    assert counts(results, "type") == {"专题研讨": results.total, "读书班": by_speaker["方砚北"] + by_speaker["待确认"]}


def test_a_facet_is_not_narrowed_by_its_own_choice(canal: Speech, bridge: Speech) -> None:
    results = find("政绩", speaker=("关山月",))
    assert set(counts(results, "speaker")) == {"关山月", "方砚北"}
    assert [value.label for value in results.facets["speaker"] if value.selected] == ["关山月"]
    assert set(counts(results, "meeting")) == {canal.meeting.title}
    both = find("政绩", speaker=("关山月", "方砚北"))
    assert both.total == sum(counts(both, "speaker").values())


def test_speeches_without_a_speaker_are_found_as_such(marsh: Speech, bridge: Speech) -> None:
    results = find("水", speaker=("待确认",))
    assert {hit.speech for hit in results.hits} == {marsh.pk}


def test_only_the_current_version_is_found(canal: Speech) -> None:
    set_text(canal, MARSH)
    assert find("院坝会").total == 0
    assert find("候鸟").total == 1


def test_a_removed_speech_is_not_found(canal: Speech) -> None:
    search.remove(canal)
    assert find("院坝会").total == 0
    assert not Passage.objects.filter(speech=canal).exists()


def test_rebuilding_changes_nothing_that_is_found(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    before = find("政绩 或 水", limit=100)
    told: list[tuple[int, int]] = []
    assert search.rebuild(lambda done, total: told.append((done, total))) == Passage.objects.count()
    after = find("政绩 或 水", limit=100)
    assert (after.hits, after.facets) == (before.hits, before.facets)
    assert told == [(3, 3)]


def test_what_was_withdrawn_is_found_only_by_its_status(canal: Speech, bridge: Speech) -> None:
    Speech.objects.filter(pk=bridge.pk).update(status=ReviewStatus.WITHDRAWN)
    assert {hit.speech for hit in find("政绩").hits} == {canal.pk}
    assert {hit.speech for hit in find("政绩", status=("withdrawn",)).hits} == {bridge.pk}


def test_passages_tile_each_speech(canal: Speech, bridge: Speech, marsh: Speech) -> None:
    for speech in (canal, bridge, marsh):
        rows = list(speech.passages.order_by("start"))
        text = speech.version.reading.text
        assert "".join(text[row.start : row.end] for row in rows) == text
        assert all(row.text == normalize(text[row.start : row.end]) for row in rows)


def test_order_asks_nothing_of_other_speeches(canal: Speech, bridge: Speech) -> None:
    before = [(hit.start, hit.score) for hit in find("政绩").hits if hit.speech == canal.pk]
    for _ in range(5):
        search.index(make_speech(unit_text=make_unit().name, points=["一、政绩政绩政绩。", "二、政绩。"]))
    after = [(hit.start, hit.score) for hit in find("政绩", limit=100).hits if hit.speech == canal.pk]
    assert after == before
