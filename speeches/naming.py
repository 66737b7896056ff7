"""Who is meant by a name that a person typed: someone known in the unit, or someone new."""

import datetime

from django.db import transaction

from speeches.models import AuditEvent, Post, Speaker, Unit, User


class Ambiguous(Exception):
    """Several people of the unit bear the name; str() says in Chinese what to do."""


@transaction.atomic
def speaker_called(name: str, unit: Unit, user: User, post: str = "") -> Speaker:
    """The unit's one speaker of this name or alias, a new one where nobody bears it; raises Ambiguous."""
    named = list(Speaker.objects.named(name, unit)[:2])
    if len(named) > 1:
        raise Ambiguous(f"{unit}有不止一位“{name}”，请从名单里选一位。")
    speaker = named[0] if named else _enter(name, unit, user)
    if post:
        Post.objects.get_or_create(speaker=speaker, title=post, start=None)
    return speaker


def post_at(speaker: Speaker, day: datetime.date | None) -> str:
    """The post that a known speaker held on the day of a meeting; empty where none is on record."""
    post = speaker.posts.in_force(day).first()
    return post.title if post else ""


def _enter(name: str, unit: Unit, user: User) -> Speaker:
    speaker = Speaker.objects.create(name=name, unit=unit)
    AuditEvent.objects.record(user, "登记发言人", speaker, name=name)
    return speaker
