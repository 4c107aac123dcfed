"""What a new project begins with. It validates at once."""

import os
from collections.abc import Mapping
from pathlib import Path

from edu_plan_cli.files.reading import read_bytes
from edu_plan_cli.files.writing import write_new

_PLAN = """\
# yaml-language-server: $schema=../schema/plan.json
# {year} 年工作要点。格式见 edu-plan 文档 docs/format.md；写完运行 edu-plan validate。
schema: edu-plan/plan@1
revision: 1
year: {year}
title: {year} 年工作要点
settings:
  reporting: {{due_days: 10, grace_days: 0}}    # 季后几日内报送；宽限几日
  lights: {{lagging_points: 10}}    # 完成率低于序时进度超过几个百分点为滞后
departments:
  - id: office
    name: 办公室
sections: []
"""
_REPORTS = (
    "# 进展填报\n\n每个科室每季一个文件：`reports/{year}/Q1/科室id.yaml`。\n\n"
    "季度之间的进展写在 `reports/{year}/updates/科室id.yaml`，领导的批示和整改写在 `reports/{year}/instructions.yaml`，都可以没有。\n"
)
_CONFIG = "# 这个文件夹是一个 edu-plan 项目。各年的规则（报送时限、灯的阈值）写在 plan/<年份>.yaml 的 settings 里。\n"
_ATTRIBUTES = "*.yaml text eol=lf\n*.yml text eol=lf\n"
_IGNORED = "# 正在写的时候才有，写完就没了\n.edu-plan.lock\n.*.edu-plan.tmp\n"
_CI = """\
# GitHub Actions：每次推送检查工作要点和进展填报；合并请求只报新带来的问题，封账的数被改也会报
name: edu-plan
on: [push, pull_request]
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0    # 全部历史：要知道分支从哪里分出来
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
      - run: pip install edu-plan
      - run: edu-plan validate --format github ${BASE:+--since "$BASE"}
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
"""


def modeline(root: Path, schema: str, depth: int) -> str:
    """Return the comment by which editors find a file's schema, for a file so many folders deep; empty where none is kept."""
    path = f"schema/{schema}.json"
    return f"# yaml-language-server: $schema={'../' * depth}{path}\n" if (root / path).is_file() else ""


def is_untouched(file: Path, year: int) -> bool:
    """Tell whether a plan is still what a new project begins with: then nothing is lost when it gives way."""
    return read_bytes(file.parent, file) == _PLAN.format(year=year).encode()


def start_project(folder: Path, year: int, schemas: Mapping[str, str]) -> list[Path]:
    """Write a new project's files, or those that a run which was cut off left out. Raises as ``write_new`` does.

    ``schemas`` are the texts of the JSON Schemas editors are pointed to, by name. The plan comes last: with it there is a project.
    """
    files = {
        **{f"schema/{name}.json": text for name, text in schemas.items()},
        ".gitattributes": _ATTRIBUTES,
        ".github/workflows/edu-plan.yml": _CI,
        "edu-plan.toml": _CONFIG,
        "reports/README.md": _REPORTS.format(year=year),
        f"plan/{year}.yaml": _PLAN.format(year=year),
    }
    if not os.path.lexists(folder / ".gitignore"):  # a repository often has one before it has a plan
        files = {".gitignore": _IGNORED} | files
    return write_new(folder, {name: text.encode() for name, text in files.items()})
