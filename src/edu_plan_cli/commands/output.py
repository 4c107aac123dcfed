"""Where a command puts what another program reads."""

from pathlib import Path

from edu_plan_cli.presentation.streams import write_data


def put_out(content: str, output: Path | None, *, force: bool) -> None:
    """To a file where one is named, else to stdout."""
    if output is None:
        write_data(content)
        return
    from edu_plan_cli.commands.writing import write_result

    write_result(output, content, force=force)
