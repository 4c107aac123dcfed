"""A few rounds of benchmarks/safety.py, which runs thousands."""

import sys
from pathlib import Path

from commands.running import NEEDS_GIT

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import safety


def test_files_that_are_not_what_they_were_crash_nothing_and_are_located() -> None:
    said = safety.mutants(150, seed=2)
    assert said.startswith("150 mutants: no crash, no hang")


@NEEDS_GIT
def test_git_is_asked_for_as_many_settings_as_are_promised() -> None:
    from hostile_git import settings

    assert len(settings()) >= 30


def test_there_are_as_many_of_each_as_are_promised() -> None:
    from hostile_git import HISTORY
    from names import NAMES
    from office_files import DOCUMENTS, WORKBOOKS

    assert len(WORKBOOKS) + len(DOCUMENTS) >= 60
    assert len(NAMES) >= 40
    assert len(HISTORY) >= 8
    assert len(safety.WRITERS) >= 15
