"""What models are declared with where their schemas are written out (``core_schemas``): as much of a model as pydantic-core asks for.

The names are pydantic's, so that a model reads the same either way; what ``Field`` and ``model_validator`` say is in the schema
already. The slots are what pydantic-core sets on an instance (``pydantic_core.core_schema.model_schema``).
"""

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

F = TypeVar("F")

# Models of one kind mostly have the same fields written. Each with a set of its own, these were a tenth of a large district's memory.
_FIELDS_SETS: dict[frozenset[str], frozenset[str]] = {}

ConfigDict = dict


class BaseModel:
    """An instance that pydantic-core filled, and that does not change."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_private__", "_fields_set")
    _fields_set: frozenset[str]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change: {name}")

    def __repr__(self) -> str:
        written = ", ".join(f"{name}={self.__dict__[name]!r}" for name in sorted(self.model_fields_set))
        return f"{type(self).__name__}({written})"

    @property
    def model_fields_set(self) -> frozenset[str]:
        """Return the names of the fields that are written, not taken by default."""
        return self._fields_set

    @property
    def __pydantic_fields_set__(self) -> frozenset[str]:
        return self._fields_set

    @__pydantic_fields_set__.setter
    def __pydantic_fields_set__(self, names: set[str]) -> None:
        fields = frozenset(names)
        object.__setattr__(self, "_fields_set", _FIELDS_SETS.setdefault(fields, fields))

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return a copy with other values for some fields; they are not checked."""
        copied = self.__class__.__new__(self.__class__)
        for slot, value in (
            ("__dict__", {**self.__dict__, **update}),
            ("__pydantic_fields_set__", self.model_fields_set | set(update)),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", None),
        ):
            object.__setattr__(copied, slot, value)
        return copied


def Field(default: object = None, **_said: object) -> Any:  # noqa: N802  pydantic's name
    """Return the default, which nobody reads: what is said of the field is in the schema."""
    return default


def model_validator(*, mode: str) -> Callable[[F], F]:  # noqa: ARG001  pydantic's signature
    """Return the method as it is: the schema calls it."""
    return lambda method: method
