"""Every check, one line each, and every rule by its code and name."""

from functools import cache

from edu_plan_cli.binding import binding_rules
from edu_plan_cli.checks import (
    amendment_invalid,
    candidates_unreviewed,
    choice_not_listed,
    closed_quarter_edited,
    correction_not_earlier,
    dates_out_of_order,
    department_id_reserved,
    department_with_two_leaders,
    due_day_on_weekend,
    due_day_out_of_range,
    duplicate_entry,
    duplicate_id,
    duplicate_name,
    entry_by_wrong_department,
    entry_empty,
    entry_of_wrong_kind,
    evidence_changed,
    evidence_missing,
    file_not_read,
    file_without_plan,
    highlight_without_account,
    implausible_entry,
    implausible_series,
    impossible_date,
    impossible_share,
    item_numbers_out_of_order,
    item_without_targets,
    lead_missing,
    part_whole_mismatch,
    quarter_closed,
    quote_not_in_text,
    report_department_unknown,
    report_empty,
    report_misplaced,
    reported_part_whole_mismatch,
    schedule_falls,
    target_already_met,
    text_not_covered,
    tolerance_without_effect,
    unit_not_convertible,
    unknown_department,
    unknown_leader,
    unknown_target,
    wrong_placeholders,
    year_mismatch,
)
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.files import file_rules
from edu_plan_cli.model import model_rules
from edu_plan_cli.nodes import yaml_rules
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

# A report these refuse is left out before its entries are looked at.
REPORT_CHECKS = (
    report_misplaced,
    report_department_unknown,
    report_empty,
    quarter_closed,
)
PLAN_CHECKS = (
    duplicate_id,
    year_mismatch,
    unknown_department,
    unknown_leader,
    department_with_two_leaders,
    quote_not_in_text,
    text_not_covered,
    dates_out_of_order,
    due_day_out_of_range,
    due_day_on_weekend,
    part_whole_mismatch,
    department_id_reserved,
    item_numbers_out_of_order,
    duplicate_name,
    lead_missing,
    item_without_targets,
    tolerance_without_effect,
    schedule_falls,
    amendment_invalid,
    target_already_met,
    candidates_unreviewed,
)
ENTRY_CHECKS = (
    unknown_target,
    entry_by_wrong_department,
    duplicate_entry,
    entry_of_wrong_kind,
    entry_empty,
    highlight_without_account,
    unit_not_convertible,
    choice_not_listed,
    impossible_share,
    impossible_date,
    reported_part_whole_mismatch,
    correction_not_earlier,
    implausible_series,
    implausible_entry,
    evidence_missing,
)


GROUPS: dict[str, Words] = {
    "EP0": Words("文件", "Files"),
    "EP1": Words("YAML 写法", "YAML syntax"),
    "EP2": Words("键和值", "Keys and values"),
    "EP3": Words("工作要点", "The plan"),
    "EP4": Words("进展填报", "Progress reports"),
    "EP5": Words("报表用语", "Words of the reports"),
}


@cache
def rules() -> dict[str, Rule]:
    """Return every rule of this program by its code, in the order of the codes."""
    checks = (
        file_without_plan,
        file_not_read,
        evidence_changed,
        closed_quarter_edited,
        wrong_placeholders,
        *PLAN_CHECKS,
        *REPORT_CHECKS,
        *ENTRY_CHECKS,
    )
    every = (
        *file_rules.RULES,
        *yaml_rules.RULES,
        *binding_rules.RULES,
        *model_rules.RULES,
        *(check.RULE for check in checks),
    )
    return {rule.code: rule for rule in sorted(every)}


def find_rule(typed: str) -> Rule | None:
    """Return the rule of a code (EP304) or a name (quote-not-in-text), in letters of any case or width; None where there is none."""
    wanted = _folded(typed)
    return next((rule for rule in rules().values() if wanted in (_folded(rule.code), rule.name)), None)


def nearest_rule(typed: str) -> str | None:
    """Return the code or name most like what was typed, or the first name that contains it; None where nothing is near."""
    wanted = _folded(typed)
    known = {_folded(known): known for rule in rules().values() for known in (rule.code, rule.name)}
    near = nearest(wanted, known) or next((name for name in known if wanted and wanted in name), None)
    return known[near] if near else None


def _folded(typed: str) -> str:
    return normalize_typed(typed).lower()
