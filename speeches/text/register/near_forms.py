"""Find what differs from a formulation by one slip of the keyboard: a homophone, a look-alike character, two swapped.

Linear: a wording with one wrong character still has one half right, and the halves are indexed. Function words never
count as a slip inside a short wording (人民之上 is not 人民至上 mistyped).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from speeches.text.register.formulation_table import FormulationTable, Half, Wording
from speeches.text.register.skeleton import Skeleton

# A wording this long that agrees in all but one character is the same formulation, whatever the character sounds like.
LONG = 8
_FUNCTION_WORDS = frozenset("的地得了着是在和与及以为有于之一不这那就也都又由使时让把被其我你他她它们而")
_NUMERALS = frozenset("零一二两三四五六七八九十百千万几双多")
_ALIKE = (
    "己已巳 未末 折拆析 拔拨 辩辨辫瓣 侯候 竟竞 赢羸嬴 徒徙 戍戌戊 遗遣 冶治 崇祟 郎朗 土士 干千于 天夫 大太犬 "
    "人入 日曰 目自 免兔 今令 住往 困因 沦论 抡轮 情清请 晴睛 密蜜 既即 部陪 栽裁载 燥躁 刺剌 幻幼 历厉 宣宜 风凤 "
    "处外 间问 技枝 抱报 扬杨 提堤 推堆 晋普 祖租 狠狼很 级极 坚艰 券卷 查杳 壮状 壁璧 准淮 凝疑 稳隐 侨桥"
)


@dataclass(frozen=True, slots=True)
class NearForm:
    """`wording` stands almost right at `[start, end)` of the skeleton; `slips` are (place, found, right) characters."""

    wording: Wording
    start: int
    end: int
    slips: tuple[tuple[int, str, str], ...]


def near_forms(bones: Skeleton, table: FormulationTable) -> Iterator[NearForm]:
    """Yield every window of the text that is one slip away from a right wording of four or more characters."""
    chars, find = bones.chars, table.halves.get
    for at in range(len(chars) - 1):
        candidates = find(chars[at : at + 2])
        if candidates is None:
            continue
        for half in candidates:
            if chars.startswith(half.exact, at) and at >= half.offset:
                near = _compared(chars, at - half.offset, half, table.sounds)
                if near:
                    yield near


def _compared(chars: str, start: int, half: Half, sounds: Mapping[str, frozenset[str]]) -> NearForm | None:
    """Compare the other half, character by character."""
    key = half.wording.key
    base = 0 if half.offset else len(half.exact)
    stop = half.offset or len(key)
    found = chars[start + base : start + stop]
    if len(found) < stop - base:
        return None
    slips = [(base + at, a, b) for at, (a, b) in enumerate(zip(found, key[base:stop], strict=True)) if a != b]
    if _is_slip(slips, len(key), sounds):
        return NearForm(half.wording, start, start + len(key), tuple((start + at, a, b) for at, a, b in slips))
    return None


def _is_slip(slips: Sequence[tuple[int, str, str]], size: int, sounds: Mapping[str, frozenset[str]]) -> bool:
    if len(slips) == 2:
        (at, a, b), (after, c, d) = slips
        return after == at + 1 and a == d and b == c and not {a, b} & _NUMERALS
    if len(slips) != 1:
        return False
    at, found, right = slips[0]
    if not "\u4e00" <= found <= "\u9fff" or (found in _NUMERALS and right in _NUMERALS):
        return False
    if found in _FUNCTION_WORDS:
        return False
    # At either end the other character may simply be the neighbouring word: 依托“党旗…”, 让党旗…
    if size >= LONG and 0 < at < size - 1:
        return True
    return _alike(found, right) or bool(sounds.get(found, frozenset()) & sounds.get(right, frozenset()))


def _alike(found: str, right: str) -> bool:
    return any(found in group and right in group for group in _GROUPS)


_GROUPS = tuple(_ALIKE.split())
