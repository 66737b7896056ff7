"""Words that Word and Excel have in common."""

import pytest

from speeches.compare.quoting import compare_quotations
from speeches.export.wording import quoted_notes
from speeches.text.quotations import find_quotations, parse_quotations
from tests.compare.made import material, speech

RIGHT, OTHER = "这是一项基础性工作，要久久为功", "这是一项基本性工作，要久久为功"


@pytest.mark.parametrize("said, listed, notes", [
    ((RIGHT, OTHER), f"{RIGHT}\n", ["", "“本”应为“础”"]),
    ((RIGHT, RIGHT, OTHER), "", ["", "", "“本”，多数发言作“础”，请查原文"]),
    ((RIGHT, OTHER), "", ["“础”，别的发言作“本”，请查原文", "“本”，别的发言作“础”，请查原文"]),
])  # fmt: skip
def test_that_it_should_be_so_is_said_of_known_sentences_only(
    said: tuple[str, ...], listed: str, notes: list[str]
) -> None:
    known = parse_quotations(listed)
    texts = [f"总书记强调，“{words}”。" for words in said]
    given = material(*[speech(text[-8:], text=text, quotations=find_quotations(text, known)) for text in texts])
    (row,) = compare_quotations(given, known).quotations
    assert [quoted_notes(place) for place in row.occurrences] == notes
