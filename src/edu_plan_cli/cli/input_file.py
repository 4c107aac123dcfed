"""A file somebody hands to a command: from anywhere, of any kind, read whole up to a bound."""

from pathlib import Path

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.files.office_inspection import MAX_BYTES
from edu_plan_cli.files.os_errors import reason
from edu_plan_cli.values.bilingual import Words


def read_given(file: Path) -> bytes | Words:
    """Its bytes (one more than may be, where it is too large), or why there are none."""
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            return Words(
                f"{file} 不是普通文件。", f"{file} is no ordinary file."
            )  # a pipe would wait for ever
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = reason(error, file)
        return Words(f"{file} 读不了：{why.zh}。", f"{file} cannot be read: {why.en}.")


def given_bytes(file: Path) -> bytes:
    """Return the same for a command that takes one file. Raises Stop."""
    data = read_given(file)
    if isinstance(data, Words):
        raise Stop(data)
    return data
