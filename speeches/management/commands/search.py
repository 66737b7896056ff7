"""`manage.py search`: find passages from the command line, as a list to read or as JSON."""

import datetime
import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from speeches import installation, search
from speeches.models import User
from speeches.search.filters import PART_LABELS, STATUS_LABELS
from speeches.search.results import DATE, PASSAGE, RELEVANCE, SPEECH, Excerpt

CONTRACT_FACETS = ("meeting", "speaker", "theme", "year", "type", "part", "status")


class Command(BaseCommand):
    help = (
        "检索发言：词与词之间空格＝同时出现，或（OR）＝任一，-词（NOT、非）＝排除，“原话”＝一字不差，括号分组。"
        "不加 --user 时检索全部发言。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERY", help="检索式。")
        parser.add_argument("--user", metavar="NAME", help="以这个账号的身份检索：只找得到他看得到的。")
        several = {"action": "append", "default": []}
        parser.add_argument("--meeting", metavar="M", help="会议：编号、名称或名称的一部分。", **several)
        parser.add_argument(
            "--speaker", metavar="S", help="发言人：姓名或别名；“待确认”＝还没有确认发言人的。", **several
        )
        parser.add_argument("--theme", metavar="T", help="主题：名称、别名或代码。", **several)
        parser.add_argument("--type", metavar="T", help="会议类型。", **several)
        parser.add_argument("--part", metavar="KIND", help=f"部分：{_listed(PART_LABELS)}。", **several)
        parser.add_argument("--year", metavar="Y", type=int, help="会议年份。", **several)
        parser.add_argument("--status", metavar="S", help=f"审核状态：{_listed(STATUS_LABELS)}。", **several)
        parser.add_argument("--campaign", metavar="C", default="", help="专题（名称的一部分也行）。")
        parser.add_argument("--post", metavar="P", default="", help="时任职务（一部分也行）。")
        parser.add_argument("--unit", metavar="U", default="", help="单位（一部分也行）。")
        parser.add_argument("--since", metavar="D", help="会议日期不早于，如 2024-03-28。")
        parser.add_argument("--until", metavar="D", help="会议日期不晚于，如 2024-03-28。")
        parser.add_argument(
            "--within",
            choices=[SPEECH, PASSAGE],
            default=SPEECH,
            help="同时出现、排除，按整篇发言（speech）还是同一段（passage）算。",
        )
        parser.add_argument("--order", choices=[RELEVANCE, DATE], default=RELEVANCE, help="最相关在前，或最近在前。")
        parser.add_argument("--limit", metavar="N", type=int, default=20, help="最多列出几段。")
        parser.add_argument("--offset", metavar="N", type=int, default=0, help="从第几段之后开始列。")
        parser.add_argument("--json", action="store_true", help="输出 JSON。")

    def handle(self, *args: object, **options: object) -> None:
        query = _query(options)
        installation.prepare()
        results = search.search(query, _user(options["user"]))
        self.stdout.write(_as_json(results) if options["json"] else _as_lines(results))


def _query(options: dict) -> search.SearchQuery:
    for name, labels in (("part", PART_LABELS), ("status", STATUS_LABELS)):
        for value in options[name]:
            if value not in labels and value not in labels.values():
                raise CommandError(f"--{name} 不认识“{value}”，可用：{_listed(labels)}。", returncode=2)
    if options["limit"] < 0 or options["offset"] < 0:
        raise CommandError("--limit 和 --offset 不能是负数。", returncode=2)
    several = {name: tuple(options[name]) for name in ("meeting", "speaker", "theme", "type", "part", "year", "status")}
    single = {name: options[name] for name in ("campaign", "post", "unit", "within", "order", "limit", "offset")}
    dates = {name: _date(options[name]) for name in ("since", "until")}
    return search.SearchQuery(options["query"], **several, **single, **dates)


def _date(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError as error:
        raise CommandError(f"日期“{written}”看不懂，请写成 2024-03-28。", returncode=2) from error


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as error:
        raise CommandError(f"没有账号“{name}”。", returncode=2) from error


def _listed(labels: dict[str, str]) -> str:
    return "、".join(f"{code}（{label}）" for code, label in labels.items())


def _as_lines(results: search.Results) -> str:
    lines = [f"注意：{results.notice}"] if results.notice else []
    lines.append(f"共 {results.total} 段，{results.speeches} 篇发言。用时 {results.took_ms:.0f} 毫秒。")
    for number, hit in enumerate(results.hits, start=results.query.offset + 1):
        place = f"{hit.marker}{hit.heading}" if hit.point else hit.part_label
        title = f"《{hit.title}》" if hit.title else "　"
        lines.append(f"{number}. {hit.speaker}{title}{place}　{hit.occurrences} 处　[{hit.start}, {hit.end})")
        if hit.line.text:
            lines.append(f"   {_with_brackets(hit.line)}")
    return "\n".join(lines)


def _with_brackets(excerpt: Excerpt) -> str:
    return "".join(f"【{piece.text}】" if piece.marked else piece.text for piece in excerpt.segments)


def _as_json(results: search.Results) -> str:
    answer = {
        "query": results.query.text,
        "total": results.total,
        "speeches": results.speeches,
        "excluded": results.excluded,
        "took_ms": results.took_ms,
        "hits": [_hit_as_json(hit) for hit in results.hits],
        "facets": {
            name: [
                [value.value if name == "year" else value.label, value.count] for value in results.facets.get(name, ())
            ]
            for name in CONTRACT_FACETS
        },
    }
    if results.notice:
        answer["notice"] = results.notice
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _hit_as_json(hit: search.Hit) -> dict[str, object]:
    return {
        "speech": hit.speech,
        "point": hit.point,
        "part": hit.part,
        "start": hit.start,
        "end": hit.end,
        "score": hit.score,
        "meeting": hit.meeting,
        "speaker": hit.speaker,
        "title": hit.title,
        "heading": hit.heading,
        "excerpt": hit.excerpt.text,
        "marks": [list(mark) for mark in hit.excerpt.marks],
        "occurrences": hit.occurrences,
        "themes": [label.tag.label for label in hit.labels],
    }
