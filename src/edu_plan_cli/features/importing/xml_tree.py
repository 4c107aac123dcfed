"""XML as elements with their lines. A file that could do anything but be read is refused before it is."""

import re
from dataclasses import dataclass, field

from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.files.bounded_xml import BoundedXml, XmlError, XmlLimits
from edu_plan_cli.files.office_inspection import MAX_BYTES
from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.values.bilingual import Words

_LIMITS = XmlLimits(depth=40, elements=200_000, attributes=1_000_000)  # StratML is nine deep


@dataclass(slots=True)
class XmlElement:
    """``name`` is without its namespace. What nobody has asked for is not ``read``, so that it can be named."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["XmlElement"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    mixed: list["str | XmlElement"] = field(default_factory=list)  # both, in the order they stand in
    read: bool = False

    def all(self, name: str) -> list["XmlElement"]:
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "XmlElement":
        """The first child of a name; an empty one where there is none."""
        return next(iter(self.all(name)), XmlElement(name, self.line, {}))

    @property
    def text(self) -> str:
        """Its own characters, as they stand."""
        self.read = True
        return "".join(self.parts)

    def unread(self) -> list["XmlElement"]:
        """Of it and all below it, those that hold text nobody has asked for."""
        own = [self] if not self.read and "".join(self.parts).strip() else []
        return own + [found for child in self.children for found in child.unread()]


def read_xml(data: bytes) -> XmlElement:
    """The root. Raises NotRead, with the line, for what is no well-formed XML or more than plain elements and text."""
    if len(data) > MAX_BYTES:
        raise NotRead(Words(f"文件超过 {MAX_BYTES // 1_000_000} MB。", "The file is too large."))
    data, encoding = _decoded(data)
    xml = BoundedXml(_LIMITS)
    top = XmlElement("", 1, {})
    open_: list[XmlElement] = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = XmlElement(name.rpartition(" ")[2], xml.line, attributes)
        open_[-1].children.append(element)
        open_[-1].mixed.append(element)
        open_.append(element)

    def end(_name: str) -> None:
        open_.pop()

    def characters(text: str) -> None:
        text = forbidden().sub("", text).replace("\r", "\n")
        open_[-1].parts.append(text)
        open_[-1].mixed.append(text)

    try:
        xml.parse([data], start, end, characters, encoding=encoding)
    except XmlError as error:
        raise NotRead(_why(error)) from None
    return top.children[0]


def _why(error: XmlError) -> Words:
    if error.kind == "too_much":
        return Words("嵌套太深或元素太多，不打开。", "It is nested too deeply, or has too many elements.")
    if error.kind == "doctype":
        return Words(
            "含有 DOCTYPE 声明，不打开；这样的文件不需要它。", "It has a DOCTYPE; no such file needs one."
        )
    return Words(
        f"第 {error.line} 行：不是完整的 XML；请重新导出一份。",
        f"Line {error.line}: no well-formed XML ({error}).",
    )


def _decoded(data: bytes) -> tuple[bytes, str | None]:
    """Chinese encodings, which expat does not know, turned into UTF-8."""
    named = re.match(rb"""\s*<\?xml[^>]*encoding=["'](gb2312|gbk|gb18030)["']""", data, re.IGNORECASE)
    if named is None:
        return data, None
    try:
        return data.decode("gb18030").encode(), "utf-8"
    except UnicodeDecodeError:
        raise NotRead(Words("不是它自称的 GBK 编码。", "It is not in the encoding it names.")) from None
