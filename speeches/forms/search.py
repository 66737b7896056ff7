"""The search box and its conditions; what makes no sense is left out rather than refused."""

import datetime

from django import forms

from speeches.search import SearchQuery
from speeches.search.results import DATE, PASSAGE, RELEVANCE, SPEECH

from .meeting import FIELD, ChineseDate

# Filters of which several values can be ticked, in the order of the page.
TICKED = {
    "part": "部分",
    "speaker": "发言人",
    "theme": "主题",
    "meeting": "会议",
    "year": "年份",
    "type": "会议类型",
    "status": "状态",
}


class SearchForm(forms.Form):
    q = forms.CharField(label="检索词", required=False, strip=False)
    within = forms.BooleanField(label="限同一段", required=False, widget=forms.CheckboxInput(attrs={"value": PASSAGE}))
    order = forms.ChoiceField(
        choices=[(RELEVANCE, "最相关"), (DATE, "按时间")], required=False, widget=forms.HiddenInput
    )
    post = forms.CharField(label="职务", required=False, max_length=60, widget=forms.TextInput(attrs=FIELD))
    unit = forms.CharField(label="单位", required=False, max_length=60, widget=forms.TextInput(attrs=FIELD))
    campaign = forms.CharField(label="专题", required=False, max_length=60, widget=forms.TextInput(attrs=FIELD))
    since = forms.DateField(
        label="会议不早于", required=False, help_text="写成 2024-3-28。", widget=ChineseDate(attrs=FIELD)
    )
    until = forms.DateField(
        label="会议不晚于", required=False, help_text="写成 2024-3-28。", widget=ChineseDate(attrs=FIELD)
    )

    # Conditions that are written, not ticked.
    WRITTEN = ("post", "unit", "campaign", "since", "until")

    def written(self) -> dict[str, str | datetime.date]:
        """The written conditions that hold, by field."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.WRITTEN if self.cleaned_data.get(name)}

    def query(self, *, limit: int, offset: int) -> SearchQuery:
        self.is_valid()
        ticked = {name: tuple(self.data.getlist(name)) for name in TICKED if name != "year"}
        years = tuple(int(year) for year in self.data.getlist("year") if year.isdecimal() and len(year) == 4)
        return SearchQuery(
            self.cleaned_data.get("q", ""),
            **ticked,
            **self.written(),
            year=years,
            within=PASSAGE if self.cleaned_data.get("within") else SPEECH,
            order=self.cleaned_data.get("order") or RELEVANCE,
            limit=limit,
            offset=offset,
        )
