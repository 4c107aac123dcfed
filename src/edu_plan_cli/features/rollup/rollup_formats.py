"""Every format of the roll-up, one name each: that of its module. From a finished roll-up to text, or to a file's bytes."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from edu_plan_cli.features.rollup.rollup_result import Rollup
from edu_plan_cli.values.bilingual import Lang

FORMATS = ("table", "html", "xlsx", "json", "csv")

Render = Callable[[Rollup, Lang, int], str | bytes]  # the width matters to the table only


def renderer(name: str) -> Render:
    """Imported when asked for: each run wants one."""
    return cast(Render, import_module(f"{__package__}.rollup_{name}").render)
