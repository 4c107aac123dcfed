"""An office without a network: the folder holds everything, and installs with the index switched off."""

import os
import shutil
import subprocess
import sys
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from commands.running import ROOT, SAMPLE

VERSION = ".".join(map(str, sys.version_info[:2]))


@pytest.fixture(scope="module", autouse=True)
def _online(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Making the folder takes an index; using it is what must not."""
    asked = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path_factory.mktemp("d")), "hatchling"]  # fmt: skip
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("no package index can be reached")


def made(folder: Path, *options: str) -> Path:
    subprocess.run([sys.executable, str(ROOT / "scripts/offline.py"), str(folder), *options], check=True)
    return folder


@pytest.mark.skipif(
    os.name == "nt" or shutil.which(f"python{VERSION}") is None, reason="needs sh and python by version"
)
def test_what_is_made_for_this_machine_installs_without_a_network(tmp_path: Path) -> None:
    folder = made(tmp_path / "离线 安装", "--platform", "here")
    offline = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    no_index = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}  # fmt: skip
    done = subprocess.run(
        [str(folder / "安装.sh")], env=offline | no_index, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "装好了" in done.stdout
    shutil.copytree(SAMPLE, tmp_path / "p")
    program = folder / "edu-plan/bin/edu-plan"
    for command in ("status", "form -q Q3 -o 表", "report -q Q2 -o 二季度.html", "report -q Q2 -o 通报.docx"):
        ran = subprocess.run([str(program), *command.split()], cwd=tmp_path / "p", env=offline, capture_output=True, check=False)  # fmt: skip
        assert ran.returncode == 0, ran.stderr.decode()


def test_what_is_made_for_windows_holds_all_that_is_asked_for_there(tmp_path: Path) -> None:
    folder = made(tmp_path / "离线", "--python", "3.11")
    wheels = {
        canonicalize_name(parse_wheel_filename(file.name)[0]): file for file in (folder / "wheels").iterdir()
    }
    assert {
        "edu-plan",
        "typer",
        "pydantic-core",
        "openpyxl",
        "jinja2",
        "colorama",
        "ruamel-yaml-clib",
    } <= wheels.keys()
    assert all(file.name.endswith(("-any.whl", "-win_amd64.whl")) for file in wheels.values())
    windows = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64", "python_version": "3.11"}  # fmt: skip
    for file in wheels.values():
        with ZipFile(file) as parts:
            name = next(name for name in parts.namelist() if name.endswith(".dist-info/METADATA"))
            asked = BytesParser().parsebytes(parts.read(name)).get_all("Requires-Dist", [])
        for wanted in map(Requirement, asked):
            if wanted.marker is None or wanted.marker.evaluate({**windows, "extra": ""}):
                assert canonicalize_name(wanted.name) in wheels, f"{file.name} asks for {wanted}"
    script = (folder / "安装.cmd").read_bytes()
    assert script.count(b"\r\n") == script.count(b"\n") > 10
    assert "没有 Python 3.11" in script.decode("gbk")
