"""`manage.py search` and `rebuild_index` as scripts see them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from speeches.models import Speech
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_meeting, make_user
from tests.search.archive import BRIDGE, CANAL, add_speech

pytestmark = pytest.mark.django_db


@pytest.fixture
def canal() -> Speech:
    return add_speech(CANAL, make_meeting("第一次研讨"), speaker="关山月", title="修渠先修心")


@pytest.fixture
def draft() -> Speech:
    return add_speech(BRIDGE, make_meeting("第二次研讨"), speaker="方砚北", status=ReviewStatus.DRAFT)


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=StringIO())
    return out.getvalue()


def as_json(*args: str) -> dict:
    return json.loads(run("search", *args, "--json"))


def test_json_has_the_agreed_keys(canal: Speech) -> None:
    answer = as_json("政绩")
    assert {"query", "total", "speeches", "took_ms", "hits", "facets"} <= set(answer)
    assert "notice" not in answer
    hit = answer["hits"][0]
    assert {
        "speech",
        "point",
        "part",
        "start",
        "end",
        "score",
        "meeting",
        "speaker",
        "heading",
        "excerpt",
        "marks",
    } <= set(hit)
    assert (hit["speech"], hit["part"], hit["speaker"], hit["meeting"]) == (canal.pk, "point", "关山月", "第一次研讨")
    assert {hit["excerpt"][start:end] for start, end in hit["marks"]} == {"政绩"}
    assert answer["facets"]["year"] == [["2024", answer["total"]]]
    assert answer["facets"]["speaker"] == [["关山月", answer["total"]]]
    assert set(answer["facets"]) >= {"meeting", "speaker", "theme", "year", "type"}


def test_every_occurrence_is_marked(canal: Speech) -> None:
    hits = as_json("渠")["hits"]
    assert sum(len(hit["marks"]) for hit in hits) == sum(hit["occurrences"] for hit in hits) == CANAL.count("渠")


def test_offsets_are_those_of_the_file(canal: Speech) -> None:
    for hit in as_json("，", "--limit", "100")["hits"]:
        assert "，" in CANAL[hit["start"] : hit["end"]]


def test_without_a_user_drafts_are_found_with_a_reader_not(canal: Speech, draft: Speech) -> None:
    make_user(Role.READER, name="duzhe")
    assert as_json("政绩")["speeches"] == 2
    answer = as_json("政绩", "--user", "duzhe")
    assert answer["speeches"] == 1
    assert "方砚北" not in json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize(
    "arguments, speeches",
    [
        (["--meeting", "第一次"], 1),
        (["--speaker", "方砚北"], 1),
        (["--speaker", "关山月", "--speaker", "方砚北"], 2),
        (["--status", "草稿"], 1),
        (["--status", "published"], 1),
        (["--year", "2024"], 2),
        (["--year", "1999"], 0),
        (["--since", "2024-03-28", "--until", "2024-03-28"], 2),
        (["--until", "2024-03-27"], 0),
        (["--part", "closing"], 0),
        (["--part", "观点"], 2),
        (["--theme", "没有的主题"], 0),
        (["--type", "专题研讨"], 2),
        (["--unit", "云岭"], 2),
        (["--post", "书记"], 0),
        (["--campaign", "主题教育"], 0),
    ],
)
def test_options_narrow(canal: Speech, draft: Speech, arguments: list[str], speeches: int) -> None:
    assert as_json("政绩", *arguments)["speeches"] == speeches


def test_limit_and_offset_cut_a_page(canal: Speech) -> None:
    whole = as_json("渠")["hits"]
    assert as_json("渠", "--limit", "2", "--offset", "1")["hits"] == whole[1:3]
    assert as_json("渠", "--limit", "0")["total"] == len(whole)


def test_a_malformed_query_is_a_notice_not_an_error(canal: Speech) -> None:
    assert as_json('"政绩')["notice"]
    assert "注意" in run("search", "(政绩")


@pytest.mark.parametrize(
    "arguments", [["--user", "nobody"], ["--part", "foo"], ["--status", "foo"], ["--since", "昨天"], ["--limit", "-1"]]
)
def test_wrong_usage_is_refused_with_code_2(canal: Speech, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run("search", "政绩", *arguments)
    assert refused.value.returncode == 2


def test_the_list_for_the_terminal_brackets_the_words(canal: Speech) -> None:
    printed = run("search", "漏水")
    assert "共 1 段，1 篇发言" in printed
    assert "不【漏水】" in printed


def test_rebuilding_says_how_many_passages(canal: Speech) -> None:
    assert f"已重建索引：{canal.passages.count()} 段" in run("rebuild_index")
    assert as_json("漏水")["total"] == 1
