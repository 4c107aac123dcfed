"""What stands before the first number of a document and after its last task: red head, letter, title; signature, annexes."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from edu_plan_cli.features.importing.departments import named_in
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph, is_web_page_s
from edu_plan_cli.values.chinese_dates import When, read_day

_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[［（(【﹝]\s*(?:19|20)\d\d\s*[〕\]］）)】﹞]\s*第?\s*\d{1,4}\s*号"
)
_TITLE = re.compile(
    r"工作(?:要点|计划|安排|方案|任务|思路|打算|目标)|重点(?:工作|任务)|目标任务|任务(?:清单|分解表|分工|书)|民生实事|实事项目|件(?:民生|惠民|教育)?(?:实|好)事"
    r"|(?:责任|督[查办]|项目|工作|问题|实事)清单|(?:实施|行动|工作|推进|创建)方案|行动计划|(?:要点|计划|台账|实事)$"
)
_OF = re.compile(r"[局厅委部省市州盟县区旗校]")
_LETTER = re.compile(r"通知$|的函$|批复$")
_YEAR = r"\s*(?:20\d\d|[二〇○零一九]{4})\s*年"
_DATE = re.compile(
    r"(?:\d{4}|[二〇○ＯO零一九]{4})年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})日|20\d{5,6}"
)
_WRITTEN = rf"({_DATE.pattern}|20\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
_ISSUED = re.compile(rf"(?:印发|发文|成文)(?:日期|时间)[：:]{_WRITTEN}")
_PRINTED = re.compile(rf"{_WRITTEN}印")
_SIGNED = re.compile(rf"^{_WRITTEN}$")
_ANNEX = re.compile(r"附件\s*\d{0,2}\s*[：:]?|附表")
_TAIL = re.compile(
    rf"目\s*录$|(?:{_DATE.pattern})(?:印发|印)?$|抄送|主送|[（(]?(?:此件|本件)|[（(](?:主动|依申请|不予)公开|公开方式|[（(]?联系(?:人|电话)|"
    rf"[（(]?共印\d+份|.{{2,20}}办公室\s*(?:{_DATE.pattern})"
)
_BODY = re.compile(
    r"(?:局|厅|部|委|委员会|委办|工委|党组|办公室|人民政府|领导小组|学校|中心)(?:（章）|\(章\))?$"
)
_CLERKS = re.compile(
    r"签发人|特急|加急|平急|份号|秘密|机密|目\s*录$|主动公开|当前位置|索引号|来源[：:]|浏览|字号|打印"
)
_OPENS = re.compile(r"(?:总体(?:要求|思路|目标)|指导思想|制定本|如下|以下)[^。]*[。：:]|[：:]$")
_SHORT = 30  # characters of a name of a body
_LONG = 40
_FIRST = 40  # lines in which a title may stand


class IssuedOn(NamedTuple):
    """印发日期."""

    day: date
    words: str  # as they stand


@dataclass
class Head:
    title: str = ""
    issuer: str = ""
    document_number: str = ""
    notice_title: str = ""
    addressees: str = ""
    notice_text: str = ""
    overall: str = ""
    issued_on: "IssuedOn | None" = None
    left: list[Paragraph] = field(
        default_factory=list
    )  # what the plan has no place for: signature, date, annexes


def is_title(text: str) -> bool:
    """Whether a line could name a year's work plan."""
    close = text.replace(" ", "")
    return bool(
        len(close) <= _LONG and _TITLE.search(close) and not re.search(r"[，。；：:]", close) and not _LETTER.search(close)
        and label_of(text) is None and not _ANNEX.match(close) and not is_web_page_s(text)
    )  # fmt: skip


def head_and_body(lines: list[Paragraph]) -> tuple[Head, list[Paragraph]]:
    """The head read, and the lines of the body: from the first number on, without annexes, signature and date."""
    found = Head(left=[line for line in lines if line.note])
    head, body = _parted([line for line in lines if not line.note])
    _read_head(head, found)
    body = _without_tail(body, found)
    found.issued_on = _issued_on([line.text for line in found.left])
    return found, body


def _issued_on(left: list[str]) -> IssuedOn | None:
    """What is said to be the day of issue; else the day it was printed (版记), else the one below the signature."""
    for pattern in (_ISSUED, _PRINTED, _SIGNED):
        for text in left:
            if found := pattern.search(text.replace(" ", "")):
                read = read_day(re.sub("[ＯO○零]", "〇", found[1]), 0)
                if isinstance(read, When) and read.kind == "day" and read.start and read.year_written:
                    return IssuedOn(read.start, found[0])
    return None


def _parted(lines: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Everything before the first number of the body. Numbers within the covering letter's annex list are not that."""
    title = _title_at(lines)
    for index, line in enumerate(lines):
        if index > title and ((line.heading and title >= 0) or line.numbered is not None):
            return lines[:index], lines[index:]
    opening = title + 1  # a document without numbers: its tasks begin after what they are introduced with
    while opening < len(lines) - 1 and (
        is_web_page_s(lines[opening].text) or _OPENS.search(lines[opening].text)
    ):
        opening += 1
    return lines[:opening], lines[opening:]


def _title_at(lines: list[Paragraph]) -> int:
    """Where the title stands: the last line before the first number that looks like one, rather one that names a
    year and who it is of; -1: nowhere."""
    numbered = next((n for n, line in enumerate(lines) if line.numbered is not None), len(lines))
    likely = [n for n, line in enumerate(lines[:_FIRST]) if is_title(line.text) and not _is_listed(lines, n)]
    likely = [n for n in likely if n < numbered] or likely
    return max(likely, key=lambda n: ("年" in lines[n].text, bool(_OF.search(lines[n].text)), n), default=-1)


def _is_listed(lines: list[Paragraph], index: int) -> bool:
    """Whether a title-like line is but the continuation of one that says what is sent round."""
    return (
        index > 0
        and "关于" in lines[index - 1].text
        and not _LETTER.search(lines[index - 1].text.replace(" ", ""))
    )


def _read_head(head: list[Paragraph], found: Head) -> None:
    title = _title_at(head)
    letter: list[Paragraph] = []
    for index, line in enumerate(head):
        text, close = line.text, line.text.replace(" ", "")
        if index == title:
            found.title = text
            while letter and _begins_title(letter[-1].text, found.title):
                before = letter.pop().text
                apart = " " if before.endswith(("工委", "党组", "党委")) and found.title[0] > "9" else ""
                found.title = f"{before}{apart}{found.title}"
        elif 0 <= title < index:
            _read_below_title(line, found)
        elif is_web_page_s(text):
            found.left.append(line)
        elif not found.document_number and (number := _DOCUMENT_NUMBER.search(text)) and len(close) < _LONG:
            found.document_number = number[0]
            if rest := (text[: number.start()] + text[number.end() :]).strip():
                found.left.append(line._replace(text=rest))
        elif close.endswith("文件") and len(close) <= _SHORT and not found.issuer:
            found.issuer = close.removesuffix("文件")
        elif _CLERKS.search(close) or _ANNEX.match(close):
            found.left.append(line)
        else:
            letter.append(line)
    _read_letter(letter, found)
    _name_from_letter(found)


def _read_below_title(line: Paragraph, found: Head) -> None:
    close = line.text.replace(" ", "")
    number = _DOCUMENT_NUMBER.fullmatch(close.strip("（）()"))
    if number and not found.document_number:
        found.document_number = number[0]
    elif is_web_page_s(line.text) or _is_no_text(close):
        found.left.append(line)
    else:
        found.overall = _paragraph(found.overall, line.text)


def _is_no_text(close: str) -> bool:
    """Whether a line below the title is a remark in brackets, a date or the like."""
    return bool(re.fullmatch(r"[（(].{0,30}[）)]", close) or _DATE.fullmatch(close) or _TAIL.match(close))


def _name_from_letter(found: Head) -> None:
    """What nothing else has named: the title by the letter's, the issuer by the title."""
    named = re.search(r"《([^》]*)》", found.notice_title) or re.search(
        r"印发(.*(?:要点|计划|安排|方案))的通知", found.notice_title
    )
    if not found.title and named:
        found.title = named[1].strip()
    issuer = re.match(r"(.{2,40}?(?:局|厅|部|委员会|委))\s*(?:关于|20\d\d|二〇)", found.title)
    if not found.issuer and issuer:
        found.issuer = _spaces_between_bodies(issuer[1])


def _spaces_between_bodies(name: str) -> str:
    """某 市 教 育 局 is one body, 某区委教育工委 某区教育局 are two."""
    return re.sub(r"(?<![局厅委部])\s+", "", re.sub(r"(?<=[局厅委部])\s+", " ", name.strip()))


def _begins_title(before: str, title: str) -> bool:
    close = before.replace(" ", "")
    if re.search(r"(?:工委|党组|党委)$", close) and len(close) <= _SHORT and not title.startswith(close):
        return True  # issued together
    return bool(
        (re.match(_YEAR, title) and _BODY.search(close) and len(close) <= _LONG)
        or (not re.search(_YEAR, title) and re.search(_YEAR, before) and not _DATE.search(close) and len(close) <= _SHORT
            and not re.search(r"[。；：，]", close))
    )  # fmt: skip


def _read_letter(lines: list[Paragraph], found: Head) -> None:
    title: list[str] = []
    for line in lines:
        close = line.text.replace(" ", "")
        if not found.notice_title and not re.search(r"[：:。]$", close):
            if is_title(line.text):  # the page's own heading
                found.left.append(line)
                continue
            title.append(line.text)
            if _LETTER.search(close):
                found.notice_title = _joined(title)
        elif re.search(r"[：:]$", close) and not found.addressees and not found.notice_text:
            found.addressees = line.text
        elif _DATE.fullmatch(close) or (_BODY.search(close) and len(close) <= _SHORT) or _TAIL.match(close):
            found.left.append(line)
            if _BODY.search(close) and not found.issuer:
                found.issuer = _spaces_between_bodies(line.text)
        elif found.notice_title:
            found.notice_text = _paragraph(found.notice_text, line.text)
        else:
            found.overall = _paragraph(found.overall, line.text)
    if title and not found.notice_title:
        found.left += [line for line in lines if line.text in title]


def _joined(lines: list[str]) -> str:
    return "".join(lines) if not re.search(r"[A-Za-z0-9]$", lines[0]) else " ".join(lines)


def _without_tail(body: list[Paragraph], found: Head) -> list[Paragraph]:
    """Annexes and what follows them, then the signature, date and distribution at the end."""
    for index, line in enumerate(body):
        if index and _ANNEX.match(line.text) and len(line.text) <= _LONG * 2:
            found.left += body[index:]
            body = body[:index]
            break
    tail: list[Paragraph] = []
    while len(body) > 1:
        close = body[-1].text.replace(" ", "")
        signature = len(close) <= _SHORT and _BODY.search(close) and not re.search(r"[，。；：]", close)
        if not (
            _TAIL.match(close)
            or is_web_page_s(body[-1].text)
            or (signature and body[-1].numbered is None and named_in(body[-1].text) is None)
        ):
            break
        if signature and not found.issuer:
            found.issuer = close
        tail.insert(0, body[-1])
        body = body[:-1]
    found.left += tail
    return body


def _paragraph(text: str, more: str) -> str:
    return f"{text}\n{more}" if text else more
