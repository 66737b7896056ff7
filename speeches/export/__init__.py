"""A comparison as a file to take along. Takes a Comparison, so a file never holds what its reader may not see."""

from collections.abc import Callable, Mapping

from speeches.compare import Comparison

from . import digest, excel, word
from .written import Written

Write = Callable[[Comparison, str], Written]

# The forms by the word in their address: what writes each, from a comparison and the archive's address ("" for none).
FORMS: Mapping[str, Write] = {"word": word.write, "excel": excel.write, "digest": digest.write}

__all__ = ["FORMS", "Write", "Written"]
