"""What was edited in quarters that were closed (封账): seen only beside an earlier state of the same year."""

from collections.abc import Iterator
from datetime import date

from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.checks.closed_quarter_edited import problem
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.features.history.element_change import ElementChange
from edu_plan_cli.features.history.report_changes import report_changes
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.files.reading import Root
from edu_plan_cli.files.revisions import PARTS
from edu_plan_cli.model.load import load_year
from edu_plan_cli.model.years import closed_quarters
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location


def closed_edits(base: Root, root: Root, revision: str, today: date) -> list[Diagnostic]:
    """Return a problem for each answer that differs from ``base`` in a quarter that ``base`` had closed by ``today``.

    ``revision`` is what people call ``base``.
    """
    return [
        diagnostic
        for year in plan_years(base)
        if closed_quarters(base, year, today)
        for diagnostic in _of_year(
            check_year(load_year(base, year)), check_year(load_year(root, year)), revision, today
        )
    ]


def _of_year(before: Checked, after: Checked, revision: str, today: date) -> Iterator[Diagnostic]:
    """Of what is gone, the file it stood in is named, or the plan where that file is gone too."""
    kept = {report.node.path for report in (after.loaded.reports if after.loaded else ())}
    plan = after.plan or before.plan
    unread = set(after.loaded.left_out) if after.loaded else set()  # each has a problem of its own
    if any(d.location.path in PARTS for side in (before, after) for d in side.diagnostics):
        return
    for change in report_changes(before, after, today):
        if change.closed_on is None or (change.how == "removed" and change.location.path in unread):
            continue
        location = change.location
        if change.how == "removed":
            gone_too = plan is not None and location.path not in kept
            location = Location(plan.node.path) if plan is not None and gone_too else Location(location.path)
        quarter = change.label.partition(" ")[0]
        yield problem(location, _said(change), quarter, change.closed_on, revision)


def _said(change: ElementChange) -> Words:
    if change.how != "changed":
        extra = change.how == "added"
        return Words(
            f"{'多了' if extra else '少了'} {change.label}", f"{'new' if extra else 'gone'}: {change.label}"
        )
    pairs = [(field.name, f"{field.before or '—'} → {field.after or '—'}") for field in change.fields]
    return Words(
        f"{change.label}，{'，'.join(f'{name.zh} {sides}' for name, sides in pairs)}",
        f"{change.label}, {', '.join(f'{name.en} {sides}' for name, sides in pairs)}",
    )
