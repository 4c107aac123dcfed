"""Small districts, written by the tests: a plan of two sections, and what two departments report."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

CATALOGUE = """\
schema: edu-plan/indicators@1
indicators:
  - code: preschool-places
    name: 新增公办幼儿园学位
    unit: 个
    total: sum
  - code: elder-learners
    name: 经常参与学习的老年人
    unit: 万人
    total: sum
  - code: aid-coverage
    name: 家庭经济困难学生资助面
    total: share
    definition: 经认定的家庭经济困难学生
"""


class District(NamedTuple):
    """What differs from district to district. Reports are by quarter; a quarter without one is missing from them."""

    name: str
    code: str | None
    places_goal: int = 270
    places: Mapping[str, int] = {"Q1": 60, "Q2": 75}
    learners_goal: str = "1.7"
    learners_unit: str = "万人"
    learners: Mapping[str, str] = {"Q1": "0.4", "Q2": "0.9"}
    aid: Mapping[str, tuple[int, int]] = {"Q1": (450, 500), "Q2": (480, 500)}
    first_item: int = 1
    first_heading: str = "稳妥推进学位供给"
    places_indicator: str = "preschool-places"
    places_unit: str = "个"
    lagging_points: int = 10
    illustrative: str | None = "示例数据"


def write_district(folder: Path, d: District) -> Path:
    plan = [
        "schema: edu-plan/plan@1",
        "revision: 1",
        "year: 2023",
        f"title: {d.name} 2023 年工作要点",
        f"issuer: {d.name}教育局",
        *([f'org_code: "{d.code}"'] if d.code else []),
        *([f"illustrative: {d.illustrative}"] if d.illustrative else []),
        "settings:",
        f"  lights: {{lagging_points: {d.lagging_points}}}",
        "departments:",
        "  - id: preschool",
        "    name: 学前教育科",
        "  - id: adult",
        "    name: 职成教科",
        "sections:",
        "  - id: s2a2a",
        "    number: 一",
        f"    heading: {d.first_heading}",
        "    items:",
        "      - id: i3b3b",
        f"        number: {d.first_item}",
        "        heading: 实施安心托幼行动",
        "        text: |",
        f"          新增公办幼儿园学位{d.places_goal}个，实现资助全覆盖。",
        "          开展托育摸底。",
        "        lead: preschool",
        "        targets:",
        "          - id: ta2a2",
        "            kind: number",
        "            name: 新增公办幼儿园学位",
        f"            quote: 新增公办幼儿园学位{d.places_goal}个",
        f"            indicator: {d.places_indicator}",
        f"            unit: {d.places_unit}",
        f"            target_value: {d.places_goal}",
        "            accumulation: period",
        "          - id: tb2b2",
        "            kind: coverage",
        "            name: 资助全覆盖",
        "            quote: 实现资助全覆盖",
        "            indicator: aid-coverage",
        "            population: 家庭经济困难学生",
        "          - id: tc3c3",
        "            kind: qualitative",
        "            name: 托育摸底",
        "            quote: 开展托育摸底",
        "            steps:",
        "              - {name: 摸底, due: 2023-06-30}",
        "  - id: s4d4d",
        "    number: 二",
        "    heading: 实施老有所学行动",
        "    items:",
        "      - id: i7m2q",
        f"        number: {d.first_item + 1}",
        "        heading: 老有所学",
        "        text: |",
        f"          参与学习的老年人达到{d.learners_goal}{d.learners_unit}。",
        "        lead: adult",
        "        targets:",
        "          - id: td4d4",
        "            kind: number",
        "            name: 老年学员",
        f"            quote: 参与学习的老年人达到{d.learners_goal}{d.learners_unit}",
        "            indicator: elder-learners",
        f"            unit: {d.learners_unit}",
        f"            target_value: {d.learners_goal}",
        "            accumulation: cumulative",
    ]
    _write(folder / "plan" / "2023.yaml", plan)
    (folder / "reports").mkdir(exist_ok=True)
    for quarter in sorted({*d.places, *d.aid}):
        entries = []
        if quarter in d.places:
            entries += ["  - target: ta2a2", f"    value: {d.places[quarter]}"]
        if quarter in d.aid:
            numerator, denominator = d.aid[quarter]
            entries += ["  - target: tb2b2", f"    numerator: {numerator}", f"    denominator: {denominator}"]
        _report(folder, quarter, "preschool", entries)
    for quarter, value in d.learners.items():
        _report(folder, quarter, "adult", ["  - target: td4d4", f"    value: {value}"])
    return folder


def _report(folder: Path, quarter: str, department: str, entries: list[str]) -> None:
    day = {"Q1": "2023-04-06", "Q2": "2023-07-06", "Q3": "2023-10-08", "Q4": "2024-01-05"}[quarter]
    head = ["schema: edu-plan/progress@1", "year: 2023", f"quarter: {quarter}", f"department: {department}"]
    _write(
        folder / "reports" / "2023" / quarter / f"{department}.yaml",
        [*head, f"submitted: {day}", "entries:", *entries],
    )


def _write(file: Path, lines: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


ORDINARY = District("铜官区", "340705")
IN_ONES = District(
    "义安区", "340706", places_goal=300, places={"Q1": 150, "Q2": 160}, learners_goal="8000", learners_unit="人",
    learners={"Q1": "3000", "Q2": "5200"}, aid={"Q1": (10, 100), "Q2": (30, 100)}, first_item=7,
    first_heading="扩大普惠性学前教育资源", lagging_points=5, illustrative=None,
)  # fmt: skip
SILENT = District(
    "枞阳县", "340722", places={"Q1": 20}, learners={"Q1": "0.1"}, aid={"Q1": (200, 400)}, places_goal=100
)  # fmt: skip


def write_city(folder: Path) -> Path:
    """Three districts that count (one without the second quarter), one with an error, one without a plan, one empty."""
    write_district(folder / "铜官区", ORDINARY)
    write_district(folder / "县" / "枞阳县", SILENT)
    write_district(folder / "义安区", IN_ONES)
    broken = write_district(folder / "郊区", District("郊区", "340711"))
    plan = broken / "plan" / "2023.yaml"
    plan.write_text(plan.read_text("utf-8").replace("target_value: 270", "target_value: 270个"), "utf-8")
    write_district(folder / "经开区", District("经开区", "340771"))
    (folder / "经开区" / "plan" / "2023.yaml").rename(folder / "经开区" / "plan" / "2022.yaml")
    (folder / "空文件夹").mkdir()
    (folder / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    return folder
