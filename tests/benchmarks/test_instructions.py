"""A command takes no more instructions than it did: as ratios to importing the libraries, counted, which no busy machine can change."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import instructions


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not installed")
def test_no_command_takes_more_instructions_than_recorded() -> None:
    held_for, ratios = instructions.recorded()
    now = instructions.held_for()
    if other := [
        f"{name} {now[name]} (recorded: {held_for.get(name)})"
        for name in now
        if now[name] != held_for.get(name)
    ]:
        pytest.skip(f"recorded with others, `python -m tasks instructions` records anew: {', '.join(other)}")
    counted = instructions.count_ratios()
    assert counted.keys() == ratios.keys()
    grown = {
        command: (ratio, ratios[command])
        for command, ratio in counted.items()
        if ratio > instructions.ALLOWED * ratios[command]
    }
    assert not grown, "now, recorded; where it is worth it: `python -m tasks instructions`"
