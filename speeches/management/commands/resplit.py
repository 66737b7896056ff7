"""`manage.py resplit`: divide stored speeches again, with today's rules."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from speeches import installation, outlining
from speeches.models import Speech


class Command(BaseCommand):
    help = "按现在的规则重新分点。机器分的直接更新（永久链接不变）；人改过的只列出差别，不动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出会怎样，不改。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        counts = {"applied": 0, "offered": 0}
        for speech in Speech.objects.alive().exclude(version=None).with_everything_named().in_order():
            found = outlining.preview_resplit(speech) if options["dry_run"] else outlining.resplit(speech, None)
            if not found.differs:
                continue
            counts["offered" if found.edited_by_person else "applied"] += 1
            fate = "人工改过，未动" if found.edited_by_person else "将更新" if options["dry_run"] else "已更新"
            self.stdout.write(f"{speech}：{found.before} → {len(found.division.points)} 个观点，{fate}")
        verb = "将更新" if options["dry_run"] else "已更新"
        self.stdout.write(f"{verb} {counts['applied']} 篇；人工改过、只列差别的 {counts['offered']} 篇。")
