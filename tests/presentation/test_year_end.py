"""The year-end review on screen and page: the year's course beside its end, with the figures each quarter's report shows."""

import json
import re

import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def rates_by_quarter() -> list[str]:
    """The whole plan's completion as each quarter's own report has it."""
    found = []
    for quarter in QUARTERS:
        data = json.loads(edu_plan("report", "-q", quarter, "--json", cwd=ROOT).out)
        percent = data["total"]["completion"]["percent"]
        found.append(f"{float(percent):.1f}%")
    return found


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return rates_by_quarter()


def test_the_screen_shows_the_course_of_the_year(expected: list[str]) -> None:
    shown = edu_plan("report", "--year", "2023", cwd=ROOT).out
    assert "年度完成情况" in shown
    assert re.search(r"全计划 +" + " +".join(map(re.escape, expected)), shown)


def test_the_page_shows_the_course_of_the_year(expected: list[str]) -> None:
    shown = edu_plan("report", "--year", "2023", "-f", "html", cwd=ROOT).out
    drawn = re.search(r">全计划</a><svg.*?</svg>", shown)
    assert drawn is not None
    assert [f"{figure}%" for figure in re.findall(r">([\d.]+)</text>", drawn[0])] == expected


def test_figures_carried_from_an_older_quarter_keep_their_mark() -> None:
    """No report of the fourth quarter is there; what the page shows comes from the third's, which are illustrative."""
    for asked in (["report", "--year", "2023"], ["report", "-q", "Q4"], ["status", "-q", "Q4"]):
        assert "示例：填报数字为示例" in edu_plan(*asked, cwd=ROOT).out
