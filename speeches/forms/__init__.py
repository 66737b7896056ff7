"""What people fill in, by area."""

from .account import MeetingByNumber, PasswordForm, SignInForm
from .meeting import MeetingForm, MeetingsForm
from .upload import SpeechGuessForm, UploadForm

__all__ = [
    "MeetingByNumber",
    "MeetingForm",
    "MeetingsForm",
    "PasswordForm",
    "SignInForm",
    "SpeechGuessForm",
    "UploadForm",
]
