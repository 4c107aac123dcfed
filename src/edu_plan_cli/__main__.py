"""The program's entry: streams that can print Chinese anywhere, then the command line."""

import gc
import os
import sys


def main() -> None:
    """Run the command line with this process's arguments, and end the process with its exit code (0, 1 or 2)."""
    # A plan is a large tree without cycles: looking for some in it, time and again, costs a tenth of a command's time.
    gc.set_threshold(1_000_000)
    if (
        sys.platform == "win32"
    ):  # whoever starts a program, a library among them: not one of the current folder
        os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112  as Windows spells it
    from edu_plan_cli.presentation.streams import prepare

    prepare()
    from edu_plan_cli.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()  # else Python, ending, looks through all that was read, twice, for cycles
    sys.exit(code)


if __name__ == "__main__":
    main()
