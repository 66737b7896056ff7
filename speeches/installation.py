"""Make the archive ready where it stands: data folder, keys, tables, dictionaries. Doing it twice changes nothing."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from speeches import lexicons
from speeches.models import MeetingType, Unit

KEYS = {"secret.key": "SECRET_KEY", "audit.key": "AUDIT_KEY"}
MEETING_TYPES = (
    "中心组集体学习", "中心组（扩大）学习会", "专题研讨", "民主生活会会前学习", "组织生活会会前学习", "读书班",
    "专题党课", "专题辅导报告", "“第一议题”学习", "主题党日", "调研成果交流", "务虚会",
)  # fmt: skip
FIRST_UNIT = "本单位"


def prepare() -> bool:
    """Create what is missing; True where anything had to be done."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # inside the data folder; whitenoise looks for it
    written = [_write_key(name, getattr(settings, setting)) for name, setting in KEYS.items()]
    behind = _is_behind()
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    renewed = lexicons.is_behind()
    if renewed:
        lexicons.install()
    _fill_lists()
    return any(written) or behind or renewed


def _write_key(name: str, value: str) -> bool:
    """Keep the secret that this process drew; readable by the account that runs the archive alone."""
    path: Path = settings.DATA_DIR / "keys" / name
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(value)
    return True


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _fill_lists() -> None:
    if not MeetingType.objects.exists():
        MeetingType.objects.bulk_create(
            MeetingType(name=name, position=position) for position, name in enumerate(MEETING_TYPES)
        )
    if not Unit.objects.exists():
        Unit.objects.create(name=FIRST_UNIT)
