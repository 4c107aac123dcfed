"""A table of tasks (任务分解表) as the numbered lines it stands for; what its cells say is told by its head."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edu_plan_cli.features.importing.departments import is_department
from edu_plan_cli.features.importing.numbering import Label, label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph, solid

_HEAD_IN = 3  # rows: a table's title may stand above its head
_LONGEST_HEAD = 14  # characters; what is longer is no column's head
# What a column is for, by its head; the first that fits. Names of what is to be done come in the order of how well they name it.
_ROLES = (
    ("ordinal", r"序号|编号|序|号|项次"),
    ("progress", r".*(?:进展|完成情况|落实情况|推进情况|开展情况|存在问题|下一步|自评|得分|评分|完成率|完成进度|工作进度|成效).*|备注|说明"),
    ("person", r"(?!.*(?:单位|部门|科室|处室|股室)[及和与、/（(]).*(?:领导|责任人|负责人|联系人|联络员|分管).*"),
    ("stage", r"(?:工作|推进|年度)?(?:进度|阶段)(?:安排|计划|目标|要求|任务|节点).*"),
    ("due", r".*(?:时限|时间|日期|节点|期限)(?:要求)?|月份|月度"),
    ("period", r"第?[一二三四1-4]季度|[上下]半年|全年|\d{1,2}(?:[-—~至]\d{1,2})?月份?"),
    ("other", r".*(?:项目|建设|申报|承建|使用)单位|学校(?:名称)?|.*(?:地点|地址|金额|资金|经费|投资)"),
    ("who", r".*(?:责任|牵头|主责|主办|承办|负责|落实|实施|配合|协助|协同|会同|协办|参与).*(?:单位|部门|科室|处室|股室|主体|分工|学校|机关|科|股|处)|(?:责任|职责|任务)分工|牵头|配合|单位|部门|科室|处室|股室|承办|(?:主责|责任).*"),
    ("value", r".*(?:目标值|指标值|任务数|任务量|计划数|数量|达到值)|(?:20\d\d年度?)?(?:目标|计划|任务)[（(].{1,4}[）)]|20\d\d年度?(?:目标|计划)"),
    ("unit", r"(?:计量|计算)单位"),
    ("group", r".*(?:类别|板块|领域|部分|分类|项目类|类型|方面)|一级(?:指标|目录)"),
    ("name", r"(?:实事|民生|重点|建设)?项目(?:名称)?|.*(?:任务|项目|事项|工作|指标)名称|名称"),
    ("task", r".*(?:任务|工作|事项)|实事|工作任务.*"),
    ("what", r".*(?:任务|内容|事项|指标|要点|目标|举措|措施|要求|标准|工作|项目).*"),
)  # fmt: skip
_ROLE_OF = [(role, re.compile(pattern)) for role, pattern in _ROLES]
_WHAT = ("name", "task", "what")
_OTHERS = ("who", "due", "person", "progress", "value")
_REMARK = re.compile(r"\s*(?:备注|说明|注)\s*[：:]")
_BODY = re.compile(r".*?(?:单位|部门|科室|处室|股室|主体)")
_UNIT = re.compile(r"[%％‰]|[\u4e00-\u9fff㎡]{1,3}")


class Cell(NamedTuple):
    """A cell of a table. One that spans several has its text in the first of them."""

    text: str = ""  # its paragraphs, parted by line ends
    continues: bool = False  # it is part of the cell above
    across: bool = False  # it is part of the cell to the left


class _Head(NamedTuple):
    first: int  # the row it begins in
    rows: int
    names: list[str]  # of the columns
    roles: list[str]

    @property
    def task(self) -> int:
        """The column that names what is to be done."""
        return min((_WHAT.index(role), index) for index, role in enumerate(self.roles) if role in _WHAT)[1]


def is_of_tasks(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has a head that names a column for what is to be done and one for who, by when, how much or how far."""
    return _head(rows) is not None


def _head(rows: Sequence[Sequence[Cell]]) -> _Head | None:
    for index in range(min(_HEAD_IN, len(rows))):
        for height in (2, 1):
            if index + height <= len(rows):
                names = _names(rows[index : index + height])
                roles = [_role(name) for name in names]
                if height == 2 and not _is_of_two_rows(rows[index], rows[index + 1]):  # noqa: PLR2004
                    continue
                if any(role in _WHAT for role in roles) and any(role in _OTHERS for role in roles):
                    return _Head(index, height, names, roles)
    return None


def _is_of_two_rows(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """A head has a second row where a cell of the first spans columns and the second names them."""
    if sum(bool(cell.text) for cell in above) < 2:  # noqa: PLR2004  a title across the whole table
        return False
    spans = [n for n, cell in enumerate(above) if cell.across and not cell.continues]
    named = [cell for n, cell in enumerate(below) if cell.text and n < len(above)]
    split = any(below[n].text and not below[n].across for n in spans if n < len(below))
    heads = [cell for cell in named if _role(solid(cell.text)) and len(solid(cell.text)) <= _LONGEST_HEAD]
    return split and bool(named) and len(heads) * 2 > len(named)


def _names(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The head's text over every column: the lower row's, after the upper's where it says too little alone."""
    width = max(len(row) for row in rows)
    names = [""] * width
    for row in rows:
        spanning = ""
        for index, cell in enumerate(row):
            spanning = spanning if cell.across else solid(cell.text)
            if spanning and not cell.continues:
                alone = _role(spanning) not in ("", "unit", "period") or not names[index]
                names[index] = spanning if alone else names[index] + spanning
    return names


def _role(head: str) -> str:
    close = re.sub(r"[（(][^（()）]{5,}[）)]", "", solid(head))
    if not close or len(close) > _LONGEST_HEAD:
        return ""
    return next((role for role, pattern in _ROLE_OF if pattern.fullmatch(close)), "")


def task_lines(rows: Sequence[Sequence[Cell]], first: int) -> Iterator[Paragraph]:
    """Each row as a numbered task, then its other cells as lines that begin with their head: 责任科室：…

    ``first`` is the number of the line the table stands at. A cell that spans rows says what it says of each of them.
    """
    return (line._replace(of_table=not line.note) for line in _lines(rows, first))


def _lines(rows: Sequence[Sequence[Cell]], first: int) -> Iterator[Paragraph]:
    head = _head(rows)
    assert head is not None
    body = rows[head.first + head.rows :]
    head = _groups_told_apart(head._replace(roles=_units_told_apart(head, body)), body)
    for row in rows[: head.first]:
        yield Paragraph("".join(dict.fromkeys(solid(cell.text) for cell in row)), first, own=True)
    group, number = "", 0
    heads = [[solid(cell.text) for cell in row] for row in rows[head.first : head.first + head.rows]]
    for row, cells in _filled(body, len(head.names)):
        filled = [cell.text for cell in row if cell.text]
        if not filled or [solid(cell.text) for cell in row] in heads:
            continue
        alone = len(filled) == 1 and bool(row[0].text)
        if alone and _REMARK.match(filled[0]):
            yield Paragraph(filled[0].replace("\n", ""), first, own=True, note=True)
            continue
        if alone and (_spans(row) or not cells[head.task].text):  # a row across: the name of what follows
            yield Paragraph(solid(filled[0]), first, heading=2, own=True)
            continue
        for index, role in enumerate(head.roles):
            named = solid(cells[index].text)
            if role == "group" and named and named != group:
                group = named
                yield Paragraph(group, first, heading=2, own=True)
        new = bool(row[head.task].text) and not row[head.task].continues
        if new:  # without one the row belongs to the task above, whose cell spans it
            number = _printed(head, row) or number + 1
            yield from _task(cells[head.task].text, number, first)
        yield from _told(head, row if not new else cells, first)
        if beyond := [solid(cell.text) for cell in row[len(head.names) :] if cell.text.strip()]:
            said = f"（“{filled[0].strip()}”这一行的格比表头多，“{'、'.join(beyond)}”没有读，列也可能错位；请对照原文）"
            yield Paragraph(said, first, own=True, note=True)


def _spans(row: Sequence[Cell]) -> bool:
    return all(cell.across for cell in row[1:])


def _filled(body: Sequence[Sequence[Cell]], width: int) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Every row as it stands, and with what the cells say that span it from above."""
    above = [Cell()] * width
    for row in body:
        padded = [*row, *[Cell()] * (width - len(row))]
        above = [
            above[index]._replace(continues=True) if cell.continues else cell
            for index, cell in enumerate(padded[:width])
        ]
        yield padded, above


def _units_told_apart(head: _Head, body: Sequence[Sequence[Cell]]) -> list[str]:
    """单位 heads the units of a table's figures, or those who are to do it: the cells tell which."""
    roles = list(head.roles)
    for index, role in enumerate(roles):
        if head.names[index] == "单位" and role in ("who", "unit"):
            cells = [solid(row[index].text) for row in body if index < len(row) and row[index].text]
            units = [cell for cell in cells if _UNIT.fullmatch(cell) and not is_department(cell)]
            roles[index] = "unit" if cells and len(units) == len(cells) else "who"
    return roles


def _groups_told_apart(head: _Head, body: Sequence[Sequence[Cell]]) -> _Head:
    """重点工作 whose cells span the rows of several 具体任务 names a group of them; the finer column names the tasks.

    A row is a task of its own where it has its own number, if tasks are numbered, and its own department, time limit, or a task
    beside the spanning one.
    """
    said = [n for n, role in enumerate(head.roles) if role in ("who", "due")]
    ordinals = [n for n, role in enumerate(head.roles) if role == "ordinal"]
    while finer := [n for n, role in enumerate(head.roles) if role in _WHAT and n != head.task]:
        named = [n for n in finer if head.roles[n] != "what"]
        below = [row for row in body if _goes_on_in(row, head.task) and _has_any(row, finer)]
        tasks = [
            row
            for row in below
            if (_has_any(row, ordinals) or not ordinals) and (_has_any(row, said) or _has_any(row, named))
        ]
        if len(tasks) * 2 <= len(below):
            break
        roles = ["group" if n == head.task else role for n, role in enumerate(head.roles)]
        head = head._replace(roles=roles)
    return head


def _has_any(row: Sequence[Cell], columns: Iterable[int]) -> bool:
    return any(_has(row, column) for column in columns)


def _has(row: Sequence[Cell], column: int) -> bool:
    """Whether a row has a text of its own in a column."""
    return column < len(row) and bool(row[column].text.strip()) and not row[column].continues


def _goes_on_in(row: Sequence[Cell], column: int) -> bool:
    """Whether a row's cell is part of the one above, or empty as a text has it in its place."""
    return column < len(row) and not _has(row, column)


def _task(text: str, number: int, first: int) -> Iterator[Paragraph]:
    """The first line of its cell is the task; what stands below it in the cell belongs to it."""
    task, *more = _joined(text)
    label = None if label_of(task) else Label("digit", number, f"{number}.", "")
    yield Paragraph(task, first, own=True, label=label)
    for line in more:
        yield Paragraph(line, first, own=True, within=True)


def _told(head: _Head, cells: Sequence[Cell], first: int) -> Iterator[Paragraph]:
    unit = next((solid(cells[n].text) for n, role in enumerate(head.roles) if role == "unit"), "")
    for index, (name, role) in enumerate(zip(head.names, head.roles, strict=True)):
        text = cells[index].text
        if index == head.task or not text.strip() or role in ("ordinal", "group", "unit"):
            continue
        if role == "value" and cells[head.task].text and re.match(r"[≥≤＞＜><]?\s*\d", text):
            named = solid(cells[head.task].text)
            yield Paragraph(
                f"{named}{solid(text)}{'' if text.strip().endswith(unit) else unit}", first, own=True
            )
        elif role == "who":
            names = _names_in(text)
            yield Paragraph(
                names if re.search("[：:]", names) else f"{_role_said(name)}：{names}", first, own=True
            )
        elif role in ("due", "person", "progress", "stage"):
            yield Paragraph(f"{name}：{' '.join(_joined(text))}", first, own=True)
        else:
            line, *more = _joined(text)
            yield Paragraph(f"{name}：{line}" if name else line, first, own=True, within=True)
            for part in more:
                yield Paragraph(part, first, own=True, within=True)


def _role_said(head: str) -> str:
    """The head of a column of departments in the words that tell who leads and who helps: 科室 is 责任科室."""
    if head.endswith("分工"):
        return "责任单位"
    body = _BODY.match(head)
    head = body[0] if body else head
    return head if len(head) > 2 or not body else f"责任{head}"  # noqa: PLR2004  科室


def _joined(text: str) -> list[str]:
    """The lines of a cell put together again where its width broke them: one begins with a number or after a full stop."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if lines and label_of(line) is None and not re.search(r"[。；;：:]$", lines[-1]):
            lines[-1] += line
        else:
            lines.append(line)
    return lines or [""]


def _names_in(text: str) -> str:
    """Departments that stand below each other in a cell are several, unless its width broke a name."""
    lines = [line.strip(" 、，,；;") for line in text.split("\n") if line.strip()]
    if all(is_department(part) for line in lines for part in re.split("[、，,；;]", line)):
        return "、".join(lines)
    return "".join(line.strip() for line in text.split("\n"))


def _printed(head: _Head, row: Sequence[Cell]) -> int | None:
    for role, cell in zip(head.roles, row, strict=False):
        text = cell.text.strip("．.、 ")
        if role == "ordinal" and text.isdecimal() and len(text) < 4:  # noqa: PLR2004
            return int(text)
    return None
