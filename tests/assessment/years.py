"""Random years: a plan of all kinds of target, led by three departments, and what they report, early, late or never."""

import random
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.quarter import Quarter

DEPARTMENTS = ("a", "b", "c")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class RandomYear(NamedTuple):
    """``targets`` by id: lead and YAML. ``reports`` by department and quarter: the day sent, and the lines below the head."""

    targets: dict[str, tuple[str, str]]
    reports: dict[tuple[str, int], tuple[date, str]]
    departments: tuple[str, ...] = DEPARTMENTS
    amendments: str = ""
    corrections: tuple[
        tuple[str, int, date, str], ...
    ] = ()  # whose file, of which quarter, made when, the line

    def known_by(self, day: date) -> "RandomYear":
        """The files as they were on a day."""
        return self._replace(
            reports={key: value for key, value in self.reports.items() if value[0] <= day},
            corrections=tuple(one for one in self.corrections if one[2] <= day),
        )

    def checked(self, *, sound: bool = True) -> Checked:
        """Through real files and all checks; ``sound`` years have no error."""
        with tempfile.TemporaryDirectory() as folder:
            self.write(Path(folder))
            found = check_year(load_year(Path(folder), 2023))
        errors = [d for d in found.diagnostics if d.severity == "error"]
        assert not (sound and errors), errors
        return found

    def write(self, root: Path) -> None:
        (root / "plan").mkdir(parents=True)
        (root / "plan" / "2023.yaml").write_text(self._plan(), encoding="utf-8")
        for (department, quarter), (sent, lines) in self.reports.items():
            file = root / "reports" / "2023" / f"Q{quarter}" / f"{department}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            head = f"schema: edu-plan/progress@1\nyear: 2023\nquarter: Q{quarter}\ndepartment: {department}\n"
            made = [line for who, of, _, line in self.corrections if (who, of) == (department, quarter)]
            corrected = "corrections:\n" + "".join(made) if made else ""
            file.write_text(f"{head}submitted: {sent}\n{lines}{corrected}", encoding="utf-8")

    def _plan(self) -> str:
        lines = ["schema: edu-plan/plan@1", "revision: 1", "year: 2023", "title: 示例", "departments:"]
        lines += [f"  - {{id: {identity}, name: {identity}科}}" for identity in self.departments]
        lines += ["sections:", "  - id: s2222", "    number: 一", "    heading: 示例", "    items:"]
        for number, lead in enumerate(sorted({lead for lead, _ in self.targets.values()}), 1):
            lines += [f"      - id: i222{number + 1}", f"        number: {number}", "        heading: 示例"]
            lines += ["        text: 原话", f"        lead: {lead}", "        targets:"]
            lines += [
                f"          - {{id: {identity}, name: 目标{identity}, quote: 原话, {yaml}}}"
                for identity, (who, yaml) in self.targets.items()
                if who == lead
            ]
        return "\n".join(lines) + "\n" + self.amendments


def random_year(seed: int, *, targets: int = 8) -> RandomYear:
    chance = random.Random(seed)
    promised = {
        f"t{''.join(chance.choices(_LETTERS, k=3))}{_LETTERS[number]}": (
            chance.choice(DEPARTMENTS),
            _promise(chance),
        )
        for number in range(targets)
    }
    reports = {}
    for quarter in (1, 2, 3, 4):
        for department in DEPARTMENTS:
            mine = {identity: yaml for identity, (lead, yaml) in promised.items() if lead == department}
            if not mine or chance.random() < 0.2:
                continue
            sent = Quarter(2023, quarter).end + timedelta(days=chance.randint(-25, 25))
            lines = [answer for item in mine.items() if (answer := _answer(chance, *item, quarter, sent))]
            text = "entries:\n" + "".join(lines) if lines and chance.random() < 0.85 else "nil: true\n"
            reports[department, quarter] = (sent, text)
    corrections = [
        one
        for (department, quarter), (sent, _) in reports.items()
        for one in _corrections(chance, promised, department, quarter, sent)
    ]
    return RandomYear(promised, reports, corrections=tuple(corrections))


def _corrections(
    chance: random.Random, promised: dict[str, tuple[str, str]], department: str, quarter: int, sent: date
) -> Iterable[tuple[str, int, date, str]]:
    """Of earlier quarters' answers, made when the report was sent or weeks later."""
    for identity, (lead, yaml) in promised.items():
        if lead == department and quarter > 1 and chance.random() < 0.15:
            made = sent + timedelta(days=chance.choice([0, 0, 20, 60]))
            given = _answer(chance, identity, yaml, quarter - 1, Quarter(2023, quarter - 1).end)
            if given and "account" not in given:
                line = given.replace("}\n", f", quarter: Q{quarter - 1}, date: {made}, reason: 更正}}\n")
                yield department, quarter, made, line


def _day(chance: random.Random) -> date:
    return date(2023, 1, 1) + timedelta(days=chance.randint(20, 360))


def _promise(chance: random.Random) -> str:
    due = f", due: {_day(chance)}" if chance.random() < 0.5 else ""
    first, second, third = sorted(_day(chance) for _ in range(3))
    base = "baseline: {value: 50, date: 2022-12-31}"
    counting = chance.choice(["period", "cumulative", "point"])
    comparison = chance.choice(["at_least", "at_most", "equal", "about"])
    steps = f"[{{name: 一, due: {first}}}, {{name: 二, due: {second}}}, {{name: 三, due: {third}}}]"
    return chance.choice(
        [
            f"kind: number, unit: 个, target_value: 100, accumulation: {counting}, comparison: {comparison}{due}",
            f"kind: share, numerator: 甲, denominator: 乙, target_value: 80, sustained: {chance.choice(['true', 'false'])}{due}",
            f"kind: coverage, population: 丙, sustained: {chance.choice(['true', 'false'])}{due}",
            f"kind: increase, unit: 个, {base}{due}",
            f"kind: not_below, unit: 个, accumulation: {counting}, {base}{due}",
            f"kind: frequency, unit: 次, minimum: 1, every: {chance.choice(['week', 'term'])}{due}",
            f"kind: milestone, due: {first}",
            f"kind: deliverable{due}",
            f"kind: project, stages: {steps}",
            f"kind: qualitative, steps: {steps}",
        ]
    )


def _answer(chance: random.Random, identity: str, yaml: str, quarter: int, sent: date) -> str:
    """One entry, an account without a figure, or nothing."""
    said = chance.random()
    if said < 0.15:
        return ""
    kind = yaml.split(",", maxsplit=1)[0].removeprefix("kind: ")
    given = {
        "share": f"numerator: {chance.randint(0, 50)}, denominator: 50",
        "coverage": f"numerator: {chance.choice([40, 50])}, denominator: 50",
        "frequency": f"lowest: {chance.choice(['0.5', '1', '2'])}",
        "project": f"stage: {chance.choice(['一', '二', '三'])}",
        "qualitative": f"steps_done: [{chance.choice(['一', '二', '三', '一, 二', '二, 三'])}]",
        "milestone": f"done_on: {sent - timedelta(days=chance.randint(0, 60))}",
        "deliverable": f"document: {{title: 通知, number: 示教〔2023〕1号, issued_on: {sent - timedelta(days=3)}}}",
    }.get(kind, f"value: {quarter * chance.randint(5, 40)}")
    if said < 0.35 or (kind in ("milestone", "deliverable") and said < 0.7):
        given = "account: 正在进行"
    return f"  - {{target: {identity}, {given}}}\n"


def days(first: date = date(2023, 1, 1), last: date = date(2024, 4, 30)) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
