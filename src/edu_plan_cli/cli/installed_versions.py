"""Which libraries of an extra are installed in a version older than the extra asks for."""

import re
from typing import NamedTuple


class Outdated(NamedTuple):
    """A library that is installed, but too old."""

    library: str
    version: str
    least: str  # the version asked for


def outdated_library(extra: str) -> Outdated | None:
    """Return the first library of an extra of ours that is too old; None where all will do.

    What is asked for stands in this package's own metadata. Nothing is said of a library without metadata.
    """
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        requirements = requires("edu-plan") or []
    except PackageNotFoundError:  # run from its sources without having been installed
        return None
    for requirement in requirements:
        wanted = re.fullmatch(
            rf"([\w.-]+)\b[^;]*>=\s*(\d+(?:\.\d+)*)[^;]*;\s*extra == ['\"]{extra}['\"]", requirement
        )
        if wanted is None:
            continue
        library, least = wanted.groups()
        try:
            installed = version(library)
        except PackageNotFoundError:
            continue
        if _numbers(installed) < _numbers(least):
            return Outdated(library, installed, least)
    return None


def _numbers(version: str) -> list[int]:
    """Return the release of a version: 2.0.1 of 2.0.1.dev3; zeros at the end do not count."""
    release = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in release[0].split(".")] if release else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers
