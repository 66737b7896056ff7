"""What changed between two texts: the new text can be read off the pieces, and only changes are told."""

from hypothesis import given
from hypothesis import strategies as st

from speeches.text.changes import ADDED, KEPT, REMOVED, changes, count

OLD = "修路要问群众。晴天验收的路，雨季才见真章。养路是一辈子。"


def pieces(new: str) -> list[list[tuple[str, str]]]:
    return [[(piece.kind, piece.text) for piece in hunk.pieces if piece.kind != KEPT] for hunk in changes(OLD, new)]


def test_the_same_text_has_no_changes() -> None:
    assert changes(OLD, OLD) == ()


def test_a_reworded_sentence_shows_the_characters_that_changed() -> None:
    assert pieces(OLD.replace("雨季才见", "汛期才见")) == [[(REMOVED, "雨季"), (ADDED, "汛期")]]


def test_an_added_sentence_is_one_piece_at_its_place() -> None:
    new = OLD.replace("养路", "要有人管。养路")
    (hunk,) = changes(OLD, new)
    assert [(p.kind, p.text) for p in hunk.pieces if p.kind != KEPT] == [(ADDED, "要有人管。")]
    assert new[hunk.at :].startswith("要有人管。")


def test_a_removed_sentence_stands_where_it_was() -> None:
    (hunk,) = changes(OLD, OLD.replace("养路是一辈子。", ""))
    assert [(p.kind, p.text) for p in hunk.pieces if p.kind != KEPT] == [(REMOVED, "养路是一辈子。")]
    assert hunk.at == len(OLD) - len("养路是一辈子。")


def test_a_sentence_with_nothing_in_common_is_replaced_whole() -> None:
    assert pieces(OLD.replace("养路是一辈子。", "散会！")) == [[(REMOVED, "养路是一辈子。"), (ADDED, "散会！")]]


def test_pieces_and_characters_are_counted() -> None:
    hunks = changes(OLD, OLD.replace("雨季", "汛期").replace("养路", "要有人管。养路"))
    assert (count(hunks, ADDED), count(hunks, REMOVED)) == ((2, 7), (1, 2))


@given(st.text(alphabet="山水。\n", max_size=30), st.text(alphabet="山水。\n", max_size=30))
def test_what_was_added_and_removed_accounts_for_the_difference_in_length(old: str, new: str) -> None:
    found = [piece for hunk in changes(old, new) for piece in hunk.pieces]
    added = sum(len(piece.text) for piece in found if piece.kind == ADDED)
    removed = sum(len(piece.text) for piece in found if piece.kind == REMOVED)
    assert added - removed == len(new) - len(old)
