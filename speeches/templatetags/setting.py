"""How a set row reaches its template: blocks with the point that begins in each. No rule lives here."""

from collections.abc import Iterator

from django import template

from speeches.models import Point
from speeches.text.setting import Block
from speeches.typesetting import Row

register = template.Library()


@register.filter
def opened_blocks(row: Row) -> Iterator[tuple[Block, Point | None]]:
    return ((block, row.opened_by(block)) for block in row.blocks)
