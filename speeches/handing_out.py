"""Give a file out as it came in, and write down who took it."""

from django.db import transaction

from speeches import originals
from speeches.models import AuditEvent, SpeechVersion, User


class Lost(Exception):
    """The data folder no longer has the file; str() says in Chinese what to do."""


@transaction.atomic
def hand_out(version: SpeechVersion, user: User) -> bytes:
    """The original of a version, byte by byte; whoever calls has asked who may see it. Raises Lost."""
    source = version.reading.source
    try:
        data = originals.content(source)
    except OSError as error:
        raise Lost(f"原件《{version.file_name}》不在数据文件夹里，请管理员从备份恢复。") from error
    AuditEvent.objects.record(user, "下载原件", version.speech, file=version.file_name, sha256=source.sha256)
    return data
