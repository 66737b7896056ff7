"""Uploading: every file gets its row with state, reason and next step; a bad one harms no other; nobody is guessed."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from speeches import originals
from speeches.models import ImportBatch, ImportItem, Meeting, Post, Speaker, Speech
from speeches.models.choices import ItemState, MeetingStatus, ReviewStatus, Role
from tests.factories import make_meeting, make_speaker, make_speech, make_user

pytestmark = pytest.mark.django_db

SIGNED = """把路修到人心里
云岭县交通局局长 江远帆
同志们：
修路这些年，我有三点体会。
一、路线要走群众走的路。图纸上最近的线，未必是群众最常走的线。
二、标准要经得起雨季。晴天验收的路，雨季才见真章。
三、养护要有人管到底。建路是一阵子，养路是一辈子。
我的发言完毕。
"""
UNSIGNED = SIGNED.replace("云岭县交通局局长 江远帆\n", "")


def file(name: str, text: str | bytes = SIGNED) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting()


def send(client: Client, meeting: Meeting, *files: SimpleUploadedFile, **data: str):
    return client.post(reverse("upload", args=[meeting.uid]), {"files": files, **data}, follow=True)


def send_by_script(client: Client, meeting: Meeting, one: SimpleUploadedFile, **data: str) -> str:
    address = reverse("upload", args=[meeting.uid])
    response = client.post(address, {"files": [one], **data}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.status_code == 200
    return response.content.decode()


def keep(client: Client, batch: ImportBatch, speech: Speech, **fields: str):
    data = {"title": speech.title, "post_text": speech.post_text, "speaker": "", **fields}
    named = {f"{speech.uid}-{name}": value for name, value in data.items()}
    response = client.post(batch.get_absolute_url(), named, follow=True)
    speech.refresh_from_db()
    return response


def test_without_script_one_form_takes_all_files_and_opens_their_batch(at_desk: Client, meeting: Meeting):
    response = send(at_desk, meeting, file("甲.txt"), file("乙.pdf", b"%PDF-1.7 nothing"), file("丙.txt", ""))
    html = response.content.decode()
    assert response.redirect_chain[0][0] == ImportBatch.objects.get().get_absolute_url()
    assert "共<b>3</b>个文件" in html and html.count('<li class="file ') == 3
    assert "要先转换格式" in html and "请用 Word 或 WPS 打开" in html and "空文件" in html
    assert [speech.title for speech in meeting.speeches.all()] == ["把路修到人心里"]


def test_a_refused_file_keeps_its_bytes(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("乙.pdf", b"%PDF-1.7 nothing"))
    assert originals.content(ImportItem.objects.get().source) == b"%PDF-1.7 nothing"


def test_the_script_gets_one_row_a_file_and_goes_on_in_the_same_batch(at_desk: Client, meeting: Meeting):
    first = send_by_script(at_desk, meeting, file("甲.txt"))
    batch = ImportBatch.objects.get()
    assert f'data-batch-uid="{batch.uid}"' in first and "<html" not in first
    second = send_by_script(at_desk, meeting, file("乙.txt", UNSIGNED), batch=batch.uid)
    assert "甲.txt" in first and "甲.txt" not in second
    assert batch.items.count() == 2 and ImportBatch.objects.count() == 1


def test_nobody_goes_on_in_another_persons_batch(at_desk: Client, meeting: Meeting):
    foreign = ImportBatch.objects.create(meeting=meeting, author=make_user())
    send_by_script(at_desk, meeting, file("甲.txt"), batch=foreign.uid)
    assert foreign.items.count() == 0


def test_a_pasted_text_is_taken_in_like_a_file(at_desk: Client, meeting: Meeting):
    at_desk.post(reverse("upload", args=[meeting.uid]), {"text": SIGNED})
    assert meeting.speeches.get().title == "把路修到人心里"


def test_sending_nothing_is_answered_with_what_to_do(at_desk: Client, meeting: Meeting):
    response = send(at_desk, meeting)
    assert "还没有选文件" in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_the_same_file_twice_is_named_and_taken_in_only_when_asked(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("甲.txt"))
    html = send(at_desk, meeting, file("甲（副本）.txt")).content.decode()
    assert "重复" in html and "把路修到人心里" in html
    assert meeting.speeches.count() == 1
    item = ImportItem.objects.get(state=ItemState.DUPLICATE)
    at_desk.post(item.batch.get_absolute_url(), {"again": item.uid})
    assert meeting.speeches.count() == 2


def test_a_twin_is_not_named_to_who_may_not_see_it(client: Client, meeting: Meeting):
    client.force_login(make_user(Role.CLERK))
    send(client, meeting, file("甲.txt"))
    client.force_login(make_user(Role.SUBMITTER))
    html = send(client, meeting, file("乙.txt")).content.decode()
    assert "重复" in html and "把路修到人心里" not in html


def test_an_unsigned_speech_is_kept_without_a_speaker(at_desk: Client, meeting: Meeting):
    html = send(at_desk, meeting, file("发言.txt", UNSIGNED)).content.decode()
    assert meeting.speeches.get().speaker is None
    assert "待确认" in html


def test_a_name_that_only_the_file_name_gives_must_be_chosen(at_desk: Client, meeting: Meeting):
    known = make_speaker("江远帆")
    html = send(at_desk, meeting, file("03-江远帆-交通局.txt", UNSIGNED)).content.decode()
    speech = meeting.speeches.get()
    assert speech.speaker is None
    assert "只有文件名提到“江远帆”" in html
    assert f'value="{known.uid}"' in html and "checked" not in re.search(r"发言人是谁.*?</fieldset>", html, re.S)[0]
    keep(at_desk, ImportBatch.objects.get(), speech, who=known.uid)
    assert speech.speaker == known


def test_a_chosen_persons_post_on_the_day_is_filled_in(at_desk: Client, meeting: Meeting):
    known, day = make_speaker("江远帆"), meeting.date
    Post.objects.create(speaker=known, title="副局长", end=day - datetime.timedelta(1))
    Post.objects.create(speaker=known, title="交通局局长", start=day)
    send(at_desk, meeting, file("03-江远帆-交通局.txt", UNSIGNED))
    speech = meeting.speeches.get()
    keep(at_desk, ImportBatch.objects.get(), speech, who=known.uid, post_text="")
    assert speech.post_text == "交通局局长"


def test_what_the_text_says_of_its_meeting_is_shown(at_desk: Client):
    meeting = make_meeting(date=datetime.date(2024, 4, 1))
    dated = SIGNED.replace("同志们：", "（2024年3月28日）\n同志们：")
    html = send(at_desk, meeting, file("发言.txt", dated)).content.decode()
    assert "日期 2024年3月28日；会议登记的日期不同 2024年4月1日" in html


def test_leaving_the_choice_open_leaves_the_speaker_open(at_desk: Client, meeting: Meeting):
    make_speaker("江远帆")
    send(at_desk, meeting, file("03-江远帆-交通局.txt", UNSIGNED))
    speech, batch = meeting.speeches.get(), ImportBatch.objects.get()
    keep(at_desk, batch, speech)
    keep(at_desk, batch, speech, who="later")
    assert speech.speaker is None


def test_a_new_name_is_entered_among_the_units_people(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("发言.txt", UNSIGNED))
    speech = meeting.speeches.get()
    keep(at_desk, ImportBatch.objects.get(), speech, speaker="江远帆", post_text="交通局局长", title="修路")
    assert (speech.speaker.name, speech.speaker.unit, speech.post_text, speech.title) == (
        "江远帆", meeting.unit, "交通局局长", "修路",
    )  # fmt: skip


def test_of_two_people_of_one_name_the_person_must_choose(at_desk: Client, meeting: Meeting):
    first, second = make_speaker("江远帆"), make_speaker("江远帆")
    send(at_desk, meeting, file("发言.txt", UNSIGNED))
    speech, batch = meeting.speeches.get(), ImportBatch.objects.get()
    html = keep(at_desk, batch, speech, speaker="江远帆").content.decode()
    assert "有不止一位“江远帆”" in html and first.uid in html
    assert speech.speaker is None
    keep(at_desk, batch, speech, speaker="江远帆", who=second.uid)
    assert speech.speaker == second


def test_saving_what_was_not_changed_changes_nothing(at_desk: Client, meeting: Meeting):
    make_speaker("江远帆")
    send(at_desk, meeting, file("发言.txt"))
    speech = meeting.speeches.get()
    before = speech.changed
    keep(at_desk, ImportBatch.objects.get(), speech, speaker=speech.speaker.name if speech.speaker else "")
    assert speech.changed == before
    assert Speaker.objects.count() == 1


def test_who_may_not_edit_a_speech_is_offered_no_fields(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("发言.txt"))
    Speech.objects.update(status=ReviewStatus.PUBLISHED)
    speech, batch = meeting.speeches.get(), ImportBatch.objects.get()
    assert f"{speech.uid}-title" not in at_desk.get(batch.get_absolute_url()).content.decode()
    keep(at_desk, batch, speech, title="改掉")
    assert speech.title == "把路修到人心里"


def test_each_count_of_a_batch_opens_that_many_rows(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("甲.txt"), file("乙.txt", ""), file("丙.txt", ""), file("丁.txt"))
    batch = ImportBatch.objects.get()
    counts = re.findall(r'href="\?look=(\w+)">\S+?<b>(\d+)<', at_desk.get(batch.get_absolute_url()).content.decode())
    assert sum(int(number) for _, number in counts) == 4
    for look, number in counts:
        html = at_desk.get(batch.get_absolute_url(), {"look": look}).content.decode()
        assert html.count('<li class="file ') == int(number)


def test_a_file_over_the_limit_is_refused_unread_and_harms_no_other(at_desk: Client, meeting: Meeting, settings):
    settings.UPLOAD_MAX_BYTES = 2000
    html = send(at_desk, meeting, file("大.txt", SIGNED * 9), file("小.txt")).content.decode()
    assert "超过上限" in html and "请拆分或删去图片后重新上传" in html
    assert ImportItem.objects.get(original_name="大.txt").source is None
    assert meeting.speeches.count() == 1


def test_a_pasted_text_beyond_all_measure_is_answered_with_what_to_do(at_desk: Client, meeting: Meeting, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = at_desk.post(
        reverse("upload", args=[meeting.uid]), f"text={'字' * 999}", "application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "请拆分之后再传" in response.content.decode()


def test_a_refusal_that_was_seen_is_no_longer_counted_as_waiting(at_desk: Client, meeting: Meeting):
    send(at_desk, meeting, file("空的.txt", ""))
    item = ImportItem.objects.get()
    assert "文件没有收下" in at_desk.get(reverse("home")).content.decode()
    at_desk.post(item.batch.get_absolute_url(), {"aside": item.uid})
    assert "文件没有收下" not in at_desk.get(reverse("home")).content.decode()
    assert "略过<b>1</b>" in at_desk.get(item.batch.get_absolute_url()).content.decode()


def test_an_archived_meeting_takes_nothing(at_desk: Client):
    meeting = make_meeting(status=MeetingStatus.ARCHIVED)
    assert send(at_desk, meeting, file("甲.txt")).status_code == 403
    assert not meeting.speeches.exists()


def test_twenty_files_cost_no_more_queries_than_two(
    at_desk: Client, meeting: Meeting, clerk, django_assert_max_num_queries
):
    batch = ImportBatch.objects.create(meeting=meeting, author=clerk)

    def queries() -> int:
        with django_assert_max_num_queries(60) as captured:
            at_desk.get(batch.get_absolute_url())
        return len(captured)

    def fill(number: int) -> None:
        for _ in range(number):
            ImportItem.objects.filter(versions__speech=make_speech(meeting, submitter=clerk)).update(batch=batch)

    fill(2)
    few = queries()
    fill(18)
    assert queries() == few
