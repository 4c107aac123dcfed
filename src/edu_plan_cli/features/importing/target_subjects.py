"""What a promise is about where its clause names only what happens: 滨河小学竣工验收, not 竣工验收 twice."""

import re

from edu_plan_cli.features.importing.target_extraction import Found
from edu_plan_cli.features.importing.target_names import LONGEST

_EVENTS = (
    "竣工验收|竣工|验收|完工|开工|动工|施工|招标|招投标|立项|设计|主体封顶|封顶|主体完工|投入使用|投用|启用|开办|开园|开学|招生|开班|"
    "交付使用|交付|建成|上线|运行|通过|验收合格|前期手续|前期工作|征地|拆迁|装修"
)
_ONLY_AN_EVENT = re.compile(
    rf"(?:20\d\d年)?(?:\d{{1,2}}月(?:底|初|中旬|上旬|下旬|\d{{1,2}}日)?前?|[春秋]季(?:学期)?|年底前?|年内|暑期|暑假)?(?:力争|确保|争取|实现|基本|全部|全面|正式|完成|如期|按期|顺利|达到)*(?:{_EVENTS})(?:并?(?:{_EVENTS}))*"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff（）·、\d]{1,20}(?:学校|小学|中学|高中|初中|幼儿园|校区|分校|书院|中心|基地|工程|项目|平台|大楼|校舍|宿舍|食堂|操场|场馆|馆|园区)"
)
_BEFORE_A_BODY = re.compile(
    r"(?:加快|推进|实施|完成|新建|改建|扩建|改扩建|迁建|重建|建设|协助|配合|启动|推动|做好|抓好|开展|加强|确保|力争|争取|继续|积极|全面|加大|力度|对|将|使|抓紧|以及|的|区|市|县|年)(?![\u4e00-\u9fff]?(?:学校|小学|中学|幼儿园))"
)
_DAY = re.compile(r"^(?:20\d\d年)?\d{1,2}月(?:底|初|中旬|上旬|下旬|\d{1,2}日)?前?(?:力争|确保|争取)?")
_WORKS = re.compile(r"(?:改扩建|新建|改建|扩建|迁建|重建|建设)?(?:工程|项目)(?:建设)?$")
_LONGEST_SUBJECT = 16  # characters; what happens has to stand beside it


def with_subject(found: Found, text: str) -> Found:
    """Return what was found with the school or project in its name that the words before it speak of, where its name has none."""
    if found.kind not in ("milestone", "project", "deliverable") or not _ONLY_AN_EVENT.fullmatch(found.name):
        return found
    before = text[: max(text.find(found.quote), 0)]
    bodies = [match[0] for match in _BODY.finditer(found.quote)] or [
        match[0] for match in _BODY.finditer(before)
    ]
    if not bodies:
        return found
    body = _WORKS.sub("", bodies[-1]) or bodies[-1]
    subject = _BEFORE_A_BODY.split(body)[-1].strip("、和与及（）")
    event = _DAY.sub("", found.name)
    if not subject or subject in found.name:
        return found
    return found._replace(name=f"{subject[:_LONGEST_SUBJECT]}{event}"[:LONGEST])
