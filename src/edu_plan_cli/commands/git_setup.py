"""``edu-plan git-setup``."""

import shlex
import sys
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import about, say
from edu_plan_cli.commands.git_merge import CONFLICT
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan git-setup", Words("装进这个仓库（每个克隆各装一次）", "into this clone of the repository")),
    ("edu-plan git-setup --remove", Words("卸掉", "take it out again")),
)
_LINES = tuple(
    f"{part} merge=edu-plan diff=edu-plan"
    for part in ("plan/*.yaml", "plan/*.yml", "reports/**/*.yaml", "reports/**/*.yml")
)


def _settings() -> dict[str, str]:
    """By the full path of this program, as git may run where its folder is on no PATH.

    A driver that fails in any way, or is gone, would leave one side without a word: git takes what it finds for the
    conflict. So whatever is neither a merge nor our conflict is merged as git does.

    ``-P``: git runs it in the repository, whose own files Python would otherwise import.
    """
    program = f"{shlex.quote(sys.executable)} -P -m edu_plan_cli"
    merge = (
        f"{program} git-merge %O %A %B %P; case $? in 0) exit 0;; {CONFLICT}) exit 1;; esac; "
        "git merge-file -L ours -L base -L theirs %A %O %B"
    )
    return {
        "merge.edu-plan.name": "edu-plan: merge plans and reports by id",
        "merge.edu-plan.driver": merge,
        "diff.edu-plan.textconv": f"{program} git-textconv",
    }


def command(
    remove: Annotated[bool, options.option("--remove", help=Words("卸掉", "take it out again"))] = False,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.cli.history_access import needs_history
    from edu_plan_cli.cli.output import write_project_file
    from edu_plan_cli.files.git import GitError, set_config, unset_config
    from edu_plan_cli.files.reading import SourceFile, read_source

    root = open_project(project).root
    needs_history(root)
    file = root / ".gitattributes"
    source = read_source(root, file) if file.exists() or file.is_symlink() else SourceFile("", "")
    if not isinstance(source, SourceFile):
        raise Stop(about(source[0].location, source[0].message))
    lines = source.text.splitlines()
    try:
        if remove:
            unset_config(root, ("merge.edu-plan", "diff.edu-plan"))
        else:
            set_config(root, _settings())
    except GitError as error:
        raise Stop(
            Words(
                f"git 设置没有写成：{error.words.zh}。", f"git's settings were not written: {error.words.en}."
            )
        ) from None
    kept = [line for line in lines if line not in _LINES]
    wanted = kept if remove else [*kept, *_LINES]
    if wanted != lines:
        write_project_file(root, ".gitattributes", "".join(f"{line}\n" for line in wanted))
    write_line(
        say(Words("已从这个仓库卸掉。", "Taken out of this repository."))
        if remove
        else say(
            Words(
                "已装进这个仓库：合并按编号，git diff 按目标显示。别的克隆要各装一次；没装的按 git 平常的办法合并。\n"
                "git diff 显示的不再是文件原文：要存成补丁给 git apply 用，写 git diff --no-textconv > x.patch（format-patch 不受影响）。",
                "Set up in this clone: merges go by id, git diff shows targets. Other clones set up their own, or merge as ever.\n"
                "What git diff shows is not the text of the files: for a patch that git apply takes, write "
                "git diff --no-textconv > x.patch (format-patch is as ever).",
            )
        )
    )
