"""The corrected text of a speech, written in place or handed in as a file."""

from django import forms

from .upload import FIELD


class RevisionForm(forms.Form):
    text = forms.CharField(
        label="正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={**FIELD, "rows": 24, "spellcheck": "false"}),
    )
    file = forms.FileField(label="或者上传改好的文件", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        if not self.cleaned_data.get("file") and not (self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError("正文不能是空的。")
        return self.cleaned_data

    def content(self, name: str) -> tuple[bytes, str]:
        """The bytes, and the name they are kept under; a file goes before what was written."""
        if file := self.cleaned_data.get("file"):
            return file.read(), file.name
        return self.cleaned_data["text"].replace("\r\n", "\n").encode(), name
