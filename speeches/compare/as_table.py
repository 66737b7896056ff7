"""A comparison as `manage.py compare` prints it to a terminal: the matrix, then the shared and the single themes."""

from __future__ import annotations

from unicodedata import east_asian_width

from .comparison import Comparison
from .theme_screens import Matrix, ThemeRow

WIDEST = 10  # speeches side by side; more are listed theme by theme


def as_table(comparison: Comparison) -> str:
    """Lines of text; Chinese characters count as two columns."""
    matrix = comparison.matrix()
    lines = [f"{comparison.scope.title}：{len(matrix.columns)} 篇发言"]
    lines += _table(matrix) if len(matrix.columns) <= WIDEST else _list(matrix)
    for name, rows in (
        ("人人谈到", matrix.themes_all),
        ("共识（半数以上）", matrix.themes_shared),
        ("独到（只一篇）", matrix.themes_single),
        ("预设而无人谈到", matrix.themes_absent),
    ):
        lines.append(f"{name}：{'、'.join(row.name for row in rows) or '无'}")
    lines += [f"{line.label}　{line.sentence}" for line in comparison.glance().lines]
    return "\n".join(lines)


def _table(matrix: Matrix) -> list[str]:
    head = ["主题", *(speech.name for speech in matrix.columns), "篇数"]
    rows = [head, *(_cells(row) for row in matrix.rows)]
    rows.append(["未归类", *(f"{round(each.share * 100)}%" for each in matrix.unclassified), ""])
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _cells(row: ThemeRow) -> list[str]:
    return [row.short, *(f"{cell.percent}%" if cell else "-" for cell in row.cells), str(row.speeches)]


def _list(matrix: Matrix) -> list[str]:
    names = {speech.id: speech.name for speech in matrix.columns}
    lines = []
    for row in matrix.rows:
        spoken = "、".join(f"{names[cell.speech]} {cell.percent}%" for cell in row.spoken)
        lines.append(f"{row.short}（{row.speeches} 篇）：{spoken or '无'}")
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
