"""EP321 department-id-reserved: a department's id, by which its reports are named, can be no file's name on Windows."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.files.file_names import is_device
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP321",
    name="department-id-reserved",
    severity="error",
    title=Words("科室 id 不能当文件名", "a department id no file can have"),
    why=Words(
        "填报文件以科室 id 为名；con、nul、aux、prn、com1、lpt1 等在 Windows 上是设备，不能当文件名，这个科室就没法填报。",
        "Reports are named by the department's id; con, nul, aux, prn, com1, lpt1 and the like are devices on Windows, so that department could not report.",
    ),
    remedy=Words(
        "换一个 id，如 con-office；牵头、配合和填报里写到它的地方一起换。",
        "Choose another id, such as con-office, and change it wherever it is named.",
    ),
    wrong="id: con",
    right="id: office",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield departments whose id is a device's name on Windows: their reports could have no file."""
    for department in year.plan.departments:
        if is_device(department.id):
            yield Finding(
                RULE.at(
                    department.location("id"),
                    Words(
                        f"科室 id {department.id} 在 Windows 上不能当文件名。",
                        f"No file can be called {department.id} on Windows.",
                    ),
                    Words(
                        f"请换一个，如 {department.id}-office；牵头、配合和填报里的也一起换。",
                        f"Choose another, such as {department.id}-office, here and wherever it is named.",
                    ),
                )
            )
