"""Tell whose words a quotation is, from what stands before and after it.

Leaders, party documents and the ancients are sources; colleagues, officials present and passers-by are not. What can't
be read from the text is left open: nothing is attributed by guess.
"""

import re
from dataclasses import dataclass

# A placeholder may stand for the name: ***总书记, ××总书记.
_BLANK = r"[*＊×✕XxＸ某○Ｏ]{1,4}"
LEADER = (
    rf"(?:(?:习近平|近平|习|{_BLANK})?(?<!支部)总书记"
    r"|习近平(?:同志|主席)?(?!新时代|法治|经济|生态|强军|外交|文化|谈|著作|关于|总书记)|习主席"
    r"|毛泽东(?:同志|主席)?(?!思想)|毛主席|邓小平(?:同志)?(?!理论)|小平同志|江泽民(?:同志)?|胡锦涛(?:同志|总书记)?"
    r"|周恩来(?:同志|总理)?|周总理|刘少奇(?:同志)?|朱德(?:同志)?|陈云(?:同志)?|任弼时(?:同志)?"
    r"|马克思(?!主义)|恩格斯|列宁(?!主义)|李大钊|方志敏|鲁迅(?:先生)?"
    r"|陈毅(?:元帅|同志)?|叶剑英(?:元帅|同志)?|彭德怀(?:元帅|同志)?|贺龙(?:元帅|同志)?|刘伯承(?:元帅|同志)?|董必武(?:同志)?"
    r"|徐特立|吴玉章|谢觉哉|瞿秋白|恽代英|夏明翰|赵一曼|江竹筠|钱学森|焦裕禄(?:同志)?(?!精神)|谷文昌(?:同志)?(?!精神)|孔繁森(?:同志)?|雷锋(?:同志)?(?!精神))"
)
_DOCUMENT = (
    r"(?:《[^》\n]{2,60}》|党章|宪法|党的[一二三十]{1,3}大(?:报告)?"
    r"|[一二三四五六七八九十]{1,3}届[一二三四五六七八九]中全会(?:公报|决定|《决定》)?"
    r"|党中央|中共中央|中央[\u4e00-\u9fff]{0,10}(?:会议|全会)|中央八项规定(?:精神|实施细则)?|民法典|政府工作报告|全会(?:公报|决定)?|入党誓词|国歌|国际歌)"
)
_SAYERS = (
    r"(?:古人|古语|古训|古话|古诗|古书|古籍|古代|先贤|先哲|先人|前人|祖先|老祖宗|圣人|孔子|孟子|老子|庄子|荀子|墨子|管子"
    r"|韩非子|孙子|曾子|屈原|贾谊|司马迁|班固|王充|刘向|诸葛亮|陶渊明|魏征|唐太宗|李世民|李白|杜甫|白居易|刘禹锡|柳宗元"
    r"|韩愈|李绅|李商隐|杜牧|王之涣|范仲淹|欧阳修|司马光|包拯|王安石|苏轼|苏东坡|苏洵|苏辙|张载|朱熹|陆游|辛弃疾|文天祥"
    r"|于谦|王阳明|海瑞|张居正|顾炎武|黄宗羲|郑板桥|林则徐|龚自珍|曾国藩|左宗棠|谭嗣同|梁启超|陶行知"
    r"|俗话|俗语|谚语|农谚|民谚|常言|老话|格言|箴言|名言|警句|对联|楹联|诗句|诗人|有诗"
    r"|(?:哲学家|思想家|文学家|教育家|科学家|作家|诗人)[\u4e00-\u9fff·]{2,6}?(?=有一?句|曾|说|讲|写)"
    r"|哲学家|哲人|书上|书里|歌里)"
)
_SPEAKS = r"(?<!学)说(?![明法服教理到])|(?<!演)讲(?![话政学座述党规好清究堂解])|(?<![报知渠赛难轨])道(?![路德理义上])"
_VERBS = (
    r"(?:指出|强调|要求|提出|提到|告诉|告诫|警示|警醒|阐明|阐述|指示|明确|勉励|嘱托|叮嘱|嘱咐|批示|号召|谈到|写道|写到|写下"
    r"|提醒|寄语|回答|发问|追问|概括|教导|教诲|引用|论断|宣示|宣告|承诺|重申|希望|期望|回忆|评价|表示|所说|所言"
    rf"|写入|说过|讲过|讲到|说到|比喻|打(?:过|了)?一?个[^，。]{{0,6}}比方|[这那一]句话?|[这那一][番段]话|名言|的(?:话|诗句?|词|名句|家书|遗言)(?=[^。，]{{0,8}}[：:])|{_SPEAKS})"
)
_SAYS = (
    r"(?:说得好|讲得好|说得妙|呼喊|呼唤|感叹|慨叹|感慨|吟诵|吟道|写下|发问|常说|常讲|有云|有言|所言|所云|讲过|说过|写道|告诫|言道|言|云|曰|说|讲|道|早就认识到"
    r"|有一?句(?:话|诗|名言)?|名句)"
)
_NOUNS = (
    r"(?:重要|深刻|科学|系列|谆谆|殷切|这一|这句|这个|那句)*(?:论述|讲话|指示|批示|要求|嘱托|教导|教诲|告诫|号召|论断"
    r"|希望|期望|话|思想|理念|精神|金句|指引|命题)"
)

_BEFORE = re.compile(rf"(?P<who>{LEADER})(?P<way>[^。！？\n]{{0,70}}){_VERBS}(?P<tail>[^。！？\n]{{0,18}})\Z")
# Somebody else has the word: 总书记来村里看望，村民们说“……”.
_OTHER_SPEAKER = re.compile(
    r"[，；](?![^，；]{0,4}[给对向为同跟与让])(?:[^，；]{0,14}(?:群众|村民|百姓|乡亲|老乡|老人|同志|书记|主任|代表|委员|部长|院长|局长|市长|县长|校长|专家|记者"
    r"|老师|学生|干部|职工|工人|农民|大家|朋友|母亲|父亲|孩子|我们|他们|有人|我))(?:们)?[^，；]{0,6}\Z"
)
_POSSESSED = re.compile(
    rf"(?P<who>{LEADER})(?:[^。！？\n，；]{{0,30}}(?:关于|围绕|有关|对|就|作出|发出|赋予|留下)了?)?的?[：:]?\Z"
)
_PRONOUN = re.compile(
    rf"\A[\s\u3000]*(?:(?:同时|随后|接着|此外|为此)[，,]?)?(?:他|总书记)[^。！？\n他]{{0,40}}?{_VERBS}(?P<tail>[^。！？\n]{{0,10}})\Z"
)
_PAPER = re.compile(
    rf"(?P<who>{_DOCUMENT})[^。！？\n]{{0,40}}?(?:规定|部署|写得|写着|载明|写明|{_VERBS})(?P<tail>[^。！？\n]{{0,16}})\Z"
)
# 对照党的二十大报告“……”的部署, 《准则》里“……”这一条; and “……”，党的二十大报告用这两句话……
_PAPER_POSSESSES = re.compile(rf"(?P<who>{_DOCUMENT})[^。！？\n，；]{{0,8}}\Z")
_AFTER_PAPER_NOUN = re.compile(
    r"\A(?:的|这[一项条]?|那[一项条]?)+(?:重要|明确|具体)?(?:部署|要求|规定|条款?|论断|论述|表述|话|原则|精神|目标|任务|号召|字眼)"
)
_AFTER_PAPER = re.compile(
    rf"\A[，,—]{{0,2}}(?:这|正|此)?(?:是|正是|就是|也是)?[^。！？\n，]{{0,6}}?(?P<who>{_DOCUMENT})[^。！？\n]{{0,24}}?"
    r"(?:[用以]?(?:的|里)?[这那][么样]?[一两几]?[个句番段]|的(?:要求|规定|论断|部署|表述|原话|话)|写道|写得|写着|写入|写进|写下|写明|列为|列入|提出|强调|指出|规定|明确)(?![，,：:]?[“「])"
)
_BOOK = re.compile(
    r"《(?P<who>[^》\n]{2,30})》[^。！？\n，]{0,12}?(?:云|曰|有言|中说|里说|讲|说|有一句|记载)[^。！？\n]{0,6}\Z"
)
_SAYER = re.compile(
    rf"(?P<who>{_SAYERS})[^。！？\n]{{0,14}}?(?:{_SAYS}[^。！？\n\u4e00-\u9fff]{{0,3}}|，他说[：:]|[：:])\Z"
)
_SO_SAID = re.compile(r"(?:正所谓|古语云|诗云|诗曰|子曰|有道是|常言道|古诗|诗句|名言|古训|古话|老话|俗话)[，：:]?\Z")
_TEACHING = re.compile(
    r"(?:重要论述|重要讲话|重要指示|重要论断|谆谆教诲|谆谆教导|殷殷嘱托)[^。！？\n]{0,24}(?:[：:—]|一句话?是)\Z"
)
_AFTER_NOUN = re.compile(rf"\A的?{_NOUNS}")
_AFTER_LEADER = re.compile(
    rf"\A(?P<stop>。)?[，,—]{{0,2}}(?:[^。！？\n，：“]{{2,10}}[冬春夏秋年月日天时]，)?(?:这|正|此)?(?:是|正是|就是|也是|既是)?[^。！？\n，]{{0,8}}?(?P<who>{LEADER})[^。！？\n]{{0,24}}?"
    r"(?:的(?:重要|重大|深刻|谆谆|殷切|这一|这句|这番|明确|一贯)*(?:论述|指示|要求|嘱托|教导|教诲|告诫|号召|论断|话|命题"
    r"|心声|名言|比喻)|的?[这那][个一句番段道条](?:重要|生动|深刻|形象)*(?:比喻|论断|要求|话|嘱托|提醒|告诫|红线|底线|期许|比方|道理|判断)|说的|讲的|强调的|指出的|提出的|(?(stop)(?!)|(?:如是说|这样说|曾说|说过|讲过|常说))|说(?:出|下)?的?[这那][个一句番段])(?![，,：:]?[“「])"
)
# “……，”总书记这样告诫，“……”: one sentence with its speaker in the middle.
_INTERRUPTS = re.compile(rf"\A(?:[^。！？\n“]{{1,16}}，)?(?P<who>{LEADER})[^。！？\n“]{{0,20}}?{_VERBS}")
# “……”——习近平 under a title, and 习近平总书记：“……”.
_SIGNED = re.compile(rf"\A[。]?[\s\u3000]*[—－-]{{1,2}}[\s\u3000]*(?P<who>{LEADER})")
_COLON = re.compile(rf"(?P<who>{LEADER})[：:]\Z")
_AFTER_THESE = re.compile(
    r"\A[，,。]?(?:这|这些|这一|这一系列|以上)(?:重要|深刻)(?:论述|指示|讲话|论断|要求|话语|嘱托|教导|批示)"
)
_AFTER_SAYER = re.compile(
    r"\A(?:，|——)?(?:这|那|的)?(?:一)?(?:句|条|首|则|副)?(?:古语|古训|古话|古诗|名言|老话|俗话|俗语|谚语|诗|诗句|警句|格言|对联|家训)"
    rf"|\A[，。—]{{1,2}}[^。！？，\n]{{0,6}}{_SAYERS}[^。！？，\n]{{0,16}}(?:话|诗|说的|讲的|智慧|告诫|训诫|古训|教诲|名句|[这那][一两几]?句)"
)
_COUNSEL = re.compile(r"\A的(?:谆谆|殷殷|殷切)(?:教诲|教导|嘱托|告诫|期望|期盼|关怀)")
# 强调，我们必须“……”: still the words themselves. 强调，党中央即将开展“……”: a term in a paraphrase.
_HAN_AFTER_COMMA = re.compile(
    r"[，,：:；;](?!(?:全党|我们|大家|各级|党员|领导|干部|一定|始终|还|就|要|必须|应当|应|是){1,5}\Z)[^，,：:；;]*[\u4e00-\u9fff]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Between two quotations of one breath: “A”“B”、“C”，强调“D”.
_LINK = re.compile(
    r"\A[，,、；;。\s\u3000和与及并]*(?:以及|还有)?(?:他|总书记)?(?:还|又|也|同时|多次|反复|特别|进一步|再次|明确)*"
    rf"(?P<verb>{_VERBS})?(?:了|过|要|的)?[，,：:\s]*\Z"
)


# 总书记“A”的要求: no verb of speech, so short words are rather a term than a sentence.
_UNSPOKEN = 6
# Words after a comma: the quotation is a term inside a paraphrase, or the next thing said.
FAR = 99


@dataclass(frozen=True, slots=True)
class Attribution:
    """`who` is named as the source, a leader, a paper or a sayer (`kind`; `who` may be empty).

    `distance` counts the Han characters between the verb of speech and the quotation; beyond a comma it is `FAR`.
    """

    who: str
    kind: str
    distance: int = 0


def before(left: str, recent: str | None) -> Attribution | None:
    """Read the words before a quotation's opening mark, from the start of its sentence; `recent` is who spoke last."""
    match = _BEFORE.search(left)
    if match and not _OTHER_SPEAKER.search(match["way"]):
        return _attributed(canonical(match["who"]), "leader", match["tail"])
    match = _TEACHING.search(left)
    if match:
        return Attribution("", "leader")
    match = _SAYER.search(left) or _SO_SAID.search(left)
    if match:
        return Attribution(match.groupdict().get("who") or "", "sayer")
    match = _BOOK.search(left)
    if match:
        return Attribution(f"《{match['who']}》", "sayer")
    match = _PAPER.search(left)
    if match:
        return _attributed(match["who"], "paper", match["tail"])
    match = _PRONOUN.search(left) if recent else None
    return _attributed(recent or "", "leader", match["tail"]) if match else None


def around(left: str, right: str, breaks_off: bool) -> Attribution | None:
    """Read 总书记“A”的重要论述, 总书记关于“A”的要求 and “A”，这是总书记的要求.

    `right` starts after the closing mark; `breaks_off` says that the quoted words end in a comma.
    """
    match = _POSSESSED.search(left)
    if match and _AFTER_NOUN.match(right):
        return Attribution(canonical(match["who"]), "leader", _UNSPOKEN)
    match = _INTERRUPTS.match(right) if breaks_off else None
    if match:
        return Attribution(canonical(match["who"]), "leader")
    match = _AFTER_LEADER.match(right) or _SIGNED.match(right) or _COLON.search(left)
    if match:
        return Attribution(canonical(match["who"]), "leader")
    if _AFTER_THESE.match(right):
        return Attribution("", "leader")
    if _COUNSEL.match(right):
        return Attribution("", "leader", _UNSPOKEN)
    paper = _PAPER_POSSESSES.search(left) if _AFTER_PAPER_NOUN.match(right) else _AFTER_PAPER.match(right)
    if paper:
        return Attribution(paper["who"], "paper")
    return Attribution("", "sayer") if _AFTER_SAYER.match(right) else None


def linked(gap: str) -> bool:
    """Tell whether `gap`, the text between two quotations, lets the attribution of one hold for the other."""
    match = _LINK.match(gap) if len(gap) <= 16 and "\n" not in gap else None
    return match is not None and (match["verb"] is not None or "。" not in gap)


def canonical(who: str) -> str:
    """Return the one name under which a leader is listed: 习近平总书记 for 总书记, ***总书记, 习主席."""
    if who.startswith("胡锦涛"):
        return "胡锦涛"
    if who.startswith(("习", "近平")) or who.endswith("总书记"):
        return "习近平总书记"
    if who.startswith("毛"):
        return "毛泽东"
    if "小平" in who:
        return "邓小平"
    if who == "周总理":
        return "周恩来"
    return re.sub(r"(?:同志|主席|总理|先生|元帅)\Z", "", who)


def _attributed(who: str, kind: str, tail: str) -> Attribution:
    return Attribution(who, kind, FAR if _HAN_AFTER_COMMA.search(tail) else len(_HAN.findall(tail)))
