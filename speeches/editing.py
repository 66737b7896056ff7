"""People's corrections: themes, header fields, points. A machine's later run never overwrites them."""

from __future__ import annotations

from django.db import transaction

from speeches import access, analysis, outlining, search
from speeches.access import Act
from speeches.models import AuditEvent, MoveDecision, Outline, Point, Speaker, Speech, Theme, ThemeDecision, User
from speeches.models.choices import Origin, Verdict
from speeches.text import regroup
from speeches.text.outline import Part as DrawnPart
from speeches.text.outline import Point as DrawnPoint

NOTE_CHARS = 120
HEADER_FIELDS = ("title", "byline", "post_text", "unit_text", "kind", "order")


class Refused(Exception):
    """The correction cannot be made; str() tells the person in Chinese why, and what to do."""


def _ask_leave(user: User, speech: Speech, act: Act = Act.EDIT_POINTS) -> None:
    if not access.may(user, act, speech):
        raise Refused(f"这篇发言现在是“{speech.get_status_display()}”，您不能改动。")


@transaction.atomic
def decide_theme(point: Point, theme: Theme, verdict: Verdict, user: User) -> None:
    """Confirm, reject or add a theme of a point, or take one's word back; it hangs on the point's lasting identity."""
    _ask_leave(user, point.speech)
    ThemeDecision.objects.create(anchor=point.anchor, theme=theme, verdict=verdict, user=user)
    analysis.apply_decisions(point)
    AuditEvent.objects.record(user, f"主题{verdict.label}", point.speech, point=point.anchor.uid, theme=theme.code)


@transaction.atomic
def decide_move(speech: Speech, sentence: str, move: str, user: User) -> None:
    """Say what a sentence does; kept with the sentence's words, so that it outlives offsets."""
    _ask_leave(user, speech)
    MoveDecision.objects.create(speech=speech, sentence=sentence, move=move, user=user)
    analysis.analyse(speech)
    AuditEvent.objects.record(user, "改语步", speech, sentence=sentence[:40], move=move)


@transaction.atomic
def correct_header(speech: Speech, user: User, *, speaker: Speaker | None, **fields: object) -> None:
    """Set who spoke and what the header says; `fields` are those of HEADER_FIELDS."""
    _ask_leave(user, speech, Act.EDIT_TEXT)
    before = {name: getattr(speech, name) for name in HEADER_FIELDS}
    speech.speaker = speaker
    for name in HEADER_FIELDS:
        if name in fields:
            setattr(speech, name, fields[name])
    speech.save()
    search.index(speech)
    after = {name: getattr(speech, name) for name in HEADER_FIELDS}
    changed = {name: [before[name], after[name]] for name in HEADER_FIELDS if before[name] != after[name]}
    AuditEvent.objects.record(user, "改抬头", speech, speaker=speaker.uid if speaker else None, changed=changed)


def split(point: Point, offset: int, user: User) -> Outline:
    """Cut a point in two at an offset of the Reading."""
    if not point.start < offset < point.end:
        raise Refused("请把光标放在这一点的正文中间再拆分。")
    text = point.outline.version.reading.text
    return _redraw(point, user, "拆分", lambda drawn, i: regroup.split(drawn, i, offset, text))


def merge(point: Point, user: User) -> Outline:
    """Join a point with the one before it on its level."""
    return _redraw(point, user, "并入上一点", regroup.merge)


def promote(point: Point, user: User) -> Outline:
    """Move a point, with what it holds, one level out."""
    return _redraw(point, user, "升一级", regroup.promote)


def demote(point: Point, user: User) -> Outline:
    """Move a point, with what it holds, one level in, under the point before it."""
    return _redraw(point, user, "降一级", regroup.demote)


def dissolve(point: Point, user: User) -> Outline:
    """Say that this is no point: its text goes to what stood before it."""
    return _redraw(point, user, "不是要点", regroup.dissolve)


def accept(point: Point, user: User) -> Outline:
    """Say that a 疑似观点 is a point."""
    return _redraw(point, user, "确认观点", regroup.accept)


def undo(speech: Speech, user: User) -> Outline:
    """Put the outline that the one in force was drawn from in force again; the undone one stays in the history."""
    with transaction.atomic():
        speech = _held(speech, user)
        earlier = speech.version.outline.follows
        if earlier is None:
            raise Refused("没有更早的分点可以恢复了。")
        speech.version.outline = earlier
        speech.version.save(update_fields=["outline"])
        outlining.refresh(speech)
        AuditEvent.objects.record(user, "撤销分点改动", speech, back_to=earlier.number)
    return earlier


def _held(speech: Speech, user: User) -> Speech:
    """The speech as it stands, held against anybody else's edit until the transaction ends; raises Refused."""
    held = Speech.objects.select_for_update().select_related("meeting").get(pk=speech.pk)
    _ask_leave(user, held)
    return held


def _redraw(point: Point, user: User, note: str, change: regroup.Change) -> Outline:
    with transaction.atomic():
        speech = _held(point.speech, user)
        outline = speech.version.outline
        if outline is None or point.outline_id != outline.pk:
            raise Refused("这篇发言的分点刚刚被改过，请刷新页面再改。")
        parts, drawn = _changed(outline, point, change)
        new = outlining.store(
            speech.version,
            outlining.Division(parts, drawn, tuple(outline.findings)),
            origin=Origin.PERSON,
            author=user,
            note=f"{note}：{point.marker}{point.heading}"[:NOTE_CHARS],
        )
        outlining.refresh(speech)
        AuditEvent.objects.record(user, "改分点", speech, change=note, outline=new.number)
    return new


def _changed(outline: Outline, point: Point, change: regroup.Change) -> tuple[tuple[DrawnPart, ...], regroup.Points]:
    rows = list(outline.points.all())
    try:
        drawn = change(_drawn(rows), rows.index(point))
    except regroup.Impossible as error:
        raise Refused(str(error)) from error
    return regroup.parts_around([DrawnPart(p.kind, p.start, p.end) for p in outline.parts.all()], drawn), drawn


def _drawn(rows: list[Point]) -> regroup.Points:
    """Stored points as the text functions take them; parents by index."""
    index = {row.pk: i for i, row in enumerate(rows)}
    return tuple(
        DrawnPoint(
            start=row.start,
            end=row.end,
            level=row.level,
            marker=row.marker,
            heading=row.heading,
            heading_start=row.heading_start,
            heading_end=row.heading_end,
            parent=index.get(row.parent_id),
            inferred=row.inferred,
            reason=row.reason,
            confidence=row.confidence,
        )
        for row in rows
    )
