"""The roll-up as rows and sentences of text: what every format draws."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.assessment.lights import COUNTED, Light
from edu_plan_cli.features.rollup.observe_district import SectionRow
from edu_plan_cli.features.rollup.rollup_result import (
    STATES,
    Behind,
    DistrictRow,
    Figure,
    IndicatorRow,
    IndicatorTotal,
    Rollup,
)
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import percent, plain, rounded

_MARKS = 3  # statements of being illustrative that are spelt out; there may be thousands
_NAMES = 12


class SectionColumn(NamedTuple):
    """Sections of one printed number. Districts number alike, and head as they like."""

    number: str
    headings: list[tuple[str, int]]  # with how many districts, the most common first


def title(rollup: Rollup, lang: Lang) -> str:
    """Return the title: all districts, the quarter."""
    quarter = rollup.quarter
    return Words(
        f"各区县工作要点汇总 {quarter.year}年{figures.quarter_name(quarter, 'zh')}",
        f"Work plans of the districts, {quarter.year} {quarter.key}",
    ).in_(lang)


def as_of(rollup: Rollup, lang: Lang) -> str:
    """Say of which day it is, how many districts are counted, and how many are not."""
    elsewhere = _elsewhere(rollup)
    counted, silent, out = len(rollup.counted), len(rollup.silent), len(rollup.left_out)
    return Words(
        f"截至 {rollup.quarter.end} · 共 {len(rollup.districts)} 个区县，计入 {counted} 个"
        + (f"（本季没有填报 {silent} 个）" if silent else "")
        + (f"，没有计入 {out} 个" if out else "")
        + elsewhere.zh,
        f"as of {rollup.quarter.end} · {len(rollup.districts)} districts, {counted} counted"
        + (f" ({silent} without a report this quarter)" if silent else "")
        + (f", {out} left out" if out else "")
        + elsewhere.en,
    ).in_(lang)


def _elsewhere(rollup: Rollup) -> Words:
    """Return who is in another year than the one shown, which is the one most are in."""
    zh = en = ""
    for year, names in rollup.elsewhere.items():
        more = len(names) > _NAMES
        zh += f"，{len(names)} 个在 {year} 年（{'、'.join(names[:_NAMES])}{'等' if more else ''}）"
        en += f", {len(names)} in {year} ({', '.join(names[:_NAMES])}{' …' if more else ''})"
    most = rollup.quarter.year
    return Words(f" · 多数区县在 {most} 年{zh}", f" · most are in {most}{en}") if zh else Words("", "")


def marks(rollup: Rollup, lang: Lang) -> list[str]:
    """Return every statement that something shown is illustrative, with how many districts make it."""
    said = Counter(mark for district in rollup.counted for mark in district.summary.marks)
    lines = [
        f"{mark}（{count} 个区县）" if lang == "zh" else f"{mark} ({count} districts)"
        for mark, count in said.most_common(_MARKS)
    ]
    if (rest := len(said) - _MARKS) > 0:
        lines.append(
            Words(f"另有 {rest} 种说明，见各区县自己的表", f"{rest} more, see the districts' own").in_(lang)
        )
    return lines


def rules(rollup: Rollup, lang: Lang) -> str:
    """Return the rules in force, under every table, and who has others."""
    said = Counter(
        (d.summary.lagging_points or "?", d.summary.due_days, d.summary.grace_days) for d in rollup.counted
    )
    several = len(said) > 1
    kinds = [
        Words(
            f"低于序时进度 {lagging} 个百分点以上为滞后，季后 {due + grace} 日内报送"
            + (f"（{count} 个区县）" if several else ""),
            f"more than {lagging} points below time progress is lagging, reports are due {due + grace} days after the quarter"
            + (f" ({count} districts)" if several else ""),
        )
        for (lagging, due, grace), count in said.most_common()
    ]
    zh = "；".join(kind.zh for kind in kinds)
    en = "; ".join(kind.en for kind in kinds)
    return Words(
        f"{zh}。完成率是各区县自己的平均（任务取目标、部分取任务、全计划取部分的平均，超过 100% 按 100% 计，未填报的不计），"
        "区县之间不取平均。指标合计：计数相加；占比的分子、分母分别相加再相除；没有填报的不计入合计，标“前”的是前几季填报的数。",
        f"{en}. Completion is each district's own average (items average their targets, sections their items, the plan its "
        "sections; more than 100% counts as 100%, what is not reported is left out); none is taken across districts. Totals: "
        "counts are added; of shares numerators and denominators are; what is not reported is in no sum, (earlier) is an earlier quarter's figure.",
    ).in_(lang)


def section_columns(rollup: Rollup) -> list[SectionColumn]:
    """In the order of the first plan that has each."""
    headings: dict[str, Counter[str]] = {}
    for district in rollup.counted:
        for section in district.sections:
            headings.setdefault(section.number, Counter())[section.heading] += 1
    return [SectionColumn(number, counted.most_common()) for number, counted in headings.items()]


def legend(column: SectionColumn, lang: Lang) -> str:
    """Return what a section's number stands for; where districts head it differently, the most common and how many others."""
    (first, count), *others = column.headings
    if not others:
        return f"{column.number}、{first}"
    rest = sum(number for _, number in others)
    return Words(
        f"{column.number}、{first}（{count} 个区县）；另 {rest} 个区县是别的标题",
        f"{column.number}、{first} ({count} districts); {rest} have other headings",
    ).in_(lang)


def by_number(district: DistrictRow) -> dict[str, SectionRow]:
    """Return a district's sections by their printed number."""
    return {section.number: section for section in district.sections}


def lights_total(rollup: Rollup) -> dict[Light, int]:
    """Count the targets of each light over all districts counted."""
    return {light: sum(d.tally.lights.get(light, 0) for d in rollup.counted if d.tally) for light in COUNTED}


def answered_total(rollup: Rollup) -> tuple[int, int]:
    """Return over all districts how many answers came and how many were due."""
    tallies = [district.tally for district in rollup.counted if district.tally]
    return sum(tally.answered for tally in tallies), sum(tally.asked for tally in tallies)


def left_out_lines(rollup: Rollup, lang: Lang) -> list[tuple[str, str]]:
    """Name and reason. Never in silence."""
    lines = []
    for district in rollup.left_out:
        errors = district.summary.errors
        more = Words(f"（共 {errors} 处错误）", f" ({errors} errors)").in_(lang) if errors > 1 else ""
        said = district.said.in_(lang) if district.said else STATES[district.state].in_(lang)
        lines.append((district.name, said + more))
    return lines


def names(districts: Sequence[DistrictRow], lang: Lang) -> str:
    """Return the first districts' names, and how many there are where it is not all."""
    shown = "、".join(district.title for district in districts[:_NAMES])
    if len(districts) <= _NAMES:
        return shown
    return shown + Words(f"等 {len(districts)} 个", f" … {len(districts)} in all").in_(lang)


def catalogue_line(rollup: Rollup, lang: Lang) -> str:
    """Without a catalogue nothing is compared, and that is said."""
    if rollup.catalogue is not None:
        return ""
    return Words(
        "没有指标目录 indicators.yaml，各区县的指标没有汇总（写法见 docs/rollup.md）",
        "No catalogue (indicators.yaml), so no indicator is compared (see docs/rollup.md)",
    ).in_(lang)


def indicator_title(row: IndicatorRow, lang: Lang) -> str:
    """Return an indicator's code, name and unit, and how it is totalled."""
    how = {
        "sum": Words("相加", "summed"),
        "share": Words("分子、分母分别相加", "numerators and denominators summed"),
        "none": Words("只并列，不汇总", "side by side"),
    }[row.indicator.total]
    return f"{row.indicator.code} {row.indicator.name}（{row.indicator.measured_in}，{how.in_(lang)}）"


def amount(value: Decimal | None) -> str:
    """To two places where there are more: converted units may have four."""
    return figures.NONE if value is None else plain(rounded(value, 2))


def figure_cells(figure: Figure, lang: Lang) -> list[str]:
    """District, target, target value, value, completion, light."""
    value = amount(figure.value)
    if figure.denominator:
        value = f"{value}%（{amount(figure.numerator)}/{amount(figure.denominator)}）"
    if figure.carried:
        value += Words("（前）", " (earlier)").in_(lang)
    return [
        figure.district.title,
        f"{figure.label} {figure.name}",
        amount(figure.target_value),
        value,
        figures.rate(figure.completion),
        figure.refused.in_(lang) if figure.refused else figures.light_word(figure.light, lang),
    ]


def total_cells(row: IndicatorRow, lang: Lang) -> list[str] | None:
    """Return the same for all districts; None where nothing is totalled."""
    total = row.total
    if total is None or row.indicator.total == "none":
        return None
    earlier = (
        Words(f"（{total.carried} 个是前几季的）", f" ({total.carried} of earlier quarters)")
        if total.carried
        else None
    )
    known = Words(f"{total.known}/{total.targets} 有数", f"{total.known}/{total.targets} known").in_(lang)
    known += earlier.in_(lang) if earlier else ""
    head = [
        Words("合计", "total").in_(lang),
        Words(f"{total.districts} 个区县", f"{total.districts} districts").in_(lang),
    ]
    if row.indicator.total == "sum":
        return [
            *head,
            amount(total.target_of_known),
            amount(total.value),
            figures.rate(total.completion),
            known,
        ]
    share = figures.NONE
    if total.share is not None:
        share = f"{percent(total.share, 2)}（{amount(total.numerator)}/{amount(total.denominator)}）"
    return [*head, _target_range(total), share, figures.NONE, known]


def _target_range(total: IndicatorTotal) -> str:
    least, most = amount(total.least_target), amount(total.most_target)
    return least if least == most else f"{least}–{most}"


def behind_line(behind: Behind, lang: Lang) -> str:
    """One target that needs asking about, as a sentence."""
    lead = behind.lead or figures.NONE
    rate, expected = figures.rate(behind.completion), figures.rate(behind.expected)
    return Words(
        f"{behind.district.title} {behind.label} {behind.name}（{lead}）：完成率 {rate}，序时进度 {expected}",
        f"{behind.district.title} {behind.label} {behind.name} ({lead}): completion {rate}, time progress {expected}",
    ).in_(lang)


def unlisted_lines(rollup: Rollup, lang: Lang) -> list[str]:
    """Say which targets name an indicator the catalogue lacks, and which may be meant."""
    lines = []
    for unlisted in rollup.unlisted:
        guess = (
            Words(f"：是不是 {unlisted.meant}？", f": did you mean {unlisted.meant}?").in_(lang)
            if unlisted.meant
            else ""
        )
        lines.append(
            Words(
                f"{unlisted.district.title} {unlisted.plan_source} {unlisted.label} 的指标 {unlisted.code} 目录里没有{guess}",
                f"{unlisted.district.title} {unlisted.plan_source}: {unlisted.label} names {unlisted.code}, which the catalogue lacks{guess}",
            ).in_(lang)
        )
    return lines
