"""Who may see and do what: the one table, and the rule as a database condition.

Every QuerySet's `visible_to(user)` and every `may(user, act, …)` comes from here (design: docs/架构.md,
“谁能看什么”). It imports no model, so that models can use it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from speeches.models.choices import Reach, ReviewStatus, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from speeches.models import Meeting, Speech, User

OWNER = "owner"  # 上传者本人: not a granted role, but who sent the speech in
S = ReviewStatus

STAFF = {Role.CLERK, Role.REVIEWER}
READERS = {Role.READER, Role.OBSERVER, Role.ARCHIVIST}

SEE: dict[ReviewStatus, set[str]] = {
    S.DRAFT: {OWNER, *STAFF},
    S.RETURNED: {OWNER, *STAFF},
    S.SUBMITTED: {OWNER, *STAFF},
    S.APPROVED: {OWNER, *STAFF, Role.ARCHIVIST},
    S.PUBLISHED: {OWNER, *STAFF, *READERS},
    S.ARCHIVED: {OWNER, *STAFF, *READERS},
    S.WITHDRAWN: {*STAFF},
    S.DELETED: {*STAFF},
}
SEE_INCOMING = {OWNER, Role.CLERK}  # files that are queued or could not be read


class Act(StrEnum):
    """What a person can do to a speech."""

    EDIT_TEXT = "edit_text"  # header fields, a new version
    EDIT_POINTS = "edit_points"  # points and themes
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    SEAL = "seal"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    RESTORE = "restore"


BEFORE_REVIEW = (S.DRAFT, S.RETURNED)
DO: dict[Act, dict[ReviewStatus, set[str]]] = {
    Act.EDIT_TEXT: {s: {OWNER, Role.CLERK} for s in BEFORE_REVIEW},
    Act.EDIT_POINTS: {**{s: {OWNER, Role.CLERK} for s in BEFORE_REVIEW}, S.SUBMITTED: {Role.CLERK}},
    Act.SUBMIT: {s: {OWNER, Role.CLERK} for s in BEFORE_REVIEW},
    Act.RETURN: {S.SUBMITTED: {Role.REVIEWER}, S.APPROVED: {Role.REVIEWER}},
    Act.APPROVE: {S.SUBMITTED: {Role.REVIEWER}},
    Act.PUBLISH: {S.APPROVED: {Role.REVIEWER}},
    Act.SEAL: {S.PUBLISHED: {Role.ARCHIVIST}},
    Act.WITHDRAW: {s: {Role.CLERK} for s in (S.SUBMITTED, S.APPROVED, S.PUBLISHED)},
    Act.DELETE: {s: {OWNER, Role.CLERK} for s in BEFORE_REVIEW},
    Act.RESTORE: {S.WITHDRAWN: {Role.CLERK}, S.DELETED: {Role.CLERK}},
}

# Acts on a whole meeting or on the house.
UPLOAD_TO_MEETING = {Role.SUBMITTER, Role.CLERK}
RUN_MEETING = {Role.CLERK}
EDIT_DICTIONARIES = STAFF
NAME_SPEAKERS = {Role.SUBMITTER, *STAFF}  # may choose a speaker among the people of the unit
MANAGE_ACCOUNTS = {Role.ADMINISTRATOR}
READ_AUDIT = {Role.AUDITOR}
# Roles that see a meeting before anything of it is published.
PREPARE_MEETING = {Role.SUBMITTER, *STAFF, Role.ARCHIVIST, Role.OBSERVER}


@dataclass(frozen=True, slots=True)
class Granted:
    """The units (with all below them) and the meetings a user reaches, by role."""

    units: dict[str, frozenset[int]]
    meetings: dict[str, frozenset[int]]

    def has(self, roles: Collection[str]) -> bool:
        return any(self.units.get(role) or self.meetings.get(role) for role in roles)

    def unit_ids(self, roles: Collection[str]) -> set[int]:
        return set().union(*(self.units.get(role, frozenset()) for role in roles))

    def meeting_ids(self, roles: Collection[str]) -> set[int]:
        return set().union(*(self.meetings.get(role, frozenset()) for role in roles))


NOTHING = Granted({}, {})


def granted(user: User | AnonymousUser, *, today: datetime.date | None = None) -> Granted:
    """What a user's grants reach today; read once a request and kept on the user object."""
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    known = getattr(user, "_granted", None)
    if known is None:
        known = user._granted = _read_grants(user, today or timezone.localdate())
    return known


def _read_grants(user: User, today: datetime.date) -> Granted:
    below = _units_below()
    units: dict[str, set[int]] = {}
    meetings: dict[str, set[int]] = {}
    for role, unit, meeting in user.grants.in_force(today).values_list("role", "unit_id", "meeting_id"):
        if unit is not None:
            units.setdefault(role, set()).update(_with_all_below(unit, below))
        else:
            meetings.setdefault(role, set()).add(meeting)
    return Granted({r: frozenset(v) for r, v in units.items()}, {r: frozenset(v) for r, v in meetings.items()})


def _units_below() -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = {}
    for unit, parent in apps.get_model("speeches", "Unit").objects.values_list("id", "parent_id"):
        below.setdefault(parent, []).append(unit)
    return below


def _with_all_below(unit: int, below: dict[int | None, list[int]]) -> set[int]:
    found, queue = {unit}, [unit]
    while queue:
        for child in below.get(queue.pop(), []):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def reached_meetings(user: User | AnonymousUser, roles: Collection[str], prefix: str = "") -> Q:
    """Meetings that one of the roles reaches: open ones by unit, restricted ones only by a grant on that meeting."""
    given = granted(user)
    by_unit = Q(**{f"{prefix}unit_id__in": given.unit_ids(roles), f"{prefix}reach": Reach.OPEN})
    return by_unit | Q(**{f"{prefix}id__in": given.meeting_ids(roles)})


def visible_speeches(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Speeches a user may see; `prefix` is the path from the queried model to Speech, as in "speech__"."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    rule = Q(**{f"{prefix}submitter_id": user.pk, f"{prefix}status__in": _statuses_seen_by(OWNER)})
    for role in Role:
        if statuses := _statuses_seen_by(role):
            rule |= Q(**{f"{prefix}status__in": statuses}) & reached_meetings(user, [role], f"{prefix}meeting__")
    return rule


def _statuses_seen_by(who: str) -> list[str]:
    return [status.value for status, seers in SEE.items() if who in seers]


def doable_speeches(user: User | AnonymousUser, act: Act) -> Q:
    """Speeches to which a user may do this now: `may` as a condition, for lists and counts of what waits."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    rule = Q(pk__in=[])
    for status, who in DO[act].items():
        mine = Q(submitter_id=user.pk) if OWNER in who else Q(pk__in=[])
        rule |= Q(status=status) & (mine | reached_meetings(user, who - {OWNER}, "meeting__"))
    return rule


def visible_meetings(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Meetings a user prepares, and those of which a speech is visible to the user."""
    speech = apps.get_model("speeches", "Speech")
    reached = Exists(speech.objects.filter(visible_speeches(user), meeting_id=OuterRef(f"{prefix}pk")))
    return reached_meetings(user, PREPARE_MEETING, prefix) | Q(reached)


def visible_incoming(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Incoming files (import items): one's own, and those of the meetings one runs."""
    return visible_batches(user, f"{prefix}batch__")


def visible_batches(user: User | AnonymousUser, prefix: str = "") -> Q:
    """Batches of files: one's own, and those of the meetings one runs."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    by_role = reached_meetings(user, SEE_INCOMING - {OWNER}, f"{prefix}meeting__")
    return by_role | Q(**{f"{prefix}author_id": user.pk})


def holds(user: User | AnonymousUser, roles: Collection[str]) -> bool:
    """Has the user one of these roles anywhere?"""
    return granted(user).has(roles)


def holds_on(user: User | AnonymousUser, roles: Collection[str], meeting: Meeting) -> bool:
    """Has the user one of these roles on this meeting?"""
    given = granted(user)
    by_unit = meeting.reach == Reach.OPEN and meeting.unit_id in given.unit_ids(roles)
    return by_unit or meeting.pk in given.meeting_ids(roles)


def may(user: User | AnonymousUser, act: Act, speech: Speech) -> bool:
    """May the user do this to the speech as it stands now?"""
    if not user.is_authenticated or not user.is_active:
        return False
    who = DO[act].get(ReviewStatus(speech.status), set())
    owns = OWNER in who and speech.submitter_id == user.pk
    return owns or holds_on(user, who - {OWNER}, speech.meeting)
