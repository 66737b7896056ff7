"""Signing in, in a real browser: nothing but the login page before, the desk after."""

from .conftest import Desk


def test_a_stranger_sees_only_the_login_page(desk: Desk) -> None:
    for path in ("/", "/meetings/", "/search/?q=党性", "/admin/", "/nowhere/"):
        desk.open(path)
        assert "/login/" in desk.page.url
    assert "未经批准不得上传涉密文件" in desk.page.inner_text("body")


def test_no_page_breaks_the_content_policy_or_asks_another_host(samples: None, desk: Desk) -> None:
    troubles: list[str] = []
    page = desk.page
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: troubles.append(asked.url) if not asked.url.startswith(desk.address) else None)
    desk.sign_in_as_sample("jingban")
    for path in ("/", "/meetings/", "/search/?q=政绩", "/themes/", "/speakers/", "/help/", "/admin/"):
        desk.open(path)
    assert troubles == []
