"""Keep files as they came: byte-identical, under their SHA-256, on disk before the database knows of them."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from speeches.models import SourceFile


def keep(data: bytes) -> SourceFile:
    """Store bytes durably and return their row; the same bytes twice are one file.

    The order matters (write, fsync, rename, fsync of the folder, then the row): after a power cut a row without
    its bytes cannot exist.
    """
    sha256 = sha256_of(data)
    path = _path(sha256)
    if not path.exists():
        _write_durably(path, data)
    source, _ = SourceFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data)})
    return source


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content(source: SourceFile) -> bytes:
    """The bytes as they came; OSError where the data folder has lost them."""
    return _path(source.sha256).read_bytes()


def _path(sha256: str) -> Path:
    return settings.DATA_DIR / "originals" / sha256[:2] / sha256[2:4] / sha256


def _write_durably(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as spool:
        spool.write(data)
        spool.flush()
        os.fsync(spool.fileno())
    os.replace(spool.name, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
