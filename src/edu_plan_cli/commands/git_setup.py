"""``edu-plan git-setup``."""

from typing import Annotated

import typer

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import say
from edu_plan_cli.values.words import Words

EXAMPLES = (
    ("edu-plan git-setup", Words("装进这个仓库（每个克隆各装一次）", "into this clone of the repository")),
    ("edu-plan git-setup --remove", Words("卸掉", "take it out again")),
)
_SETTINGS = {
    "merge.edu-plan.name": "edu-plan: merge plans and reports by id",
    "merge.edu-plan.driver": "edu-plan git-merge %O %A %B %P",
    "diff.edu-plan.textconv": "edu-plan git-textconv",
}
_LINES = tuple(f"{part} merge=edu-plan diff=edu-plan" for part in ("plan/*.yaml", "reports/**/*.yaml"))


def command(
    remove: Annotated[bool, typer.Option("--remove", help=say("卸掉", "take it out again"))] = False,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.commands.wiring import needs_history, open_project
    from edu_plan_cli.commands.writing import write_project_file
    from edu_plan_cli.files.git import GitError, set_config, unset_config

    root = open_project(project).root
    needs_history(root)
    try:
        if remove:
            unset_config(root, ("merge.edu-plan", "diff.edu-plan"))
        else:
            set_config(root, _SETTINGS)
    except GitError as error:
        raise Stop(
            say(f"git 设置没有写成：{error}。", f"git's settings were not written: {error}.")
        ) from None
    file = root / ".gitattributes"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    kept = [line for line in lines if line not in _LINES]
    wanted = kept if remove else [*kept, *_LINES]
    if wanted != lines:
        write_project_file(root, ".gitattributes", "".join(f"{line}\n" for line in wanted))
    typer.echo(
        say("已从这个仓库卸掉。", "Taken out of this repository.")
        if remove
        else say(
            "已装进这个仓库：合并按编号，git diff 按目标显示。别的克隆要各装一次；没装的按 git 平常的办法合并。",
            "Set up in this clone: merges go by id, git diff shows targets. Other clones set up their own, or merge as ever.",
        )
    )
