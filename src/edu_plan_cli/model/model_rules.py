"""Which format a file says it is in: EP207."""

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

SCHEMA = Rule(
    code="EP207",
    name="unknown-schema",
    severity="error",
    title=Words("文件格式的版本不认识", "an unknown schema version"),
    why=Words(
        "每个文件第一行写明格式的版本。比本程序新的格式，可能用同样的键表达别的意思，所以不读。",
        "Every file names the version of its format in the first line. A newer one may mean other things by the same keys, so it is not read.",
    ),
    remedy=Words(
        "第一行照抄 schema: edu-plan/plan@1（填报写 edu-plan/progress@1）；格式确实比程序新的，升级程序；文件放错了文件夹的，移到对的地方。",
        "Copy schema: edu-plan/plan@1 into the first line (edu-plan/progress@1 for a report). If the format is newer than the program, upgrade; if the file is in the wrong folder, move it.",
    ),
    wrong="schema: edu-plan/plan@9",
    right="schema: edu-plan/plan@1",
    file="plan",
)

RULES = (SCHEMA,)


def schema_missing(location: Location, expected: str) -> Diagnostic:
    """Return the problem of a file that does not say its format."""
    return SCHEMA.at(
        location,
        Words("缺少 schema。", "schema is missing."),
        Words(f"请在第一行写 schema: {expected}", f"Begin the file with schema: {expected}"),
    )


def schema_newer(location: Location, written: str, expected: str) -> Diagnostic:
    """Return the problem of a file in a later version of its format than this program knows."""
    return SCHEMA.at(
        location,
        Words(
            f"文件格式 {written} 比本程序认识的 {expected} 新。",
            f"Format {written} is newer than {expected}, the one known here.",
        ),
        Words("请升级：pip install -U edu-plan", "Upgrade: pip install -U edu-plan"),
    )


def schema_unknown(location: Location, written: str, expected: str) -> Diagnostic:
    """Return the problem of a file in another format than its folder expects."""
    return SCHEMA.at(
        location,
        Words(f"不认识的格式 {written}。", f"Unknown format {written}."),
        Words(
            f"这里应写 {expected}；请检查文件是否放错了文件夹。",
            f"Write {expected}; is the file in the right folder?",
        ),
    )
