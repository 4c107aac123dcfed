"""Random districts: what the roll-up says of each is what each says itself, to the last digit."""

import random
from datetime import date
from pathlib import Path

import pytest

from assessment.years import random_year
from edu_plan_cli import library
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.rollup.aggregate import roll_up
from edu_plan_cli.features.rollup.find_districts import find_districts, stamp
from edu_plan_cli.features.rollup.rollup_json import rollup_data
from edu_plan_cli.model.catalogue import LoadedCatalogue
from edu_plan_cli.model.load import load_year
from edu_plan_cli.presentation.assessment_json import assessment_data
from edu_plan_cli.values.quarter import Quarter

pytest.importorskip("duckdb")


@pytest.mark.parametrize("seed", range(5))
def test_every_districts_figures_are_its_own(seed: int, tmp_path: Path) -> None:
    """Read anew and from what was kept, of the whole plan, every section and every target that is behind."""
    chance = random.Random(seed)
    city, day = tmp_path / "city", date(2023, chance.randint(4, 12), 25)
    for number in range(6):
        random_year(100 * seed + number, targets=chance.randint(1, 12)).write(city / f"d{number}")
    quarter = Quarter(2023, chance.randint(1, 4))
    candidates = find_districts([city])
    for scratch in ("first", "again"):
        (tmp_path / scratch).mkdir()
        found = rollup_data(
            roll_up(
                candidates,
                {one.key: stamp(one.folder, 2023) for one in candidates},
                quarter,
                LoadedCatalogue([], []),
                today=day,
                lights=["overdue", "lagging", "not_reported"],
                scratch=tmp_path / scratch,
                cache=tmp_path / "cache",
                progress=lambda jobs, _: jobs,
            )
        )
        for district in found["districts"]:
            checked = check_year(load_year(city / district["name"], 2023))
            seen = assess(checked, library.view(checked, 2023, quarter, None, day))
            own = assessment_data(seen, seen.targets, 0, {})
            assert [district["total"], *(one["total"] for one in district["sections"])] == [
                {key: of[key] for key in district["total"]}
                for of in (own["total"], *(one["total"] for one in own["sections"]))
            ]
            behind = {one["id"]: one for one in found["attention"] if one["district"] == district["name"]}
            targets = {target.plan_target.target.id: target for target in seen.targets}
            assert behind.keys() == {
                key for key, one in targets.items() if one.light in ("overdue", "lagging", "not_reported")
            }
            for key, one in behind.items():
                exact = one["completion"] and one["completion"]["exact"]
                assert exact == (None if targets[key].completion is None else str(targets[key].completion))
                assert one["expected"]["exact"] == str(targets[key].expected)
