"""Uploading in a browser, with script and without."""

from playwright.sync_api import expect

from speeches.models import ImportBatch
from speeches.models.choices import Role
from tests.factories import make_meeting, make_speaker, make_user

from .conftest import Desk

SPEECH = """把路修到人心里
同志们：
修路这些年，我有三点体会。
一、路线要走群众走的路。图纸上最近的线，未必是群众最常走的线。
二、标准要经得起雨季。晴天验收的路，雨季才见真章。
三、养护要有人管到底。建路是一阵子，养路是一辈子。
"""


def files(*named: tuple[str, bytes]) -> list[dict[str, object]]:
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in named]


def test_files_go_one_by_one_and_a_name_from_a_file_name_is_chosen(desk: Desk):
    meeting, known = make_meeting(), make_speaker("江远帆")
    desk.sign_in(make_user(Role.CLERK).username)
    desk.open(meeting.get_absolute_url())
    desk.page.click("text=上传发言")
    desk.page.set_input_files(
        "#id_files", files(("03-江远帆-交通局.txt", SPEECH.encode()), ("坏的.docx", b"PK\x03\x04"), ("空的.txt", b""))
    )
    rows = desk.page.locator("[data-rows] > li")
    expect(rows.nth(0)).to_contain_text("只有文件名提到“江远帆”", timeout=20_000)
    expect(rows.nth(1)).to_contain_text("没有收下：文件损坏", timeout=20_000)
    expect(rows.nth(2)).to_contain_text("没有收下：空文件", timeout=20_000)
    expect(desk.page.locator("[data-tally]")).to_have_text("共 3 个文件　请确认 1　没有收下 2")
    rows.nth(0).locator("label", has_text="江远帆").click()
    desk.page.click("text=保存以上确认")
    expect(desk.page.locator(".message")).to_contain_text("已保存")
    assert meeting.speeches.get().speaker == known
    assert ImportBatch.objects.get().items.count() == 3


def test_without_script_the_form_sends_all_files_at_once(plain_desk: Desk):
    meeting = make_meeting()
    plain_desk.sign_in(make_user(Role.CLERK).username)
    plain_desk.open(f"{meeting.get_absolute_url()}upload/")
    plain_desk.page.set_input_files("#id_files", files(("甲.txt", SPEECH.encode()), ("空的.txt", b"")))
    plain_desk.page.click("button:has-text('上传')")
    expect(plain_desk.page.locator("li.file")).to_have_count(2)
    assert meeting.speeches.get().title == "把路修到人心里"
