"""What goes out, and in which encoding: what a machine reads is UTF-8 bytes with \\n; a screen is what its reader can show.

Windows gives a program whose output goes to a file or a pipe the system's code page, whatever the file is to hold and
whatever the console beside the pipe (``| more``) is set to.
"""

import codecs
import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from typing import TextIO

from edu_plan_cli.files.windows import console_page

_UTF_8, _GB18030 = 65001, 54936  # code pages whose codec has another name than cp and the number

_ALIKE = "edu-plan-alike"  # what becomes of characters that an encoding lacks
_LIKE = {"−": "-", "✓": "√", "✗": "×", "\u00a0": " "}


def prepare() -> None:
    """Set stdout and stderr up for screens. A stream that cannot show a character shows one like it or its escape, and never stops."""
    codecs.register_error(_ALIKE, _alike)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # there is no stream at all under pythonw
            stream.reconfigure(encoding=_encoding_for(stream), errors=_ALIKE)


def write_line(line: str = "", *, aside: bool = False) -> None:
    """Put out a line for a person to read, at once; ``aside``: beside the output."""
    print(line, file=sys.stderr if aside else sys.stdout, flush=True)


def write_data(data: str | bytes) -> None:
    """Put out what another program reads: the same bytes on every system, whatever the stream is set to."""
    if isinstance(data, str):
        if sys.stdout.isatty():
            sys.stdout.write(data.removeprefix("\ufeff"))
            sys.stdout.flush()
            return
        data = data.encode("utf-8", "backslashreplace")  # a file name in no encoding at all holds surrogates
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _alike(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_shown(character, error.encoding) for character in lacking), error.end


def _shown(character: str, encoding: str) -> str:
    like = _LIKE.get(character, character)
    try:
        like.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("ascii", "backslashreplace").decode("ascii")
    return like


class ReaderLeft(Exception):
    """Raised in place of the system's error, for which Typer would end the program with 1: problems found."""


@contextlib.contextmanager
def reader_may_leave() -> Iterator[None]:
    """Flush what is put out within. Raises ReaderLeft where nobody reads on."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # here and not as Python ends, when nobody would hear of what went wrong
    except OSError as error:
        if reader_left(error):
            raise ReaderLeft from error
        raise


def reader_left(error: OSError) -> bool:
    """``| head``, or ``| more`` and q: the reader has had enough. Windows calls a pipe nobody reads an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    of_windows = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return of_windows and not sys.stdout.isatty()


def _encoding_for(stream: TextIO) -> str | None:
    """UTF-8 for a file; for a pipe what the console beside it shows; None: as it is, or as the user said."""
    if "PYTHONIOENCODING" in os.environ:
        return None
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(mode):
        return "utf-8"
    return console_encoding() or "utf-8" if sys.platform == "win32" and stat.S_ISFIFO(mode) else None


def console_encoding() -> str | None:
    """Return the encoding of the Windows console this process has; None where it has none, and on other systems."""
    page = console_page()
    name = {_UTF_8: "utf-8", _GB18030: "gb18030"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name if page else None
    except LookupError:
        return None
