"""Where a datum stands: it travels with the datum from the YAML node to the last table cell."""

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a project's file. Lines and columns count from 1; columns count characters, not bytes."""

    path: str  # relative to the project, always with "/"
    line: int = 1
    column: int = 1
    width: int = 1  # characters to underline, on this line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
