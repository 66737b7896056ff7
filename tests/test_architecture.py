"""The floors hold: imports go down only (docs/架构.md, “楼层”)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = [  # top to bottom; a module may import its own floor and those below
    {"views", "admin", "admin_site", "passwords", "forms", "urls", "templatetags", "management", "apps"},
    {"ingest", "outlining", "analysis", "editing", "review", "originals", "lexicons", "installation", "demo"}
    | {"typesetting", "checksheet", "revisions", "permalinks", "move_strip", "handing_out", "proposals"}
    | {"shared_wording", "revising", "reading_report"}
    | {"meeting_files", "arranging", "naming", "lights", "compare", "search", "export"}
    | {"reuse_review", "comparison_sets"},
    {"models", "access", "migrations"},
    {"text", "documents"},
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
PURE_LIBRARIES = {"jieba": "segment", "lxml": "docx", "docx": "docx"}


def modules() -> list[Path]:
    return [path for path in sorted((ROOT / "speeches").rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> Iterator[str]:
    """Dotted names a module imports, relative ones made absolute."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = [*base, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def room(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "speeches" else None


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    own = LEVEL.get(room(".".join(path.relative_to(ROOT).with_suffix("").parts)) or "")
    if own is None:  # the package itself
        return
    upward = [name for name in imports(path) if LEVEL.get(room(name) or "", own) < own]
    assert upward == []


@pytest.mark.parametrize("floor", ["text", "documents"])
def test_pure_floors_know_nothing_of_django(floor: str) -> None:
    known = {name for path in modules() if floor in path.parts for name in imports(path)}
    assert [name for name in sorted(known) if name.split(".")[0] in ("django", "studyarchive", "taggit")] == []


def test_every_room_has_its_floor() -> None:
    rooms = {path.relative_to(ROOT / "speeches").parts[0].removesuffix(".py") for path in modules()}
    assert rooms - {"__init__"} - set(LEVEL) == set()


def test_only_the_search_room_names_a_backend() -> None:
    outside = [path for path in modules() if "search" not in path.parts[:-1]]
    assert [path for path in outside if any("search.backends" in name for name in imports(path))] == []


def test_files_stay_readable() -> None:
    """400 lines is where a module wants to be two."""
    long = {str(path): n for path in modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}
