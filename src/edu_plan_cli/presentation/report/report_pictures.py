"""The pictures of the page, as the numbers a template draws: how the year went, what each department leads, what moved.

All are drawn with lines and shapes that differ without colour, and each says its figures in words to who cannot see it.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.lights import COUNTED, Light
from edu_plan_cli.assessment.result import Tally, capped
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.html_page import SHAPES
from edu_plan_cli.presentation.report.report_rows import QuarterReport
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import Ratio

_STEP, _FLOOR, _HEIGHT = 24, 52, 46  # a quarter's width, the line of 0 %, and the height of 100 %
_ROW = 20  # the height of a light in the picture of what moved
_WIDE = 100  # the length of the bar of the department that leads most


class Course(NamedTuple):
    """How the whole plan or a section went over the year: planned, and reached after each quarter."""

    anchor: str  # id of the section; empty for the whole
    name: str
    planned: str  # a path, on to 100 % at the year's end
    reached: str
    dots: list[tuple[int, int, str]]  # x, y and the figure of each quarter
    completion: str
    expected: str
    moved: str
    lights: str  # how many of each, by shape
    spoken: str


def courses(report: QuarterReport, lang: Lang) -> list[Course]:
    """Return the course of the whole, and of each section that has targets."""
    then = report.course
    whole = report.scope or Words("全计划", "Whole plan").in_(lang)
    drawn = [_course("", whole, [each.tally for each in then], report, lang)]
    for section in report.assessment.sections:
        tallies = [
            next((s.tally for s in each.sections if s.section.id == section.section.id), None)
            for each in then
        ]
        if section.tally.targets:
            name = f"{section.section.number}、{section.section.heading}"
            drawn.append(_course(section.section.id, name, tallies, report, lang))
    return drawn


def _course(
    anchor: str, name: str, tallies: Sequence[Tally | None], report: QuarterReport, lang: Lang
) -> Course:
    quarters = [each.view.quarter for each in report.course]
    known = [(q, tally) for q, tally in zip(quarters, tallies, strict=True) if tally and tally.targets]
    planned = "".join(f"L{_STEP * q.number} {_height(tally.expected)}" for q, tally in known)
    dots = [
        (_STEP * q.number, _height(tally.completion), figures.rate(tally.completion).removesuffix("%"))
        for q, tally in known
        if tally.completion is not None
    ]
    spoken = "；".join(
        f"{figures.quarter_name(q, lang)} {figures.rate(tally.completion)}"
        f"{Words('，序时进度 ', ', time progress ').in_(lang)}{figures.rate(tally.expected)}"
        for q, tally in known
    )
    now = tallies[-1]
    assert now is not None  # it has targets now
    return Course(
        anchor,
        name,
        f"M0 {_FLOOR}{planned}L{4 * _STEP} {_FLOOR - _HEIGHT}",
        f"M0 {_FLOOR}" + "".join(f"L{x} {y}" for x, y, _ in dots) if dots else "",
        dots,
        figures.rate(now.completion),
        figures.rate(now.expected),
        figures.tally_moved(now),
        light_signs(now),
        spoken,
    )


def _height(value: Ratio | None) -> int:
    return round(_FLOOR - _HEIGHT * float(capped(value or Fraction(0))))


def light_signs(tally: Tally) -> str:
    """Return how many targets have each light, each with the light's shape: ✓4 ●5 ▲1."""
    return " ".join(f"{SHAPES[key]}{tally.lights[key]}" for key in reversed(COUNTED) if tally.lights.get(key))


def spoken_lights(tally: Tally, lang: Lang) -> str:
    """Return how many targets have each light, in words."""
    return "、".join(
        f"{figures.light_word(key, lang)} {tally.lights[key]}"
        for key in reversed(COUNTED)
        if tally.lights.get(key)
    )


class Segment(NamedTuple):
    """One light's part of a department's bar."""

    light: Light
    start: str
    length: str


def light_bar(tally: Tally, most: int) -> list[Segment]:
    """Return a bar as long as a department leads targets, of one that leads ``most``, in parts by light."""
    drawn, at = [], Fraction(0)
    for key in reversed(COUNTED):
        if count := tally.lights.get(key, 0):
            length = Fraction(count * _WIDE, most)
            drawn.append(Segment(key, f"{float(at):.3g}", f"{float(length):.3g}"))
            at += length
    return drawn


class Flow(NamedTuple):
    """Targets that went from one light to another: a line as thick as they are many."""

    origin: Light
    light: Light
    targets: int
    path: str
    width: str
    x: int  # where its number stands
    y: int
    spoken: str


def flows(report: QuarterReport, lang: Lang) -> list[Flow]:
    """Return what moved since the quarter before, by the lights before and now."""
    counts = Counter((move.before.light, move.now.light) for move in report.moves)
    order = [key for key in COUNTED if any(key in pair for pair in counts)]
    drawn = []
    for number, ((before, now), count) in enumerate(sorted(counts.items())):
        if before not in order or now not in order:
            continue  # taken out of the plan: the list says so
        start, end = (order.index(key) * _ROW + _ROW // 2 for key in (before, now))
        part = Fraction(2 + number % 3, 6)  # numbers of lines that cross stand apart
        drawn.append(
            Flow(
                before,
                now,
                count,
                f"M0 {start}L200 {end}",
                f"{min(1 + count / 2, _ROW - 4):g}",
                round(200 * part),
                round(start + (end - start) * part) + 4,
                f"{figures.light_word(before, lang)} → {figures.light_word(now, lang)} {count}",
            )
        )
    return drawn


def flow_ends(drawn: Sequence[Flow]) -> list[tuple[Light, int]]:
    """Return the lights that targets moved between, each with the height it stands at."""
    order = [key for key in COUNTED if any(key in (flow.origin, flow.light) for flow in drawn)]
    return [(key, number * _ROW + _ROW // 2 + 4) for number, key in enumerate(order)]
