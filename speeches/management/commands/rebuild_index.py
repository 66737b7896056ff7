"""`manage.py rebuild_index`: cut all speeches into passages and index them anew."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from speeches import installation, search

STEP = 500  # speeches between two lines of progress


class Command(BaseCommand):
    help = "重建检索索引。重建期间照常检索旧索引，完成后一次换新。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="不显示进度。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        began = time.monotonic()
        self.shown = 0
        passages = search.rebuild(self._silence if options["quiet"] else self._tell)
        self.stdout.write(f"已重建索引：{passages} 段，用时 {time.monotonic() - began:.1f} 秒。")

    def _tell(self, done: int, total: int) -> None:
        if done - self.shown >= STEP or done == total:
            self.shown = done
            self.stderr.write(f"[{done}/{total}] 篇发言")

    @staticmethod
    def _silence(done: int, total: int) -> None:
        """No progress was asked for."""
