"""An .html gives its article's lines as a browser shows them."""

import pytest

from speeches.documents import Extra, UnreadableDocument, read


def text_of(body: str) -> str:
    return read("a.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize("body, expected", [
    ("<h1>标题</h1><p>一要学。</p><p>二要\n  干。</p>", "标题\n一要学。\n二要 干。"),
    ("<p>&emsp;&emsp;各位&nbsp;领导：&ldquo;好&rdquo;</p>", "\u2003\u2003各位\u00a0领导：“好”"),
    ("<div>甲<br>乙<br/>丙</div>", "甲\n乙\n丙"),
    ("<p>甲<strong>乙</strong>丙<span>丁</span></p>", "甲乙丙丁"),
    ("散字<p>段落</p>尾巴", "散字\n段落\n尾巴"),
    ("<script>一、不应出现</script><style>p{}</style><p>甲</p><noscript>乙</noscript><!-- 丙 -->", "甲"),
    ("<nav>首页</nav><p>甲</p><footer>上一篇</footer><aside>广告</aside>", "甲"),
    ("<p>站名</p><article><p>正文</p></article><p>推荐</p>", "正文"),
    ("<article><p>甲</p></article><article><p>乙</p></article>", "甲\n乙"),           # several articles: the whole page
    ("<ol><li>学习</li><li>调研</li></ol>", "1. 学习\n2. 调研"),
    ('<ol start="3" type="A"><li>学习</li><li><p>调研</p></li></ol>', "C. 学习\nD. 调研"),
    ("<ul><li>学习</li><li>调研</li></ul>", "学习\n调研"),
    ('<p style="display: none">密</p><p hidden>密</p><p>甲</p>', "甲"),
    ("<ruby>云<rt>yún</rt></ruby>", "云"),
    ("<p>甲<p>乙", "甲\n乙"),
])  # fmt: skip
def test_lines(body, expected):
    assert text_of(body) == expected


def test_tables_follow_the_rule_of_cells():
    document = read(
        "a.html", "<table><tr><td>发言人</td><td>何青</td></tr><tr><td>一、要坚持学习。</td></tr></table>".encode()
    )
    assert (document.text, document.extras) == ("一、要坚持学习。", (Extra("table", "发言人 何青"),))


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
def test_the_declared_charset(charset):
    page = f'<html><head><meta charset="{charset}"></head><body><p>一要坚持学习。</p></body></html>'
    document = read("a.htm", page.encode(charset))
    assert (document.text, document.encoding) == ("一要坚持学习。", "utf-8" if charset == "utf-8" else "gb18030")


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>一、</script>"])
def test_a_page_without_text_is_refused(body):
    with pytest.raises(UnreadableDocument) as refused:
        text_of(body)
    assert refused.value.code == "no_text"


@pytest.mark.parametrize("body", ["<div>" * 5000 + "深", "字" * 4_000_000])
def test_what_the_parser_would_cut_off_is_refused(body):
    with pytest.raises(UnreadableDocument) as refused:
        text_of(body)
    assert refused.value.code == "too_complex"


def test_markup_that_is_merely_bad_is_read():
    assert text_of("<p>甲<b>乙</p><x:y>丙</div>&zz;") == "甲乙\n丙&zz;"
