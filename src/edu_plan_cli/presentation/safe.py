"""The one place that makes text from files harmless for where it goes. Data is never code."""

import re

from edu_plan_cli.files.reading import forbidden

# Excel, WPS and LibreOffice run a cell that begins like this; full-width forms are normalised to the same by some.
_FORMULA = r"^[=+\-@\t\r＝＋－＠]"
_NUMBER = r"-[0-9]+(?:\.[0-9]+)?%?"  # a number to every spreadsheet, and to be added up
_AMOUNT = r"-([0-9]+(?:\.[0-9]+)?\w+)"  # -5个: no number, and no sign in it that a formula could go on with


def visible(text: str) -> str:
    """For a terminal: control and bidi characters shown as escapes (``\\x1b``); line breaks and tabs become spaces."""
    if text.isprintable():  # nearly all; what is to be escaped is not
        return text
    text = re.sub(r"[\r\n\t]+", " ", text)
    return forbidden().sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def file_name(text: str) -> str:
    """Return a name from a file as part of a file's name: what some system would read as a path or a device becomes a low line."""
    return re.sub(r'[/\\:*?"<>|]', "_", visible(text)).strip(" .") or "_"


def csv_cell(text: str) -> str:
    """For a CSV that a spreadsheet opens: text that would be run as a formula gets a leading apostrophe (OWASP).

    Spreadsheets show that apostrophe, so figures have none: a negative number stays, and of an amount below zero the
    sign is a true minus (U+2212), with which no formula begins.
    """
    text = visible(text)
    if re.fullmatch(_NUMBER, text):
        return text
    if amount := re.fullmatch(_AMOUNT, text):
        return f"\u2212{amount[1]}"
    return f"'{text}" if re.match(_FORMULA, text) else text


def data_cell(text: str) -> str:
    """For a CSV of open data: whole, line breaks and all, and to be had back by taking one apostrophe off.

    What already looks so protected gets one more, or it could not be told from what was.
    """
    return f"'{text}" if re.match(_FORMULA, text.lstrip("'")) else text


def markdown_cell(text: str) -> str:
    """For a cell of a Markdown table: nothing in it is markup, HTML or the end of the cell."""
    return re.sub(r"([\\`*_{}\[\]<>#|~$])", r"\\\1", visible(text)).replace("&", "&amp;")


def css_string(text: str) -> str:
    """Return a string of a style sheet within a page: whatever could end it, or the sheet, is written as its code point."""
    return '"' + re.sub(r"[^\w \u3000-\u303f\uff00-\uffef·,.:;%()@-]", _code_point, visible(text)) + '"'


def _code_point(match: re.Match[str]) -> str:
    return f"\\{ord(match[0]):06x}"
