"""Signing in, a new password, and the meeting that a grant names."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from speeches.models import Meeting

FIELD = {"class": "field"}


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不对，请再试一次。忘了密码请找管理员重设。",
        "inactive": "这个账号已停用，请找管理员。",
    }

    username = forms.CharField(
        label="账号", widget=forms.TextInput(attrs={**FIELD, "autofocus": True, "autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={**FIELD, "autocomplete": "current-password"}),
        error_messages={"required": "请输入密码。"},
    )


class PasswordForm(PasswordChangeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"


class MeetingByNumber(forms.ModelChoiceField):
    """A meeting named by the public number in its address: whoever administers accounts sees no titles."""

    widget = forms.TextInput
    default_error_messages = {"invalid_choice": "没有编号是这样的会议。编号是会议页地址里 /m/ 后面的一串。"}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(queryset=Meeting.objects.all(), to_field_name="uid", required=False, label="会议编号")

    def prepare_value(self, value: object) -> object:
        if isinstance(value, int):
            return Meeting.objects.values_list("uid", flat=True).get(pk=value)
        return super().prepare_value(value)
