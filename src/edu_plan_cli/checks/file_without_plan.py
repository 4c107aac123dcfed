"""EP313 file-without-plan: a file belongs to no year's plan, so that nothing would ever read it."""

import re

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.files.project_folder import YAML, plan_files, plan_years, report_files
from edu_plan_cli.files.reading import Root, SourceFile, read_source, shown_path
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP313",
    name="file-without-plan",
    severity="error",
    title=Words("文件不属于任何一年的工作要点", "a file that belongs to no plan"),
    why=Words(
        "工作要点是 plan/年份.yaml，填报是 reports/年份/季度/科室.yaml；放在别处的文件不会被读到，等于没有报。",
        "Plans are plan/YEAR.yaml, reports reports/YEAR/QUARTER/DEPARTMENT.yaml; a file elsewhere is not read and counts for nothing.",
    ),
    remedy=Words(
        "把填报移到 reports/年份/季度/ 下面；这一年的工作要点还没有的，先建 plan/年份.yaml；副本删掉。",
        "Move a report to reports/YEAR/QUARTER/. If that year has no plan yet, make plan/YEAR.yaml first. Delete copies.",
    ),
    wrong="reports/2032/Q2/office.yaml",
    right="reports/2023/Q2/office.yaml",
)


def _is_year(name: str) -> bool:
    return bool(re.fullmatch(r"\d{4}", name, re.ASCII)) and 1949 <= int(name) <= 2100  # noqa: PLR2004  as Year


def _where_to(year: str, *, in_place: bool) -> Words:
    if in_place:
        return Words(
            f"缺的是 plan/{year}.yaml：工作要点的文件名应是年份。", f"What is missing is plan/{year}.yaml."
        )
    return Words("请移到 reports/年份/季度/ 下面。", "Move it to reports/YEAR/QUARTER/.")


def check(root: Root) -> list[Diagnostic]:
    """Return a problem for each plan or report that belongs to no year's plan."""
    years = [str(year) for year in plan_years(root)]
    reports = [
        (file, shown_path(root, file).split("/")[1:]) for file in report_files(root) if file.suffix in YAML
    ]
    unplanned = sorted({inside[0] for _, inside in reports if _is_year(inside[0])} - set(years))
    diagnostics: list[Diagnostic] = []
    for file in (*plan_files(root), *report_files(root)):
        if file.suffix not in YAML and not isinstance(said := read_source(root, file), SourceFile):
            diagnostics += said  # a link to a folder
    for file in plan_files(root):
        if file.suffix in YAML and not re.fullmatch(r"\d{4}", file.stem):
            diagnostics.append(
                RULE.at(
                    Location(shown_path(root, file)),
                    Words("工作要点的文件名应是年份。", "A plan's file is named by its year."),
                    Words(f"请改名为 plan/{unplanned[0]}.yaml。", f"Rename it plan/{unplanned[0]}.yaml.")
                    if len(unplanned) == 1
                    else Words(
                        "请用年份命名，如 plan/2024.yaml；若是副本，删掉这一份。",
                        "Name it by its year, such as plan/2024.yaml; delete it if it is a copy.",
                    ),
                )
            )
    for file, inside in reports:
        year = inside[0] if len(inside) > 1 else ""
        if year not in years:
            near = nearest(year, years)
            guess = Words(f"是不是 reports/{near}/？", f"Did you mean reports/{near}/?") if near else None
            diagnostics.append(
                RULE.at(
                    Location(shown_path(root, file)),
                    Words(
                        f"没有 {year} 年的工作要点。" if year else "填报要放在年份和季度的文件夹里。",
                        f"There is no plan of {year}."
                        if year
                        else "A report belongs in a folder of year and quarter.",
                    ),
                    guess or _where_to(year, in_place=year in unplanned and len(inside) == 3),  # noqa: PLR2004
                )
            )
    return diagnostics
