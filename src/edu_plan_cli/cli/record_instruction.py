"""Write a leader's instruction (批示、整改), or the answer to one, into the instructions of the year."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.assessment.given_instructions import GivenInstruction
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import parse_day, the_department
from edu_plan_cli.cli.opened import Opened
from edu_plan_cli.cli.output import make_change
from edu_plan_cli.cli.plan_arguments import the_target
from edu_plan_cli.editing.edits import answer_instruction, record_note
from edu_plan_cli.files.reading import shown_path
from edu_plan_cli.files.starter import modeline
from edu_plan_cli.model.leader_instructions import INSTRUCTIONS_SCHEMA
from edu_plan_cli.nodes.node import Listing
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words


class TypedInstruction(NamedTuple):
    """An instruction as typed."""

    by: str | None
    text: str | None
    rectification: bool
    department: str | None
    due: str | None


def record_instruction(
    opened: Opened, what: str, typed: TypedInstruction, day: date, *, dry_run: bool
) -> None:
    """Write an instruction given on a day. Raises Stop where it does not say by whom and what, or the checks refuse it."""
    if typed.by is None or typed.text is None:
        raise Stop(
            Words(
                "批示要写是谁的、说了什么：--by 局长 --text 原话；答复用 --answer。",
                "An instruction says who gave it and what: --by LEADER --text TEXT; to answer one, --answer TEXT.",
            )
        )
    plan, root = opened.assessment.plan, opened.project.root
    target = the_target(plan, what)
    label = next(each.label for each in plan.targets if each.target is target)
    note: dict[str, Any] = {
        "target": target.id,
        "date": Raw(str(day)),
        "given_by": typed.by.strip(),
        "text": typed.text.strip(),
    }
    if typed.rectification:
        note["rectification"] = Raw("true")
    if typed.department is not None:
        note["department"] = the_department(plan, typed.department).id
    if typed.due is not None:
        note["due"] = Raw(str(parse_day(typed.due, "--due")))
    file = _file(root, plan.year)
    head = {"schema": INSTRUCTIONS_SCHEMA, "year": plan.year}
    heading = f"{modeline(root, 'instructions', 2)}# {plan.year} 年领导批示和整改要求\n"
    path, name = shown_path(root, file), f"{label} {target.name}"
    make_change(
        root,
        plan.year,
        file,
        [lambda text: record_note(path, text, head, "instructions", note, heading, name)],
        dry_run=dry_run,
    )


def record_answer(
    opened: Opened, what: str, typed: TypedInstruction, account: str, day: date, *, dry_run: bool
) -> None:
    """Write the answer to the open instruction on a target; where several are open, to the one that ``typed.by`` gave.

    Raises Stop where none is open, or it is not clear which.
    """
    plan, root = opened.assessment.plan, opened.project.root
    target = the_target(plan, what)
    found = next(each for each in opened.assessment.targets if each.plan_target.target is target)
    open_ = [given for given in found.instructions if given.answer is None]
    meant = [given for given in open_ if typed.by in (None, given.instruction.given_by)]
    if len(meant) != 1:
        listed = "、".join(_called(given) for given in open_)
        how = Words("；请写 --by 哪一位的", "; say --by whom")
        if len(meant) > 1 and typed.by is not None:
            where = meant[0].instruction.node.path
            how = Words(f"；请在 {where} 里写 answer", f"; write the answer into {where}")
        raise Stop(
            Words(
                f"没有答复的有 {len(open_)} 件{f'：{listed}{how.zh}' if open_ else ''}。",
                f"{len(open_)} instructions are open{f': {listed}{how.en}' if open_ else ''}.",
            )
        )
    instruction = meant[0].instruction
    file = root / instruction.node.path
    held = next(
        each
        for each in (opened.checked.loaded.instructions if opened.checked.loaded else ())
        if each.node.path == instruction.node.path
    )
    listing = held.node.values["instructions"]
    assert isinstance(listing, Listing)  # an instruction stands in it
    index = next(number for number, node in enumerate(listing.items) if node is instruction.node)
    answer = {"date": Raw(str(day)), "account": account}
    path = instruction.node.path
    make_change(
        root,
        plan.year,
        file,
        [lambda text: answer_instruction(path, text, index, answer)],
        dry_run=dry_run,
    )


def _called(given: GivenInstruction) -> str:
    return f"{given.instruction.date} {given.instruction.given_by}"


def _file(root: Path, year: int) -> Path:
    folder = root / "reports" / str(year)
    names = [folder / "instructions.yaml", folder / "instructions.yml"]
    return next((name for name in names if name.exists()), names[0])
