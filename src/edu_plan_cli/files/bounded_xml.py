"""XML read as a stream, within limits, by expat: the only place that parses XML.

A DOCTYPE is refused as soon as it begins: without one there are no entities to unfold and no files to fetch. Nothing is opened or followed.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]


class XmlLimits(NamedTuple):
    """Bound what one file may hold, over all its parts; depth is that of one part."""

    depth: int
    elements: int
    attributes: int


class XmlError(Exception):
    """XML that is not read: ``kind`` says why, ``line`` where."""

    def __init__(self, kind: Literal["malformed", "doctype", "too_much"], line: int, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.line = line


class BoundedXml:
    """Parse the XML parts of one file. A class because its counts go on from part to part."""

    def __init__(self, limits: XmlLimits) -> None:
        self.limits = limits
        self.elements = self.attributes = 0
        self._parser = expat.ParserCreate()

    @property
    def line(self) -> int:
        """The line that is being read, for handlers."""
        return self._parser.CurrentLineNumber

    def parse(
        self,
        chunks: Iterable[bytes],
        start: Start,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        *,
        encoding: str | None = None,
    ) -> None:
        """Call the handlers for each element and text of one part; names are "namespace name".

        Raises XmlError, and whatever a handler or ``chunks`` raises.
        """
        self._parser = parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def started(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            self.attributes += len(attributes)
            limits = self.limits
            if depth > limits.depth or self.elements > limits.elements or self.attributes > limits.attributes:
                raise XmlError("too_much", self.line, "nested too deeply, or too many elements")
            start(name, attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name)

        def doctype(*_: object) -> None:
            raise XmlError("doctype", self.line, "a DOCTYPE")

        parser.StartElementHandler, parser.EndElementHandler = started, ended
        parser.StartDoctypeDeclHandler = doctype
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (
            expat.ExpatError,
            ValueError,
            LookupError,
        ) as error:  # the last two: an encoding it does not know
            raise XmlError("malformed", getattr(error, "lineno", 1), str(error)) from None
