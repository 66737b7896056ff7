"""What people fill in, by area."""

from .account import PasswordForm, SignInForm
from .meeting import MeetingForm, MeetingsForm
from .upload import SpeechGuessForm, UploadForm

__all__ = ["MeetingForm", "MeetingsForm", "PasswordForm", "SignInForm", "SpeechGuessForm", "UploadForm"]
