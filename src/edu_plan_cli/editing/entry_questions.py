"""What is asked about answers before they are written, and why they would be refused: the same for forms and for ``record``."""

import itertools
from collections.abc import Collection, Iterator
from copy import copy
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.checks import implausible_entry, implausible_series
from edu_plan_cli.checks.check import TargetAnswer, Year
from edu_plan_cli.checks.checked_year import Checked, check_again, check_year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, new_problems
from edu_plan_cli.editing.propose import Edit, rewrite
from edu_plan_cli.kinds.counting import in_unit
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.load import load_year
from edu_plan_cli.nodes.node import Mapping
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain

EntryKey = tuple[str, str | None]  # target and contributor

_COUNTS_FROM = 20  # the same small count twice is nothing odd
_ASKED_HERE = (implausible_entry.RULE.code, implausible_series.RULE.code)


class EntryQuestion(NamedTuple):
    """A question about one answer. ``key`` is that of its entry ("" where it is of the whole); ``entry`` None: of the file."""

    entry: EntryKey | None
    key: str
    words: Words
    refused: bool  # it cannot be used; else it may be right as it stands
    code: str = ""  # of the rule it comes from, where it is one of the checks
    hint: Words = Words("", "")  # what that rule says to do


def entry_questions(
    root: Path,
    year: int,
    file: Path,
    edit: Edit,
    told: Collection[EntryKey],
    earlier: Checked | None = None,
) -> list[EntryQuestion]:
    """Return what the answers ``told``, which an edit writes to a report, are asked about or refused for.

    What looks odd is asked about whatever the account says: it is read only afterwards. It may be odd in another quarter,
    whose figure no longer fits what is told. What was odd before the edit is not asked again. ``earlier`` is the year as it was
    checked before: what has not changed is not read again. Raises Unreadable.
    """
    before = check_again(root, year, earlier)
    change = rewrite(root, file, edit)
    loaded = load_year(root, year, {change.path: change.new}, before.loaded, keep=True)
    brings = new_problems(before.diagnostics, check_year(loaded, before).diagnostics)
    errors_alone = loaded.plan is None
    answers: list[TargetAnswer] = []
    questions: list[EntryQuestion] = []
    if loaded.plan is not None:
        year_after = Year(loaded.plan, loaded.reports, root)
        answers = [answer for answer in year_after.answers if answer.entry.node.path == change.path]
        if questions := list(_odd(year_after, told)):
            known = set(_odd_before(before, told))
            questions = [question for question in questions if question not in known]
    for problem in brings:
        asks = problem.severity == "warning" and problem.code not in _ASKED_HERE and not errors_alone
        if problem.severity == "error" or asks:
            questions.append(_question(problem, answers))
    return list(dict.fromkeys(questions))


def _odd_before(before: Checked, told: Collection[EntryKey]) -> Iterator[EntryQuestion]:
    loaded = before.loaded
    if loaded is not None and loaded.plan is not None:
        yield from _odd(Year(loaded.plan, loaded.reports, loaded.root), told)


def _odd(year: Year, told: Collection[EntryKey]) -> Iterator[EntryQuestion]:
    """What looks odd about some answers, in whatever quarter. Answers are held against those to the same alone."""
    keys, year = set(told), copy(year)  # whoever asks keeps all answers
    year.answers = [a for a in year.answers if (a.entry.target, a.entry.contributor) in keys]
    found = [(implausible_entry.RULE.code, slip) for slip in implausible_entry.slips(year)]
    found += [(implausible_series.RULE.code, slip) for slip in _of_series(year)]
    found += [("", slip) for slip in _same_again(year)]
    for code, slip in found:
        about = (slip.answer.entry.target, slip.answer.entry.contributor)
        yield EntryQuestion(about, slip.key, slip.message, refused=False, code=code)


def _of_series(year: Year) -> Iterator[implausible_entry.Slip]:
    for _, after, message in implausible_series.slips(year):
        yield implausible_entry.Slip(after, "value", message)


def _same_again(year: Year) -> Iterator[implausible_entry.Slip]:
    """Exactly the figure of the quarter before, of what has not reached its goal."""
    series: dict[EntryKey, dict[object, TargetAnswer]] = {}
    for answer in sorted(year.answers, key=lambda answer: (answer.quarter, answer.corrects)):
        if answer.plan_target is not None and answer.given:
            series.setdefault((answer.entry.target, answer.entry.contributor), {})[answer.quarter] = answer
    for answers in series.values():
        for before, after in itertools.pairwise(answers.values()):
            if (shown := _repeated(before, after)) is not None:
                key, figure = shown
                yield implausible_entry.Slip(
                    after,
                    key,
                    Words(
                        f"与{before.quarter.name}的 {figure} 完全一样，是照抄的吗？",
                        f"{figure} is exactly that of {before.quarter.key}: copied?",
                    ),
                )


def _repeated(before: TargetAnswer, after: TargetAnswer) -> tuple[str, str] | None:
    """The key and the figure, where a figure that should have moved is the same; None for small counts and what is reached."""
    assert after.plan_target is not None  # the caller has seen to it
    target = after.plan_target.target
    old, new = before.entry, after.entry
    if new.numerator is not None and new.denominator is not None:
        same = (old.numerator, old.denominator) == (new.numerator, new.denominator)
        if same and _COUNTS_FROM <= new.numerator < new.denominator:
            return "numerator", f"{plain(new.numerator)}/{plain(new.denominator)}"
        return None
    unit, goal = target.get("unit"), target.get("target_value")
    values = [in_unit(entry, unit) if unit else None for entry in (old, new)]
    if (
        values[1] is None
        or values[0] != values[1]
        or target.get("accumulation") not in ("cumulative", "period")
    ):
        return None
    small = values[1] < _COUNTS_FROM and values[1] == values[1].to_integral_value()
    reached = goal is not None and target.get("accumulation") == "cumulative" and values[1] >= goal
    return None if small or reached else ("value", f"{plain(values[1])}{unit}")


def _question(problem: Diagnostic, answers: list[TargetAnswer]) -> EntryQuestion:
    """A problem as a question about the answer it stands in, by its line."""
    at = problem.location
    refused = problem.severity == "error"
    for answer in answers:
        entry = answer.entry
        if at.path == entry.node.path and (key := _key_at(entry, at.line)) is not None:
            about = (entry.target, entry.contributor)
            return EntryQuestion(about, key, problem.message, refused, problem.code, problem.hint)
    return EntryQuestion(None, "", problem.message, refused, problem.code, problem.hint)


def _key_at(entry: Entry, line: int) -> str | None:
    """The key of an entry whose value stands in a line of its file; None where the line is another's."""
    node = entry.node
    assert isinstance(node, Mapping)  # it was bound from one
    starts = {key: value.location.line for key, value in node.values.items()}
    if not starts or line < min(starts.values()) or line > max(starts.values()):
        return None
    return max((key for key in starts if starts[key] <= line), key=lambda key: starts[key])
