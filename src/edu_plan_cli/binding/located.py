"""The base of every model read from a file, and the plain data that pydantic is given."""

from typing import Annotated, Any, ClassVar, Self

from edu_plan_cli.binding.declaring import BaseModel, ConfigDict, Field
from edu_plan_cli.binding.model_schema import FieldSchema, Schema, fields, validator
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.values.location import Location

# The node travels to its model under a key no file can hold: NUL is refused on reading.
NODE = "\0"


class Verbatim:
    """Mark a field that pydantic passes through without validating: a schema for nodes would cost start-up time."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Schema:
        return {"type": "any"}


class Located(BaseModel):
    """A model read from a mapping of a file: strict, frozen, without unknown keys. It knows where each key stands."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True, extra="forbid", frozen=True, defer_build=True
    )

    node: Annotated[Mapping, Verbatim, Field(alias=NODE, exclude=True, repr=False)]

    @classmethod
    def of(cls, node: Mapping, **values: Any) -> Self:
        """Return a model of values that no file holds under keys of its own; ``node`` is what they are derived from."""
        model: Self = validator(cls).validate_python({NODE: node, **values})
        return model

    def location(self, key: str | None = None, index: int | None = None) -> Location:
        """Return where a key's value is written, or item ``index`` of its list; where the model is, for a key that is not written."""
        node: Node = self.node
        if key is not None:
            node = self.node.values.get(key, self.node)
        if index is not None and isinstance(node, Listing) and index < len(node.items):
            node = node.items[index]
        return node.location

    def place_of_missing(self, key: str) -> Location:
        """Return where a key that is not written would stand (``Mapping.place_of_missing``)."""
        return self.node.place_of_missing(key, self.laid_out_keys())

    @classmethod
    def laid_out_keys(cls) -> list[str]:
        """Return the keys in the order they are laid out in a file: that of the model, unless a model has another."""
        return [field.key for field in cls.fields().values()]

    @classmethod
    def fields(cls) -> dict[str, FieldSchema]:
        """Return the fields by name, in the model's order, without the node."""
        return {name: field for name, field in fields(cls).items() if field.key != NODE}

    def get(self, key: str) -> Any:
        """Return the value of a key; None where the model has no such key: each kind of target has its own."""
        return self.__dict__.get(key)

    def scalar(self, key: str) -> Scalar | None:
        """Return the node of a key's value; None where the key is not written, or its value is a list or a mapping."""
        node = self.node.values.get(key)
        return node if isinstance(node, Scalar) else None

    def __eq__(self, other: object) -> bool:
        """Compare the contents, wherever they are written."""
        return type(self) is type(other) and all(
            self.__dict__[name] == other.__dict__[name] for name in self.fields()
        )

    def __hash__(self) -> int:
        return id(self.node)


_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_MORE_THAN_TEXT = frozenset(["", *"~ntf-0123456789"])  # what a constant or a number begins with


def plain_data(node: Node, empty: list[Scalar] | None = None) -> Any:
    """Return what pydantic validates: str, Decimal, bool, None, lists, and dicts with their node under ``NODE``.

    Appends to ``empty`` the values left empty (nothing, ~, null), which pydantic cannot tell from a missing key.
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
    """Return the same without the nodes: what a file says, wherever it is written."""

    def strip(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: strip(value) for key, value in data.items() if key != NODE}
        return [strip(value) for value in data] if isinstance(data, list) else data

    return strip(plain_data(node))
