"""Write a made-up district of any size, in the shape of a real plan: ``python benchmarks/district.py DIR [TIMES]``.

Once the size is a plan of 96 targets of all kinds in 18 items, with 13 departments reporting three quarters. Larger
districts have more items and more targets in each; 100 times is four years of 25 times.
"""

import random
import sys
from pathlib import Path

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SENTENCE = "推进第{n}项重点工作，健全协调机制，压实各校责任，确保年内取得实效"
KINDS = ("number", "share", "coverage", "frequency", "milestone", "project", *["qualitative"] * 6)
STEPS = ("制定方案", "动员部署", "全面实施", "总结评估")
DUE = ("03-31", "06-30", "09-30", "12-20")
DEPARTMENTS = 13
YEAR = 2023  # the newest
MOST = 30  # times: beyond, one plan file would hold more than the 100,000 values a file may
ITEMS, EACH = 18, 96 // 18 + 1


class Writer:
    """Makes ids that are never used twice; seeded, so that the same district comes out every time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def mint(self, prefix: str) -> str:
        while (identity := prefix + "".join(self.random.choices(ALPHABET, k=4))) in self.used:
            pass
        self.used.add(identity)
        return identity


def target_lines(writer: Writer, number: int, kind: str, year: int) -> tuple[str, list[str]]:
    """A target's id and the lines it takes in the plan."""
    identity = writer.mint("t")
    lines = [
        f"- id: {identity}",
        f"  kind: {kind}",
        f"  name: 目标{number}",
        f"  quote: 推进第{number}项重点工作",
    ]
    lines += {
        "number": ["  unit: 个", "  target_value: 400", "  accumulation: period"],
        "share": ["  numerator: 达标学校", "  denominator: 学校总数", "  target_value: 80"],
        "coverage": ["  population: 在校学生"],
        "frequency": ["  unit: 课时", "  minimum: 1", "  every: week"],
        "milestone": [f"  due: {year}-09-01"],
        "project": [
            "  stages:",
            *(f"    - {{name: {s}, due: {year}-{d}}}" for s, d in zip(STEPS, DUE, strict=True)),
        ],
        "qualitative": [
            "  steps:",
            *(f"    - {{name: {s}, due: {year}-{d}}}" for s, d in zip(STEPS, DUE, strict=True)),
        ],
    }[kind]
    return identity, lines


def answer_lines(kind: str, quarter: int, chance: random.Random) -> list[str]:
    """What a department answers about a target of a kind."""
    step = STEPS[quarter - 1]
    return {
        "number": [f"value: {chance.randint(60, 130)}"],
        "share": [f"numerator: {chance.randint(20, 42)}", "denominator: 42"],
        "coverage": [f"numerator: {300 + quarter * 60}", "denominator: 500"],
        "frequency": ["lowest: 1"],
        "milestone": [],
        "project": [f"stage: {step}"],
        "qualitative": [f"steps_done: [{step}]"],
    }[kind] + ["account: 本季各校落实到位，问题清单已逐项整改，下季继续推进。"]


def write_district(folder: Path, times: int = 1) -> int:
    """Write ``plan/`` and ``reports/`` into a folder; returns the number of report entries.

    What is too much for one plan is spread over several years, each of the same size.
    """
    years = -(-times // MOST)
    return sum(write_year(folder, YEAR - ago, times // years) for ago in range(years))


def write_year(folder: Path, year: int, times: int) -> int:
    """One year's plan and reports, the same each time."""
    writer = Writer(year)
    items, each = (
        (ITEMS, EACH)
        if times == 1
        else (min(ITEMS * times, 900), -(-ITEMS * EACH * times // min(ITEMS * times, 900)))
    )
    plan = [
        "schema: edu-plan/plan@1",
        "revision: 1",
        f"year: {year}",
        f"title: 模拟区教育局 {year} 年工作要点",
        "illustrative: 模拟数据",
        "departments:",
    ]
    plan += [line for d in range(DEPARTMENTS) for line in (f"  - id: d{d}", f"    name: 第{d}科")]
    plan.append("sections:")
    led: dict[int, list[tuple[str, str]]] = {d: [] for d in range(DEPARTMENTS)}
    number = 0
    for item in range(items):
        if item % max(items // 6, 1) == 0 and item // max(items // 6, 1) < 6:
            section = item // max(items // 6, 1)
            plan += [
                f"  - id: {writer.mint('s')}",
                f"    number: {'一二三四五六'[section]}",
                f"    heading: 第{section + 1}部分",
                "    items:",
            ]
        numbers = range(number + 1, number + each + 1)
        number += each
        plan += [
            f"      - id: {writer.mint('i')}",
            f"        number: {item + 1}",
            f"        heading: 任务{item + 1}",
            "        text: |",
        ]
        plan += [f"          {SENTENCE.format(n=n)}。" for n in numbers]
        plan += [f"        lead: d{item % DEPARTMENTS}", "        targets:"]
        for n in numbers:
            kind = KINDS[n % len(KINDS)]
            identity, lines = target_lines(writer, n, kind, year)
            led[item % DEPARTMENTS].append((identity, kind))
            plan += ["          " + line for line in lines]
    (folder / "plan").mkdir(parents=True, exist_ok=True)
    (folder / "plan" / f"{year}.yaml").write_text("\n".join(plan) + "\n", encoding="utf-8")
    entries = 0
    for quarter in (1, 2, 3):
        for department, targets in led.items():
            lines = [
                "schema: edu-plan/progress@1",
                f"year: {year}",
                f"quarter: Q{quarter}",
                f"department: d{department}",
            ]
            lines += [f"submitted: {year}-{3 * quarter + 1:02d}-05", "illustrative: 模拟数据", "entries:"]
            for identity, kind in targets:
                lines.append(f"  - target: {identity}")
                lines += ["    " + line for line in answer_lines(kind, quarter, writer.random)]
                entries += 1
            file = folder / "reports" / str(year) / f"Q{quarter}" / f"d{department}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return entries


if __name__ == "__main__":
    print(write_district(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1), "entries")
