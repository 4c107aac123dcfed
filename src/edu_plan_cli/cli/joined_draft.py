"""Next year's draft, and joining it with the issued plan: what becomes of each carried target is said, and written once it is confirmed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.typed_lines import confirm
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.editing.join_draft import JoinedDraft


def is_draft(root: Path, year: int) -> bool:
    """Tell whether a plan is there as ``new-year`` makes it: targets, no candidates, neither document number nor day of issue."""
    from edu_plan_cli.model.load import load_plan

    plan = load_plan(root, year)
    if plan is None or plan.document_number or plan.issued_on is not None:
        return False
    return any(True for _ in plan.targets) and not any(item.candidates for item in plan.items)


def year_before(project: str | None, typed: str) -> str | None:
    """The newest year with a plan before the one typed, where that one has a plan, too; else None, the default of every command."""
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.files.project_folder import plan_years

    years = [str(year) for year in plan_years(open_project(project).root)]
    return max((year for year in years if year < typed), default=None) if typed in years else None


def write_joined(
    root: Path, year: int, file: Path, text: str, *, is_document: bool, force: bool, dry_run: bool
) -> None:
    """Join ``text`` to the plan that is there: the document where ``is_document``, else the draft. Raises Stop where nobody confirms."""
    from edu_plan_cli.cli.output import make_change, refusals
    from edu_plan_cli.editing.join_draft import join_draft
    from edu_plan_cli.files.reading import shown_path

    path = shown_path(root, file)

    def join(old: str) -> "JoinedDraft":
        return join_draft(path, text, old) if is_document else join_draft(path, old, text)

    def edit(old: str) -> str:
        made = join(old).text
        head, line, _ = old.partition("\n")  # the line that tells editors of the schema stays
        return (
            f"{head}{line}{made}"
            if head.startswith("# yaml-language-server") and not made.startswith(head)
            else made
        )

    with refusals(file):
        _tell(join(file.read_text(encoding="utf-8-sig")))
    if dry_run:
        make_change(root, year, file, [edit], dry_run=True, tell=())
        return
    asked = say(Words(f"{file} 已存在。照上面这样合在一起吗", f"{file} exists. Join them as above"))
    if not force and not (is_terminal(sys.stdin) and confirm(asked)):
        raise Stop(
            Words(
                f"{file} 已存在，没有改动；以上是合在一起的结果，确认请加 --force。",
                f"{file} exists; nothing was written. The above is what joining would do: confirm with --force.",
            )
        )
    make_change(root, year, file, [edit], dry_run=False, tell=())
    tell(
        Words(
            "下一步：edu-plan review，看改了说法的、没有了的和新的。",
            "Next: edu-plan review, for what is reworded, gone or new.",
        )
    )


def _tell(joined: "JoinedDraft") -> None:
    lines = [
        Words(
            f"说法没有变的 {len(joined.same)} 个：编号、名称、基期值、科室、填报单位都照旧。",
            f"{len(joined.same)} with the same words: ids, names, baselines, departments, contributors stay.",
        ),
        Words(
            f"改了说法的 {len(joined.changed)} 个{'（作候选，review 里看）：' if joined.changed else '。'}",
            f"{len(joined.changed)} reworded (candidates, for review):",
        ),
        *(
            Words(f"  {name}：{before} → {now}", f"  {name}: {before} → {now}")
            for name, before, now in joined.changed
        ),
        Words(
            f"文件里没有了的 {len(joined.gone)} 个{'（另放一个部分作候选）：' if joined.gone else '。'}",
            f"{len(joined.gone)} that the document does not have (candidates, in a section of their own):",
        ),
        *(Words(f"  {name}：{words}", f"  {name}: {words}") for name, words in joined.gone),
        Words(f"新的 {joined.new} 个。", f"{joined.new} new."),
    ]
    for line in lines:
        write_line(say(line))


def write_draft(
    project: str | None, year: str, from_year: str | None, today: str | None, *, force: bool, dry_run: bool
) -> None:
    """Write next year's draft, or join it to the issued plan that is there. Raises Stop for a year that is none, or where a draft is there."""
    from edu_plan_cli.cli.context import Wanted, open_assessment
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.next_year_draft import draft
    from edu_plan_cli.files.starter import modeline
    from edu_plan_cli.presentation.figures import marks

    opened = open_assessment(Wanted(project, from_year or year_before(project, year), today=today))
    plan = opened.assessment.plan
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) > plan.year):  # noqa: PLR2004
        raise Stop(
            Words(
                f"年份要晚于 {plan.year}，写成 {plan.year + 1}。",
                f"Give a year after {plan.year}, as {plan.year + 1}.",
            )
        )
    file = opened.project.root / "plan" / f"{year}.yaml"
    if file.exists() and is_draft(opened.project.root, int(year)):
        raise Stop(
            Words(f"plan/{year}.yaml 已存在，没有改动。", f"plan/{year}.yaml exists; nothing was changed.")
        )
    drafted = draft(opened.assessment, int(year), marks(opened.assessment))
    if file.exists():
        write_joined(
            opened.project.root,
            int(year),
            file,
            drafted.text,
            is_document=False,
            force=force,
            dry_run=dry_run,
        )
        return
    head = modeline(opened.project.root, "plan", 1)
    make_change(opened.project.root, int(year), file, [lambda _: head + drafted.text], dry_run=dry_run)
    tell(
        Words(
            f"带出 {drafted.carried} 个目标，其中 {drafted.baselines} 个的基期值填成了 {plan.year} 年的终值"
            f"（截至 {opened.assessment.view.quarter}）。印发后请补全原文，再运行 edu-plan validate。",
            f"{drafted.carried} targets carried over, {drafted.baselines} with the final value of {plan.year} as baseline "
            f"(as of {opened.assessment.view.quarter}). Fill in the text once it is issued, then run edu-plan validate.",
        )
    )
