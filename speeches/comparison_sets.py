"""比较集: keep picked speeches under a name, share them, rename them, let them go."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from speeches.models import AuditEvent, SavedComparison, Speech, User

FEWEST = 2


class Refused(Exception):
    """The set cannot be kept or changed; str() tells the person in Chinese why."""


@transaction.atomic
def keep(title: str, speeches: Sequence[Speech], owner: User, *, shared: bool = False) -> SavedComparison:
    """A new set of speeches that its owner sees; raises Refused for fewer than two."""
    if len(speeches) < FEWEST:
        raise Refused("至少选两篇发言才能对照。")
    kept = SavedComparison.objects.create(title=title, owner=owner, shared=shared)
    kept.speeches.set(speeches)
    AuditEvent.objects.record(owner, "建比较集", kept, title=title, speeches=len(speeches), shared=shared)
    return kept


@transaction.atomic
def change(kept: SavedComparison, user: User, *, title: str, shared: bool) -> None:
    """Rename it, share it or stop sharing it; only its owner may."""
    _own(kept, user)
    kept.title, kept.shared = title, shared
    kept.save()
    AuditEvent.objects.record(user, "改比较集", kept, title=title, shared=shared)


@transaction.atomic
def drop(kept: SavedComparison, user: User) -> None:
    """Delete the set, never a speech; only its owner may."""
    _own(kept, user)
    AuditEvent.objects.record(user, "删比较集", kept, title=kept.title)
    kept.delete()


def _own(kept: SavedComparison, user: User) -> None:
    if kept.owner_id != user.pk:
        raise Refused(f"这个比较集是{kept.owner}建立的，只有本人能改。")
