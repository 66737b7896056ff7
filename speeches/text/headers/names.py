"""Recognise a person's name, a post and a date as they stand in the first and last lines of a speech.

Only shapes: a surname from the common ones, the last word of a post, a printed date. Nothing is looked up or completed.
"""

import re
import unicodedata

from speeches.text.numerals import parse_numeral

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车"
    "项连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴"
    "萧贝洪诸羿汲隗宓郗韶蓟鄂籍逄郦郤璩濮郏庾禄殳沃夔厍毋蒯仉缑郈佴谯"
    "盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由俎"
)
_COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "端木",
    "轩辕",
    "独孤",
    "南宫",
    "宇文",
    "长孙",
    "申屠",
    "澹台",
)
_NO_NAME = re.compile(
    r"书记|主任|局长|同志|发言|讲话|学习|工作|研讨|体会|材料|提纲|代表|委员|领导|交流|心得|表态|报告|汇报|单位|部门|支部|时间|时代|地点|全文|目录|附件|前言|引言|结语|结束|"
    r"主持|记者|编辑|作者|调研|征文|思想|作风|纪律|落实|担当|建设|发展|改革|经验|解读|明确|项目|管理|章程|应急|黄河|江南|井冈|金句|路径|成果|成效|成就|平安|安全|方法|方案|方向|高举|高度|严格|严肃|严明|"
    r"常态|温馨|景区|和谐|申请|谋划|向前|解决|解放|全面|全力|全国|全市|全县|全省|祝福|祝贺|感谢|谢谢|关于|关键|古镇|水乡|金融|于是|万事|左右|童心|初心|任务|任何|强国|强化|盛会|石油|时候|时刻|党性|党建|"
    r"主席|总理|老师|教授|先生|女士|[校院局处科镇乡村县市省部区厅司队厂行组班会]长$|总$|"
    r"^[一二三四五六七八九十]|.[的了是与要在不性质量化感度观议题料稿想习则策局委部院校县镇乡村街区省市厅处科组室站所司员们课标项点]"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff][×Xx＊*某]{1,3}")

POST_WORD = (
    r"(?:书记|副书记|主任|主席|副主席|市长|县长|区长|镇长|乡长|州长|省长|部长|局长|院长|校长|园长|所长|站长|处长|科长|股长|队长|支队长|大队长|厅长|司长|行长|社长|会长|秘书长|理事长|董事长|"
    r"总经理|经理|总裁|总监|组长|检察长|法官|庭长|团长|政委|委员|常委|代表|教授|讲师|教师|老师|班长|村长|专员|助理|干事|总工程师|工程师|主编|台长|馆长|调研员|巡视员|负责人|党员|干部|学员|专家|研究员|"
    r"警长|民警|医生|医师|护士长|护士|教练|指导员|第一书记|负责同志|组织员|纪检员)"
)
_ORGAN = (
    r"(?:委|局|部|办|院|校|厅|会|处|科|所|站|镇|乡|街道|村|社区|公司|集团|中心|支部|党组|党委|总支|"
    r"银行|大学|小学|中学|园|室|团|社|馆|队|企业|政协|人大|政府|联|单位)"
)
POST = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9、，（）()·“”]{{0,40}}?(?:{POST_WORD}|{_ORGAN})")
_POST_END = re.compile(rf"{POST_WORD}\Z")
_NAME_AFTER_POST = re.compile(
    rf"(?P<post>[\u4e00-\u9fff、，（）()·“”0-9]{{0,40}}{POST_WORD})(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:同志|代表|委员)?"
)

_DIGITS = "0-9０-９"
DATE = re.compile(
    rf"(?P<y>[12２１][{_DIGITS}]{{3}}|[二一][〇零○ＯO0一二三四五六七八九]{{3}})[ 　]*[年./\-．—－]"
    rf"[ 　]*(?P<m>[{_DIGITS}]{{1,2}}|[一二三四五六七八九十]{{1,2}})[ 　]*"
    rf"(?:[月./\-．—－](?:[ 　]*(?P<d>[{_DIGITS}]{{1,2}}|[一二三四五六七八九十]{{1,3}})[ 　]*日?)?)"
)


def is_name(text: str) -> bool:
    """Tell whether `text` (blanks inside allowed: 李 明) has the shape of a person's name, masked ones included."""
    plain = re.sub(r"[ \u3000]", "", text)
    if not _NAME.fullmatch(plain) or _NO_NAME.search(plain):
        return False
    if "·" in plain:
        return len(plain) >= 5
    return plain[:2] in _COMPOUND or (plain[0] in _SURNAMES and len(plain) <= 3)


def split_post_and_name(text: str) -> tuple[str, str] | None:
    """白石镇党委书记罗长河 → (白石镇党委书记, 罗长河); None where no name can be told from a post."""
    match = _NAME_AFTER_POST.fullmatch(text)
    return (match["post"], match["name"]) if match and is_name(match["name"]) else None


def is_post(text: str) -> bool:
    """Tell whether `text` ends like a post or an office: 市委书记, 云溪市委副书记、市长, 市发展和改革委员会."""
    return 2 <= len(text) <= 42 and POST.fullmatch(text) is not None


def is_post_of_a_person(text: str) -> bool:
    """Tell whether `text` ends in what a person is called (局长), not in an office."""
    return is_post(text) and _POST_END.search(text) is not None


def iso_date(printed: str) -> str | None:
    """2024年3月28日, 二〇二四年三月, 2024.3.28 → YYYY-MM-DD or YYYY-MM; None for no date of the calendar."""
    match = DATE.search(printed)
    if not match:
        return None
    year = _year(match["y"])
    month, day = parse_numeral(match["m"]), parse_numeral(match["d"]) if match["d"] else None
    if not year or not 1900 <= year <= 2199 or not month or month > 12 or (day or 0) > 31:
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def _year(printed: str) -> int | None:
    plain = unicodedata.normalize("NFKC", printed).translate(
        str.maketrans("○O零一二三四五六七八九〇", "000123456789" + "0")
    )
    return int(plain) if plain.isdigit() else None
