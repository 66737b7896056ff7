"""The dictionaries in force: one value a version, and never that of a version that was rolled back."""

import pytest
from django.db import transaction

from speeches import lexicons
from speeches.models import LexiconVersion, Theme, ThemeTerm

pytestmark = pytest.mark.django_db
TEXT = "溶洞要查清"


def cut_with(term: str) -> tuple[str, ...]:
    ThemeTerm.objects.create(theme=Theme.objects.get(code="fz.xiangcun"), term=term, weight=3)
    lexicons.note_change()
    return tuple(word.text for word in lexicons.segmenter().words(TEXT))


def test_the_words_of_a_version_rolled_back_are_not_those_of_the_next_of_its_number() -> None:
    with transaction.atomic():
        first = cut_with("洞要查清")
        number = LexiconVersion.objects.latest("pk").pk
        transaction.set_rollback(True)
    second = cut_with("溶洞要查")
    assert LexiconVersion.objects.latest("pk").pk == number
    assert "洞要查清" in first and "溶洞要查" in second


def test_before_the_first_version_the_shipped_dictionaries_are_in_force() -> None:
    LexiconVersion.objects.all().delete()
    assert lexicons.current() is lexicons.shipped()
    assert "".join(word.text for word in lexicons.segmenter().words(TEXT)) == TEXT


def test_a_description_makes_no_new_version() -> None:
    before = lexicons.note_change()
    Theme.objects.filter(code="fz.xiangcun").update(description="乡村的事。")
    assert lexicons.note_change() == before
