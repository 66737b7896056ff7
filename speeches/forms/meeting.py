"""A meeting's facts, and the choice of a year and a type on the shelf."""

import datetime

from django import forms

from speeches import access
from speeches.models import Meeting, MeetingType, Theme, Unit, User
from speeches.models.choices import MeetingStatus

FIELD = {"class": "field"}


class ChineseDate(forms.DateInput):
    """A date written and read as 2024年3月28日; 2024-3-28 is understood too."""

    def format_value(self, value: datetime.date | str | None) -> str | None:
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, datetime.date) else value


class MeetingsForm(forms.Form):
    """Which meetings to show; what makes no sense is left out rather than refused."""

    UNDATED = "none"

    year = forms.RegexField(r"^([12]\d{3}|none)$", required=False)
    type = forms.ModelChoiceField(MeetingType.objects.all(), required=False)

    def chosen(self) -> tuple[str, MeetingType | None]:
        self.is_valid()
        return self.cleaned_data.get("year") or "", self.cleaned_data.get("type")


class MeetingForm(forms.ModelForm):
    """Required are only the name and the unit; everything else can be added later."""

    RELATIONS = ("types", "preset_themes")

    class Meta:
        model = Meeting
        fields = [
            "title", "unit", "types", "session", "campaign", "date", "time", "place", "host", "topic", "study_texts",
            "preset_themes", "deadline", "reach", "status",
        ]  # fmt: skip
        help_texts = {
            "reach": "公开：本单位有权限的人都能看；限定：只有在这次会议上单独授权的人能看。",
            "topic": "会上人人会谈到它；标注时它另有一套分寸，真讲到它的要点才标。",
            "date": "写成 2024年3月28日 或 2024-3-28。",
            "time": "例如：9:00—12:00",
        }
        widgets = {
            "title": forms.TextInput(attrs=FIELD),
            "unit": forms.Select(attrs=FIELD),
            "types": forms.CheckboxSelectMultiple,
            "session": forms.TextInput(attrs=FIELD),
            "campaign": forms.Select(attrs=FIELD),
            "date": ChineseDate(attrs=FIELD),
            "time": forms.TextInput(attrs=FIELD),
            "place": forms.TextInput(attrs=FIELD),
            "host": forms.TextInput(attrs=FIELD),
            "topic": forms.TextInput(attrs=FIELD),
            "study_texts": forms.Textarea(attrs={**FIELD, "rows": 3}),
            "preset_themes": forms.CheckboxSelectMultiple,
            "deadline": ChineseDate(attrs=FIELD),
            "reach": forms.RadioSelect,
            "status": forms.RadioSelect,
        }

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        reached = access.granted(user).unit_ids(access.RUN_MEETING)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in={*reached, self.instance.unit_id})
        self.fields["unit"].empty_label = None if len(self.fields["unit"].queryset) == 1 else "请选择"
        self.fields["campaign"].empty_label = "不属于专题"
        self.fields["preset_themes"].queryset = Theme.objects.active()
        groups = Theme.objects.active().by_group()
        self.fields["preset_themes"].widget.choices = [
            (name, [(theme.pk, theme.name) for theme in themes]) for name, themes in groups.items()
        ]
        self.fields["status"].choices = [(s.value, s.label) for s in (MeetingStatus.PLANNED, MeetingStatus.HELD)]
        self.fields["title"].error_messages["required"] = "请写会议名称。"
        self.fields["unit"].error_messages["required"] = "请选择单位。"
        for name in ("date", "deadline"):
            self.fields[name].error_messages["invalid"] = "日期看不懂，请写成 2024年3月28日。"

    def relations(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.RELATIONS}
