"""The base of every model read from a file: strict, frozen, refuses unknown keys, and knows where each key stands."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import CoreSchema, core_schema

from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.values.location import Location

# The node travels to its model under a key no file can hold: NUL is refused on reading.
NODE = "\0"


class Verbatim:
    """Marks a field that pydantic passes through unread: the node is ours, and a schema for it would cost start-up."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.any_schema()


class Located(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True, extra="forbid", frozen=True, defer_build=True
    )

    node: Annotated[Mapping, Verbatim, Field(alias=NODE, exclude=True, repr=False)]

    def location(self, key: str | None = None, index: int | None = None) -> Location:
        """Where a key's value stands (or one item of its list); the key's mapping where the key is not written."""
        node: Node = self.node
        if key is not None:
            node = self.node.values.get(key, self.node)
        if index is not None and isinstance(node, Listing) and index < len(node.items):
            node = node.items[index]
        return node.location

    def get(self, key: str) -> Any:
        """What a key holds; None where a model has no such key, as of the kinds of target each has its own."""
        return self.__dict__.get(key)

    def scalar(self, key: str) -> Scalar | None:
        node = self.node.values.get(key)
        return node if isinstance(node, Scalar) else None

    def __eq__(self, other: object) -> bool:
        """Equal where the contents are, wherever they stand."""
        return type(self) is type(other) and self.model_dump() == other.model_dump()

    def __hash__(self) -> int:
        return id(self.node)


_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_MORE_THAN_TEXT = frozenset(["", *"~ntf-0123456789"])  # what a constant or a number begins with


def plain_data(node: Node, empty: list[Scalar] | None = None) -> Any:
    """What pydantic sees: text, Decimal, bool, None, lists, and dicts that carry their node under ``NODE``.

    ``empty`` takes the values that nobody wrote (nothing, ~, null), which pydantic could not tell from a key not there.
    """
    from decimal import Decimal

    def convert(node: Node) -> Any:
        if isinstance(node, Scalar):
            text = node.text
            if not node.plain:
                return text
            if text in _CONSTANTS:
                constant = _CONSTANTS[text]
                if constant is None and empty is not None:
                    empty.append(node)
                return constant
            return Decimal(text) if node.number else text
        if isinstance(node, Mapping):
            data: dict[str, Any] = {
                key: value.text  # most of what is written, and so not sent through a call of its own
                if isinstance(value, Scalar) and value.text[:1] not in _MORE_THAN_TEXT
                else convert(value)
                for key, value in node.values.items()
            }
            data[NODE] = node
            return data
        return [convert(item) for item in node.items]

    return convert(node)


def bare_data(node: Node) -> Any:
    """The same without the nodes: what a file says, wherever it says it."""

    def strip(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: strip(value) for key, value in data.items() if key != NODE}
        return [strip(value) for value in data] if isinstance(data, list) else data

    return strip(plain_data(node))
