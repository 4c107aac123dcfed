"""``edu-plan words``."""

from edu_plan_cli.cli import options
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan words", Words("报表用的每一句话", "every phrase of the reports")),
    (
        "edu-plan words -o words.yaml",
        Words("存进项目文件夹，删掉不改的，改要改的", "into the project; keep what you mean to change"),
    ),
)


def command(
    output: options.Output = None, force: options.Force = False, project: options.Project = None
) -> None:
    from pathlib import Path

    from edu_plan_cli.cli.output import put_out
    from edu_plan_cli.files.project_folder import find_project
    from edu_plan_cli.files.starter import modeline
    from edu_plan_cli.model.wordbook import written_out

    # Only for where its schemas lie: the words are the built-in ones.
    root = find_project(project, Path.cwd())
    put_out(written_out(modeline(root.root, "words", 0) if root else ""), output, force=force)
