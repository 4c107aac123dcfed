"""Problems for CI systems: every format keeps to its schema, fingerprints stand still, the shipped examples run."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from commands.running import COMMAND, ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.problems.problem_formats import renderer
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

SARIF = json.loads((ROOT / "tests/data/schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
CHECKER = str(Path(sys.executable).with_name("check-jsonschema"))
NEEDS_CHECKER = pytest.mark.skipif(shutil.which(CHECKER) is None, reason="check-jsonschema is not installed")
# docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Forty slips of all severities, one of them with markup in it."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "项目 p"))
    plan = folder / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("target_value: 270", "target_value: 二百七")
    text = text.replace("- 推进教育事业高质量发展。", "- 没有这句 ::error::<b>|%0A")
    text += "".join(f"close_out{number}: x\n" for number in range(40))
    plan.write_text(text, encoding="utf-8")
    return folder


def rendered(project: Path, name: str) -> str:
    ran = edu_plan("validate", "--format", name, cwd=project)
    assert ran.code == 1
    return ran.out


def test_sarif_is_valid_and_names_every_problem(project: Path) -> None:
    found = json.loads(rendered(project, "sarif"))
    jsonschema.Draft7Validator(SARIF).validate(found)
    results = found["runs"][0]["results"]
    assert len(results) == json.loads(rendered(project, "json"))["summary"]["error"] + sum(
        r["level"] != "error" for r in results
    )
    prints = [result["partialFingerprints"]["eduPlan/v1"] for result in results]
    assert len(set(prints)) == len(prints)


def many(*counts: tuple[Severity, int]) -> list[Diagnostic]:
    """So many problems of each severity, a line each."""
    words = Words("不认识的键 x。", "Unknown key x.")
    return [
        Diagnostic("EP202", severity, Location("plan/2023.yaml", line, 1), words, words)
        for line, severity in enumerate((s for s, count in counts for _ in range(count)), 1)
    ]


def test_sarif_beyond_the_forges_limit_lists_errors_first_and_sums_up_the_rest() -> None:
    """GitHub shows 5,000 results, and drops the rest without a word."""
    problems = many(("notice", 100), ("warning", 100), ("error", 4950))
    found = json.loads(renderer("sarif")(problems, "zh", lambda _: None))
    jsonschema.Draft7Validator(SARIF).validate(found)
    (run,) = found["runs"]
    assert len(run["results"]) == 5000
    assert [result["level"] for result in run["results"][:4999]] == ["error"] * 4950 + ["warning"] * 49
    last = run["results"][-1]
    assert "共4950 处错误，100 处警告，100 处提示" in last["message"]["text"]
    assert "没有列出的：51 处警告，100 处提示" in last["message"]["text"]
    assert last["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    whole = json.loads(renderer("sarif")(problems[:5000], "zh", lambda _: None))["runs"][0]["results"]
    assert [result["ruleId"] for result in whole] == ["EP202"] * 5000


def test_a_summary_that_a_forge_would_refuse_ends_before_and_says_so() -> None:
    text = renderer("markdown")(many(("error", 20000)), "zh", lambda _: None)
    assert len(text.encode()) < 2**20
    rows = [line for line in text.splitlines() if line.startswith("| plan/")]
    assert text.endswith(f"\n\n还有 {20000 - len(rows)} 处没有列出；全部见日志，或 edu-plan validate。\n")
    assert "没有列出" not in renderer("markdown")(many(("error", 1000)), "zh", lambda _: None)


def test_sarif_without_a_problem_is_valid() -> None:
    jsonschema.Draft7Validator(SARIF).validate(json.loads(edu_plan("validate", "-f", "sarif").out))


def test_programs_are_told_the_code_and_the_name(project: Path) -> None:
    both = "EP202 unknown-key"
    found = json.loads(rendered(project, "json"))["diagnostics"]
    assert ("EP202", "unknown-key") in {(one["code"], one["name"]) for one in found}
    described = json.loads(rendered(project, "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert ("EP202", "unknown-key") in {(rule["id"], rule["name"]) for rule in described}
    assert both in {one["check_name"] for one in json.loads(rendered(project, "gitlab"))}
    assert both in {one["code"]["value"] for one in json.loads(rendered(project, "rdjson"))["diagnostics"]}
    assert "unknown-key" in {
        one.get("type") for one in ET.fromstring(rendered(project, "junit")).iter("failure")
    }
    assert f",title=edu-plan {both}::" in rendered(project, "github")
    assert f"| 错误 {both} |" in rendered(project, "markdown")
    assert "unknown-key" not in rendered(project, "text")


def test_fingerprints_stay_when_lines_move(project: Path) -> None:
    def prints() -> set[str]:
        return {found["fingerprint"] for found in json.loads(rendered(project, "gitlab"))}

    before = prints()
    plan = project / "plan/2023.yaml"
    plan.write_text("# 新的一行\n\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints() == before


def test_gitlab_keeps_to_its_format(project: Path) -> None:
    jsonschema.Draft202012Validator(GITLAB).validate(json.loads(rendered(project, "gitlab")))


def test_junit_counts_what_it_lists(project: Path) -> None:
    root = ET.fromstring(rendered(project, "junit"))
    assert root.tag == "testsuites"
    for suite in root:
        cases = list(suite)
        assert int(suite.get("tests", "")) == len(cases)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
        assert {case.tag for case in cases} == {"testcase"}
    empty = ET.fromstring(edu_plan("validate", "-f", "junit").out)
    assert [suite.get("tests") for suite in empty] == ["1"]


def junit_cases(project: Path) -> list[tuple[str, str]]:
    return [
        (case.get("classname", ""), case.get("name", ""))
        for case in ET.fromstring(rendered(project, "junit")).iter("testcase")
    ]


def test_junit_loses_no_problem_to_another_of_the_same_name(project: Path) -> None:
    """CIs keep one case of each name: two problems at one place, or twice the same one, need two names."""
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("comparison: at_least", "comparison: 多于")
    plan.write_text(text.replace("    lead: preschool", "    lead: 没有"), encoding="utf-8")
    cases = junit_cases(project)
    assert len(cases) == len(json.loads(rendered(project, "json"))["diagnostics"])
    assert len(set(cases)) == len(cases)
    assert ("plan/2023.yaml", "EP202 不认识的键 close_out1。") in cases


def test_junit_names_stay_when_lines_move(project: Path) -> None:
    before = junit_cases(project)
    plan = project / "plan/2023.yaml"
    plan.write_text("# 新的一行\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    assert junit_cases(project) == before


def test_junit_says_in_the_text_where_a_problem_stands(project: Path) -> None:
    root = ET.fromstring(rendered(project, "junit"))
    assert all(re.match(r"plan/2023\.yaml:\d+:\d+\n", failure.text or "") for failure in root.iter("failure"))


def test_github_shows_no_more_than_github_shows_and_says_so(project: Path) -> None:
    lines = rendered(project, "github").splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    assert lines[-1].startswith("::notice title=edu-plan::这里只标出")
    assert all(re.match(r"::(error|warning|notice) [^:]*::[^\n]*$", line) for line in lines)
    assert "%253A" not in "".join(lines)


def test_nothing_in_a_file_becomes_a_command_or_a_tag(project: Path) -> None:
    text = rendered(project, "github")
    assert "\n::error::<b>" not in text
    assert "<b>" not in rendered(project, "markdown").replace(r"\<b\>", "")
    ET.fromstring(rendered(project, "junit"))


def test_rdjson_counts_columns_in_bytes(project: Path) -> None:
    found = json.loads(rendered(project, "rdjson"))["diagnostics"]
    assert found[0]["location"]["range"]["start"].keys() == {"line", "column"}
    assert {one["severity"] for one in found} <= {"ERROR", "WARNING", "INFO"}


def test_several_formats_from_one_run(project: Path) -> None:
    ran = edu_plan(
        "validate",
        "-f",
        "github",
        "-o",
        "sarif=out.sarif",
        "-o",
        "junit=out.xml",
        "-o",
        "markdown=out.md",
        cwd=project,
    )
    assert ran.code == 1
    assert ran.out.startswith("::error")
    assert json.loads((project / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    ET.parse(project / "out.xml")
    assert "| plan/2023.yaml:" in (project / "out.md").read_text(encoding="utf-8")


def test_paths_lead_from_where_the_job_stands(project: Path) -> None:
    out = edu_plan("validate", "--project", project.name, "-f", "gitlab", cwd=project.parent).out
    assert {found["location"]["path"] for found in json.loads(out)} == {f"{project.name}/plan/2023.yaml"}


@pytest.mark.parametrize("typed", ["sarif", "sarif=", "=x", "xml=a.xml", "text=a.txt"])
def test_a_wrong_output_is_said(typed: str, project: Path) -> None:
    assert edu_plan("validate", "-o", typed, cwd=project).code == 2


def git(folder: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A repository whose main has a problem of its own, and a branch that brings another and moves lines."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "r"))
    plan = folder / "plan/2023.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "旧: 1\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "main")
    git(folder, "checkout", "-q", "-b", "work")
    plan.write_text("# 一行\n" + plan.read_text(encoding="utf-8") + "新: 1\n", encoding="utf-8")
    git(folder, "commit", "-qam", "work")
    return folder


def test_since_tells_only_what_the_branch_brings(branch: Path) -> None:
    ran = edu_plan("validate", "--since", "main", cwd=branch)
    assert ran.code == 1
    assert "不认识的键 新" in ran.out
    assert "不认识的键 旧" not in ran.out
    assert edu_plan("validate", "--since", "work", cwd=branch).code == 0


def steps() -> dict[str, dict[str, Any]]:
    action = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return {step["name"]: step for step in action["runs"]["steps"] if "name" in step}


def run_step(name: str, folder: Path, **env: str) -> tuple[int, str, str]:
    summary = folder.parent / f"summary-{name}.md"
    summary.touch()
    environment = {
        **os.environ,
        "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(folder.parent),
        **env,
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[name]["run"]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr, summary.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
def test_the_steps_of_the_action_run(branch: Path) -> None:
    code, out, summary = run_step("validate", branch, PROJECT=".", SARIF="out.sarif")
    assert code == 1
    assert out.startswith("::error file=plan/2023.yaml")
    assert "### edu-plan：" in summary
    assert (branch / "out.sarif").exists()
    sound = branch.parent / "sound"
    shutil.copytree(SAMPLE, sound)
    assert run_step("validate", sound, PROJECT=".", SARIF="")[0] == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
def test_the_action_sums_up_a_pull_request(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "r"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "main")
    edu_plan("set", "14-1", "target_value", "260", cwd=folder)
    code, _, summary = run_step("changes", folder, PROJECT=".", FAIL_ON="never", BASE="HEAD")
    assert (code, "目标降低了" in summary) == (0, True)
    assert run_step("changes", folder, PROJECT=".", FAIL_ON="risky", BASE="HEAD")[0] == 1
    assert run_step("changes", folder, PROJECT=".", FAIL_ON="never", BASE="nothing")[0] == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash")
def test_the_action_fetches_what_a_checkout_of_depth_1_lacks(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "r"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "main")
    git(folder, "checkout", "-q", "-b", "work")
    report = folder / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("numerator: 480", "numerator: 490"), encoding="utf-8")
    git(folder, "commit", "-qam", "work")
    git(folder, "checkout", "-q", "main")
    plan = folder / "plan/2023.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "旧: 1\n", encoding="utf-8")
    git(folder, "commit", "-qam", "later on main")
    base = subprocess.run(
        ["git", "rev-parse", "main"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "work", f"file://{folder}", "c")
    copy = tmp_path / "c"
    assert run_step("validate", copy, PROJECT=".", SARIF="", BASE=base)[0] == 2
    assert run_step("history", copy, PROJECT=".", BASE=base)[0] == 0
    code, out, _ = run_step("validate", copy, PROJECT=".", SARIF="", BASE=base)
    assert (code, out.count("EP423"), out.count("旧")) == (1, 1, 0)
    code, _, summary = run_step("changes", copy, PROJECT=".", FAIL_ON="risky", BASE=base)
    assert (code, "封账" in summary) == (1, True)


def test_the_examples_fetch_the_whole_history() -> None:
    job = YAML(typ="safe").load((ROOT / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))["edu-plan"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert "--since" in job["script"][-1]
    gitee = YAML(typ="safe").load((ROOT / "docs/ci/gitee-go.yml").read_text(encoding="utf-8"))
    commands = gitee["stages"][0]["steps"][0]["commands"]
    assert any("--unshallow" in command for command in commands)
    assert '--since "origin/$GITEE_BRANCH"' in commands[-1]


def test_the_gitee_example_has_the_keys_that_gitee_documents() -> None:
    """help.gitee.com/gitee-go: pipeline/basic-config, pipeline/trigger, pipeline/scheduling, plugin/ci-build. There is no schema."""
    pipeline = YAML(typ="safe").load((ROOT / "docs/ci/gitee-go.yml").read_text(encoding="utf-8"))
    (stage,) = pipeline["stages"]
    (step,) = stage["steps"]
    assert list(pipeline) == ["version", "name", "displayName", "triggers", "stages"]
    assert list(pipeline["triggers"]) == ["push", "pr"]
    assert all(trigger == {"branches": {"prefix": [""]}} for trigger in pipeline["triggers"].values())
    assert list(stage) == ["name", "displayName", "strategy", "trigger", "steps"]
    assert list(step) == ["step", "name", "displayName", "pythonVersion", "commands"]
    assert (step["step"], stage["strategy"], stage["trigger"]) == ("build@python", "naturally", "auto")
    assert all(re.fullmatch("[a-z0-9_-]+", part["name"]) for part in (pipeline, stage, step))
    variables = set(re.findall("GITEE_[A-Z_]+", "\n".join(step["commands"])))
    assert variables == {"GITEE_PULL_ID", "GITEE_BRANCH"}  # pipeline/parameter


@NEEDS_CHECKER
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ],
)
def test_the_shipped_ci_files_keep_to_their_schemas(schema: str, file: str) -> None:
    done = subprocess.run(
        [CHECKER, "--builtin-schema", schema, ROOT / file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@NEEDS_CHECKER
def test_the_workflow_a_new_project_gets_keeps_to_its_schema(tmp_path: Path) -> None:
    edu_plan("init", cwd=tmp_path)
    workflow = tmp_path / ".github/workflows/edu-plan.yml"
    subprocess.run(
        [CHECKER, "--builtin-schema", "vendor.github-workflows", workflow], check=True, capture_output=True
    )


def test_the_script_of_the_gitlab_example_runs(branch: Path) -> None:
    job = YAML(typ="safe").load((ROOT / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))["edu-plan"]
    command = next(line for line in job["script"] if line.startswith("edu-plan "))
    assert edu_plan(*command.split()[1:], cwd=branch).code == 1
    for file in job["artifacts"]["reports"].values():
        assert (branch / file).exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script is bash")
def test_the_gitlab_example_compares_a_merge_request_with_its_base(branch: Path) -> None:
    job = YAML(typ="safe").load((ROOT / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))["edu-plan"]
    environment = {**os.environ, "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}"}
    environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "main"
    done = subprocess.run(
        ["bash", "-ec", job["script"][-1]], cwd=branch, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (done.returncode, "没有不同。" in done.stdout) == (1, True)
    told = (branch / "edu-plan.json").read_text(encoding="utf-8")
    assert "不认识的键 新" in told
    assert "不认识的键 旧" not in told
