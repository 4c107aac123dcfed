"""Papers an item promises to write: with their title in 《》, or by what they are (出台评价标准, 制定校舍安全管理办法)."""

import re

_WRITES = "出台|印发|制定|编制|制订|修订|研制|起草|发布|下发"
_TITLED = re.compile(
    rf"(?:{_WRITES})(?:实施|完善|印发|出台|并|和)*\s*[^，,。；;]{{0,12}}?《([^》]{{3,60}})》"
)
_PAPER = re.compile(
    rf"(?:{_WRITES})(?:完善|实施|印发|并|和)*[^，,。；;：:]{{0,20}}?"
    r"(?:方案|办法|意见|规划|制度|细则|规定|规范|指南|清单|预案|通知|标准|章程)(?=$|[，,。；;])"
)
# What stands before one that is there already, and is only followed.
_FOLLOWED = re.compile(r"(?:落实|贯彻|按照|根据|依据|执行|对照|依照|学习)[^，,。；;]{0,24}$")


def titled_paper(text: str) -> str | None:
    """Return the title of the paper a text says is to be written; None where it names none, or one that is there already."""
    paper = _TITLED.search(text)
    return paper[1] if paper and not _FOLLOWED.search(text[: paper.start()]) else None


def paper_promised(text: str) -> str | None:
    """Return what a paper to be written is called where it has no title; None as for ``titled_paper``."""
    paper = _PAPER.search(text)
    if paper is None or _FOLLOWED.search(text[: paper.start()]):
        return None
    return re.sub(rf"^(?:并|和|{_WRITES}|实施)+", "", paper[0])
