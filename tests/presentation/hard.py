"""Projects hard to draw, made by the tests: empty ones, huge ones, names without end, every light at once."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Wanted(NamedTuple):
    """One target of 100, and what was said of it in each quarter (None: nothing)."""

    name: str
    said: tuple[float | None, ...] = ()
    due: str = "2023-12-31"
    department: int = 0
    dropped: bool = False


def _ids(letter: str) -> Iterator[str]:
    return (letter + "".join(found) for found in product(_ALPHABET, repeat=4))


def write(
    folder: Path, sections: list[list[list[Wanted]]], departments: tuple[str, ...] = ("教研室",)
) -> Path:
    """``sections`` of items of targets."""
    ids, places = {letter: _ids(letter) for letter in "sit"}, list("一二三四五六七八九")
    plan = [
        "schema: edu-plan/plan@1",
        "revision: 1",
        "year: 2023",
        "title: 示例区教育局 2023 年工作要点",
        "issuer: 示例区教育局",
        "document_number: 示教〔2023〕9号",
        "departments:",
        *(f"  - {{id: d{n}, name: {name}}}" for n, name in enumerate(departments)),
        "sections:" if sections else "sections: []",
    ]
    answers: dict[tuple[int, int], list[str]] = {}
    dropped: list[str] = []
    number = 0
    for section, items in zip(places, sections, strict=False):
        plan += [
            f"  - id: {next(ids['s'])}",
            f"    number: {section}",
            f"    heading: 第{section}类工作",
            "    items:",
        ]
        for wanted in items:
            number += 1
            plan += [
                f"      - id: {next(ids['i'])}",
                f"        number: {number}",
                f"        heading: 工作{number}",
            ]
            plan += [
                "        text: |",
                *(f"          {one.name}一百个。" for one in wanted),
                "        lead: d0",
            ]
            plan += ["        targets:"]
            for one in wanted:
                identity = next(ids["t"])
                plan.append(
                    f"          - {{id: {identity}, kind: number, name: {one.name}, quote: {one.name}一百个, unit: 个, "
                    f"target_value: 100, accumulation: cumulative, due: {one.due}, lead: d{one.department}}}"
                )
                for quarter, value in enumerate(one.said, 1):
                    if value is not None:
                        line = f"  - {{target: {identity}, value: {value}}}"
                        answers.setdefault((quarter, one.department), []).append(line)
                if one.dropped:
                    dropped.append(
                        f"  - {{target: {identity}, date: 2023-05-04, reason: 上级取消, drop: true}}"
                    )
    plan += ["amendments:", *dropped] if dropped else []
    (folder / "plan").mkdir(parents=True)
    (folder / "reports").mkdir()
    (folder / "plan/2023.yaml").write_text("\n".join(plan) + "\n", encoding="utf-8")
    for (quarter, department), lines in answers.items():
        file = folder / f"reports/2023/Q{quarter}/d{department}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        month = 3 * quarter + 1
        sent = f"2023-{month:02}-08" if quarter < 4 else "2024-01-08"
        head = [
            "schema: edu-plan/progress@1",
            "year: 2023",
            f"quarter: Q{quarter}",
            f"department: d{department}",
        ]
        head += [f"submitted: {sent}", "entries:"]
        file.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return folder


def _empty(folder: Path) -> Path:
    return write(folder, [])


def _unreported(folder: Path) -> Path:
    return write(folder, [[[Wanted("新增学位"), Wanted("新建学校")]]])


def _one(folder: Path) -> Path:
    return write(folder, [[[Wanted("新增学位", (20, 45))]]])


def _many(folder: Path) -> Path:
    departments = tuple(f"第{n}科" for n in range(1, 21))
    targets = [
        Wanted(f"第{n}号工作做到", (n % 50, None if n % 17 == 0 else n % 101), department=n % 20)
        for n in range(300)
    ]
    items = [targets[at : at + 10] for at in range(0, 300, 10)]
    return write(folder, [items[:10], items[10:20], items[20:]], departments)


def _long(folder: Path) -> Path:
    name = "推进义务教育学校标准化建设并实现优质均衡发展督导评估各项指标全面达标和常态化运行管理机制建设工作覆盖全区城乡所有"
    assert len(name) >= 55
    names = [(name + tail)[:60].ljust(60, "校") for tail in ("学校班", "幼儿园", "中小学")]
    department = "教育教学质量监测评估与信息化建设应用推广服务管理中心（教师发展学院）"
    targets = [Wanted(name, (5, 10 + 40 * at)) for at, name in enumerate(names)]
    return write(folder, [[targets]], (department,))


def _silent(folder: Path) -> Path:
    return write(folder, [[[Wanted("新增学位", (30,)), Wanted("新建学校", (20,))]]])


def _lights(folder: Path) -> Path:
    targets = [
        Wanted("逾期的事", (30, 60), due="2023-05-31"),
        Wanted("滞后的事", (5, 10)),
        Wanted("未报的事", (30, None)),
        Wanted("正常的事", (30, 50)),
        Wanted("差一点的事", (30, 99.96)),
        Wanted("完成的事", (30, 100)),
        Wanted("取消的事", (30, None), dropped=True),
    ]
    return write(folder, [[targets]])


def _done(folder: Path) -> Path:
    return write(folder, [[[Wanted("新增学位", (50, 100)), Wanted("新建学校", (60, 120, 120, 120))]]])


CASES: dict[str, Callable[[Path], Path]] = {
    "没有任务": _empty,
    "没有填报": _unreported,
    "一项任务": _one,
    "三百个目标": _many,
    "六十字的名称": _long,
    "一季没有填报": _silent,
    "各种灯": _lights,
    "全部完成": _done,
}
