"""What ``edu-plan breakdown`` is asked for: of which part of the plan, and in which files."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.breakdown import Breakdown
    from edu_plan_cli.cli.opened import Opened


def refuse_unwritable(name: str, output: Path | None, department: str | None, *, by_department: bool) -> None:
    """Refuse options that do not go together. Raises Stop."""
    if by_department and (output is None or name == "table"):
        raise Stop(
            Words(
                "--by-department 要和 -o 一起用，如 -o 分解/责任分解表.docx。",
                "--by-department goes with -o, such as -o parts/breakdown.docx.",
            )
        )
    if by_department and department is not None:
        raise Stop(
            Words(
                "--by-department 是每个科室一份，--department 是只要一个科室的；请选一个。",
                "--by-department makes a file for each department, --department is of one; choose one of them.",
            )
        )
    if name in ("docx", "xlsx") and output is None:
        raise Stop(Words(f"要写到文件：-o 责任分解表.{name}。", f"It goes to a file: -o breakdown.{name}."))
    if name == "table" and output is not None:
        raise Stop(
            Words(
                f"不知道 {output} 是什么格式；请写 -o 责任分解表.docx（或 .xlsx、.html、.md、.json）。",
                f"Of which format is {output}? Write -o breakdown.docx (or .xlsx, .html, .md, .json).",
            )
        )


def chosen_breakdown(opened: "Opened", department: str | None, leader: str | None) -> "Breakdown":
    """Return the breakdown asked for. Raises Stop for a department or leader the plan does not have, and for one without tasks."""
    from edu_plan_cli.assessment.breakdown import break_down
    from edu_plan_cli.cli.context import the_department, the_leader

    plan = opened.assessment.plan
    breakdown = break_down(
        opened.assessment,
        the_department(plan, department) if department else None,
        the_leader(plan, leader) if leader else None,
    )
    if not breakdown.rows:
        raise Stop(Words("没有可列的任务。", "There is no task to list."))
    return breakdown


def breakdown_by_name(opened: "Opened", whole: "Breakdown", name: str) -> "dict[str, Breakdown]":
    """Return the part of every department that leads or helps with something, by the file it goes to: 责任分解表-学前教育科.docx."""
    from edu_plan_cli.assessment.breakdown import break_down, departments_named
    from edu_plan_cli.presentation.safe import file_name

    parts = {}
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    for department in departments_named(whole):
        file = f"{stem}-{file_name(department.name)}{suffix}"
        if file in parts:  # 甲/乙 and 甲_乙
            file = f"{stem}-{department.id}{suffix}"
        parts[file] = break_down(opened.assessment, department, whole.leader)
    return parts
