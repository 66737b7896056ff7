"""What narrows a comparison, what is decided on it, and how a set of speeches is kept."""

from dataclasses import replace

from django import forms

from speeches.compare import ALIVE, PUBLISHED, Filters
from speeches.models import SavedComparison, Theme
from speeches.models.choices import ReuseDecision, ReviewStatus, SpeechKind

from .meeting import FIELD

ALL, OUT = "all", "published"
STATUSES = [
    (ALL, "全部（含未发布）"),
    (OUT, "已发布"),
    *((s.value, f"只看{s.label}") for s in ReviewStatus if s.value in ALIVE and s.value not in PUBLISHED),
]


class FilterForm(forms.Form):
    """Conditions in the address; what makes no sense is left out rather than refused."""

    post = forms.CharField(label="职务含", required=False, max_length=60, widget=forms.TextInput(attrs=FIELD))
    unit = forms.CharField(label="单位含", required=False, max_length=60, widget=forms.TextInput(attrs=FIELD))
    kind = forms.ChoiceField(
        label="类别", choices=[("", "不限"), *SpeechKind.choices], required=False, widget=forms.Select(attrs=FIELD)
    )
    status = forms.ChoiceField(label="状态", choices=STATUSES, required=False, widget=forms.Select(attrs=FIELD))

    def filters(self, default: Filters) -> Filters:
        """The default narrowed by what is filled in; speeches that were withdrawn or deleted never take part."""
        usual = ALL if default.statuses == ALIVE else OUT
        self.fields["status"].choices = [("", f"照常：{dict(STATUSES)[usual]}"), *STATUSES]
        self.is_valid()
        named = {name: self.cleaned_data[name] for name in ("post", "unit", "kind") if self.cleaned_data.get(name)}
        status = self.cleaned_data.get("status")
        if status:
            named["statuses"] = {ALL: ALIVE, OUT: PUBLISHED}.get(status, (status,))
        return replace(default, **named)

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)


class ReuseVerdictForm(forms.Form):
    """A decision on one shared passage; the passage is named by its two speeches and its normalised words."""

    a = forms.SlugField()
    b = forms.SlugField()
    key = forms.CharField()
    decision = forms.ChoiceField(label="处理", choices=ReuseDecision)
    reason = forms.CharField(label="理由", required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        decided = self.cleaned_data.get("decision")
        if decided in (ReuseDecision.SOUND, ReuseDecision.CHANGE) and not self.cleaned_data.get("reason"):
            raise forms.ValidationError("请写一句理由，以后的人看得懂为什么这样处理。")
        return self.cleaned_data


class RegroupForm(forms.Form):
    """改归类: a point leaves a theme, for another one or for none."""

    CONFIRM, REJECT, MOVE = "confirm", "reject", "move"

    point = forms.SlugField()
    theme = forms.ModelChoiceField(Theme.objects.all(), to_field_name="code")
    act = forms.ChoiceField(choices=[(CONFIRM, "确认"), (REJECT, "否决"), (MOVE, "改归")])
    to = forms.ModelChoiceField(Theme.objects.all(), to_field_name="code", required=False)

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("act") == self.MOVE and not self.cleaned_data.get("to"):
            raise forms.ValidationError("请选要改归的主题。")
        return self.cleaned_data


class SavedComparisonForm(forms.ModelForm):
    class Meta:
        model = SavedComparison
        fields = ["title", "shared"]
        labels = {"title": "名称", "shared": "他人可见"}
        help_texts = {"shared": "勾选后，看得到其中发言的人也能打开；各人仍只看到自己有权看的发言。"}
        widgets = {"title": forms.TextInput(attrs=FIELD)}
