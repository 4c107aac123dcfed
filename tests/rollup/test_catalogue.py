"""The shared catalogue of indicators: what is wrong with one is said where it stands, and the schema says the same."""

import json
from pathlib import Path

import jsonschema
import pytest

from checks.test_schema import as_json, tree_of
from commands.running import ROOT
from edu_plan_cli.binding.located import plain_data
from edu_plan_cli.model.catalogue import load_catalogue

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "schema/indicators.json").read_text(encoding="utf-8"))
)
HEAD = "schema: edu-plan/indicators@1\nindicators:\n"
GOOD = "  - code: good\n    name: 好\n    unit: 个\n    total: sum\n"

# What stands in the catalogue after a sound indicator, and what is said of it.
CASES: dict[str, tuple[str, str]] = {
    "a count": ("  - {code: a, name: 甲, unit: 万人, total: sum}\n", ""),
    "a share": ("  - {code: a, name: 甲, total: share}\n", ""),
    "a share in percent": ('  - {code: a, name: 甲, unit: "%", total: share}\n', ""),
    "side by side": ('  - {code: a, name: 甲, unit: "%", total: none}\n', ""),
    "no unit": (
        "  - {code: a, name: 甲, total: sum}\n",
        "indicators.yaml:7:5 EP205 indicators 里这一条没有写单位。 → 请加一行 unit: 个（占比的写 total: share）。",
    ),
    "a share of something": (
        "  - {code: a, name: 甲, unit: 所, total: share}\n",
        "indicators.yaml:7:5 EP205 indicators 里这一条按占比汇总，单位只能是 %。 → 删掉 unit，或把 total 改成 sum。",
    ),
    "percentages summed": (
        "  - {code: a, name: 甲, unit: 个百分点, total: sum}\n",
        "indicators.yaml:7:5 EP205 indicators 里这一条是百分数，不能相加。 → 写 total: share，分子、分母分别相加；或 total: none。",
    ),
    "another way of totalling": (
        "  - {code: a, name: 甲, unit: 个, total: mean}\n",
        "indicators.yaml:7:40 EP204 total 不能是 mean。 → 可选：sum、share、none。",
    ),
    "a slip in a key": (
        "  - {code: a, name: 甲, unit: 个, totle: sum}\n",
        "indicators.yaml:7:33 EP202 不认识的键 totle。 → 是不是想写 total？",
    ),
    "a code that is none": (
        "  - {code: 学位, name: 甲, unit: 个, total: sum}\n",
        "indicators.yaml:7:12 EP205 code 的写法不对：学位。 → 用英文字母开头，只含字母、数字、“-”和“_”，不超过 40 个，如 preschool-places。",
    ),
}


def write(folder: Path, text: str) -> Path:
    file = folder / "indicators.yaml"
    file.write_text(HEAD + GOOD + text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_where_it_stands(name: str, tmp_path: Path) -> None:
    text, says = CASES[name]
    found = load_catalogue(write(tmp_path, text))
    assert "".join(f"{d.location} {d.code} {d.message.zh} → {d.hint.zh}" for d in found.diagnostics) == says
    codes = [indicator.code for indicator in found.indicators]
    assert codes == (["good"] if says and "EP202" not in says else codes)  # the others stay
    assert "good" in codes


@pytest.mark.parametrize("name", CASES)
def test_the_schema_says_the_same(name: str, tmp_path: Path) -> None:
    text, says = CASES[name]
    tree = tree_of(write(tmp_path, text))
    assert tree is not None
    assert bool(list(SCHEMA.iter_errors(as_json(plain_data(tree))))) == bool(says)


def test_of_a_code_written_twice_neither_counts(tmp_path: Path) -> None:
    found = load_catalogue(write(tmp_path, GOOD))
    assert found.indicators == []
    [problem] = found.diagnostics
    assert (str(problem.location), problem.message.zh) == ("indicators.yaml:7:11", "指标编码 good 写了两次。")
    assert str(problem.related[0].location) == "indicators.yaml:3:11"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("schema: edu-plan/indicators@2\n", "EP207"),
        ("schema: edu-plan/plan@1\n", "EP207"),
        ("a: &x 1\n", "EP1"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_catalogue(file)
    assert found.indicators == []
    assert found.diagnostics[0].code.startswith(code)
