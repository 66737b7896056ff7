"""What people fill in, by area."""

from .account import PasswordForm, SignInForm

__all__ = ["PasswordForm", "SignInForm"]
