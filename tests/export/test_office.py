"""LibreOffice opens what is exported; slow, and only where it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from speeches.compare import Comparison
from speeches.export import FORMS

pytestmark = pytest.mark.slow
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None and not os.environ.get("CI"), reason="no LibreOffice (soffice) on this machine")
@pytest.mark.parametrize("form", FORMS)
def test_the_office_turns_the_file_into_a_page(form: str, comparison: Comparison, tmp_path: Path) -> None:
    made = FORMS[form](comparison, "http://archive.example/")
    file = tmp_path / made.name
    file.write_bytes(made.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE or "", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert file.with_suffix(".pdf").stat().st_size > 1000
