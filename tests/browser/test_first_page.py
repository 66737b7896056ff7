"""Signing in, in a real browser: nothing but the login page before, the desk after."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer


def test_a_stranger_sees_only_the_login_page(chromium: Browser, archive: LiveServer) -> None:
    page = chromium.new_page(base_url=archive.url)
    for path in ("/", "/meetings/", "/search/?q=党性", "/admin/", "/nowhere/"):
        page.goto(path)
        assert "/login/" in page.url
    assert "未经批准不得上传涉密文件" in page.inner_text("body")
    page.close()


def test_no_page_breaks_the_content_policy_or_asks_another_host(sign_in: Callable[..., Page]) -> None:
    page = sign_in("jingban")
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith("http://localhost") else None)
    for path in ("/", "/meetings/", "/search/?q=政绩", "/themes/", "/speakers/", "/help/", "/admin/"):
        page.goto(path)
    assert troubles == []
