"""LibreOffice, where it is installed, for the files only it can read. It runs no macro and follows no link."""

import subprocess
from pathlib import Path

from edu_plan_cli.files.programs import find_program

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
# A profile of its own: the user's is not touched, and what a document may do does not depend on it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return where LibreOffice is; None where it is not installed."""
    return find_program(*_PROGRAMS)


def converted(source: Path) -> bytes | None:
    """Return a document as .docx; None where no converter is installed or it makes nothing of the file.

    ``source`` lies in a folder of its own, which the caller removes.
    """
    office = program()
    if office is None:
        return None
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    out = source.parent / "converted"
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(out), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603  the program is an absolute path, its arguments are paths of ours
            command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
    except (subprocess.SubprocessError, OSError):
        return None
    result = out / f"{source.stem}.docx"
    return result.read_bytes() if result.is_file() else None
