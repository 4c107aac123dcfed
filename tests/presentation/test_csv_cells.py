"""Cells of a CSV that a spreadsheet opens: nothing in them runs, and no figure of ours carries an apostrophe one would see."""

import csv
import io
import re

import pytest

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.presentation.safe import csv_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("增1步", "增1步"),
        ("-30.0%", "-30.0%"),
        ("-5", "-5"),
        ("-5个", "\u22125个"),
        ("-0.5万人", "\u22120.5万人"),
        ("-5+2", "'-5+2"),
        ("-五个", "'-五个"),
        ("+86", "'+86"),
        ("=A1", "'=A1"),
        ("＝A1", "'＝A1"),
        ("@A1", "'@A1"),
    ],
)
def test_a_figure_below_zero_stays_a_figure_and_what_could_run_is_text(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("quarter", ["Q1", "Q2", "Q3"])
def test_no_cell_of_a_report_carries_an_apostrophe(quarter: str, lang: str) -> None:
    """What a quarter added is said in words: 增1步、升14.3个百分点, not with a sign that had to be protected."""
    ran = edu_plan("report", "-q", quarter, "-f", "csv", "--lang", lang, cwd=ROOT)
    assert ran.code == 0
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert [cell for cell in cells if cell.startswith("'")] == []
    assert [cell for cell in cells if re.match(r"[=+@-](?![0-9.]+%?$)", cell)] == []


def test_what_a_quarter_added_is_said_in_words() -> None:
    said = edu_plan("report", "-q", "Q2", "-f", "csv", cwd=ROOT).out
    assert ",增1步," in said
    assert ",升21.4个百分点," in said
    assert "升6个百分点" in edu_plan("report", "-q", "Q2", "-f", "csv", cwd=SAMPLE).out
