"""Print how many characters a second the outline takes: python benchmarks/outline_speed.py [LARGEST]

Plain speeches and hostile texts at 10^4, 10^5 and 10^6 characters. A linear splitter keeps its speed down each column.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from speeches.text.outline import outline

SPEECH = (
    "在专题学习研讨会上的发言\n各位领导、同志们：\n按照安排，我围绕主题谈三点体会。\n"
    + "".join(
        f"第{number}，要把学习摆在前面。学习是成长的阶梯，一是坚持读原著，二是坚持悟原理；三是坚持记笔记。这三条说起来容易，做起来不易。\n"
        for number in "一二三"
    )
    + "以上是我的体会，不当之处请批评指正。\n"
)
TEXTS = {
    "一篇接一篇的发言": SPEECH,
    "一是一是一是": "一是",
    "一是二是一是二是": "一是二是",
    "第一，第一，": "第一，",
    "第一，第二，…第九，": "第一，第二，第三，第四，第五，第六，第七，第八，第九，",
    "前引号": "“",
    "空格": " ",
    "换行": "\n",
    "星号": "*",
    "左括号一": "（一",
    "一、换行": "一、\n",
    "各位": "各位领导、",
    "首先其次最后": "首先，其次，再次，最后，",
    "张三换行": "县委书记　张三\n李四\n",
    "无标点": "的",
    "数字": "1.2.3.4.",
    "主持人：": "主持人：一是好。\n张三：二是好。\n",
}


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 10**6
    sizes = [size for size in (10**4, 10**5, 10**6) if size <= largest]
    outline(SPEECH)  # loads the dictionary of words
    sys.stdout.write("每秒字数".ljust(24) + "".join(f"{size:>14,}" for size in sizes) + "\n")
    for name, piece in TEXTS.items():
        sys.stdout.write(name.ljust(24))
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            begin = time.perf_counter()
            outline(text)
            sys.stdout.write(f"{size / (time.perf_counter() - begin):>14,.0f}")
            sys.stdout.flush()
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
