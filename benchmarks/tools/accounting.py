"""Plain-text accounting: a target is a budget, an answer is a posting. hledger, ledger, beancount."""

from pathlib import Path

from measure import Job
from tools import Work, program

MONTH = (3, 6, 9, 12)


def jobs(folder: Path, times: int, work: Work, scripts: Path) -> list[Job]:
    folder.mkdir(parents=True, exist_ok=True)
    journal, beans = folder / "plan.journal", folder / "plan.beancount"
    accounts = [f"Item{n // 6 + 1}:Target{n + 1}" for n in range(work.targets)]
    journal.write_text(
        "~ Yearly\n" + "".join(f"    {name}  400 unit\n" for name in accounts) + "    Done\n\n"
        + "".join(
            f"2023-{MONTH[quarter]:02}-28 本季各校落实到位，问题清单已逐项整改\n    {name}  {60 + n % 70} unit\n    Done\n\n"
            for quarter in range(work.quarters) for n, name in enumerate(accounts)
        ),
        encoding="utf-8",
    )  # fmt: skip
    beans.write_text(
        "2023-01-01 open Income:Done\n"
        + "".join(f"2023-01-01 open Expenses:{name}\n" for name in accounts)
        + "".join(
            f'2023-{MONTH[quarter]:02}-28 * "本季各校落实到位，问题清单已逐项整改"\n  Expenses:{name}  {60 + n % 70} UNIT\n  Income:Done\n\n'
            for quarter in range(work.quarters) for n, name in enumerate(accounts)
        ),
        encoding="utf-8",
    )  # fmt: skip
    wanted = {
        "hledger check": ("hledger", ["-f", str(journal), "check"]),
        "hledger balance --budget": ("hledger", ["-f", str(journal), "balance", "--budget", "-Y"]),
        "ledger balance": ("ledger", ["-f", str(journal), "balance"]),
        "ledger budget": ("ledger", ["-f", str(journal), "budget"]),
        "bean-check": ("bean-check", ["--no-cache", str(beans)]),
        "bean-query, sum by account": (
            "bean-query", [str(beans), "SELECT account, sum(position) GROUP BY account"],
        ),
    }  # fmt: skip
    return [
        Job(what, [path, *arguments], folder, times, work.entries)
        for what, (name, arguments) in wanted.items()
        if (path := program(name, scripts))
    ]
