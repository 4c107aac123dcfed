"""What bounds the commands from below, each as a process of its own: ``parts.py read|parse FOLDER``."""

import sys
from pathlib import Path

what, folder = sys.argv[1], Path(sys.argv[2])
files = sorted(folder.rglob("*.yaml"))
if what == "read":
    print(sum(len(file.read_bytes()) for file in files))
elif what == "parse":
    from edu_plan_cli.files.reading import SourceFile
    from edu_plan_cli.nodes.reader import read_nodes

    for file in files:
        assert read_nodes(SourceFile(file.name, file.read_text(encoding="utf-8"))).root is not None
