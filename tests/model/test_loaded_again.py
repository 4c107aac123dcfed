"""A year that is loaded again takes over what was made of files that are as they were, and of nothing else."""

import shutil
from pathlib import Path

import pytest

from edu_plan_cli.checks.checked_year import Checked, check_again
from edu_plan_cli.model.load import Loaded, load_year

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
REPORT = "reports/2023/Q1/adult-education.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


def contents(loaded: Loaded) -> tuple[object, ...]:
    """What was loaded beside the plan, whichever objects hold it."""
    return (
        loaded.reports,
        loaded.diagnostics,
        loaded.left_out,
        loaded.updates,
        loaded.files.keys(),
    )


def checked(project: Path) -> Checked:
    return check_again(project, 2023, None)


def test_nothing_changed(project: Path) -> None:
    before = load_year(project, 2023, keep=True)
    again = load_year(project, 2023, earlier=before)
    assert again.is_as(before)
    assert all(new is old for new, old in zip(again.reports, before.reports, strict=True))
    assert again.plan is before.plan
    year = checked(project)
    assert check_again(project, 2023, year) is year


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text(
            file.read_text(encoding="utf-8").replace("0.4", "0.5"), encoding="utf-8"
        ),
        lambda file: file.write_text("schema: [", encoding="utf-8"),
        lambda file: file.write_bytes(b"\xff\xfe"),
        lambda file: file.unlink(),
        lambda file: shutil.copy(file, file.with_name("another.yaml")),
        lambda file: (file.unlink(), file.mkdir()),
    ],
    ids=["a value", "no YAML", "no text", "gone", "one more", "a folder"],
)
def test_one_file_changed(project: Path, change: object) -> None:
    assert callable(change)
    before = checked(project)
    change(project / REPORT)
    again, anew = check_again(project, 2023, before), checked(project)
    assert before.loaded is not None
    assert again.loaded is not None
    assert anew.loaded is not None
    assert not again.loaded.is_as(before.loaded)
    assert contents(again.loaded) == contents(anew.loaded)
    assert again.diagnostics == anew.diagnostics
    assert again.plan is before.plan  # whose file is as it was


def test_what_was_proposed_is_taken_over_once_it_is_written_and_not_before(project: Path) -> None:
    before = load_year(project, 2023, keep=True)
    text = (project / REPORT).read_text(encoding="utf-8").replace("0.4", "0.5")
    proposed = load_year(project, 2023, {REPORT: text}, before, keep=True)
    assert not load_year(project, 2023, earlier=proposed).is_as(proposed)
    (project / REPORT).write_bytes(text.encode())
    assert load_year(project, 2023, earlier=proposed).is_as(proposed)


def test_what_was_not_kept_is_read_again(project: Path) -> None:
    before = load_year(project, 2023)
    assert not load_year(project, 2023, earlier=before).is_as(before)
