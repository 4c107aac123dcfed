"""Every format of the 责任分解表, one name each: that of its module. From a breakdown to text, or to a file's bytes."""

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.values.bilingual import Lang

FORMATS = ("table", "json", "md", "html", "docx", "xlsx")
# What a format takes that is not always installed.
EXTRAS: dict[str, Literal["html", "office"]] = {"html": "html", "docx": "office", "xlsx": "office"}

Render = Callable[[Breakdown, Lang], str | bytes]


def renderer(name: str) -> Render:
    """Return the function that renders a format other than ``table``; its module is imported when asked for."""
    return cast(Render, import_module(f"{__package__}.breakdown_{name}").render)
