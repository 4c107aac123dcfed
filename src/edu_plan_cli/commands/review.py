"""``edu-plan review``."""

import sys

from edu_plan_cli.cli import options, review_options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan review",
        Words(
            "逐个看候选目标和还没有目标的句子：认可、不作目标、改、以后再说",
            "go through what waits, one by one",
        ),
    ),
    ("edu-plan review 14", Words("只看一项任务的", "those of one item")),
    ("edu-plan review --list", Words("只列出来，连同各自的编号", "only list them, with their ids")),
    (
        "edu-plan review 3 --accept 牵头=党建办",
        Words("一条命令：第3项的都照所列认可", "by one command: accept those of item 3 as listed"),
    ),
    (
        "edu-plan review t9mxa --accept '步骤=制定方案 3月底、总结'",
        Words("认可一个，补上它还缺的", "accept one, with what it lacks"),
    ),
    (
        "edu-plan review t9mxa --aside",
        Words("不作目标：这句记为看过", "no target: its sentence is set aside"),
    ),
)


def command(
    what: review_options.Waiting = None,
    pairs: review_options.Pairs = None,
    listing: review_options.Listing = False,
    accept: review_options.Accept = False,
    aside: review_options.Aside = False,
    answers: review_options.Answers = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> int:
    from edu_plan_cli.cli import reviewed_candidates as reviewing
    from edu_plan_cli.cli.plan_arguments import open_plan

    if what is not None and ("=" in what or "＝" in what):  # 牵头=项目办 of all that waits
        pairs, what = [what, *(pairs or [])], None
    chosen = year or reviewing.year_with_candidates(project)
    at = open_plan(project, chosen, today)
    waiting = reviewing.waiting_for(at, what)
    if accept or aside or pairs:
        return reviewing.answer_at_once(at, waiting, pairs or [], accept=accept, aside=aside, dry_run=dry_run)
    if listing or not waiting or (answers is None and not is_terminal(sys.stdin)):
        reviewing.list_waiting(at, waiting, what, LANG)
        return 0
    reviewing.ask_about(
        at, waiting, what, answers, lambda: open_plan(project, str(at.year), today), dry_run=dry_run
    )
    return 0
