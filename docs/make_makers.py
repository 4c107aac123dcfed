"""Make docs/makers.md from tests/makers/makers.toml: ``python docs/make_makers.py`` (``--print`` shows it only)."""

import sys
import tomllib
from pathlib import Path

DOCS = Path(__file__).parent
_HEAD = """<!-- 由 docs/make_makers.py 从 tests/makers/makers.toml 生成，请勿手改。 Made from tests/makers/makers.toml. -->

# 谁写的文件

文件从各种各样的程序来，又交给各种各样的程序读。下面是试过的：同一份十二项任务的工作要点（三级自动编号、合并单元格的任务表、红头、脚注、超链接、修订），
同一张填报表，同一季度的报表。“edu-plan 怎么办”那一栏由测试对着这些文件核对；`bash .ci/run makers` 装上所有的程序，全部重做一遍再核对（要 Node.js、LibreOffice、Chromium）。

读入文件时，每一处没有读的都写在“没有放进工作要点的”里。有三条是一样的：

- 修订里删除的、划了删除线的字不读，修订里新加的照读；划掉的写明（“划掉的‘60’没有读”）。
- 上角的注释序号不是数：`60%以上¹` 是 60，不是 601；平方米的 m² 照读。脚注另列，不放进任务。
- 任务表里有的行比别的行多一格、少一格，说明是哪一行，请对照原文。
"""
_TABLES = (
    ("documents", "工作要点", "以下各家写的，部分、任务、目标、科室、时限读出来都一样；不一样的写在后面。", ("写的程序", "版本", "文件", "丢了什么", "edu-plan 怎么办")),
    ("forms", "填报表", "打开发下去的表，填了再存：文字、数、百分数、带单位的格式、公式、富文本、合并的格，每种内置的日期格式（中文版的也在内）。", ("存的程序", "版本", "文件", "丢了什么", "edu-plan 怎么办")),
    ("reports", "报表和导出", "别人读出来的和写的核对：数一位不差，编码是文字。", ("读的程序", "版本", "读什么", "丢了什么", "核对的结果")),
)  # fmt: skip


def page() -> str:
    """The page: a table of each kind, and which guesses came out otherwise."""
    data = tomllib.loads((DOCS.parent / "tests" / "makers" / "makers.toml").read_text(encoding="utf-8"))
    text = _HEAD
    guesses = []
    for kind, title, about, heads in _TABLES:
        text += f"\n## {title}\n\n{about}\n\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
        for row in data[kind]:
            what = row.get("reads") or f"`{row['file']}`"
            cells = (row["maker"], row.get("version", ""), what, row.get("lost") or "无", row.get("does", ""))
            text += f"| {' | '.join(cells)} |\n"
            if "otherwise" in row:
                guesses.append(
                    f"- {row['maker']}（{row.get('reads') or row['file'].rpartition('.')[2]}）：{row['otherwise']}。\n"
                )
    return text + "\n## 试之前猜错了的\n\n试每一个之前先写下猜想；这些和猜的不一样：\n\n" + "".join(guesses)


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.buffer.write(page().encode())
    else:
        (DOCS / "makers.md").write_text(page(), encoding="utf-8", newline="\n")
