"""Compare speeches: what each frames, and how. Every screen is a value that templates, exports and commands walk.

`compare(scope, user)` is the one way in: it asks who sees what, and each screen is computed when it is asked for.
"""

from .comparison import Comparison, compare
from .scope import (
    ALIVE,
    LARGEST,
    PUBLISHED,
    Filters,
    Scope,
    count_unpublished,
    of_campaign,
    of_meeting,
    of_saved,
    of_speaker,
    of_speeches,
    of_theme,
)

__all__ = [
    "ALIVE",
    "LARGEST",
    "PUBLISHED",
    "Comparison",
    "Filters",
    "Scope",
    "compare",
    "count_unpublished",
    "of_campaign",
    "of_meeting",
    "of_saved",
    "of_speaker",
    "of_speeches",
    "of_theme",
]
