"""``edu-plan import``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
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
        "edu-plan import 计划.xml -o plan/2024.yaml --rest 其余.txt",
        Words(
            "StratML（ISO 17469）的计划；没有放进去的写到文件",
            "a plan in StratML (ISO 17469); what is not in it goes to a file",
        ),
    ),
    ("edu-plan import 要点.txt --dry-run", Words("只看读出了什么", "only see what is read out of it")),
    ("edu-plan review", Words("然后逐个看候选目标", "then go through the candidates")),
)
File = Annotated[
    Path,
    options.argument(
        metavar=Words("文件", "FILE"),
        help=Words(
            ".docx、.xlsx、.xls、.et、.ods、.pdf、.html、.mht、.txt、.md、.xml；.doc、.wps、.rtf、.odt、.uot、.uof 要装 LibreOffice",
            ".docx, .xlsx, .xls, .et, .ods, .pdf, .html, .mht, .txt, .md, .xml; .doc, .wps, .rtf, .odt, .uot, .uof with LibreOffice",
        ),
    ),
]
Output = Annotated[
    Path | None,
    options.option(
        "--output",
        "-o",
        metavar=Words("文件", "FILE"),
        help=Words("缺省为 plan/年份.yaml", "default: plan/YEAR.yaml"),
    ),
]


Rest = Annotated[
    Path | None,
    options.option(
        "--rest",
        metavar=Words("文件", "FILE"),
        help=Words("把没有放进工作要点的全部写到文件", "write all that is not in the plan to a file"),
    ),
]


def command(
    file: File,
    output: Output = None,
    rest: Rest = None,
    force: options.Force = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.cli.imported_plan import import_document, import_stratml

    read = import_stratml if file.suffix.lower() == ".xml" else import_document
    read(file, output, project, rest, force=force, dry_run=dry_run)
