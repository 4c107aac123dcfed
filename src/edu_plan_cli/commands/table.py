"""Every command, one line each: its module is imported only when it is the one asked for (or for help)."""

from edu_plan_cli.values.words import Words

COMMANDS: dict[str, Words] = {
    "status": Words("计划完成得怎样、哪些要过问", "how far the plan is, and what needs attention"),
    "report": Words("一个季度的完成情况表", "one quarter's table, to hand on"),
    "show": Words(
        "一项任务或一个目标的全部情况和算法", "everything about one item or target, and how it was computed"
    ),
    "missing": Words("谁没填报、谁迟报，附催报的话", "who has not reported, who was late, with reminders"),
    "evidence": Words("佐证材料在不在、变没变", "is the evidence there, and unchanged"),
    "validate": Words("检查工作要点和进展填报", "check the plan and the reports"),
    "explain": Words("问题代码的含义和改法", "what a problem's code means, and how to mend it"),
    "init": Words("新建一个项目", "start a new project"),
}
