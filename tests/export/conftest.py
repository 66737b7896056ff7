"""One comparison for every export: three speeches of one meeting, with a theme, a doubt, a quotation-like heading."""

import pytest

from speeches import compare
from speeches.compare import Comparison
from speeches.models.choices import ReviewStatus
from tests.factories import make_label, make_meeting, make_speaker, make_speech, make_theme, points_of

SHARED = "山路再远也要把每一户的门都敲到把每一本账都算清楚"


@pytest.fixture
def comparison(db: None) -> Comparison:
    meeting = make_meeting("云岭县委第3次专题研讨会")
    theme, doubtful = make_theme("上门走访"), make_theme("想办法")
    spoken = [
        ("林一川", ("一、把“底数”摸清——一户不漏。村里有多少老人独居……要有一本账。", "二、把办法想实。办法在院坝里。")),
        ("沈二宁", (f"一、把门敲开。{SHARED}，这是规矩。", "二、=1+1也要算清。账要算到户。")),
        ("何三平", (f"一、把路走到。{SHARED}，这是底线。",)),
    ]
    for name, points in spoken:
        speech = make_speech(
            meeting, points=points, speaker=make_speaker(name), title=f"{name}的发言", status=ReviewStatus.PUBLISHED,
            post_text="镇长",
        )  # fmt: skip
        first, *rest = points_of(speech)
        make_label(first, theme)
        if rest:
            make_label(rest[0], doubtful, tier="check")
    return compare.compare(compare.of_meeting(meeting), None)
