"""EP416 evidence-missing: evidence names a file that is not in the project."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.files.evidence_places import elsewhere, other_case_words
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.evidence_path import evidence_path, is_absolute
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP416",
    name="evidence-missing",
    severity="error",
    title=Words("佐证材料找不到", "evidence that is not there"),
    why=Words(
        "写成路径的佐证（如 evidence/2023/开园公告.pdf），文件要在项目文件夹里，日后才查得到；写文号或说明的不查。一份文件用于两个目标的，作为提示指出。",
        "Evidence written as a path must be a file within the project, so that it is there when asked for; document numbers and remarks are not looked up. A file that proves two targets is a notice.",
    ),
    remedy=Words(
        "把文件放进项目（一般在 evidence/年份/ 下），写从项目文件夹起的路径；只有文号的，直接写文号。",
        "Put the file into the project, usually under evidence/YEAR/, and write its path from the project's folder. Where there is only a document number, write that.",
    ),
    wrong="evidence: [evidence/2023/开园公告.pdf]",
    right="evidence: [示教〔2023〕8号]",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield evidence whose file is not in the project, and a notice for a file that proves two targets."""
    if year.root is None:
        return  # files of another revision lie in no folder
    first: dict[str, tuple[str, Location]] = {}
    for target, name, location in named_evidence(year):
        if evidence_file(year.root, name) is None:
            yield Finding(
                RULE.at(
                    location,
                    Words(
                        f"项目文件夹里没有佐证材料 {name}。", f"There is no evidence {name} in the project."
                    ),
                    elsewhere(year.root, name)
                    or Words(
                        "请把文件放进项目，写相对项目文件夹的路径；只有文号的直接写文号。",
                        "Put the file into the project and write its path from there; or just name the document.",
                    ),
                )
            )
            continue
        if (called := other_case_words(year.root, name)) is not None:
            yield Finding(
                RULE._replace(severity="warning").at(
                    location,
                    Words(
                        f"佐证材料 {name} 的大小写与文件的不同。",
                        f"Evidence {name} is written in another case.",
                    ),
                    called,
                )
            )
        other, where = first.setdefault(name, (target, location))
        if other != target:
            yield Finding(
                RULE._replace(severity="notice").at(
                    location,
                    Words(f"{name} 已用作另一个目标的佐证。", f"{name} already proves another target."),
                    Words(
                        "请确认没有放错；确属同一份的不必理会。",
                        "Make sure it is the right one; if so, nothing to do.",
                    ),
                    Related(where, Words("先在这里用了", "first used here")),
                )
            )


def named_evidence(year: Year) -> Iterator[tuple[str, str, Location]]:
    """Yield all evidence written as a path: the target it proves, the path, and where that is written."""
    for report in year.reports:
        for entry in (*report.entries, *report.corrections):
            for index, name in enumerate(entry.evidence):
                if evidence_path(name):
                    yield entry.target, name, entry.location("evidence", index)
    for close_out in year.plan.close_outs:
        for index, name in enumerate(close_out.evidence):
            if evidence_path(name):
                yield close_out.target, name, close_out.location("evidence", index)


def evidence_file(root: Path, name: str) -> Path | None:
    """Return the file within the project that a path names; None where there is none."""
    path = PurePosixPath(name)
    if is_absolute(name) or ".." in path.parts:
        return None
    file = (root / path).resolve()  # a link may lead out of the project
    return file if file.is_file() and file.is_relative_to(root.resolve()) else None
