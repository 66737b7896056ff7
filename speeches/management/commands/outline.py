"""`manage.py outline`: the points of files, without touching the database."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from speeches import lexicons
from speeches.documents import Document, UnreadableDocument, is_archive, members, read
from speeches.text.examine import suspects_in, wrong_formulations
from speeches.text.header import Header, guess_header
from speeches.text.outline import Outline, outline


class Command(BaseCommand):
    help = "读出文件的分点（不动数据库）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="文件，可以多个；zip 里的每个文件各算一个。")
        parser.add_argument("--json", action="store_true", help="输出 JSON。")
        parser.add_argument("--text", action="store_true", help="JSON 中带上正文。")

    def handle(self, *args: object, **options: object) -> None:
        found = [row for name in options["files"] for row in _of_file(Path(name))]
        for row in found:
            if not options["text"]:
                row.pop("text", None)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_as_lines(row) for row in found))
        refused = [row for row in found if "error" in row]
        if refused:
            raise CommandError(
                "\n".join(row["error"]["message"] for row in refused), returncode=2 if len(refused) == len(found) else 1
            )


def _of_file(path: Path) -> list[dict[str, object]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"打不开《{path}》：{error.strerror or error}。请检查文件名和权限。"
        return [{"file": path.name, "error": {"code": "damaged", "message": message}}]
    if not is_archive(path.name, data):
        return [_of_content(path.name, lambda: data)]
    try:
        return [_of_content(member.name, member.content) for member in members(path.name, data)]
    except UnreadableDocument as refusal:
        return [_refused(path.name, refusal)]


def _refused(name: str, refusal: UnreadableDocument) -> dict[str, object]:
    return {"file": name, "error": {"code": refusal.code, "message": str(refusal)}}


def _of_content(name: str, content: Callable[[], bytes]) -> dict[str, object]:
    try:
        document = read(name, content())
    except UnreadableDocument as refusal:
        return _refused(name, refusal)
    parsed = outline(document.text)
    return _as_json(name, document, parsed, guess_header(document.text, parsed, name))


def _as_json(name: str, document: Document, parsed: Outline, header: Header) -> dict[str, object]:
    text = document.text
    suspects = suspects_in(text, lexicons.shipped())
    return {
        "file": name,
        "chars": len(text),
        "reader": document.reader,
        "encoding": document.encoding,
        "title": header.title,
        "speaker": header.speaker,
        "post": header.post,
        "unit": header.unit,
        "types": list(header.types),
        "salutation": header.salutation,
        "date": header.date,
        "date_iso": header.date_iso,
        "parts": [{"kind": p.kind, "start": p.start, "end": p.end} for p in parsed.parts],
        "points": [
            {
                "start": p.start,
                "end": p.end,
                "level": p.level,
                "marker": p.marker,
                "heading": p.heading,
                "parent": p.parent,
                "inferred": p.inferred,
                "reason": p.reason,
            }
            for p in parsed.points
        ],
        **({"sections": [_section(s) for s in parsed.sections]} if parsed.sections else {}),
        "extras": [{"where": e.where, "text": e.text} for e in document.extras],
        "warnings": [_warning(w) for w in (*document.warnings, *parsed.warnings, *wrong_formulations(suspects))],
        "text": text,
    }


def _section(section: object) -> dict[str, object]:
    return {
        "speaker": section.speaker,
        "start": section.start,
        "end": section.end,
        "points": list(section.points),
    }


def _warning(finding: object) -> dict[str, object]:
    return {"code": finding.code, "message": finding.message, "start": finding.start, "end": finding.end}


def _as_lines(row: dict[str, object]) -> str:
    if "error" in row:
        return f"{row['file']}：{row['error']['message']}"
    lines = [f"{row['file']}：{row['chars']} 字，{len(row['points'])} 个观点，{len(row['warnings'])} 处提示"]
    lines += [f"{'  ' * point['level']}{point['marker']}{point['heading']}" for point in row["points"]]
    lines += [f"  ! {warning['message']}" for warning in row["warnings"]]
    return "\n".join(lines)
