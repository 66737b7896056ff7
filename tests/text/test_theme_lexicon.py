"""The theme list that ships, and the mistakes a list may contain."""

from pathlib import Path

import pytest

from speeches.text.evidence.theme_lexicon import ThemeLexicon, ThemeLexiconError, parse_themes

SHIPPED = Path(__file__).resolve().parents[2] / "speeches" / "lexicon" / "themes.toml"
SMALL = """version = 3
neutral = "安全感"
[[group]]
code = "fz"
name = "发展与改革"
[[theme]]
code = "fz.anquan"
name = "安全与风险"
short = "安全"
aliases = ["安全生产"]
[theme.terms]
5 = "隐患排查"
1 = "安全"
"""


@pytest.fixture(scope="module")
def lexicon() -> ThemeLexicon:
    return parse_themes(SHIPPED.read_text(encoding="utf-8"))


LASTING = {
    "zz": "lingdao lilun dangxing chuantong yishi",
    "zj": "zongti weimin qiushi xingshi zuofeng dandang changyuan",
    "cy": "zhidang jilv lianjie jingshi jiandu shenghuo",
    "zu": "jiceng ganbu rencai nengli kaohe quntuan",
    "fz": "gaozhiliang gaige keji chanye xiangcun shengtai anquan guofang",
    "ms": "minsheng zhili fazhi renda jiaoyu tongzhan",
    "lz": "fuwu luoshi jiaoyu zhize",
}
NARROW = {"ms.renda", "fz.guofang", "zu.quntuan"}  # themes few words speak of


def test_a_code_once_given_stays(lexicon: ThemeLexicon) -> None:
    given = [f"{group}.{name}" for group, names in LASTING.items() for name in names.split()]
    assert [theme.code for theme in lexicon.themes] == given


def test_every_shipped_theme_has_a_vocabulary(lexicon: ThemeLexicon) -> None:
    least = {theme.code: 30 if theme.code in NARROW else 150 for theme in lexicon.themes}
    assert {theme.code: len(theme.terms) for theme in lexicon.themes if len(theme.terms) < least[theme.code]} == {}


def test_every_shipped_theme_has_signal_words_and_says_what_it_is(lexicon: ThemeLexicon) -> None:
    for theme in lexicon.themes:
        assert sum(weight >= 4 for weight in theme.terms.values()) >= 10, theme.code
        assert theme.definition.endswith("。"), theme.code
        assert 2 <= len(theme.short) <= 8, theme.code


def test_names_and_aliases_name_one_theme_each(lexicon: ThemeLexicon) -> None:
    for theme in lexicon.themes:
        for word in (theme.code, theme.name, theme.short, *theme.aliases):
            assert lexicon.named(word) is theme, word


def test_a_longer_word_says_at_least_what_the_words_inside_it_say(lexicon: ThemeLexicon) -> None:
    weaker = [
        (theme.code, word, word[start:stop])
        for theme in lexicon.themes
        for word, weight in theme.terms.items()
        for start in range(len(word) - 1)
        for stop in range(start + 2, len(word) + 1)
        if theme.terms.get(word[start:stop], 0) > weight
    ]
    assert weaker == []


def test_every_shipped_theme_belongs_to_a_group(lexicon: ThemeLexicon) -> None:
    assert {theme.group for theme in lexicon.themes} == {group.code for group in lexicon.groups}


def test_words_are_listed_once_and_sorted(lexicon: ThemeLexicon) -> None:
    assert list(lexicon.words()) == sorted(set(lexicon.words()))


@pytest.mark.parametrize("word", ["fz.anquan", "安全与风险", "安全", "安全生产", " 安全 "])
def test_a_theme_answers_to_code_names_and_aliases(word: str) -> None:
    theme = parse_themes(SMALL).named(word)
    assert theme is not None and theme.code == "fz.anquan"


def test_an_unknown_word_names_no_theme() -> None:
    assert parse_themes(SMALL).named("实干") is None


@pytest.mark.parametrize(
    "wrong, right, said",
    [
        ('5 = "隐患排查"', '5 = "隐患排查 安全"', "写了两次"),
        ('5 = "隐患排查"', '6 = "隐患排查"', "1 到 5"),
        ('5 = "隐患排查"', 'high = "隐患排查"', "1 到 5"),
        ('5 = "隐患排查"', '5 = "险"', "两个字"),
        ('5 = "隐患排查"', '5 = "安全感"', "中性词"),
        ('code = "fz.anquan"', 'code = "ms.anquan"', "大类"),
        ('name = "安全与风险"\n', "", "缺少 name"),
        ("version = 3", "version = ", "TOML"),
    ],
)
def test_a_wrong_list_is_refused_in_plain_words(wrong: str, right: str, said: str) -> None:
    with pytest.raises(ThemeLexiconError, match=said):
        parse_themes(SMALL.replace(wrong, right))


def test_a_code_may_not_stand_twice() -> None:
    again = SMALL[SMALL.index("[[theme]]") :]
    with pytest.raises(ThemeLexiconError, match="写了两次"):
        parse_themes(SMALL + again)
