"""The whole job in a browser: a clerk takes two speeches in, a reviewer decides, a reader finds and compares."""

from pathlib import Path

from playwright.sync_api import Page, expect

from speeches.models import Meeting, Speech
from speeches.models.choices import ReviewStatus

from .conftest import Desk

SAMPLES = Path(__file__).resolve().parents[2] / "speeches/samples/党纪学习教育"
TITLE = "云溪市委读书班第二次研讨会"


def test_from_upload_to_reader(samples: None, desk: Desk) -> None:
    desk.sign_in_as_sample("jingban")
    open_a_meeting(desk)
    upload(desk)
    first, second = Speech.objects.filter(meeting__title=TITLE).order_by("order")
    check_points_and_a_theme(desk, first)
    for speech in (first, second):
        desk.open(speech.get_absolute_url())
        desk.page.get_by_role("button", name="提交审核").click()
    expect_status(first, second, ReviewStatus.SUBMITTED, ReviewStatus.SUBMITTED)

    desk.sign_in_as_sample("shenhe")
    decide(desk.page, desk, first)
    desk.page.fill("#opinion-text", "第二点举例太长，请压缩。")
    desk.page.get_by_role("button", name="退回").click()
    decide(desk.page, desk, second)
    desk.page.get_by_role("button", name="审定", exact=False).first.click()
    decide(desk.page, desk, second)
    desk.page.get_by_role("button", name="发布").first.click()
    expect_status(first, second, ReviewStatus.RETURNED, ReviewStatus.PUBLISHED)

    desk.sign_in_as_sample("duzhe")
    find(desk)
    compare(desk)


def open_a_meeting(desk: Desk) -> None:
    desk.open("/")
    desk.page.click("text=新建会议")
    desk.page.fill("[name=title]", TITLE)
    desk.page.select_option("[name=unit]", label="中共云溪市委")
    desk.page.fill("[name=date]", "2024-05-09")
    desk.page.click("text=建立会议")


def upload(desk: Desk) -> None:
    desk.page.click("text=上传")
    desk.page.set_input_files("#id_files", [str(path) for path in sorted(SAMPLES.glob("*.txt"))])
    rows = desk.page.locator("[data-rows] > li")
    expect(rows.nth(0)).to_contain_text("3 点", timeout=30_000)
    expect(rows.nth(1)).to_contain_text("4 点", timeout=30_000)
    expect(rows.nth(1)).to_contain_text("沈秋白")
    rows.nth(0).locator("label", has_text="潘子牧").click()
    desk.page.click("text=保存以上确认")
    expect(desk.page.locator(".message")).to_contain_text("已保存")


def check_points_and_a_theme(desk: Desk, speech: Speech) -> None:
    """首先…其次…再次 stand under 第二, and a theme confirmed stays confirmed."""
    desk.open(speech.get_absolute_url())
    outline = desk.page.locator(".outline").inner_text()
    places = [outline.index(marker) for marker in ("第一，", "第二，", "首先，", "其次，", "再次，", "第三，")]
    assert places == sorted(places)
    row = desk.page.locator(".note-theme").first
    theme = row.locator(".chip").inner_text()
    row.get_by_role("button", name=f"确认{theme}").click()
    expect(desk.page.locator(".note-theme", has_text=theme).first).to_contain_text("已确认")


def decide(page: Page, desk: Desk, speech: Speech) -> None:
    desk.open(f"/review/?speech={speech.uid}")
    expect(page.locator("main")).to_contain_text(speech.title or speech.speaker.name)


def expect_status(first: Speech, second: Speech, *wanted: ReviewStatus) -> None:
    assert tuple(Speech.objects.get(pk=speech.pk).status for speech in (first, second)) == wanted


def find(desk: Desk) -> None:
    """A quoted phrase without a word: only the speech that has one and not the other; nothing unpublished."""
    desk.open("/search/?q=“以案说法”+-统战")
    main = desk.page.locator("main")
    expect(main).to_contain_text("沈秋白")
    expect(main).not_to_contain_text("潘子牧")
    desk.page.locator(".hit a").first.click()
    expect(desk.page.locator(".place").first).to_be_in_viewport()
    desk.open("/search/?q=商会年会")
    expect(desk.page.locator("main")).not_to_contain_text("潘子牧")


def compare(desk: Desk) -> None:
    meeting = Meeting.objects.get(title__contains="第3次集体学习")
    desk.open(meeting.get_absolute_url())
    desk.page.get_by_role("link", name="对照").first.click()
    main = desk.page.locator("main")
    for name in ("周敬之", "林若衡", "沈秋白", "何青", "苏文澜"):
        expect(main).to_contain_text(name)
    expect(main).not_to_contain_text("顾海川")  # not yet published
    assert "/compare/" in desk.page.url
