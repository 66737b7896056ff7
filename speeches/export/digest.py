"""综述素材: theme by theme the wording people share, then what each says, in their own words with a link.

Material for a person to write from; it joins no two sentences and changes none.
"""

from __future__ import annotations

from collections import Counter

from speeches.compare import Comparison
from speeches.compare.material import PointData, Sentence, SpeechData
from speeches.compare.theme_screens import Cell, ThemeRow

from .paper import Paper, Text
from .wording import facts, legible, listed, names_of, point_address
from .written import DOCX, Written

COMMON_WORDS = 12


def write(comparison: Comparison, base: str) -> Written:
    paper = Paper(f"{comparison.scope.title}　综述素材", landscape=False)
    paper.note(facts(comparison))
    paper.paragraph(Text("按讲到的篇数排列；引号内是发言原文，点人名或序号回到原处。待核的归类请先核对。"), size=10.5)
    for number, row in enumerate((r for r in comparison.matrix(seriated=False).rows if r.speeches), start=1):
        _theme(paper, number, row, comparison, base)
    return Written(paper.content(), "综述素材.docx", DOCX)


def _theme(paper: Paper, number: int, row: ThemeRow, comparison: Comparison, base: str) -> None:
    paper.heading(f"{number}. {row.name}（{row.speeches} 篇）")
    if row.speeches > 1:
        paper.paragraph(Text("共用的词：", bold=True), Text(listed(_common_words(row))))
        if formulas := _common_formulations(row, comparison):
            paper.paragraph(Text("共用提法：", bold=True), Text(listed(formulas)))
    names, by_id = names_of(comparison), comparison.material.by_id
    for cell in row.spoken:
        speech = by_id[cell.speech]
        post = f"（{speech.post}）" if speech.post else ""
        paper.paragraph(
            Text(names[speech.id], point_address(cell.head, base), bold=True),
            Text(f"{post}认为，{_heading(cell.head)}。“{_inside_quotes(_best_sentence(speech, cell, row.code))}”"),
            Text(f"（占 {cell.percent}%{f'，{cell.doubt}' if cell.doubt else ''}）"),
        )


def _heading(point: PointData) -> str:
    return legible(point.heading.rstrip("。；，：！？ \n"))


def _common_words(row: ThemeRow) -> list[str]:
    """The theme's words that at least two of the speeches say, those of most speeches first."""
    said = Counter(word for cell in row.spoken for word in dict.fromkeys(_words(cell, row.code)))
    return [word for word, times in said.most_common() if times > 1][:COMMON_WORDS]


def _words(cell: Cell, code: str) -> list[str]:
    return [
        evidence.term
        for point in cell.points
        for label in point.labels
        if label.code == code
        for evidence in label.evidence
    ]


def _common_formulations(row: ThemeRow, comparison: Comparison) -> list[str]:
    """Fixed formulations that stand in the points of at least two of the speeches."""
    spans = {cell.speech: [(point.start, point.end) for point in cell.points] for cell in row.spoken}
    quoting = comparison.quotations()
    found = []
    for formulation in quoting.shared_formulations:
        inside = sum(
            any(start <= place.start < end for place in cell for start, end in spans.get(speech.id, ()))
            for speech, cell in zip(quoting.columns, formulation.cells, strict=True)
        )
        if inside > 1:
            found.append(formulation.name)
    return found


def _inside_quotes(words: str) -> str:
    """Quotation marks inside quotation marks are single ones (GB/T 15834)."""
    return words.translate(str.maketrans("“”", "‘’"))


def _best_sentence(speech: SpeechData, cell: Cell, code: str) -> str:
    """The sentence of the point, other than its heading, in which most speaks for the theme; the speaker's own if any.

    What he quotes would be put down to him: 某某认为，总书记指出……
    """
    point = cell.head
    inside = [s for s in speech.sentences if point.start <= s.start and s.end <= point.end]
    after = [s for s in inside if s.start >= point.heading_end] or inside
    quoted = [(q.start, q.end) for q in speech.quotations if q.kind == "引文"]
    after = [s for s in after if not any(start < s.end and s.start < end for start, end in quoted)] or after
    if not after:
        return _heading(point)
    best = max(after, key=lambda sentence: (_weight(sentence, point, code), -sentence.start))
    return legible(speech.words_at(best.start, best.end).strip())


def _weight(sentence: Sentence, point: PointData, code: str) -> float:
    label = point.label(code)
    evidence = label.evidence if label else ()
    return sum(each.score for each in evidence if sentence.start <= each.start < sentence.end)
