"""The program's entry: streams that can print Chinese anywhere, then the command line."""

import gc
import sys


def main() -> None:
    # A plan is a large tree without cycles: looking for some in it, time and again, costs a tenth of a command's time.
    gc.set_threshold(1_000_000)
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows its escape; it never stops half-way through a report.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from edu_plan_cli.commands.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
