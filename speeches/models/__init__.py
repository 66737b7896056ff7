"""The nouns of the archive (docs/架构.md, “名词”), each group in the module of its question."""

from .accounts import Grant, User
from .audit import AuditEvent
from .comparisons import SavedComparison
from .findings import (
    Analysis,
    FormulationOccurrence,
    MoveDecision,
    QuotationOccurrence,
    ReuseVerdict,
    SentenceHash,
    SketchHash,
)
from .lexicon import Formulation, LexiconVersion, TermProposal, ThemeTerm
from .meetings import Assignment, Attendance, Campaign, Meeting, MeetingType
from .outlines import Anchor, Outline, Part, Point
from .passages import Passage
from .people import Post, Speaker, Unit
from .review import ReviewStep
from .sources import ImportBatch, ImportItem, Reading, SourceFile
from .speeches import Speech, SpeechVersion
from .themes import PointTheme, Theme, ThemeDecision

__all__ = [
    "Analysis",
    "Anchor",
    "Assignment",
    "Attendance",
    "AuditEvent",
    "Campaign",
    "Formulation",
    "FormulationOccurrence",
    "Grant",
    "ImportBatch",
    "ImportItem",
    "LexiconVersion",
    "Meeting",
    "MeetingType",
    "MoveDecision",
    "Outline",
    "Part",
    "Passage",
    "Point",
    "PointTheme",
    "Post",
    "QuotationOccurrence",
    "Reading",
    "ReuseVerdict",
    "ReviewStep",
    "SavedComparison",
    "SentenceHash",
    "SketchHash",
    "SourceFile",
    "Speaker",
    "Speech",
    "SpeechVersion",
    "TermProposal",
    "Theme",
    "ThemeDecision",
    "ThemeTerm",
    "Unit",
    "User",
]
