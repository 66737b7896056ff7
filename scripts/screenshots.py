"""Save the main pages as PNG, seen by each role of the sample archive: `make screenshots`, files in screenshots/.

Starts an archive of its own with the sample meetings and leaves no trace of it. Short pages are saved as a screen of
1366×768 shows them, long ones whole.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"width": 1366, "height": 768}
PATIENCE = 180  # seconds until the sample archive must answer
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to save: where to begin, and the links to follow from there (CSS selectors)."""

    name: str
    start: str
    follow: tuple[str, ...] = ()
    whole: bool = False


A_MEETING = ".list-title a:has-text('政绩观')"
A_SPEECH = ".programme-title a"
SHOTS: dict[str, tuple[Shot, ...]] = {
    "": (Shot("登录", "/login/"),),
    "jingban": (
        Shot("工作台", "/", whole=True),
        Shot("会议列表", "/meetings/"),
        Shot("会议", "/meetings/", (A_MEETING,), whole=True),
        Shot("新建会议", "/meetings/new/", whole=True),
        Shot("上传", "/meetings/", (A_MEETING, "a.button:has-text('上传')")),
        Shot("发言", "/meetings/", (A_MEETING, A_SPEECH), whole=True),
        Shot("对照", "/meetings/", (A_MEETING, "a.button:has-text('对照')"), whole=True),
        Shot("检索", "/search/?q=政绩", whole=True),
        Shot("发言人列表", "/speakers/"),
        Shot("发言人", "/speakers/", (".people a",), whole=True),
        Shot("主题列表", "/themes/", whole=True),
        Shot("主题", "/themes/", (".themes .list-number a",), whole=True),
        Shot("帮助", "/help/", whole=True),
        Shot("没有这一页", "/nowhere/"),
        Shot("后台", "/admin/"),
    ),
    "shenhe": (Shot("工作台", "/", whole=True), Shot("审核", "/review/", whole=True)),
    "baosong": (Shot("工作台", "/", whole=True),),
    "duzhe": (Shot("工作台", "/", whole=True), Shot("会议", "/meetings/", (A_MEETING,), whole=True)),
    "dangan": (Shot("工作台", "/", whole=True),),
    "guanli": (Shot("工作台", "/"), Shot("后台", "/admin/"), Shot("账号", "/admin/speeches/user/add/", whole=True)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "screenshots", help="where the PNG files go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sample_archive(data) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for account, shots in SHOTS.items():
            page = sign_in(browser, address, account)
            for shot in shots:
                save(page, address, shot, folder / f"{account or '未登录'}-{shot.name}.png")
        browser.close()


def find_chromium() -> str | None:
    """A Chromium of the system; None leaves it to the one that playwright installs."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@contextmanager
def sample_archive(data: str) -> Iterator[str]:
    """An archive with the sample meetings in its own data folder; yields its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "manage.py"), "start", "--demo", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "STUDYARCHIVE_DATA": data}, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/login/").close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the sample archive did not start")


def sign_in(browser: Browser, address: str, account: str) -> Page:
    page = browser.new_context(viewport=SCREEN, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    if account:
        page.goto(f"{address}/login/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", f"demo-{account}")
        page.click("button[type=submit]")
    return page


def save(page: Page, address: str, shot: Shot, file: Path) -> None:
    page.goto(address + shot.start)
    for link in shot.follow:
        found = page.locator(link).first
        if not found.count():
            sys.stderr.write(f"{file.name}: no {link} on {page.url}, not saved\n")
            return
        found.click()
        page.wait_for_load_state()
    page.screenshot(path=file, full_page=shot.whole)
    sys.stderr.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
