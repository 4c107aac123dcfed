"""Where a value is written. It travels with the value from the YAML node to the last table cell."""

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file of a project; as text ``path:line:column``. Lines and columns count from 1, columns in characters."""

    path: str  # relative to the project's folder, with "/" on every system
    line: int = 1
    column: int = 1
    width: int = 1  # how many characters to underline on this line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
