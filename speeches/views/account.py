"""Signing in and out, and one's own password. Accounts themselves are kept in the administration."""

from django.contrib.auth import views
from django.urls import reverse_lazy

from speeches.forms import PasswordForm, SignInForm

login = views.LoginView.as_view(
    template_name="account/login.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
logout = views.LogoutView.as_view()
password = views.PasswordChangeView.as_view(
    template_name="account/password.html", form_class=PasswordForm, success_url=reverse_lazy("password_done")
)
password_done = views.PasswordChangeDoneView.as_view(template_name="account/password_done.html")
