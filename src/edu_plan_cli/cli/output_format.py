"""The format of what a command puts out: ``--format``, ``--json``, or the end of a file's name."""

from collections.abc import Sequence
from pathlib import Path

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.values.bilingual import Words


def known_format(name: str, formats: Sequence[str]) -> None:
    """Raise Stop for a --format that is not one of ``formats``."""
    if name not in formats:
        raise Stop(
            Words(
                f"没有格式 {name}；有：{'、'.join(formats)}。",
                f"No format {name}; there are {', '.join(formats)}.",
            )
        )


def wanted_format(asked: str | None, output: Path | None, formats: Sequence[str], *, as_json: bool) -> str:
    """Return the format asked for, else the one the file's name ends in, else ``table``. Raises Stop for an unknown one."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    if asked is None and not as_json and suffix not in ("", "txt", *formats):
        known = "、".join(f".{name}" for name in formats if name != "table")
        raise Stop(
            Words(
                f"不会写 .{suffix} 文件；可以写 {known}。",
                f"Cannot write .{suffix} files; there are {known}.",
            )
        )
    name = "json" if as_json else asked or (suffix if suffix in formats else "table")
    known_format(name, formats)
    return name


def needs_file(output: Path | None, example: Words) -> None:
    """Raise Stop where a format that only a file can hold has no file to go to."""
    if output is None:
        raise Stop(Words(f"要写到文件：-o {example.zh}。", f"It goes to a file: -o {example.en}."))
