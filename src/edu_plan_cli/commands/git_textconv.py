"""``edu-plan git-textconv``: a file as ``git diff`` shows it, each value with the name of what it belongs to."""

from pathlib import Path

from edu_plan_cli.values.bilingual import Words

EXAMPLES = (("edu-plan git-setup", Words("由它装好，git 自己调用", "sets it up; git calls it")),)


def command(file: Path) -> None:
    from edu_plan_cli.editing.propose import Unreadable, parse
    from edu_plan_cli.features.history.git_textconv_outline import outline
    from edu_plan_cli.presentation.streams import write_data

    text = file.read_bytes().decode("utf-8-sig", "replace")
    try:
        shown = outline(parse(file.name, text))
    except Unreadable:
        shown = text
    write_data(shown if shown.endswith("\n") else shown + "\n")
