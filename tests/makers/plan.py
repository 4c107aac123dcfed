"""The work plan that every maker of documents is given: a red head, three levels of numbers, twelve items, a table of tasks.

One item has a footnote, one a link, one a change that was tracked (60 struck out, 80 put in).
"""

HEAD = "示例区教育局文件"  # printed red
NUMBER = "示教〔2026〕5号"
TITLE = "示例区教育局2026年工作要点"
ANNEX = "附件"
ANNEX_TITLE = "2026年重点项目任务分解表"
NOTE = "2025年底占比为57.2%。"
LINK = "https://example.org/jituan"
OLD, NEW = "60", "80"
# Level and text. «note», «link:…» and «change» stand where those are.
BODY: list[tuple[int, str]] = [
    (0, "扩大优质资源"),
    (1, "学前教育"),
    (2, "新建公办幼儿园3所，新增学位1080个。（牵头科室：基础教育科；配合科室：发展规划科；完成时限：8月底前）"),
    (2, "公办园在园幼儿占比达到60%以上«note»。（牵头科室：基础教育科；完成时限：12月底前）"),
    (2, "开展幼儿园保教质量评估，全年不少于2次。（牵头科室：教育督导室；完成时限：11月底前）"),
    (1, "义务教育"),
    (2, "新增义务教育学位2700个，大班额比例控制在5%以内。（牵头科室：基础教育科；完成时限：8月底前）"),
    (2, "课后服务覆盖所有义务教育学校，参加学生比例达到95%以上。（牵头科室：基础教育科；完成时限：6月底前）"),
    (2, "培育«link:集团化办学集团»5个。（牵头科室：基础教育科；完成时限：9月底前）"),
    (0, "建设高素质教师队伍"),
    (1, "师德师风"),
    (2, "组织师德专题教育4场。（牵头科室：人事科；完成时限：12月底前）"),
    (2, "查处有偿补课行为，全年开展专项检查2次。（牵头科室：人事科；配合科室：监察室；完成时限：10月底前）"),
    (1, "培养培训"),
    (2, "培训教师1200人次，其中校长60人次。（牵头科室：人事科；完成时限：11月底前）"),
    (2, "招聘教师«change»名。（牵头科室：人事科；完成时限：8月底前）"),
    (0, "守住安全底线"),
    (1, "校园安全"),
    (2, "学校食堂“互联网+明厨亮灶”覆盖率达到100%。（牵头科室：安全科；完成时限：6月底前）"),
    (2, "每学期开展应急疏散演练不少于2次。（牵头科室：安全科；完成时限：12月底前）"),
]  # fmt: skip
# A head of two rows; "^" goes on the cell above, "<" the cell to the left.
TABLE: list[list[str]] = [
    ["类别", "重点任务", "责任分工", "<", "完成时限"],
    ["^", "^", "牵头科室", "配合科室", "^"],
    ["工程建设", "新建滨湖小学，新增学位1080个", "基础教育科", "发展规划科", "8月底前"],
    ["^", "改造食堂6个", "^", "后勤科", "9月底前"],
    ["队伍建设", "选派支教教师24名", "人事科", "", "12月底前"],
]
HAN = "一二三四五六七八九十"


def label(counts: list[int], level: int) -> str:
    """The number of a level as it is printed."""
    return (f"{HAN[counts[0] - 1]}、", f"（{HAN[counts[1] - 1]}）", f"{counts[2]}．")[level]


def labelled() -> list[tuple[int, str, str]]:
    """Level, number as it is printed, and text of every paragraph of the body."""
    counts, found = [0, 0, 0], []
    for level, text in BODY:
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        found.append((level, label(counts, level), text))
    return found


def plain(text: str) -> str:
    """A paragraph as it reads with the change accepted."""
    text = text.replace("«note»", "").replace("«change»", NEW)
    return text.replace("«link:", "").replace("»", "")


def parts(text: str) -> list[tuple[str, str]]:
    """A paragraph's text in runs: ("text" | "note" | "link" | "change", text)."""
    found: list[tuple[str, str]] = []
    while text:
        before, mark, rest = text.partition("«")
        if before:
            found.append(("text", before))
        if mark:
            named, _, text = rest.partition("»")
            kind, _, words = named.partition(":")
            found.append((kind, words))
        else:
            text = ""
    return found


def spans() -> list[tuple[int, int, int, int, str]]:
    """Every cell of the table that begins in its place: row, column, rows and columns it spans, text."""
    found = []
    for y, row in enumerate(TABLE):
        for x, text in enumerate(row):
            if text in ("^", "<"):
                continue
            wide = next((n for n in range(1, len(row) - x) if row[x + n] != "<"), len(row) - x)
            tall = next((n for n in range(1, len(TABLE) - y) if TABLE[y + n][x] != "^"), len(TABLE) - y)
            found.append((y, x, tall, wide, text))
    return found


def filled_rows() -> list[dict[str, str]]:
    """The rows of the table with what the cells say that span them from above."""
    found: list[dict[str, str]] = []
    above = TABLE[2]
    for row in TABLE[2:]:
        above = [over if text == "^" else text for text, over in zip(row, above, strict=True)]
        found.append(dict(zip(("group", "what", "lead", "helps", "due"), above, strict=True)))
    return found
