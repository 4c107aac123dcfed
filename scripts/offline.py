"""Make a folder from which edu-plan is installed on a machine with Python and no network (docs/windows.md).

``python scripts/offline.py FOLDER`` makes it for 64-bit Windows and this Python's version; ``--python 3.12`` for another,
``--platform here`` for a machine like this one. Needs pip and the network; the folder needs neither but Python's own pip.
"""

import argparse
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import BytesParser
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parent.parent
WHAT = "edu-plan[office,html]"
HERE = "here"

CMD = """\
@echo off
chcp 936 >nul
setlocal
set NoDefaultCurrentDirectoryInExePath=1
set CODE=1
pushd "%~dp0"
set PYTHON=py -{version}
%PYTHON% -c "" >nul 2>nul
if errorlevel 1 set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info[:2] != {pair})" >nul 2>nul
if errorlevel 1 goto missing
%PYTHON% -m venv edu-plan
if errorlevel 1 goto failed
edu-plan\\Scripts\\python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels "{what}"
if errorlevel 1 goto failed
edu-plan\\Scripts\\edu-plan --version
if errorlevel 1 goto failed
set CODE=0
echo 装好了。以后用 "%CD%\\edu-plan\\Scripts\\edu-plan"
goto end
:missing
echo 这台电脑上没有 Python {version}，请先装好它，再双击本文件。
goto end
:failed
echo 没有装成，请把上面的文字发给做这个文件夹的人。
:end
popd
if not "%~1"=="/q" pause
exit /b %CODE%
"""
SH = """\
#!/bin/sh
set -eu
cd "$(dirname "$0")"
python{version} -m venv edu-plan
edu-plan/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels "{what}"
edu-plan/bin/edu-plan --version
echo "装好了。以后用 $(pwd)/edu-plan/bin/edu-plan"
"""


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--python", default=".".join(map(str, sys.version_info[:2])), help="such as 3.12")
    options.add_argument("--platform", default="win_amd64", help=f"as wheels name it, or {HERE!r}")
    given = options.parse_args(arguments)
    if not re.fullmatch(r"3\.\d+", given.python):
        options.error(f"no version of Python: {given.python}")
    if given.folder.exists() and any(given.folder.iterdir()):
        options.error(f"{given.folder} is not empty")
    make(given.folder, given.python, given.platform)
    print(f"{given.folder}: {len(list((given.folder / 'wheels').iterdir()))} wheels")  # noqa: T201


def make(folder: Path, version: str, platform: str) -> None:
    """The wheels of edu-plan and all it needs, and what installs them. Raises CalledProcessError where pip fails."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    target = ["--only-binary=:all:", "--dest", str(wheels), "--find-links", str(wheels)]
    if platform != HERE:
        target += ["--platform", platform, "--python-version", version, "--implementation", "cp"]
    _pip("download", *target, WHAT)
    while missing := sorted(_missing(wheels, version, platform)):  # pip asks only what this system needs
        _pip("download", "--no-deps", *target, *missing)
    words = {"version": version, "pair": tuple(map(int, version.split("."))), "what": WHAT}
    if platform.startswith("win"):
        (folder / "安装.cmd").write_bytes(CMD.format(**words).replace("\n", "\r\n").encode("gbk"))
    else:
        script = folder / "安装.sh"
        script.write_text(SH.format(**words), encoding="utf-8", newline="\n")
        script.chmod(0o755)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, check=True)  # noqa: S603  pip of this very Python, arguments as a list


def _missing(wheels: Path, version: str, platform: str) -> Iterator[str]:
    """What the wheels ask for on the machine they are for, and is not among them."""
    if platform == HERE:
        return
    there = {canonicalize_name(parse_wheel_filename(file.name)[0]) for file in wheels.glob("*.whl")}
    machine = {"win_amd64": "AMD64", "win_arm64": "ARM64", "win32": "x86"}.get(platform, "")
    system = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": machine,
    }
    here = {**system, "python_version": version, "python_full_version": f"{version}.0"}
    for file in wheels.glob("*.whl"):
        with zipfile.ZipFile(file) as parts:
            name = next(name for name in parts.namelist() if name.endswith(".dist-info/METADATA"))
            asked = BytesParser().parsebytes(parts.read(name)).get_all("Requires-Dist", [])
        for wanted in map(Requirement, asked):
            extras = ("office", "html") if file.name.startswith("edu_plan-") else ("",)
            applies = wanted.marker is None or any(
                wanted.marker.evaluate({**here, "extra": e}) for e in extras
            )
            if applies and canonicalize_name(wanted.name) not in there:
                yield f"{wanted.name}{wanted.specifier}"


if __name__ == "__main__":
    main()
