"""Papers an item promises to write without naming them in 《》: 出台评价标准, 制定校舍安全管理办法."""

import re

_WRITES = "出台|印发|制定|编制|制订|修订|研制|起草|发布|下发"
_PAPER = re.compile(
    rf"(?:{_WRITES})(?:完善|实施|印发|并|和)*[^，,。；;：:]{{0,20}}?"
    r"(?:方案|办法|意见|规划|制度|细则|规定|规范|指南|清单|预案|通知|标准|章程)(?=$|[，,。；;])"
)
_OLD = re.compile(r"(?:落实|贯彻|按照|根据|依据|执行|对照|学习)[^，,。；;]{0,24}$")


def paper_promised(text: str) -> str | None:
    """Return the name of the paper a text says is to be written; None where it names none, or one that is there already."""
    paper = _PAPER.search(text)
    if paper is None or _OLD.search(text[: paper.start()]):
        return None
    return re.sub(rf"^(?:并|和|{_WRITES}|实施)+", "", paper[0])
