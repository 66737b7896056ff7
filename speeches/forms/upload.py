"""Files or a pasted text for a meeting, and what is guessed of each speech, to be confirmed or corrected."""

from collections.abc import Iterable, Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile

from speeches.models import Speaker, Speech

FIELD = {"class": "field"}
PASTE_HINT = "把整篇发言贴在这里，第一行是题目。"


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; each is judged by its content later, so none is refused here."""

    widget = ManyFilesInput

    def clean(self, data: Iterable[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        return [file for file in data or [] if file]


class UploadForm(forms.Form):
    SKIP, NEW = "skip", "new"

    files = ManyFilesField(label="文件", required=False)
    text = forms.CharField(
        label="发言全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={**FIELD, "rows": 5, "placeholder": PASTE_HINT}),
    )
    on_duplicate = forms.ChoiceField(
        label="遇到本次会议已有的文件",
        choices=[(SKIP, "跳过"), (NEW, "仍新建一篇")],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_on_duplicate(self) -> str:
        return self.cleaned_data["on_duplicate"] or self.SKIP

    def clean_text(self) -> str:
        return self.cleaned_data["text"] if self.cleaned_data["text"].strip() else ""

    def clean(self) -> dict[str, object]:
        if not self.cleaned_data.get("files") and not self.cleaned_data.get("text"):
            raise forms.ValidationError("还没有选文件，也没有贴文字。请先选文件再上传。")
        return self.cleaned_data


class SpeechGuessForm(forms.Form):
    """Who spoke, in what post, under what title. A name that only the file's name gives must be chosen."""

    OTHER, LATER = "other", "later"

    who = forms.ChoiceField(label="发言人是谁", required=False, widget=forms.RadioSelect)
    speaker = forms.CharField(
        label="发言人",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={**FIELD, "list": "speakers", "autocomplete": "off"}),
    )
    post_text = forms.CharField(
        label="时任职务", required=False, max_length=120, widget=forms.TextInput(attrs={**FIELD, "autocomplete": "off"})
    )
    title = forms.CharField(
        label="题目", required=False, max_length=200, widget=forms.TextInput(attrs={**FIELD, "autocomplete": "off"})
    )

    def __init__(self, data: dict[str, str] | None, *, speech: Speech, known: Sequence[Speaker]) -> None:
        guess = speech.version.header if speech.version else {}
        named = guess.get("speaker") or ""
        self.speech, self.known = speech, known
        self.asks = speech.speaker is None and bool(named) and not guess.get("speaker_in_text")
        sure = speech.speaker.name if speech.speaker else "" if self.asks else named
        initial = {"speaker": sure, "post_text": speech.post_text, "title": speech.title}
        super().__init__(data, prefix=speech.uid, initial=initial)
        self.guessed_name = named
        self._offer(self._bearers(self._typed() or named))

    def _typed(self) -> str:
        return (self.data.get(self.add_prefix("speaker")) or "").strip()

    def _bearers(self, name: str) -> list[Speaker]:
        return [s for s in self.known if name and (s.name == name or name in s.aliases.splitlines())]

    def _offer(self, bearers: Sequence[Speaker]) -> None:
        """Radios where the file's name alone names somebody, or where several people bear the name."""
        if len(bearers) > 1:
            self.asks = True
        people = [(s.uid, f"{s.name}　{getattr(s, 'last_post', '') or s.unit}") for s in bearers]
        unknown = [] if people else [(self.guessed_name, f"{self.guessed_name}（新登记）")]
        self.fields["who"].choices = [*people, *unknown, (self.OTHER, "另选一位"), (self.LATER, "先存着，以后再定")]

    def clean(self) -> dict[str, object]:
        who, name = self.cleaned_data.get("who") or "", (self.cleaned_data.get("speaker") or "").strip()
        by_uid = {speaker.uid: speaker for speaker in self.known}
        self.speaker: Speaker | None = by_uid.get(who)
        self.new_name = ""
        if who in by_uid or who == self.LATER:
            return self.cleaned_data
        if who and who != self.OTHER:
            name = who
        self._resolve(name)
        return self.cleaned_data

    def _resolve(self, name: str) -> None:
        if self.speech.speaker is not None and name == self.speech.speaker.name:
            self.speaker = self.speech.speaker
            return
        bearers = self._bearers(name)
        if len(bearers) > 1:
            self.add_error("who", f"有不止一位“{name}”，请选一位。")
        elif bearers:
            self.speaker = bearers[0]
        else:
            self.new_name = name

    def says_something(self) -> bool:
        """Whether anything differs from what the archive holds."""
        names_somebody = (self.speaker is not None and self.speaker != self.speech.speaker) or bool(self.new_name)
        return names_somebody or self.has_changed()
