"""Every check, one line each, and every code there is."""

from edu_plan_cli.binding import binding_rules
from edu_plan_cli.checks import (
    amendments_fit,
    baseline_below_goal,
    candidates_wait,
    correction_earlier,
    dates_agree,
    department_ids,
    due_days_follow,
    due_days_work,
    entries_agree,
    entry_answers,
    entry_choices,
    entry_dates,
    entry_doubtful,
    entry_empty,
    entry_owner,
    entry_share,
    entry_target,
    entry_unit,
    evidence_kept,
    evidence_there,
    items_have_targets,
    known_departments,
    names_differ,
    numbers_in_order,
    orphans,
    parts_fit,
    plan_year,
    quarter_open,
    quotes_stand,
    report_department,
    report_place,
    report_says_something,
    reported_parts,
    schedule_rises,
    series_plausible,
    someone_answers,
    text_covered,
    tolerance_used,
    unique_ids,
    unread,
    words_fit,
)
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.files import file_rules
from edu_plan_cli.model import model_rules
from edu_plan_cli.nodes import yaml_rules

# A report these refuse is left out before its entries are looked at.
REPORT_CHECKS = (
    report_place,
    report_department,
    report_says_something,
    quarter_open,
)
PLAN_CHECKS = (
    unique_ids,
    plan_year,
    known_departments,
    quotes_stand,
    text_covered,
    dates_agree,
    due_days_follow,
    due_days_work,
    parts_fit,
    department_ids,
    numbers_in_order,
    names_differ,
    someone_answers,
    items_have_targets,
    tolerance_used,
    schedule_rises,
    amendments_fit,
    baseline_below_goal,
    candidates_wait,
)
ENTRY_CHECKS = (
    entry_target,
    entry_owner,
    entries_agree,
    entry_answers,
    entry_empty,
    entry_unit,
    entry_choices,
    entry_share,
    entry_dates,
    reported_parts,
    correction_earlier,
    series_plausible,
    entry_doubtful,
    evidence_there,
)


def rules() -> dict[str, Rule]:
    """Every code a person can meet, by code."""
    checks = (orphans, unread, evidence_kept, words_fit, *PLAN_CHECKS, *REPORT_CHECKS, *ENTRY_CHECKS)
    every = (
        *file_rules.RULES,
        *yaml_rules.RULES,
        *binding_rules.RULES,
        *model_rules.RULES,
        *(check.RULE for check in checks),
    )
    return {rule.code: rule for rule in sorted(every)}
