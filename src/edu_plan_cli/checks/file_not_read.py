"""EP320 file-not-read: a file under plan/ or reports/ is not read; silence would be taken for "read"."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related, Rule
from edu_plan_cli.files.project_folder import YAML, other_files, plan_files
from edu_plan_cli.files.reading import Root, shown_path
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.typed_text import normalize_typed

RULE = Rule(
    code="EP320",
    name="file-not-read",
    severity="warning",
    title=Words(
        "放在这里但没有读的文件",
        "a file here that is not read",
    ),
    why=Words(
        "plan/ 和 reports/ 里只读 .yaml、.yml 文件。名字差一点（.yaml.txt、.ymal）的不会被读到，等于没有报。同一年有两份工作要点的，只读一份，算错误。",
        "Only .yaml and .yml files are read under plan/ and reports/. One whose name is a little off counts for nothing. Of two plans of one year one is read, which is an error.",
    ),
    remedy=Words(
        "是填报或工作要点的，把名字改成 .yaml；收到的 Excel 表用 edu-plan collect 收；印发的 Word 文件用 edu-plan import 读入；佐证材料放到 evidence/ 下。",
        "Rename a plan or report so that it ends in .yaml. Take forms in with edu-plan collect, read documents with edu-plan import, and keep evidence under evidence/.",
    ),
    wrong="reports/2023/Q2/preschool.yaml.txt",
    right="reports/2023/Q2/preschool.yaml",
)
# What editors, office programs and sync tools leave beside files, and what says nothing to be counted.
_KNOWN = r"(?:\.|~\$|~wrl|#).*|.*(?:~|\.swp|\.swo|\.tmp|\.lock|\.part|\.crdownload)|thumbs\.db|desktop\.ini|icon\r?|readme(?:\.\w+)?"
_FORMS = (".xlsx", ".xls", ".et", ".csv")
_DOCUMENTS = (".docx", ".doc", ".wps")


def check(root: Root) -> Iterator[Diagnostic]:
    """Yield files under plan/ and reports/ that are not read, and second plans of one year."""
    for file in other_files(root):
        if not re.fullmatch(_KNOWN, file.name, re.IGNORECASE):
            name = shown_path(root, file)
            yield RULE.at(
                Location(name),
                Words("这个文件没有读。", "This file is not read."),
                _what_to_do(PurePosixPath(name)),
            )
    first: dict[str, Location] = {}
    for file in plan_files(root):
        location = Location(shown_path(root, file))
        if file.suffix.lower() in YAML and (before := first.setdefault(file.stem, location)) is not location:
            yield RULE._replace(severity="error").at(
                location,
                Words(
                    f"{file.stem} 年已有 {before.path}，这一份没有读。",
                    f"{before.path} is read; this one is not.",
                ),
                Words("请只留一份。", "Keep one of them."),
                Related(before, Words("读的是这一份", "this one is read")),
            )


def _what_to_do(file: PurePosixPath) -> Words:
    meant = _meant(file.name)
    if meant is not None and len(file.parts) > 2 and file.parts[0] == "plan":  # noqa: PLR2004
        return Words(
            f"工作要点直接放在 plan/ 下：plan/{meant}。", f"Plans lie in plan/ itself: plan/{meant}."
        )
    if meant is not None:
        return Words(
            f"是填报或工作要点的，请改名为 {meant}（已有这个文件的，看清哪份是新的，只留一份）。",
            f"If it is a plan or report, rename it {meant} (where that is there, keep the newer one).",
        )
    suffix = file.suffix.lower()
    if suffix in _FORMS:
        return Words(
            "收到的表请用 edu-plan collect 收，再移到别处。",
            "Take forms in with edu-plan collect; then move it.",
        )
    if suffix in _DOCUMENTS:
        return Words(
            "文件请用 edu-plan import 读入；佐证材料放到 evidence/ 下。",
            "Read documents with edu-plan import; evidence belongs under evidence/.",
        )
    return Words(
        "不是填报的请移到别处；是的请存成 .yaml。", "Move it if it is no report; save it as .yaml if it is."
    )


def _meant(name: str) -> str | None:
    """Return the name of a YAML file that was a little off."""
    plain = normalize_typed(name).replace("。", ".").replace("｡", ".").lower()
    match = re.search(r"^(.+?)\.+(ya?m+l|yalm|ymal)\b", plain)
    return f"{match[1].strip()}.{'yml' if match[2] == 'yml' else 'yaml'}" if match else None
