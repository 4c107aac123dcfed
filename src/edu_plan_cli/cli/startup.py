"""What the libraries would load and this program has no use for. All of it is time before a command begins its work.

Both places are private to the libraries: should a version of theirs do without them, the time is lost and nothing else.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin

_PLUGINS = "pydantic.plugin._loader"


def without_plugins() -> None:
    """Pydantic looks for plugins through the metadata of every installed package; none has business with our files."""
    if _PLUGINS in sys.modules:
        return
    stand_in = ModuleType(_PLUGINS)

    def loaded(name: str) -> Any:
        if name.startswith("__"):  # as the import system asks of any module
            raise AttributeError(name)
        del sys.modules[_PLUGINS]
        return getattr(importlib.import_module(_PLUGINS), name)

    stand_in.__dict__.update(get_plugins=tuple, __getattr__=loaded)
    sys.modules[_PLUGINS] = stand_in


class _AsTyped:
    """Turns the words of one parameter into its values; takes the place of what Typer builds with pydantic."""

    def __init__(self, kind: type, *, several: bool) -> None:
        self.kind = kind
        self.several = several

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  as Typer calls it
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if not self.several:
            return self.kind(value)
        if self.kind is Path and sys.platform == "win32":
            value = unfolded(value)
        return [self.kind(word) for word in value]


def unfolded(words: Sequence[str]) -> list[str]:
    """Paths with ``*`` and ``?`` as the files they mean, which cmd and PowerShell leave to the program; as typed where none.

    Only these two are wildcards there: ``[1]`` in a name is a copy of a file.
    """
    import glob

    found = []
    for word in words:
        pattern = word.replace("[", "[[]")
        found += (sorted(glob.glob(pattern)) if "*" in word or "?" in word else []) or [word]
    return found


def read_as_typed(parameters: Sequence[Any]) -> None:
    """Text, flags and paths, and lists of them, are read without pydantic; what is neither stays with Typer."""
    for parameter in parameters:
        wanted = parameter.type_descriptor.annotation
        several = get_origin(wanted) is list
        kind = get_args(wanted)[0] if several else wanted
        if kind in (str, bool, Path):
            parameter._runtime_param = _AsTyped(kind, several=several)  # noqa: SLF001
