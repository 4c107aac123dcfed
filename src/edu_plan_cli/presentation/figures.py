"""How figures are written, the same in every format."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.duties import QuarterReporting
from edu_plan_cli.assessment.light_reason import late_words
from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.assessment.projection import projection
from edu_plan_cli.assessment.result import Assessment, Tally, TargetAssessment
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import Ratio, percent, plain
from edu_plan_cli.values.quarter import Quarter, month_and_day

NONE = "—"
WITHDRAWN = "撤回"
_LONGEST = 60  # characters
_NAMED = 3  # files named in a line; more are counted


def rate(value: Ratio | None) -> str:
    """Return a completion in a column: always one decimal place, so that figures line up."""
    if value is None:
        return NONE
    shown = percent(value).removesuffix("%")
    return f"{shown}%" if "." in shown else f"{shown}.0%"


def points(now: Ratio | None, before: Ratio | None) -> str:
    """Return the change in percentage points, with its sign, between the two as they are shown; nothing where one is unknown."""
    if now is None or before is None:
        return NONE
    moved = _shown(now) - _shown(before)
    return f"{moved:+.1f}" if moved else "0"


def _shown(value: Ratio) -> Decimal:
    return Decimal(percent(value).removesuffix("%"))


def moved(target: TargetAssessment) -> str:
    """Return the change of a target's rate since the quarter before, in percentage points."""
    return points(target.completion, target.before)


def carried(target: TargetAssessment, quarter: Quarter) -> str:
    """Return the quarter a figure comes from, where it is carried forward because this quarter gave none; of an update its day."""
    if target.light in ("done", "dropped"):
        return ""
    if target.counted_updates:
        return f"（{target.counted_updates[0].sent:%m-%d}）"
    if target.last is None:
        return ""
    counts = {"value", "numerator", "lowest"} & set(target.plan_target.target.answers)
    since = target.value_from if counts else target.last
    return f"（{since.key}）" if since is not None and since < quarter else ""


def projected(target: TargetAssessment, quarter: Quarter, lang: Lang) -> str | None:
    """By the due date at the pace so far, marked as the guess it is."""
    value = projection(target, quarter)
    if value is None:
        return None
    unit = target.plan_target.target.get("unit") or ""
    return Words(
        f"按已过各季的平均，到 {target.due} 约 {plain(value)}{unit}（仅供参考）",
        f"at the average pace so far about {plain(value)} {unit} by {target.due} (a guess)",
    ).in_(lang)


def tally_moved(tally: Tally) -> str:
    """Return the change of a group's rate since the quarter before, in percentage points."""
    return points(tally.completion, tally.before)


def light_word(light: Light, lang: Lang) -> str:
    """Return the word of a light."""
    return LIGHTS[light].in_(lang)


def light_and_late(target: TargetAssessment, lang: Lang) -> str:
    """Return the light's word, with what it cannot say: 已完成（迟 20 天）, 正常（原时限 2023-09-01）."""
    beside = [late_words(target)] if target.late else []
    if target.postponed:
        due = target.postponed.due
        beside.append(Words(f"原时限 {due}", f"was due {due}"))
    told = Words("，".join(words.zh for words in beside), ", ".join(words.en for words in beside)).in_(lang)
    return light_word(target.light, lang) + (Words(f"（{told}）", f" ({told})").in_(lang) if told else "")


def said(words: Words | None, lang: Lang) -> str:
    """Return the words, or the sign for nothing."""
    return NONE if words is None else words.in_(lang)


def quarter_name(quarter: Quarter, lang: Lang) -> str:
    """Return a quarter as it is called: 二季度, Q2."""
    return Words(quarter.name, quarter.key).in_(lang)


def as_of(assessment: Assessment, lang: Lang) -> str:
    """Return the line every page begins with: up to which day, which quarter's figures."""
    view = assessment.view
    name = quarter_name(view.quarter, lang)
    known = ""
    if view.known_by is not None and view.known_by != view.on:
        known = Words(f"，按 {view.known_by} 所知", f", as known on {view.known_by}").in_(lang)
    if view.required != view.quarter:
        due = assessment.rules.due(view.quarter)
        known += Words(f"，{month_and_day(due)}前报送", f", reports due {due}").in_(lang)
    if view.silent_since:
        known += Words("，此后各季没有科室填报", ", nothing was reported since").in_(lang)
    revision = f" @{view.revision}" if view.revision else ""
    return Words(
        f"截至 {view.on}（{view.quarter.year}年{name}）{known}{revision}",
        f"as of {view.on} ({view.quarter.year} {name}){known}{revision}",
    ).in_(lang)


def rules_line(assessment: Assessment, lang: Lang, words: Wordbook = BUILT_IN) -> str:
    """Return the rules in force, under every table: they differ from place to place."""
    rules = assessment.rules
    lagging, due, days = rules.lagging_points, rules.due_days, rules.grace_days
    grace = (
        Words(words.say("rules.grace", grace_days=days), f", {days} days of grace") if days else Words("", "")
    )
    if rules.due_named:
        year = assessment.view.quarter.year
        named = [
            (Quarter(year, int(key[1])).name, month_and_day(day), f"{key} {day}")
            for key, day in rules.due_named
        ]
        grace = Words(
            f"（{'、'.join(f'{name}为{zh}' for name, zh, _ in named)}）{grace.zh}",
            f" ({', '.join(en for _, _, en in named)}){grace.en}",
        )
    return Words(
        words.say("rules.line", lagging_points=lagging, due_days=due, grace=grace.zh),
        f"More than {lagging} points below time progress is lagging, past its date overdue; reports are due {due} days after "
        f"the quarter{grace.en}. An item shows the most urgent light of its targets. Items average their targets, sections their items, the plan its sections; more than 100% "
        "counts as 100%, what is not reported is left out.",
    ).in_(lang)


def unread_line(files: Sequence[str]) -> Words:
    """Return what is to be said wherever figures are shown without what stands in some files: their departments may look silent."""
    listed = "、".join(files[:_NAMED]) + ("等" if len(files) > _NAMED else "")
    several = ", ".join(files[:_NAMED]) + (" …" if len(files) > _NAMED else "")
    return Words(
        f"{len(files)} 个文件没有读到（可能正被 Excel、WPS 打开）：{listed}；其中报过的没有计入，显示为未填报不等于没报",
        f"{len(files)} files could not be read (open in Excel or WPS?): {several}; "
        "what they report is not counted, and whoever reported in them is not silent",
    )


def limits(assessment: Assessment, lang: Lang) -> str:
    """Return the thresholds of the lights in a few words, for where the whole line of rules has no room."""
    lagging = assessment.rules.lagging_points
    return Words(
        f"低于序时进度 {lagging} 个百分点以上为滞后，过时限未完成为逾期",
        f"more than {lagging} points below time progress is lagging, past its date overdue",
    ).in_(lang)


def marks(assessment: Assessment) -> list[str]:
    """Return every statement that something shown is illustrative, an older quarter's figure carried forward included."""
    return list(assessment.illustrative)


def short(value: str | None) -> str:
    """Return a value of any length on one line; the whole of it is in its file."""
    if value is None:
        return NONE
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def sent_and_on_time(reporting: QuarterReporting) -> tuple[str, str]:
    """Of the departments that were to report how many did, and how many in time: each a count with its share."""
    expected = reporting.expected
    return share_of(reporting.reported, expected), share_of(reporting.on_time, expected)


def lead_name(assessment: Assessment, lead: str | None) -> str:
    """Return the name of the department that leads; a dash where none does."""
    return assessment.plan.department_name(lead) or NONE


def share_of(part: int, whole: int) -> str:
    """Return ``part/whole`` and its percentage; without one where the whole is 0."""
    return f"{part}/{whole}" if not whole else f"{part}/{whole} {percent(Fraction(part, whole), 0)}"


def answer_text(entry: Entry) -> str:
    """Return what an entry answers, in a few words: 450/500, 120个, 主体封顶."""
    if isinstance(entry, Correction) and entry.withdraw:
        return WITHDRAWN
    if entry.numerator is not None and entry.denominator is not None:
        return f"{plain(entry.numerator)}/{plain(entry.denominator)}"
    number = entry.value if entry.value is not None else entry.lowest
    if number is not None:
        return plain(number) + (entry.unit or "")
    if entry.document is not None:
        return entry.document.number
    if entry.steps_done is not None:
        return "、".join(entry.steps_done) or NONE
    return entry.stage or (str(entry.done_on) if entry.done_on else NONE)
