"""Signing in, and a new password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

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
