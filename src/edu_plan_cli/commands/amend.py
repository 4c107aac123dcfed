"""``edu-plan amend``."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import values
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.kinds.target import Target

EXAMPLES = (
    (
        "edu-plan amend 14-2 target_value 300 --reason 市里增加任务 --document 区教〔2023〕20号",
        Words("印发后调整：自那天起算数，不改以前", "counts from its date on, leaves the past alone"),
    ),
    (
        "edu-plan amend 12-1 due 2023-11-30 --date 2023-07-15 --reason 工期顺延",
        Words("推迟时限", "a later due date"),
    ),
)


def command(
    what: options.What,
    field: options.Field,
    value: Annotated[
        list[str],
        options.argument(
            metavar=Words("值", "VALUE…"), help=Words("新的值", "the new value"), autocompletion=values
        ),
    ],
    reason: options.Reason,
    date: options.Date = None,
    document: options.Document = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.plan_arguments import amendment, open_plan, the_field, the_target, ways_to_write
    from edu_plan_cli.editing.edits import add_amendment

    at = open_plan(project, year, today)
    target = the_target(at.plan, what)
    field = the_field(at.plan, target.id, field)
    head = {"target": target.id} | amendment(date, today, reason, document)

    def edit(way: object, text: str) -> str:
        return add_amendment(at.path, text, {**head, "set": _changed(target, field, way)})

    edits = [partial(edit, way) for way in ways_to_write(at.plan, field, value)]
    make_change(at.root, at.year, at.file, edits, dry_run=dry_run)


def _changed(target: "Target", field: str, way: object) -> dict[str, object]:
    """Return what ``set`` holds: of a value within a value (baseline.value) the others beside it stay."""
    from edu_plan_cli.nodes.node import Mapping
    from edu_plan_cli.nodes.writer import as_values

    outer, _, inner = field.partition(".")
    if not inner:
        return {field: way}
    before = target.node.values.get(outer)
    beside = as_values(before) if isinstance(before, Mapping) else {}
    return {outer: {**beside, inner: way}}
