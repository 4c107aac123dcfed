"""Every command, one line each: its module is imported only when it is the one asked for (or for help)."""

from collections.abc import Callable
from importlib import import_module

from edu_plan_cli.values.bilingual import Words

# As help lists them.
GROUPS: tuple[tuple[Words, dict[str, Words]], ...] = (
    (
        Words("看", "Look"),
        {
            "status": Words("计划完成得怎样、哪些要过问", "how far the plan is, and what needs attention"),
            "report": Words("一个季度的完成情况表", "one quarter's table, to hand on"),
            "breakdown": Words(
                "责任分解表：谁牵头、谁配合、什么时候", "who does what by when, to issue with the plan"
            ),
            "show": Words(
                "一项任务或一个目标的全部情况和算法",
                "everything about one item or target, and how it was computed",
            ),
            "due": Words("近期到期的：阶段、步骤、节点、文件、填报", "what falls due soon, by day"),
            "missing": Words(
                "谁没填报、谁迟报，附催报的话", "who has not reported, who was late, with reminders"
            ),
            "rollup": Words("各区县放在一起看、指标合计", "many districts side by side, indicators summed"),
            "evidence": Words("佐证材料在不在、变没变", "is the evidence there, and unchanged"),
            "export": Words(
                "计划和进展的开放数据，给别的系统读", "the plan and its progress for other systems"
            ),
        },
    ),
    (
        Words("填和改", "Record and edit"),
        {
            "form": Words("每个科室一张 Excel 填报表", "an Excel form for each department"),
            "collect": Words("收回填好的表，写进填报", "take filled-in forms into the reports"),
            "record": Words("填报：写进科室的季度文件", "record an answer in the department's report"),
            "instruct": Words(
                "记下领导的批示、整改要求和答复", "write down what leaders ask, and the answers"
            ),
            "set": Words("改工作要点里的一个值", "change a value of the plan"),
            "assign": Words("定牵头和配合科室", "say who leads and who helps"),
            "add": Words("加一个目标、任务或部分", "add a target, item or section"),
            "amend": Words(
                "印发后调整一个目标（日期、文号、理由）",
                "amend a target after issue (date, document, reason)",
            ),
            "drop": Words("取消一个目标或一项任务", "take a target or an item out of the plan"),
            "import": Words("印发的 Word 文件读成工作要点", "read the issued Word file into a plan"),
            "review": Words("逐个看从原文读出的候选目标", "go through the candidates read out of the text"),
            "new-year": Words("从今年的工作要点起草明年的", "begin next year's plan from this year's"),
        },
    ),
    (
        Words("查", "Check"),
        {
            "validate": Words("检查工作要点和进展填报", "check the plan and the reports"),
            "explain": Words("问题代码的含义和改法", "what a problem's code means, and how to mend it"),
            "fmt": Words("把文件排成统一的样子", "lay files out in one way"),
        },
    ),
    (
        Words("改动", "What changed"),
        {
            "diff": Words(
                "两个版本之间改了什么、影响哪些灯", "what changed between revisions, and what it does"
            ),
            "log": Words("一个目标或任务有过的每个值", "every value a target or item has had"),
            "blame": Words("一个季度的每个数是谁提交的", "who committed each answer of a quarter"),
        },
    ),
    (
        Words("设置", "Set up"),
        {
            "init": Words("新建一个项目", "start a new project"),
            "git-setup": Words(
                "让 git 按编号合并、按目标显示改动", "let git merge by id and show changes by target"
            ),
            "words": Words("报表用的话，换成自己的从这里抄", "the phrases of the reports, to copy from"),
            "schema": Words("文件格式的 JSON Schema，给编辑器用", "JSON Schemas of the formats, for editors"),
        },
    ),
)
COMMANDS: dict[str, Words] = {name: words for _, group in GROUPS for name, words in group.items()}
# Run by git, not by people: in no help.
PLUMBING: dict[str, Words] = {
    "git-merge": Words("git 合并时由 git 调用（edu-plan git-setup）", "called by git when it merges"),
    "git-textconv": Words(
        "git diff 时由 git 调用（edu-plan git-setup）", "called by git when it shows a difference"
    ),
}

ALL_COMMANDS = {**COMMANDS, **PLUMBING}


def command_function(name: str) -> Callable[..., int | None]:
    """Return what a command does: a function whose signature declares its options and arguments, and that returns the exit code."""
    module = "import_" if name == "import" else name.replace("-", "_")  # import is a word of Python's own
    function: Callable[..., int | None] = import_module(f"edu_plan_cli.commands.{module}").command
    return function
