"""Comparable tools on equal work in their own formats: as many promises, as many reports on them.

Each module is a family and gives ``jobs(folder, times, entries, bin)``: it writes the files and names the processes.
"""

from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """The size of the work: ``targets`` promises, and each quarter's answers to them."""

    targets: int
    quarters: int = 3

    @property
    def entries(self) -> int:
        return self.targets * self.quarters


def program(name: str, scripts: Path) -> str | None:
    """Where a tool is: in the benchmark's own environment, else on the path. None where it is not installed."""
    import shutil

    own = scripts / name
    return str(own) if own.exists() else shutil.which(name)
