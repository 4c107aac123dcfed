"""The work grows with the entries and no faster. Counted in lines of Python run, which no busy machine can change."""

import io
import sys
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest
from rich.console import Console

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.changes_since import corrections, light_changes
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.editing.edits import record_all
from edu_plan_cli.editing.layout import layout
from edu_plan_cli.features.forms.form_content import make_form
from edu_plan_cli.features.forms.form_sheet import write_form
from edu_plan_cli.files.project_folder import report_files
from edu_plan_cli.model.load import Loaded, load_year
from edu_plan_cli.model.wordbook import BUILT_IN
from edu_plan_cli.presentation.report.report_rows import QuarterReport
from edu_plan_cli.presentation.report.report_table import write
from edu_plan_cli.presentation.status_screen import write_status
from edu_plan_cli.values.quarter import Quarter

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from district import YEAR, write_district

SMALL, LARGE = 2, 8  # times a real district
QUARTER = Quarter(YEAR, 2)


class District:
    def __init__(self, times: int) -> None:
        self.folder = TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.entries = write_district(self.root, times)
        self.loaded: Loaded = load_year(self.root, YEAR)
        self.checked: Checked = check_year(self.loaded)
        self.now: Assessment = assess(self.checked, view_of_quarter(QUARTER))


district = cache(District)


def screen() -> Console:
    return Console(file=io.StringIO(), width=100, height=50, markup=False, emoji=False, highlight=False)


def draw_status(d: District) -> None:
    write_status(
        screen(), d.now, d.now.targets, "zh", filtered=False, by_target=False, banner=[], words=BUILT_IN
    )


def draw_report(d: District) -> None:
    before = assess(d.checked, view_of_quarter(Quarter(YEAR, 1)))
    write(screen(), QuarterReport(d.now, light_changes(before, d.now), corrections(d.now), 0, {}), "zh")


def write_a_form(d: District) -> None:
    write_form(make_form(d.now, d.now.plan.departments[0], []))


def take_answers(d: District) -> None:
    entries = d.loaded.reports[0].entries
    answers = [({"target": entry.target, "account": entry.account}, "1-1 目标") for entry in entries]
    record_all("a.yaml", "", {"year": YEAR, "submitted": "2023-04-05"}, answers, "")


def lay_out(d: District) -> None:
    report = d.loaded.reports[0].node.path
    layout(report, (d.root / report).read_text(encoding="utf-8"))


STAGES: dict[str, Callable[[District], object]] = {
    "finding the files": lambda d: report_files(d.root, YEAR),
    "reading and checking shapes": lambda d: load_year(d.root, YEAR),
    "checking meaning": lambda d: check_year(d.loaded),
    "merging and assessing": lambda d: assess(d.checked, view_of_quarter(QUARTER)),
    "drawing the status": draw_status,
    "drawing the report": draw_report,
    "writing a form": write_a_form,
    "taking a form's answers": take_answers,
    "laying out a report": lay_out,
}


def lines_run(work: Callable[[], object]) -> int:
    """Lines of ours and of the libraries; a loop counts at every turn, also one within a line."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    kept = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(kept)
    return count


@pytest.mark.parametrize("stage", STAGES)
def test_an_entry_costs_the_same_in_a_large_district(stage: str) -> None:
    work = STAGES[stage]
    small, large = district(SMALL), district(LARGE)
    work(small)  # what is built when first needed is no cost of an entry
    few, many = lines_run(lambda: work(small)), lines_run(lambda: work(large))
    assert many / large.entries <= 1.15 * few / small.entries


def test_an_entry_holds_little_memory() -> None:
    """A year's tree and models, and the plan's part in them: 4.6 kB an entry. With the parser's marks in the nodes, and a set of
    field names in each model, it was 8.1."""
    root = district(SMALL).root
    tracemalloc.start()
    try:
        loaded = load_year(root, YEAR)
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert loaded.plan is not None
    assert held / district(SMALL).entries < 6_000
