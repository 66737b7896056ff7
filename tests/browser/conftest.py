"""A real Chromium against a live server. Skipped where none is found; required when CI=true."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from speeches import demo, installation, lexicons
from tests.factories import PASSWORD

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# playwright's sync API keeps an event loop in the test's thread, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium on this machine: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def archive(transactional_db: None) -> None:
    """Tests with a live server empty the database after themselves, dictionaries included."""
    lexicons.install()


@pytest.fixture
def samples(archive: None) -> None:
    """The sample meetings and accounts, as `start --demo` loads them."""
    installation.prepare()
    demo.load()


class Desk:
    """A person at a browser: signs in, and fails the test on any error that the page reports."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.open("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("button[type=submit]")

    def sign_in_as_sample(self, username: str) -> None:
        """Sign in as one of the sample accounts, whoever was signed in before."""
        self.page.context.clear_cookies()
        self.sign_in(username, demo.password_of(username))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)


@pytest.fixture
def desk(chromium: Browser, archive: None, live_server: LiveServer) -> Iterator[Desk]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield Desk(context.new_page(), live_server.url)
    context.close()


@pytest.fixture
def plain_desk(chromium: Browser, archive: None, live_server: LiveServer) -> Iterator[Desk]:
    """The same without JavaScript."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    yield Desk(context.new_page(), live_server.url)
    context.close()
