"""`manage.py compare`: compare the speeches of a meeting, or picked ones, as a table, as JSON, or as a file."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from speeches import compare, export, installation
from speeches.compare.as_json import as_json
from speeches.compare.as_table import as_table
from speeches.models import Meeting, Speech, User
from speeches.models.choices import ReviewStatus

STATUSES = {status.value: (status.value,) for status in ReviewStatus} | {
    "published": compare.PUBLISHED,
    "all": compare.ALIVE,
}
LISTED = 20
LARGEST_ID = 2**63 - 1  # a larger number overflows the database's integers


class Command(BaseCommand):
    help = (
        "对照一次会议的发言，或选定的几篇：主题、展开、立论、引用、重合。默认只取已发布的；不加 --user 时看得到全部。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("meeting", nargs="?", metavar="MEETING", help="会议：编号、名称或名称的一部分。")
        what.add_argument("--speeches", metavar="ID,ID,…", help="发言编号，用逗号隔开。")
        parser.add_argument("--user", metavar="NAME", help="以这个账号的身份对照：只含他看得到的发言。")
        parser.add_argument(
            "--status",
            metavar="S",
            default="published",
            choices=sorted(STATUSES),
            help="审核状态：all（全部，含草稿），或其中一种，如 draft、submitted。",
        )
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="输出 JSON。")
        form.add_argument("--docx", metavar="FILE", type=Path, help="写成 Word 对照表（横向 A4）。")
        form.add_argument("--xlsx", metavar="FILE", type=Path, help="写成 Excel 工作簿。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        user = _user(options["user"])
        meeting = _meeting(options["meeting"], user) if options["meeting"] else None
        scope = compare.of_meeting(meeting) if meeting else compare.of_speeches(_ids(options["speeches"]))
        comparison = compare.compare(scope.narrowed(compare.Filters(statuses=STATUSES[options["status"]])), user)
        if not comparison.speeches:
            raise CommandError("没有可以对照的发言。默认只取已发布的，加 --status all 取全部状态。", returncode=2)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(comparison, meeting), ensure_ascii=False, indent=1))
        elif options["docx"]:
            self._save(export.FORMS["word"], comparison, options["docx"])
        elif options["xlsx"]:
            self._save(export.FORMS["excel"], comparison, options["xlsx"])
        else:
            self.stdout.write(as_table(comparison))

    def _save(self, write: export.Write, comparison: compare.Comparison, path: Path) -> None:
        """The file holds no links: a command does not know at which address people reach the archive."""
        try:
            path.write_bytes(write(comparison, "").content)
        except OSError as error:
            raise CommandError(f"写不进 {path}。请换一个能写的文件夹。", returncode=2) from error
        self.stdout.write(f"已写入 {path}（{len(comparison.speeches)} 篇发言）。")


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as error:
        raise CommandError(f"没有账号“{name}”。", returncode=2) from error


def _meeting(word: str, user: User | None) -> Meeting:
    seen = Meeting.objects.all() if user is None else Meeting.objects.visible_to(user)
    found = list(seen.answering_to(word).order_by("pk")[: LISTED + 1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"没有叫“{word}”的会议。", returncode=2)
    listed = "\n".join(f"  {meeting.pk}  {meeting.title}" for meeting in found[:LISTED])
    raise CommandError(f"叫“{word}”的会议不止一个，请写编号或更长的名称：\n{listed}", returncode=2)


def _ids(written: str) -> list[int]:
    words = [word.strip() for word in written.replace("，", ",").split(",") if word.strip()]
    if not words or not all(word.isdecimal() for word in words):
        raise CommandError(f"--speeches 看不懂“{written}”，请写发言编号，用逗号隔开。", returncode=2)
    ids = list(map(int, words))
    known = set(Speech.objects.filter(pk__in=[pk for pk in ids if pk <= LARGEST_ID]).values_list("pk", flat=True))
    if missing := [str(pk) for pk in ids if pk not in known]:
        raise CommandError(f"没有编号为 {'、'.join(missing)} 的发言。", returncode=2)
    return ids
