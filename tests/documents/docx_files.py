"""Builds small .docx and .zip files from raw XML, so that each test shows exactly what its document holds."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zip_of(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def part(element: str, inner: str) -> bytes:
    """One part's XML with the usual namespaces: part("numbering", "<w:abstractNum …>")."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{element} {_NAMESPACES}>{inner}</w:{element}>'.encode()


def relationships(*targets: tuple[str, str, str]) -> bytes:
    """Of (id, kind, target)."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'.encode()


def docx_parts(
    body: str, *, numbering: str = "", styles: str = "", others: Mapping[str, tuple[str, bytes]] | None = None
) -> dict[str, bytes]:
    """The files of a package. `others` maps a relationship id to (kind, part), as for headers and notes."""
    files = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    rows = []
    for kind, inner in (("numbering", numbering), ("styles", styles)):
        if inner:
            files[f"word/{kind}.xml"] = part(kind, inner)
            rows.append((f"id-{kind}", kind, f"{kind}.xml"))
    for key, (kind, data) in (others or {}).items():
        files[f"word/{key}.xml"] = data
        rows.append((key, kind, f"{key}.xml"))
    files["word/_rels/document.xml.rels"] = relationships(*rows)
    return files


def docx(
    body: str, *, numbering: str = "", styles: str = "", others: Mapping[str, tuple[str, bytes]] | None = None
) -> bytes:
    return zip_of(docx_parts(body, numbering=numbering, styles=styles, others=others))


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run}</w:p>"


def numbered(text: str, level: int = 0, num: int = 1) -> str:
    """A paragraph with direct automatic numbering."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def lvl(level: int, number_format: str, text: str, more: str = "") -> str:
    """One w:lvl that starts at 1, unless `more` says otherwise."""
    start = "" if "<w:start " in more else '<w:start w:val="1"/>'
    return (
        f'<w:lvl w:ilvl="{level}">{start}<w:numFmt w:val="{number_format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(levels: str, abstract_id: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{levels}</w:abstractNum>'


def num(num_id: int = 1, abstract_id: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells hold the given block XML."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
