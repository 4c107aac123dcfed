#!/usr/bin/env bash
# Make a Windows Python under Wine in DIR with the project at PROJECT installed: setup.sh DIR PROJECT
# Run again, it does what is not done yet (new dependencies, say) and takes the project's source anew.
# PYTHON names the Python 3.11 to use, else python3.11 is taken.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: $0 DIR PROJECT" >&2; exit 2; }
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(cd "$2" && pwd -P)
mkdir -p "$1"
rig=$(cd "$1" && pwd -P)
python=${PYTHON:-python3.11}
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "$python is no Python 3.11" >&2; exit 2; }
[ -f "$project/src/edu_plan_cli/__init__.py" ] || { echo "$project is not the project" >&2; exit 2; }

step() { echo "== $*"; }
win=$rig/python
packages=$win/Lib/site-packages
gcc=x86_64-w64-mingw32-gcc
# The interpreter's DLLs, as MSVC built them, are in this wheel (deploy_libs/): CPython 3.11.9 for 64-bit Windows.
dlls='panda3d==1.10.16 --hash=sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82'
for_windows=(--platform win_amd64 --python-version 3.11 --implementation cp --only-binary=:all: --disable-pip-version-check -qq)

# --- Wine, a C compiler for Windows, the Chinese locale ---
if ! command -v wine >/dev/null || ! command -v "$gcc" >/dev/null || ! command -v localedef >/dev/null; then
    step "apt packages"
    [ "$(id -u)" -eq 0 ] && sudo='' || sudo=sudo
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        wine wine64 gcc-mingw-w64-x86-64-win32 locales >/dev/null
fi
if ! locale -a | grep -qix 'zh_CN\.utf-\?8'; then
    step "locale zh_CN.UTF-8"
    [ "$(id -u)" -eq 0 ] && sudo='' || sudo=sudo
    $sudo localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
fi

# --- Python for Windows ---
if [ ! -f "$win/.made" ]; then
    step "Python for Windows"
    rm -rf "$win" "$rig/download" "$rig/requirements.txt"
    mkdir -p "$win/DLLs" "$packages" "$rig/download"
    echo "$dlls" >"$rig/download/dlls.txt"
    "$python" -m pip download --no-deps --require-hashes "${for_windows[@]}" -d "$rig/download" -r "$rig/download/dlls.txt"
    "$python" - "$rig/download" "$win" <<'PY'
import pathlib, sys, zipfile

download, win = map(pathlib.Path, sys.argv[1:])
with zipfile.ZipFile(next(download.glob("panda3d-*.whl"))) as wheel:
    for entry in wheel.namelist():
        folder, _, name = entry.rpartition("/")
        if folder != "deploy_libs" or name.startswith(("api-ms-win-", "tcl", "tk", "_tkinter")):
            continue  # Wine has the api-ms-win-*.dll; no windows are opened here
        beside = name in ("python311.dll", "VCRUNTIME140.dll")
        target = win / name.lower() if beside else win / "DLLs" / name
        target.write_bytes(wheel.read(entry))
PY
    rm -r "$rig/download"
    stdlib=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
    tar -C "$stdlib" --exclude=./site-packages --exclude=./dist-packages --exclude=./lib-dynload --exclude=./test \
        --exclude='./config-3.11*' --exclude=./idlelib --exclude=./tkinter -cf - . | tar -C "$win/Lib" -xf -
    touch "$win/.made"
fi
build() { # EXE SOURCE [OPTION...]
    local exe=$win/$1 source=$here/$2
    [ "$source" -nt "$exe" ] || return 0
    step "$(basename "$exe")"
    "$gcc" -O1 -Wall -municode "${@:3}" -o "$exe" "$source"
}
build python.exe launcher.c
mkdir -p "$win/Lib/venv/scripts/nt"
cp "$win/python.exe" "$win/Lib/venv/scripts/nt/" # what a virtual environment gets; it finds the DLL on PATH
[ "$win/edu-plan.exe" -nt "$here/setup.sh" ] || { # as pip makes it: its launcher, which interpreter to start, what that is to run
    step "edu-plan.exe"
    mkdir -p "$rig/download"
    "$python" -m pip download --no-deps -qq --disable-pip-version-check -d "$rig/download" pip
    "$python" - "$rig/download" "$win" <<'PY'
import io, pathlib, sys, zipfile

download, win = map(pathlib.Path, sys.argv[1:])
with zipfile.ZipFile(next(download.glob("pip-*.whl"))) as wheel:
    launcher = wheel.read("pip/_vendor/distlib/t64.exe")
run = "import sys\nfrom edu_plan_cli.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as packed:
    packed.writestr("__main__.py", run)
python = f"Z:{win}/python.exe".replace("/", "\\")
(win / "edu-plan.exe").write_bytes(launcher + f'#!"{python}"\r\n'.encode() + archive.getvalue())
PY
    rm -r "$rig/download"
}
build ../marker.exe marker.c

# --- the wheels for Windows of what the project needs ---
"$python" "$here/requirements.py" "$project/pyproject.toml" >"$rig/requirements.new"
if ! cmp -s "$rig/requirements.new" "$rig/requirements.txt"; then
    step "dependencies"
    rm -rf "$packages" "$rig/requirements.txt"
    "$python" -m pip install "${for_windows[@]}" --no-warn-conflicts --target "$packages" -r "$rig/requirements.new"
    mv "$rig/requirements.new" "$rig/requirements.txt"
fi
rm -f "$rig/requirements.new"

# --- the project, its example plan for the checks, the wrappers ---
step "the project at $project"
rm -rf "$packages"/edu_plan* "$rig/example" "$rig/source"
"$python" -m pip install -q --no-deps --target "$packages" "$project"  # with its metadata, which says what the extras ask for
mkdir "$rig/example"
cp -r "$project/plan" "$project/reports" "$project/edu-plan.toml" "$rig/example/"
mkdir -p "$rig/read"
cp "$project/README.md" "$project/README.en.md" "$project/docs/windows.md" "$rig/read/"
mkdir "$rig/source"
cp -r "$project/src" "$project/pyproject.toml" "$project/README.md" "$project/LICENSE" "$rig/source/"
cp "$here/wpy" "$here/edu-plan" "$rig/"

# --- Windows ---
if [ ! -f "$rig/prefix/.made" ]; then
    step "Windows (Wine's prefix)"
    rm -rf "$rig/prefix"
    (
        unset LC_ALL "${!LC_@}" DISPLAY WAYLAND_DISPLAY
        export LANG=zh_CN.UTF-8 WINEPREFIX=$rig/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
        wine wineboot -i && wine winecfg -v win10 && wineserver -w
    ) </dev/null >/dev/null 2>&1 || { echo "Wine could not make its prefix" >&2; exit 1; }
    random=$rig/prefix/drive_c/windows/system32/bcryptprimitives.dll
    [ -f "$random" ] || "$gcc" -O1 -Wall -shared -o "$random" "$here/bcryptprimitives.c" -ladvapi32
    touch "$rig/prefix/.made"
fi
step "$("$rig/wpy" -c 'import ctypes, platform, sys
print("ready: Python", platform.python_version(), sys.platform, "code page", ctypes.windll.kernel32.GetACP(), end="")' </dev/null)"
"$rig/wpy" -c 'import ctypes, sys; sys.exit(ctypes.windll.kernel32.GetACP() != 936)' </dev/null || {
    echo "the code page is not 936: is the locale zh_CN.UTF-8 there?" >&2
    exit 1
}
"$rig/edu-plan" --version </dev/null
