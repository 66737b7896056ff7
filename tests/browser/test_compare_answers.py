"""A reader's questions answered from the comparison pages alone, without a script, as people marked the answers.

Who speaks most of problems? Who frames the theme through what? Whose quotation differs, in which characters?
Which passages coincide?
"""

import re

import pytest
from playwright.sync_api import Locator, Page

from speeches.models import Meeting

from .conftest import Desk
from .gold import KIT, Gold

pytestmark = pytest.mark.skipif(
    not KIT.is_dir(), reason="the marked answers (../shared/kit) are not beside the checkout"
)

TITLES = {"M1": "树立和践行正确政绩观专题研讨会", "M2": "大兴调查研究专题学习研讨会"}
THEMES = {"M1": ("政绩观", "zj.zongti"), "M2": ("调查研究", "zj.qiushi")}
NOT_TEXT = re.compile(r"[^\w]|_")


class Reader:
    """Somebody who reads the comparison of one meeting, and nothing else."""

    def __init__(self, desk: Desk, meeting: str) -> None:
        self._desk, self._uid = desk, Meeting.objects.get(title__endswith=TITLES[meeting]).uid
        desk.sign_in_as_sample("jingban")

    def open(self, screen: str, query: str = "") -> Page:
        self._desk.open(f"/m/{self._uid}/compare/{screen}?status=all{query}")
        return self._desk.page

    def who_speaks_most_of_problems(self) -> list[str]:
        page = self.open("moves/")
        head = [th.inner_text() for th in page.locator(".shares thead th").all()]
        column = next(at for at, word in enumerate(head) if "问题检视" in word)
        rows = page.locator(".shares tbody tr").all()
        return [
            row.locator("th").inner_text()
            for row in rows
            if "shares-most" in (row.locator("td").nth(column - 1).get_attribute("class") or "")
        ]

    def headings_on(self, code: str) -> dict[str, list[str]]:
        page = self.open("framing/", f"&theme={code}")
        return {
            one.locator(".person-name").inner_text(): [
                link.get_attribute("title") for link in one.locator(".framing-xy a").all()
            ]
            for one in page.locator(".framing-one").all()
        }

    def differing_quotations(self) -> list[tuple[str, str, str]]:
        """(speaker, as printed, as it should be by the differing characters that the page names)."""
        page = self.open("quotations/")
        found = []
        for row in page.locator("#variants .variant-row").all():
            printed = row.locator(".quoted").inner_text().strip("“”")
            right = printed
            for wrong, better in re.findall(r"“([^”]+)”应为“([^”]+)”", row.locator(".variant-how").inner_text()):
                assert wrong in row.locator(".mark-differs").all_inner_texts()
                place = row.locator(".quoted").inner_html().split('<mark class="mark-differs')[0]
                at = len(re.sub(r"<[^>]+>", "", place).lstrip("“"))
                right = right[:at] + better + right[at + len(wrong) :]
            found.append((row.locator(".variant-who").inner_text(), printed, right))
        return found

    def coinciding(self) -> dict[frozenset[str], list[str]]:
        """Pair of speakers to what is marked as the same, on either side."""
        page = self.open("overlaps/")
        return {
            frozenset(pair.locator(".overlap-head .person-name").all_inner_texts()): [
                text(side) for side in pair.locator(".overlap-text > a").all()
            ]
            for pair in page.locator(".overlap").all()
        }


def text(shown: Locator) -> str:
    return NOT_TEXT.sub("", shown.inner_text())


def test_the_pages_answer_as_people_did(samples: None, plain_desk: Desk, subtests: pytest.Subtests) -> None:
    for meeting in TITLES:
        gold, reader = Gold(KIT / meeting), Reader(plain_desk, meeting)
        name, code = THEMES[meeting]
        with subtests.test(f"{meeting}: whose quotation differs, in which characters"):
            assert reader.differing_quotations() == gold.misquotations()
        with subtests.test(f"{meeting}: which passages coincide"):
            found = reader.coinciding()
            assert set(found) == gold.overlaps()
            sides = [side for texts in found.values() for side in texts]
            for passage in (side for pair in gold.passages() for side in pair):
                assert any(NOT_TEXT.sub("", passage)[:20] in side for side in sides)
        with subtests.test(f"{meeting}: who frames {name} through what"):
            told, marked = reader.headings_on(code), gold.headings(name)
            assert set(told) == set(marked)
            agree = [who for who in marked if any(h in said for h in marked[who] for said in told[who])]
            assert len(agree) >= len(marked) - 1
        with subtests.test(f"{meeting}: who speaks most of problems"):
            assert reader.who_speaks_most_of_problems() == [gold.who_speaks_most_of_problems()]
