"""A repository whose settings all name one harmless program: it leaves a file in the folder it is given, nothing else.

Which settings name a program is asked of the installed git itself (``git help --config``), so a newer git brings its own.
"""

import os
import re
import subprocess
from pathlib import Path

_NAMES = re.compile(
    r"(^alias\.\*|^pager\.<cmd>|\.(\w*cmd|\w*command|program|textconv|driver|clean|smudge|process|helper|askPass|editor"
    r"|pager|\w*hook|external|fsmonitor|gitProxy|uploadpack|receivepack|sshCommand|alternateRefsCommand|diffFilter"
    r"|viewer|browser|path|smtpServer|httpd|hooksPath))$",
    re.IGNORECASE,
)
_OTHER = ("advice.", "color.", "column.", "include")  # a yes or no, or a file of further settings
# Every command of ours that looks at history, or at who committed what.
HISTORY = (
    ("log", "14-1"),
    ("blame", "-q", "Q1"),
    ("diff", "HEAD~1"),
    ("status", "--rev", "HEAD~1"),
    ("status", "--json"),
    ("show", "14"),
    ("validate", "--since", "HEAD~1"),
    ("report", "-q", "Q1", "--rev", "HEAD"),
)


def settings() -> list[str]:
    """The keys of the installed git that may name a program, their placeholders filled in."""
    asked = subprocess.run(["git", "help", "--config"], capture_output=True, text=True, check=True)
    listed = [line.strip() for line in asked.stdout.splitlines()]
    keys = [key for key in listed if _NAMES.search(key) and not key.startswith(_OTHER)]
    filled = [key.replace("<cmd>", "log").replace("alias.*", "alias.log") for key in keys]
    return sorted({re.sub(r"<\w+>|\*", "trap", key) for key in filled})


def marker(folder: Path) -> Path:
    """A program that leaves ``ran`` beside itself."""
    program = folder / "marker.sh"
    program.write_text(f"#!/bin/sh\necho run >> '{folder}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    """git as its owner would run it, with nobody's settings but the repository's."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    identity = ("-c", "user.name=王晓", "-c", "user.email=w@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, env=clean, check=True, capture_output=True, input=feed).stdout


def lay_traps(repository: Path, program: Path, keys: list[str]) -> None:
    """Name the program in each setting, and set what else git asks for before it would run one."""
    for key in keys:
        git(repository, "config", key, str(program))
    for key, value in (
        ("log.showSignature", "true"),
        ("diff.trap.binary", "false"),
        ("remote.origin.url", str(repository / "nowhere")),
        ("remote.origin.promisor", "true"),
        ("remote.origin.uploadpack", str(program)),
        ("protocol.allow", "always"),
    ):
        git(repository, "config", key, value)
    attributes = "* diff=trap filter=trap merge=trap\n"
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text(attributes, encoding="utf-8")
    hooks = repository / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in (
        "post-index-change",
        "reference-transaction",
        "pre-commit",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        (hooks / name).write_text(program.read_text(encoding="utf-8"), encoding="utf-8")
        (hooks / name).chmod(0o755)


def sign_head(repository: Path) -> None:
    """Make the newest commit one that claims a signature: git asks a program about those."""
    commit = git(repository, "cat-file", "commit", "HEAD").decode()
    head, _, rest = commit.partition("\n\n")
    claimed = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n none\n -----END PGP SIGNATURE-----"
    signed = f"{head}\n{claimed}\n\n{rest}".encode()
    made = git(repository, "hash-object", "-t", "commit", "-w", "--stdin", feed=signed).decode().strip()
    git(repository, "update-ref", "HEAD", made)
