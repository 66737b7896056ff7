"""Write the lexicon of moves as the TOML that people edit: one line a mark, long word lists wrapped.

Only what `parse_moves` and the fit read: strings, numbers, lists of strings, tables of numbers.
"""

from collections.abc import Sequence


def table(data: dict[str, object], name: str) -> dict[str, dict[str, float]]:
    found = data.get(name, {})
    assert isinstance(found, dict)
    return found


def tables(data: dict[str, object], name: str) -> list[dict[str, dict[str, float]]]:
    found = data.get(name, [])
    assert isinstance(found, list)
    return found


def toml_of(data: dict[str, object], head: str = "") -> str:
    """Write the lexicon as people read it: one line a mark, long word lists wrapped."""
    lines = [head + f"version = {_text(str(data['version']))}", f"margin = {data['margin']}"]
    lines.append(f"base = {_inline(table(data, 'base'))}")
    for name in ("mark_priors", "after_priors", "marks", "after"):
        lines += ["", f"[{name}]"] + [f"{_text(key)} = {_inline(row)}" for key, row in table(data, name).items()]
    for cue in tables(data, "cues"):
        lines += ["", "[[cues]]"]
        lines += [f"{key} = {_value(value)}" for key, value in cue.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return _list([_text(item) for item in value])
    return str(value).lower() if isinstance(value, bool) else _text(value) if isinstance(value, str) else f"{value:g}"


def _list(items: Sequence[str]) -> str:
    rows, line = [], "   "
    for item in items:
        if len(line) + len(item) > 110 and line.strip():
            rows.append(line)
            line = "   "
        line += f" {item},"
    return "[" + ", ".join(items) + "]" if not rows else "[\n" + "\n".join([*rows, line]) + "\n]"


def _inline(row: dict[str, float] | dict[str, dict[str, float]]) -> str:
    inner = ", ".join(f"{_text(key)} = {value:g}" for key, value in row.items())
    return "{ " + inner + " }" if inner else "{}"


def _text(value: str) -> str:
    return f"'{value}'" if "\\" in value else f'"{value}"'
