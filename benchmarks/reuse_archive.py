"""How fast one speech is held against an archive of 1,000, 10,000 and 100,000 speeches, as a ratio to one jieba pass.

python benchmarks/reuse_archive.py [SPEECHES ...]      builds in a temporary folder, which it removes again
"""

import argparse
import hashlib
import logging
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from speeches.text.overlap.archive import find_in_archive
from speeches.text.reuse import find_overlaps, fingerprint
from speeches.text.sentences import split_sentences
from speeches.text.sketch import SKETCH_SIZE, sentence_hashes, sketch

SENTENCES = 60  # of 14 characters and more in a speech of about 3,000 characters
COMMON_SENTENCES = 400  # closing formulas and the like, which thousands of speeches share
COMMON_GRAMS = 60  # of the genre, low enough to stand in very many sketches
ALIGNED = 5  # candidates whose full texts are compared in the end

# The columns and indices proposed for the two models.
SCHEMA = """
CREATE TABLE speeches_sentencehash (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BIGINT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, version_id BIGINT NOT NULL);
CREATE TABLE speeches_sketchhash (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BIGINT NOT NULL,
    version_id BIGINT NOT NULL);
CREATE TABLE speech (id INTEGER PRIMARY KEY, version_id BIGINT NOT NULL, status TEXT NOT NULL, meeting_id INTEGER);
"""
INDICES = """
CREATE INDEX sentence_by_hash ON speeches_sentencehash (hash, version_id);
CREATE INDEX sentence_by_version ON speeches_sentencehash (version_id);
CREATE INDEX sketch_by_hash ON speeches_sketchhash (hash, version_id);
CREATE UNIQUE INDEX sketch_once ON speeches_sketchhash (version_id, hash);
CREATE UNIQUE INDEX speech_version ON speech (version_id);
"""

WORDS = """
渡口 梯田 台账 院坝 老人 窗口 材料 电话 企业 车间 账本 雨季 路肩 水渠 学校 食堂 医院 护士 会计 船工 厂长 门卫
班车 集市 合同 发票 仓库 冷链 茶叶 蜂蜜 祠堂 展馆 图书 钥匙 灯光 广场 工地 钢筋 水泥 预算 审计 巡察 信访 调解
法庭 邻居 孩子 家长 老师 医生 病床 药费 报销 社保 低保 补贴 良种 化肥 收成 行情 问过 走到 记下 算清 翻开 坐下
听完 跑遍 改掉 退回 送去 带来 留下 攒够 修好 拆除 搬走 签字 盖章 公示 验收 停工 开工 交接 回访 登门 对账 核实
上报 销号 慢慢 当面 一次 三年 半天 七趟 九成 两页 五户 十里 早晨 夜里 去年 开春 入冬 汛期 年底 后来 原先 如今
才能 不再 还要 先把 再去 就地 照样 干脆 索性 终于
""".split()  # noqa: SIM905 (a word list reads better so)

SEEN = """WITH seen (version_id) AS NOT MATERIALIZED
(SELECT version_id FROM speech WHERE status = 'published' AND meeting_id >= 0) """


def made_sentence(rng: random.Random, serial: int) -> str:
    """A sentence of about fifty characters that no other serial number gives."""
    number = "".join("零一二三四五六七八九"[int(digit)] for digit in str(serial))
    clauses = ("".join(rng.choices(WORDS, k=5)) for _ in range(4))
    return f"{'，'.join(clauses)}，第{number}号。"


def digest(sentence: str) -> int:
    return int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)


def sentence_rows(speeches: int, rng: random.Random, common: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """Hashes of real sentences, all but three a speech unique: three follow a steep law over the common ones."""
    for version in range(1, speeches + 1):
        for number in range(SENTENCES):
            if number < 3:
                value = common[min(int(rng.expovariate(1 / 40)), COMMON_SENTENCES - 1)]
            else:
                value = digest(made_sentence(rng, version * 100 + number))
            yield value, number * 50, number * 50 + 50, version


def sketch_rows(speeches: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Sketches: small random numbers, as smallest hashes are; each genre gram stands in up to half of the speeches."""
    for version in range(1, speeches + 1):
        grams = {gram for gram in range(COMMON_GRAMS) if rng.random() < 0.5 / (1 + gram / 4)}
        while len(grams) < SKETCH_SIZE:
            grams.add(rng.randrange(COMMON_GRAMS, 90_000_000))
        for value in sorted(grams):
            yield value, version


def build(path: Path, speeches: int, query: str) -> tuple[sqlite3.Connection, float]:
    rng = random.Random(speeches)
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
    before = time.perf_counter()
    common = [digest(f"{made_sentence(rng, 0)}{number}") for number in range(COMMON_SENTENCES)]
    insert = 'INSERT INTO speeches_sentencehash (hash, "start", "end", version_id) VALUES (?, ?, ?, ?)'
    connection.executemany(insert, sentence_rows(speeches, rng, common))
    connection.executemany(
        "INSERT INTO speeches_sketchhash (hash, version_id) VALUES (?, ?)", sketch_rows(speeches, rng)
    )
    connection.executemany(
        "INSERT INTO speech VALUES (?, ?, 'published', ?)", ((n, n, n // 10) for n in range(1, speeches + 4))
    )
    connection.executescript(INDICES)
    connection.commit()
    built = time.perf_counter() - before
    # What is to be found: two copies of some sentences, a near-copy of the whole, and common wording everywhere.
    hashes = sentence_hashes(query, split_sentences(query))
    grams = sketch(query)
    for version, share in ((speeches + 1, 2), (speeches + 2, 5)):
        connection.executemany(insert, [(h.hash, h.start, h.end, version) for h in hashes[::share]])
    for value in grams[:-6]:
        connection.execute("INSERT INTO speeches_sketchhash (hash, version_id) VALUES (?, ?)", (value, speeches + 3))
    for n, h in enumerate(hashes[:6]):
        connection.execute("UPDATE speeches_sentencehash SET hash = ? WHERE hash = ?", (h.hash, common[n]))
    for n, value in enumerate(grams[:8]):
        connection.execute("UPDATE OR IGNORE speeches_sketchhash SET hash = ? WHERE hash = ?", (value, n))
    connection.commit()
    return connection, built


def median_ms(action: Callable[[], object], times: int = 15) -> float:
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        action()
        taken.append((time.perf_counter() - before) * 1000)
    return statistics.median(taken)


def jieba_pass(text: str) -> float:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return median_ms(lambda: list(jieba.cut(text, HMM=False)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("speeches", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    sizes = parser.parse_args().speeches
    rng = random.Random(1)
    query = "\n".join(made_sentence(rng, 90_000_000 + n) for n in range(SENTENCES))
    stored = ["\n".join(made_sentence(rng, 80_000_000 + c * 100 + n) for n in range(SENTENCES)) for c in range(ALIGNED)]
    j = jieba_pass(query)
    hashes, grams = sentence_hashes(query, split_sentences(query)), sketch(query)
    prints = {n: fingerprint(text, ()) for n, text in enumerate([query, *stored])}
    hashing = median_ms(lambda: (sentence_hashes(query, split_sentences(query)), sketch(query)))
    aligning = median_ms(lambda: [find_overlaps({0: prints[0], n: prints[n]}) for n in range(1, ALIGNED + 1)])
    out = sys.stdout.write
    out(f"the speech: {len(query)} characters, {SENTENCES} sentences; 1 J = {j:.1f} ms\n")
    out(f"hashing it {hashing:.1f} ms; aligning it with {ALIGNED} candidates {aligning:.1f} ms\n")
    with tempfile.TemporaryDirectory() as folder:
        for speeches in sizes:
            path = Path(folder) / f"{speeches}.sqlite3"
            connection, built = build(path, speeches, query)
            look_up = partial(find_in_archive, partial(rows, connection), hashes, grams)
            found, lookup = look_up(), median_ms(look_up)
            total = hashing + lookup + aligning
            out(
                f"{speeches:>7} speeches: built in {built:.1f} s, {path.stat().st_size / 1e6:.0f} MB;"
                f" lookup {lookup:.1f} ms = {lookup / j:.2f} J, with hashing and aligning {total / j:.2f} J;"
                f" {len(found.matches)} matches, {len(found.crowded)} common sentences left out\n"
            )
            connection.close()
            path.unlink()


def rows(connection: sqlite3.Connection, statement: str) -> list[tuple[int, ...]]:
    return connection.execute(SEEN + statement).fetchall()


if __name__ == "__main__":
    main()
