"""Read an uploaded file into plain text: `read(name, data)`, and `members(name, data)` for a zip.

Pure: bytes in, a frozen Document out, or UnreadableDocument with a sentence for the uploader. Knows nothing of
Django, of meetings or of points, and never writes to disk or to the network.
"""

from .archive import Member, is_archive, members
from .document import Document, Extra, Finding, Notes, UnreadableDocument
from .reading import DOCUMENT_SUFFIXES, READABLE_SUFFIXES, read

__all__ = [
    "DOCUMENT_SUFFIXES",
    "READABLE_SUFFIXES",
    "Document",
    "Extra",
    "Finding",
    "Member",
    "Notes",
    "UnreadableDocument",
    "is_archive",
    "members",
    "read",
]
