"""What becomes of a proposed word."""

from django import forms

from speeches.models import Theme


class ProposalForm(forms.Form):
    ACCEPT, DECLINE = "accept", "decline"

    word = forms.CharField(max_length=40)
    theme = forms.ModelChoiceField(Theme.objects.active(), to_field_name="code", required=False)
    verdict = forms.ChoiceField(choices=[(ACCEPT, "采纳"), (DECLINE, "不采纳")])

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("verdict") == self.DECLINE:
            self.cleaned_data["theme"] = None
        elif self.cleaned_data.get("theme") is None:
            self.add_error("theme", "请选主题。")
        return self.cleaned_data
