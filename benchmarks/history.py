"""A district in a repository in which one value of the plan was changed many times; and one with a slip in it."""

import shutil
import subprocess
from pathlib import Path

REVISIONS = 200


def commit_revisions(root: Path, revisions: int = REVISIONS) -> str:
    """Put a district under git, with so many revisions of its first plan value; returns the id of the target changed."""
    file = next((root / "plan").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    start = text.index("  target_value: ")
    end = text.index("\n", start)
    identity = text.rindex("- id: ", 0, start)
    stream = [
        _commit(1, root, [(path, path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.yaml"))])
    ]
    for number in range(2, revisions + 1):
        text = f"{text[:start]}  target_value: {400 + number}{text[end:]}"
        end = text.index("\n", start)
        stream.append(_commit(number, root, [(file, text)]))
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream), check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
    return text[identity + len("- id: ") :].partition("\n")[0]


def _commit(number: int, root: Path, files: list[tuple[Path, str]]) -> bytes:
    day = 1672531200 + number * 3600
    who = f"经办人 <desk@example.org> {day} +0800"
    subject = f"第{number}次修改".encode()
    parts = [
        f"commit refs/heads/main\nmark :{number}\nauthor {who}\ncommitter {who}\ndata {len(subject)}\n".encode(),
        subject,
    ]
    if number > 1:
        parts.append(f"\nfrom :{number - 1}".encode())
    for path, text in files:
        data = text.encode()
        name = path.relative_to(root).as_posix()
        parts.append(f"\nM 100644 inline {name}\ndata {len(data)}\n".encode() + data)
    return b"".join(parts) + b"\n"


def with_a_slip(district: Path, copy: Path) -> None:
    """The same district with one value of the wrong type in its plan."""
    shutil.copytree(district, copy, ignore=shutil.ignore_patterns(".git"))
    file = next((copy / "plan").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("target_value: ", "target_value: 约", 1), encoding="utf-8")
