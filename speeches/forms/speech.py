"""What is corrected on a speech's page: its header, a theme of a point, a cut, the move of a sentence."""

from django import forms

from speeches.models import Theme
from speeches.models.choices import SpeechKind, Verdict
from speeches.text.rhetoric.move_lexicon import MOVES

from .upload import FIELD, SpeechGuessForm

BLANK = {**FIELD, "autocomplete": "off"}


class SpeechHeaderForm(SpeechGuessForm):
    """Who spoke, in what post and unit, under what title, in what manner."""

    unit_text = forms.CharField(label="时在单位", required=False, max_length=120, widget=forms.TextInput(attrs=BLANK))
    kind = forms.ChoiceField(label="类别", choices=SpeechKind, widget=forms.Select(attrs=FIELD))
    # When the page was made: what somebody else saved since is not overwritten.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(
            unit_text=self.speech.unit_text, kind=self.speech.kind, seen=self.speech.changed.isoformat()
        )

    @property
    def stale(self) -> bool:
        return self.cleaned_data.get("seen") != self.speech.changed.isoformat()


class ThemeVerdictForm(forms.Form):
    """A verdict on a theme that a point has, or words typed to add themes."""

    theme = forms.ModelChoiceField(Theme.objects.all(), to_field_name="code", required=False)
    verdict = forms.ChoiceField(
        choices=[(v.value, v.label) for v in (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.WITHDRAWN)], required=False
    )
    words = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        named = self.cleaned_data.get("theme") and self.cleaned_data.get("verdict")
        if not named and not self.cleaned_data.get("words"):
            raise forms.ValidationError("请写上主题，几个主题用顿号隔开。")
        return self.cleaned_data


class PointEditForm(forms.Form):
    """The outline that the page showed, and for a cut the place, in characters of the Reading."""

    outline = forms.IntegerField()
    offset = forms.IntegerField(required=False, min_value=0)


class MoveForm(forms.Form):
    start = forms.IntegerField(min_value=0)
    move = forms.ChoiceField(choices=[(move, move) for move in MOVES])
