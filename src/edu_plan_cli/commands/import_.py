"""``edu-plan import``."""

import re
from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, about
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan import 2024年工作要点.docx -o plan/2024.yaml",
        Words("印发的 Word 文件变成工作要点", "the issued Word file becomes a plan"),
    ),
    (
        "edu-plan import 2024年工作要点任务分解表.xlsx",
        Words(
            "任务分解表：每行一项任务，按表头读（.xlsx、.xls、.et、.ods）",
            "a table of tasks: a row is an item, read by its head (.xlsx, .xls, .et, .ods)",
        ),
    ),
    (
        "edu-plan import 2024年工作要点.pdf --dry-run",
        Words(
            "有文字的 PDF、网页上另存的 .html 和 .mht 也行（扫描件不行）",
            "a PDF with text or a saved web page (.html, .mht) will do; a scan will not",
        ),
    ),
    (
        "edu-plan import 计划.xml -o plan/2024.yaml",
        Words("StratML（ISO 17469）的计划", "a plan in StratML (ISO 17469)"),
    ),
    ("edu-plan import 要点.txt --dry-run", Words("只看读出了什么", "only see what is read out of it")),
    ("edu-plan review", Words("然后逐个看候选目标", "then go through the candidates")),
)


def command(
    file: Annotated[
        Path,
        options.argument(
            metavar=Words("文件", "FILE"),
            help=Words(
                ".docx、.xlsx、.xls、.et、.ods、.pdf、.html、.mht、.txt、.md、.xml；.doc、.wps、.rtf、.odt、.uot、.uof 要装 LibreOffice",
                ".docx, .xlsx, .xls, .et, .ods, .pdf, .html, .mht, .txt, .md, .xml; .doc, .wps, .rtf, .odt, .uot, .uof with LibreOffice",
            ),
        ),
    ],
    output: Annotated[
        Path | None,
        options.option(
            "--output",
            "-o",
            metavar=Words("文件", "FILE"),
            help=Words("缺省为 plan/年份.yaml", "default: plan/YEAR.yaml"),
        ),
    ] = None,
    force: options.Force = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.imported_plan import import_stratml, write_plan
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.features.importing.document_text import NotRead, read_document, takes_documents
    from edu_plan_cli.features.importing.front_matter import is_title
    from edu_plan_cli.features.importing.import_screen import write_imported
    from edu_plan_cli.features.importing.outline import outline, too_much
    from edu_plan_cli.features.importing.plan_draft import draft, is_empty, year_of
    from edu_plan_cli.presentation.console import make_console

    needs("office")
    if file.suffix.lower() == ".xml":
        import_stratml(file, output, project, force=force, dry_run=dry_run)
        return
    data = given_bytes(file)
    if takes_documents(file.name, data):
        needs("documents")
    try:
        lines = read_document(file.name, data)
    except NotRead as refused:
        raise Stop(about(file, refused.why)) from None
    found = outline(lines)
    if not found.title and is_title(file.stem):
        found.title = file.stem
    if not found.title:
        first = next((line.printed[:40] for line in lines if not line.note), "")
        raise Stop(
            Words(
                f"{file} 的第一行“{first}”里没有工作要点、工作计划、实施方案、任务清单这样的字，不知道是不是这份文件。是的话，请把文件改名，如 2024年工作要点{file.suffix}。",
                f"The first line of {file} (“{first}”) has no words such as 工作要点, 工作计划, 实施方案, 任务清单. If it is the work plan, rename the file, e.g. 2024年工作要点{file.suffix}.",
            )
        )
    if is_empty(found.sections):
        raise Stop(
            Words(
                f"{file} 里没有读出任务；它像一份工作要点吗？扫描件要先转成文字。",
                f"No item was found in {file}; is it a work plan? A scan has to be made text first.",
            )
        )
    if (why := too_much(found)) is not None:
        raise Stop(about(file, why))
    year = _plan_year(output, year_of(found, []), year_of(found, lines), force=force)
    made = draft(found, lines, year, file.name)
    if not dry_run:
        write_plan(made.text, year, output, project, force=force)
    write_imported(make_console(), found, made, LANG)


def _plan_year(output: Path | None, told: int | None, likely: int | None, *, force: bool) -> int:
    """Return the year the result's name gives, unless the document's head tells another; else the document's.

    ``told`` is the year of its title or number, ``likely`` the first year it speaks of where these name none.
    Raises Stop where the two years differ without ``force``, or none is known.
    """
    named = int(output.stem) if output and re.fullmatch(r"\d{4}", output.stem) else None
    if named is not None and told is not None and told != named and not force:
        raise Stop(
            Words(
                f"这份文件是 {told} 年的，{output} 却是 {named} 年的。请写 -o plan/{told}.yaml；确实要读成 {named} 年的，请加 --force。",
                f"The document is for {told}, {output} for {named}. Write -o plan/{told}.yaml, or add --force to read it as {named}'s.",
            )
        )
    year = named or likely
    if year is None:
        raise Stop(
            Words("看不出是哪一年的；请写 -o plan/2024.yaml。", "Of which year? Write -o plan/2024.yaml.")
        )
    return year
