"""`manage.py retag`: name the themes of stored speeches again, with today's dictionaries."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from speeches import analysis, installation
from speeches.models import Speech


class Command(BaseCommand):
    help = "按现在的词表重新标注全部发言的主题；人工确认、否决、添加的一律不动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出会改变哪些观点，不改。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        work = analysis.preview_retag if options["dry_run"] else analysis.retag
        speeches = Speech.objects.alive().exclude(version=None).with_everything_named().in_order()
        total = 0
        for number, speech in enumerate(speeches, start=1):
            self.stderr.write(f"[{number}] {speech}")
            for change in work(speech):
                total += 1
                self.stdout.write(f"{speech} · {change.point}：{_list(change.before)} → {_list(change.after)}")
        verb = "将改变" if options["dry_run"] else "改变了"
        self.stdout.write(f"{verb} {total} 个观点的主题。")


def _list(names: tuple[str, ...]) -> str:
    return "、".join(names) or "未归类"
