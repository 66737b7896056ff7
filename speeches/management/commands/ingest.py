"""`manage.py ingest`: take files, folders and zips into the archive."""

import datetime
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from speeches import ingest, installation, meeting_files
from speeches.documents import DOCUMENT_SUFFIXES
from speeches.models import ImportBatch, Meeting, Unit
from speeches.models.choices import ItemState, ReviewStatus

STATUSES = [ReviewStatus.DRAFT, ReviewStatus.SUBMITTED, ReviewStatus.PUBLISHED]
WOULD_INGEST = "would_ingest"
# What a folder is searched for; other files in it are not for the archive.
WANTED = DOCUMENT_SUFFIXES | {".zip"}


class Command(BaseCommand):
    help = "把文件、文件夹或 zip 收进发言库：读取、分点、标主题、建索引。同样的文件再收一次不会重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="文件、文件夹或 .zip；文件夹里有 meeting.json 就按它建会议。"
        )
        parser.add_argument("--meeting", help="收进哪次会议：名称（可缩写）或编号。")
        parser.add_argument("--create-meeting", action="store_true", help="会议不存在就新建。")
        parser.add_argument("--date", help="新建会议的日期，如 2024-03-28。")
        parser.add_argument("--status", choices=STATUSES, default=ReviewStatus.DRAFT, help="收进来以后的状态。")
        parser.add_argument(
            "--on-duplicate", choices=["skip", "version", "new"], default="skip",
            help="遇到内容相同的文件：skip 略过，version 作为新稿次，new 另建一篇。",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="只看会怎样，不存。")
        parser.add_argument("--json", action="store_true", help="输出 JSON。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        paths = [Path(path) for path in options["paths"]]
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"找不到：{'、'.join(missing)}。请检查路径。", returncode=2)
        results, batches = [], []
        for path in paths:
            for batch, result in self._take_in(path, options):
                results.append(result)
                batches += [batch] if batch is not None and batch not in batches else []
                self.stderr.write(f"[{len(results)}] {result.file} → {_in_words(result)}")
        self.stdout.write(_as_json(batches, results) if options["json"] else _as_lines(results))
        if any(result.status == ItemState.REFUSED for result in results):
            done = any(result.status != ItemState.REFUSED for result in results)
            raise CommandError("有文件没有收进来，原因见上。", returncode=1 if done else 2)

    def _take_in(self, path: Path, options: dict) -> Iterator[tuple[ImportBatch | None, ingest.Result]]:
        described = sorted(path.rglob(meeting_files.NAME)) if path.is_dir() else []
        if described and not options["meeting"]:
            for file in described:
                yield from self._take_in_meeting(file.parent, options)
        else:
            meeting = self._meeting(options)
            files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            yield from self._take_in_files(files, path, meeting, {}, options)

    def _take_in_meeting(self, folder: Path, options: dict) -> Iterator[tuple[ImportBatch | None, ingest.Result]]:
        try:
            file = meeting_files.load(folder)
            known = Meeting.objects.filter(title=file.title).first()
            meeting, claims = (known, {}) if options["dry_run"] else meeting_files.enter(file)
        except meeting_files.BadMeetingFile as error:
            raise CommandError(str(error), returncode=2) from error
        yield from self._take_in_files(file.files, folder, meeting, claims, options)

    def _take_in_files(
        self, files: list[Path], root: Path, meeting: Meeting | None, claims: dict, options: dict
    ) -> Iterator[tuple[ImportBatch | None, ingest.Result]]:
        batch = None if options["dry_run"] else ImportBatch.objects.create(meeting=meeting)
        intake = ingest.Intake(batch, options["on_duplicate"], ReviewStatus(options["status"]), claims)
        for file in files:
            if root.is_dir() and file.suffix.lower() not in WANTED and file.name not in claims:
                yield batch, ingest.Result(file.name, ItemState.IGNORED, message="不是发言文件，略过。")
                continue
            try:
                data = file.read_bytes()
            except OSError as error:
                message = f"打不开《{file.name}》：{error.strerror or error}。请检查文件和权限。"
                yield batch, ingest.Result(file.name, ItemState.REFUSED, code="damaged", message=message)
                continue
            if batch is None:
                results = ingest.preview(data, file.name, meeting)
            else:
                results = ingest.receive(data, file.name, intake)
            for result in results:
                yield batch, result

    def _meeting(self, options: dict) -> Meeting | None:
        """The meeting that --meeting names; created only where --create-meeting says so."""
        asked = options["meeting"]
        if not asked:
            raise CommandError("请用 --meeting 指明会议，或给出带 meeting.json 的文件夹。", returncode=2)
        found = list(Meeting.objects.answering_to(asked)[:6])
        if len(found) == 1:
            return found[0]
        if found:
            names = "\n".join(f"  {meeting.pk}  {meeting.title}" for meeting in found)
            raise CommandError(f"“{asked}”对应不止一次会议，请写全或用编号：\n{names}", returncode=2)
        if not options["create_meeting"]:
            raise CommandError(f"没有会议“{asked}”。要新建请加 --create-meeting。", returncode=2)
        if options["dry_run"]:
            return None
        unit = Unit.objects.filter(parent=None).order_by("pk").first()
        return Meeting.objects.create(title=asked, unit=unit, date=self._date(options["date"]))

    @staticmethod
    def _date(written: str | None) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(written) if written else None
        except ValueError as error:
            raise CommandError(f"日期“{written}”看不懂，请写成 2024-03-28。", returncode=2) from error


def _in_words(result: ingest.Result) -> str:
    if result.status == ItemState.INGESTED:
        return (
            f"已提取 {result.chars} 字，{result.points} 个观点，{result.themes} 个主题，{len(result.warnings)} 处提示"
        )
    if result.status == WOULD_INGEST:
        return f"可以收：{result.chars} 字，{result.points} 个观点"
    return result.message or ItemState(result.status).label


def _as_lines(results: list[ingest.Result]) -> str:
    words = {**dict(ItemState.choices), WOULD_INGEST: "可以收"}
    counts = "，".join(f"{words[status]} {n}" for status, n in _counts(results).items() if n)
    return f"共 {len(results)} 个文件：{counts or '没有文件'}"


def _counts(results: list[ingest.Result]) -> dict[str, int]:
    kinds = [ItemState.INGESTED, ItemState.DUPLICATE, ItemState.REFUSED, ItemState.IGNORED]
    counts = {kind.value: sum(result.status == kind for result in results) for kind in kinds}
    planned = sum(result.status == WOULD_INGEST for result in results)
    return {**counts, WOULD_INGEST: planned} if planned else counts


def _as_json(batches: list[ImportBatch], results: list[ingest.Result]) -> str:
    first = batches[0] if batches else None
    answer = {
        "batch": first.pk if first else None,
        "meeting": first.meeting_id if first else None,
        "batches": [{"batch": batch.pk, "meeting": batch.meeting_id} for batch in batches],
        "counts": _counts(results),
        "files": [_file_as_json(result) for result in results],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _file_as_json(result: ingest.Result) -> dict[str, object]:
    row: dict[str, object] = {
        "file": result.file,
        "status": result.status,
        "speeches": [speech.pk for speech in result.speeches],
        "speaker": "、".join(speech.speaker_name for speech in result.speeches),
        "chars": result.chars,
        "points": result.points,
        "themes": result.themes,
        "warnings": list(result.warnings),
    }
    if result.code:
        row["error"] = {"code": result.code, "message": result.message}
    elif result.message:
        row["message"] = result.message
    return row
