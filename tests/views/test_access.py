"""Every address × every role. An address of speeches/urls.py without an entry here fails."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from speeches import originals
from speeches.models import ImportBatch, Meeting, SavedComparison, Speaker, Speech, Theme, User
from speeches.models.choices import ReviewStatus, Role
from speeches.models.meetings import Campaign
from speeches.urls import urlpatterns
from tests.factories import (
    make_item,
    make_label,
    make_meeting,
    make_speaker,
    make_speech,
    make_theme,
    make_unit,
    make_user,
    points_of,
)

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
EVERYBODY = ("owner", *Role.values, "outsider")
STAFF = ("clerk", "reviewer")
READERS = ("owner", "submitter", "clerk", "reviewer", "reader", "observer", "archivist")


@dataclass
class World:
    """One unit with one meeting: a published speech of one speaker, a draft of another, one person a role."""

    meeting: Meeting
    published: Speech
    draft: Speech
    batch: ImportBatch
    theme: Theme
    kept: SavedComparison
    silent: Speaker
    people: dict[str, User]


@pytest.fixture
def world() -> World:
    meeting = make_meeting(campaign=Campaign.objects.create(name="调查研究年"))
    owner = make_user()
    people = {role: make_user(Role(role)) for role in Role.values if role != "observer"}
    people["observer"] = make_user(Role.OBSERVER, meeting=meeting)
    people["owner"] = owner
    people["outsider"] = make_user(Role.CLERK, unit=make_unit("别处县委"))
    published = make_speech(meeting, speaker=make_speaker(), status=ReviewStatus.PUBLISHED)
    silent = make_speaker(unit=make_unit())
    draft = make_speech(meeting, speaker=silent, submitter=owner)
    originals.keep(draft.version.reading.text.encode())
    theme = make_theme()
    make_label(points_of(published)[0], theme)
    batch = ImportBatch.objects.create(meeting=meeting, author=owner)
    make_item(batch)
    kept = SavedComparison.objects.create(title="两篇", owner=owner, shared=True)
    kept.speeches.set([published, draft])
    return World(meeting, published, draft, batch, theme, kept, silent, people)


@dataclass(frozen=True)
class Page:
    """An address of the world, and what each role is answered; roles not named get `others`."""

    address: Callable[[World], str]
    opens_for: tuple[str, ...] = EVERYBODY
    others: int = 404
    forbidden_for: tuple[str, ...] = ()
    opened: int = 200


def plain(name: str, *args: str, **access: object) -> Page:
    return Page(lambda world: reverse(name, args=args), **access)


def of_draft(name: str, *args: str, **access: object) -> Page:
    """What hangs on the draft: open to who handed it in, 经办 and 审核 unless said otherwise."""
    access.setdefault("opens_for", ("owner", *STAFF))
    return Page(lambda world: reverse(name, args=[world.draft.uid, *args]), **access)


def of_point(name: str, *args: str, **access: object) -> Page:
    return Page(lambda world: reverse(name, args=[points_of(world.draft)[0].anchor.uid, *args]), **access)


def posted(name: str, *args: str) -> Page:
    """An address that only takes what is posted; tests/views/test_points.py and test_review.py say who may."""
    return of_draft(name, *args, opens_for=(), others=405)


def of_meeting(name: str, **access: object) -> Page:
    return Page(lambda world: reverse(name, args=[world.meeting.uid]), **access)


PAGES: dict[str, Page] = {
    "home": plain("home"),
    "todo": plain("todo", "points"),
    "login": plain("login", opens_for=(), others=302),  # those who are signed in go on to the home page
    "logout": plain("logout", opens_for=(), others=405),
    "password": plain("password"),
    "password_done": plain("password_done"),
    "meetings": plain("meetings"),
    "meeting_new": plain("meeting_new", opens_for=("clerk", "outsider"), others=403),
    "meeting": of_meeting("meeting", opens_for=READERS),
    "meeting_edit": of_meeting(
        "meeting_edit", opens_for=("clerk",), forbidden_for=tuple(r for r in READERS if r != "clerk")
    ),
    "upload": of_meeting(
        "upload",
        opens_for=("clerk", "submitter"),
        forbidden_for=tuple(r for r in READERS if r not in ("clerk", "submitter")),
    ),
    "batch": Page(lambda world: reverse("batch", args=[world.batch.uid]), opens_for=("owner", "clerk")),
    "speakers": plain("speakers"),
    "speaker": Page(
        lambda world: reverse("speaker", args=[world.silent.uid]), opens_for=("owner", "submitter", *STAFF)
    ),
    "themes": plain("themes"),
    "theme": Page(lambda world: reverse("theme", args=[world.theme.code])),
    "formulations": plain("formulations"),
    "proposals": plain("proposals", opens_for=(*STAFF, "outsider"), others=403),
    "speech": of_draft("speech"),
    "original": of_draft("original"),
    "speech_history": of_draft("speech_history"),
    "resplit": of_draft("resplit", opens_for=("owner", "clerk"), forbidden_for=("reviewer",)),
    "speech_text": of_draft("speech_text", opens_for=("owner", "clerk"), forbidden_for=("reviewer",)),
    "speech_header": posted("speech_header"),
    "speech_act": posted("speech_act", "submit"),
    "speech_checked": posted("speech_checked"),
    "speech_move": posted("speech_move"),
    "points_undo": posted("points_undo"),
    "point": of_point("point", opens_for=("owner", *STAFF), opened=302),
    "point_theme": of_point("point_theme", opens_for=(), others=405),
    "point_edit": of_point("point_edit", "merge", opens_for=(), others=405),
    "review": plain("review", opens_for=("submitter", "outsider", *STAFF), others=403),
    "search": plain("search"),
    "comparisons": plain("comparisons"),
    "comparisons_keep": plain("comparisons_keep", opens_for=(), others=405),
    "comparison_change": Page(lambda world: reverse("comparison_change", args=[world.kept.uid]), (), others=405),
    "comparison_drop": Page(lambda world: reverse("comparison_drop", args=[world.kept.uid]), (), others=405),
    "theme_over_time": Page(lambda world: reverse("theme_over_time", args=[world.theme.code])),
    "rules": plain("rules"),
    "help": plain("help"),
}

# The comparison of the meeting, of its campaign, of the speaker who is not heard yet, of a shared set, of picked ones.
COMPARED: dict[str, tuple[Callable[[World], list[str]], tuple[str, ...]]] = {
    "compare": (lambda world: [world.meeting.uid], READERS),
    "compare_campaign": (lambda world: [world.meeting.campaign.uid], READERS),
    "compare_speaker": (lambda world: [world.silent.uid], ("owner", "submitter", *STAFF)),
    "comparison": (lambda world: [world.kept.uid], tuple(role for role in READERS if role != "submitter")),
    "compare_picked": (lambda world: [], EVERYBODY),
}


def of_comparison(name: str, suffix: str, *args: str, **access: object) -> Page:
    own, seers = COMPARED[name]
    access.setdefault("opens_for", seers)
    return Page(lambda world: reverse(f"{name}{suffix}", args=[*own(world), *args]), **access)


def posted_comparison(name: str, suffix: str, *args: str) -> Page:
    """Takes only what is posted; tests/views/test_compare.py says who may."""
    return of_comparison(name, suffix, *args, opens_for=(), others=405)


for _name in COMPARED:
    PAGES |= {
        _name: of_comparison(_name, ""),
        f"{_name}_screen": of_comparison(_name, "_screen", "matrix"),
        f"{_name}_reading": of_comparison(_name, "_reading", "zj.weimin"),
        f"{_name}_regroup": posted_comparison(_name, "_regroup", "zj.weimin"),
        f"{_name}_verdict": posted_comparison(_name, "_verdict"),
    }
# A file holds what its taker sees of the published speeches; where that is nothing, there is no file. Of the draft
# nobody has published, and of nothing picked, there is none for anybody; a set is taken as far as one sees it.
for _name in ("compare", "compare_campaign"):
    PAGES[f"{_name}_export"] = of_comparison(
        _name, "_export", "digest", opens_for=tuple(role for role in READERS if role not in ("owner", "submitter"))
    )
PAGES["compare_speaker_export"] = of_comparison("compare_speaker", "_export", "digest", opens_for=())
PAGES["compare_picked_export"] = of_comparison("compare_picked", "_export", "digest", opens_for=())
PAGES["comparison_export"] = of_comparison("comparison", "_export", "digest")

NAMES = sorted(pattern.name for pattern in urlpatterns)


@pytest.mark.parametrize("name", NAMES)
def test_every_address_says_who_may_open_it(name: str):
    assert name in PAGES, f"add {name} to PAGES"


@pytest.mark.parametrize("name", PAGES)
def test_each_role_is_answered_as_the_table_says(name: str, world: World):
    page = PAGES[name]
    answered = {role: _status(world.people[role], page.address(world)) for role in EVERYBODY}
    assert answered == {role: _expected(page, role) for role in EVERYBODY}


def _expected(page: Page, role: str) -> int:
    if role in page.opens_for:
        return page.opened
    return 403 if role in page.forbidden_for else page.others


def _status(user: User, address: str) -> int:
    client = Client()
    client.force_login(user)
    return client.get(address).status_code


@pytest.mark.parametrize("name", [name for name in PAGES if name != "login"])
def test_strangers_see_only_the_login_page(name: str, world: World, client: Client):
    response = client.get(PAGES[name].address(world))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_the_login_page_warns_about_secret_files(client: Client):
    assert "未经批准不得上传涉密文件" in client.get(reverse("login")).content.decode()


def test_what_does_not_exist_and_what_is_hidden_answer_alike(world: World, client: Client):
    client.force_login(world.people["outsider"])
    hidden = client.get(reverse("meeting", args=[world.meeting.uid]))
    missing = client.get(reverse("meeting", args=["nobody"]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", missing.content)
