"""The story of one file: keep it, read it, divide it, say whose it is, analyse it, store it — all or nothing.

The command, the upload page and the sample archive call `receive`. A file that cannot be read keeps its bytes and
its row with the reason; it never stops the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from speeches import analysis, originals, outlining, search
from speeches.documents import Document, UnreadableDocument, is_archive, members, read
from speeches.models import (
    AuditEvent,
    ImportBatch,
    ImportItem,
    Meeting,
    Point,
    Post,
    Reading,
    SourceFile,
    Speaker,
    Speech,
    SpeechVersion,
    Theme,
    User,
)
from speeches.models.choices import ItemState, ReviewStatus, VersionKind
from speeches.models.sources import GONE
from speeches.text.header import Header, guess_header
from speeches.text.outline import Outline as ParsedOutline
from speeches.text.outline import Section, outline

# Raised when documents/ or its reading of a file changes, so that the same bytes are read again.
READER_VERSION = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """Who speaks in a file, as a meeting's own list (meeting.json, a form) says; sections count from 0."""

    speaker: Speaker
    post: str = ""
    section: int | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; what the command prints and the upload page shows."""

    file: str
    status: str
    item: ImportItem | None = None
    speeches: Sequence[Speech] = ()
    chars: int = 0
    points: int = 0
    themes: int = 0
    warnings: Sequence[dict[str, object]] = ()
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Where files go and how: the batch (its meeting and author), what a duplicate means, the status to give."""

    batch: ImportBatch
    on_duplicate: str = "skip"  # skip | version | new
    status: ReviewStatus = ReviewStatus.DRAFT
    claims: dict[str, Sequence[Claim]] = field(default_factory=dict)  # by file name

    @property
    def meeting(self) -> Meeting:
        return self.batch.meeting

    @property
    def author(self) -> User | None:
        return self.batch.author


def receive(data: bytes, name: str, intake: Intake) -> Iterator[Result]:
    """Take in one file, or every file of a zip; yields a result a file as it is done."""
    for file in _files_in(data, name):
        if isinstance(file.content, UnreadableDocument):
            yield _refuse(_item(file.bytes_kept, file.name, intake), file.content)
        else:
            yield _receive_one(file.content, file.name, intake)


@dataclass(frozen=True, slots=True)
class _File:
    """One file to take in: its bytes, or why it could not be unpacked; then `bytes_kept` is the zip, where known."""

    name: str
    content: bytes | UnreadableDocument
    bytes_kept: bytes | None = None


def _files_in(data: bytes, name: str) -> Iterator[_File]:
    if not is_archive(name, data):
        yield _File(name, data)
        return
    try:
        for member in members(name, data):
            try:
                yield _File(member.name, member.content())
            except UnreadableDocument as refusal:
                yield _File(member.name, refusal)
    except UnreadableDocument as refusal:
        yield _File(name, refusal, data)


def _item(data: bytes | None, name: str, intake: Intake) -> ImportItem:
    source = originals.keep(data) if data is not None else None
    return ImportItem.objects.create(batch=intake.batch, source=source, original_name=name[-255:])


def _receive_one(data: bytes, name: str, intake: Intake) -> Result:
    item = _item(data, name, intake)
    try:
        reading = reading_of(item.source, name, data)
    except UnreadableDocument as refusal:
        return _refuse(item, refusal)
    parsed = outline(reading.text)
    with transaction.atomic():
        # One writer a meeting: of two uploads of the same bytes at the same moment one sees the other's speeches.
        Meeting.objects.select_for_update().get(pk=intake.meeting.pk)
        twins = _already_here(item.source, intake.meeting)
        sealed = any(twin.status == ReviewStatus.ARCHIVED for twin in twins)
        if twins and (intake.on_duplicate == "skip" or (intake.on_duplicate == "version" and sealed)):
            return _call_duplicate(item, twins)
        speeches = _store(item, reading, parsed, intake, twins if intake.on_duplicate == "version" else [])
        return _call_ingested(item, reading, speeches)


def reading_of(source: SourceFile, name: str, data: bytes) -> Reading:
    """A file's Reading: the one made before by the same program, else a new one, not yet saved.

    Raises UnreadableDocument.
    """
    known = Reading.objects.filter(source=source, reader_version=READER_VERSION).first()
    if known is not None:
        return known
    document = read(name, data)
    return Reading(
        source=source,
        reader=document.reader,
        reader_version=READER_VERSION,
        encoding=document.encoding or "",
        text=document.text,
        extras=[{"where": e.where, "text": e.text} for e in document.extras],
        warnings=_as_findings(document),
        notes=asdict(document.notes),
    )


def _as_findings(document: Document) -> list[dict[str, object]]:
    return [{"code": w.code, "message": w.message, "start": w.start, "end": w.end} for w in document.warnings]


def _already_here(source: SourceFile, meeting: Meeting) -> list[Speech]:
    """Speeches of the meeting cut from the same bytes; withdrawn and deleted ones no longer count."""
    versions = SpeechVersion.objects.filter(reading__source=source, speech__meeting=meeting)
    return list(Speech.objects.filter(versions__in=versions).exclude(status__in=GONE).distinct().order_by("pk"))


def _store(
    item: ImportItem, reading: Reading, parsed: ParsedOutline, intake: Intake, replaced: list[Speech]
) -> list[Speech]:
    if reading.pk is None:
        reading.save()
    sections: Sequence[Section | None] = parsed.sections or (None,)
    speeches = []
    for number, section in enumerate(sections):
        header = guess_header(reading.text, parsed, item.original_name, section)
        claim = _claim_for(item.original_name, number, intake)
        if number < len(replaced):
            speech = replaced[number]
            _reopen(speech, intake)
        else:
            speech = _new_speech(intake, header, claim)
        _add_version(speech, item, reading, parsed, section, header, intake)
        speeches.append(speech)
    return speeches


def _claim_for(name: str, section: int, intake: Intake) -> Claim | None:
    claims = intake.claims.get(name.rsplit("/", 1)[-1], ())
    return next((claim for claim in claims if claim.section in (None, section)), None)


def _new_speech(intake: Intake, header: Header, claim: Claim | None) -> Speech:
    speaker = claim.speaker if claim else _the_only_one_named(header, intake.meeting)
    post = claim.post if claim and claim.post else header.post or ""
    return Speech.objects.create(
        meeting=intake.meeting,
        speaker=speaker,
        byline=header.speaker or "",
        post_text=post,
        post=Post.objects.filter(speaker=speaker, title=post).first() if speaker else None,
        unit_text=header.unit or "",
        title=header.title or "",
        order=claim.order if claim and claim.order else _next_order(intake.meeting),
        submitter=intake.author,
        status=intake.status,
    )


def _next_order(meeting: Meeting) -> int:
    last = meeting.speeches.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1


def _the_only_one_named(header: Header, meeting: Meeting) -> Speaker | None:
    """A name printed in the text links by itself only where the unit has exactly one of that name."""
    if not header.speaker or header.speaker_span is None:
        return None
    named = list(Speaker.objects.named(header.speaker, meeting.unit)[:2])
    return named[0] if len(named) == 1 else None


def _reopen(speech: Speech, intake: Intake) -> None:
    """A new version reopens both statuses: what was approved was the version before."""
    speech.status = intake.status
    speech.points_status = Speech._meta.get_field("points_status").default
    speech.save(update_fields=["status", "points_status", "changed"])


def _add_version(
    speech: Speech,
    item: ImportItem,
    reading: Reading,
    parsed: ParsedOutline,
    section: Section | None,
    header: Header,
    intake: Intake,
) -> None:
    start, end = (section.start, section.end) if section else (0, len(reading.text))
    version = SpeechVersion.objects.create(
        speech=speech,
        number=speech.versions.count() + 1,
        kind=VersionKind.SENT,
        reading=reading,
        start=start,
        end=end,
        file_name=item.original_name,
        item=item,
        author=intake.author,
        header=_as_json(header),
    )
    outlining.store(version, outlining.divide(parsed, start, end))
    speech.version = version
    speech.save(update_fields=["version", "changed"])
    analysis.analyse(speech)
    search.index(speech)
    AuditEvent.objects.record(intake.author, "导入", speech, file=item.original_name, sha256=item.source.sha256)


def _as_json(header: Header) -> dict[str, object]:
    """The guesses that a form offers again; spans stay in the text functions."""
    return {
        "title": header.title,
        "speaker": header.speaker,
        "speaker_in_text": header.speaker_span is not None,
        "post": header.post,
        "unit": header.unit,
        "date": header.date_iso,
        "types": list(header.types),
        "salutation": header.salutation,
    }


def _refuse(item: ImportItem, refusal: UnreadableDocument) -> Result:
    item.state, item.error_code, item.message = ItemState.REFUSED, refusal.code, str(refusal)
    item.save(update_fields=["state", "error_code", "message"])
    return Result(item.original_name, ItemState.REFUSED, item, code=refusal.code, message=str(refusal))


def _call_duplicate(item: ImportItem, twins: list[Speech]) -> Result:
    """Who may see the twins learns their names from `speeches`; the message is for everyone."""
    item.state = ItemState.DUPLICATE
    item.message = "本次会议已有内容完全相同的文件，没有再收一次。"
    item.save(update_fields=["state", "message"])
    return Result(item.original_name, ItemState.DUPLICATE, item, twins, message=item.message)


def _call_ingested(item: ImportItem, reading: Reading, speeches: list[Speech]) -> Result:
    item.state = ItemState.INGESTED
    item.save(update_fields=["state"])
    outlines = [speech.version.outline for speech in speeches]
    return Result(
        item.original_name,
        ItemState.INGESTED,
        item,
        speeches,
        chars=len(reading.text),
        points=Point.objects.filter(outline__in=outlines).count(),
        themes=Theme.objects.filter(labels__content_object__outline__in=outlines).distinct().count(),
        warnings=[*reading.warnings, *(finding for o in outlines for finding in o.findings)],
    )


def preview(data: bytes, name: str, meeting: Meeting | None) -> Iterator[Result]:
    """What `receive` would do, storing nothing (a dry run)."""
    for file in _files_in(data, name):
        if isinstance(file.content, UnreadableDocument):
            yield Result(file.name, ItemState.REFUSED, code=file.content.code, message=str(file.content))
        else:
            yield _preview_one(file.content, file.name, meeting)


def _preview_one(data: bytes, name: str, meeting: Meeting | None) -> Result:
    try:
        document = read(name, data)
    except UnreadableDocument as refusal:
        return Result(name, ItemState.REFUSED, code=refusal.code, message=str(refusal))
    source = SourceFile.objects.filter(sha256=originals.sha256_of(data)).first()
    if source is not None and meeting is not None and (twins := _already_here(source, meeting)):
        return Result(name, ItemState.DUPLICATE, speeches=twins)
    parsed = outline(document.text)
    warnings = [{"code": f.code, "message": f.message, "start": f.start, "end": f.end} for f in parsed.warnings]
    return Result(name, "would_ingest", chars=len(document.text), points=len(parsed.points), warnings=warnings)
