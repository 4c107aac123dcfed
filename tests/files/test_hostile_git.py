"""A repository is hostile input: it names programs, files and moments that cannot be, and none of it gets anywhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.files.git import commit_of, repository_of
from edu_plan_cli.files.revision_files import snapshot
from edu_plan_cli.files.revisions import parts_of, revisions

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from hostile_git import HISTORY, git, lay_traps, marker, settings, sign_head

pytestmark = NEEDS_GIT
TRAPS = settings() if shutil.which("git") else []
PLAN = "plan/2023.yaml"
REPORT = "reports/2023/Q1/preschool.yaml"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("issued") / "p"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "印发")
    plan = folder / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("value: 270", "value: 190"), encoding="utf-8")
    git(folder, "commit", "-qam", "调低")
    return folder


@pytest.fixture
def repository(issued: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(issued, tmp_path / "p"))


def tree(repository: Path, entries: list[tuple[str, str, str]]) -> str:
    """A tree object of entries (mode, object, name) that no file system need hold."""
    import binascii

    body = b"".join(
        f"{mode} {name}\0".encode() + binascii.unhexlify(digest) for mode, digest, name in entries
    )
    made = git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", feed=body)
    return made.decode().strip()


def blob(repository: Path, data: bytes) -> str:
    return git(repository, "hash-object", "-w", "--stdin", feed=data).decode().strip()


def commit(repository: Path, tree_: str, extra: str = "") -> str:
    text = (
        f"tree {tree_}\nauthor a <a@b> 1688576400 +0800\ncommitter a <a@b> 1688576400 +0800\n{extra}\n印发\n"
    )
    made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", feed=text.encode())
    return made.decode().strip()


def test_the_settings_that_name_programs_are_known() -> None:
    assert {"core.fsmonitor", "gpg.program", "diff.external", "core.sshCommand", "filter.trap.smudge"} < set(
        TRAPS
    )
    assert len(TRAPS) >= 40


def test_no_command_of_history_runs_what_the_repository_names(repository: Path, tmp_path: Path) -> None:
    sign_head(repository)
    lay_traps(repository, marker(tmp_path), TRAPS)
    for arguments in HISTORY:
        assert edu_plan(*arguments, cwd=repository).code in (0, 1), arguments
        assert not (tmp_path / "ran").exists(), arguments


def test_the_marker_does_run_where_git_itself_is_asked(repository: Path, tmp_path: Path) -> None:
    """Or the test above would prove nothing."""
    sign_head(repository)
    lay_traps(repository, marker(tmp_path), ["gpg.program"])
    git(repository, "log", "-1")
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("key", TRAPS)
def test_nor_does_any_of_them_alone(key: str, repository: Path, tmp_path: Path) -> None:
    sign_head(repository)
    lay_traps(repository, marker(tmp_path), [key])
    assert repository_of(repository) == repository
    head = commit_of(repository, "HEAD")
    assert len(revisions(parts_of(repository)[0], head)) == 2
    assert edu_plan("blame", "-q", "Q1", cwd=repository).code == 0
    assert snapshot(repository, head).files
    assert not (tmp_path / "ran").exists()


def test_a_missing_object_is_said_and_nothing_is_fetched(repository: Path, tmp_path: Path) -> None:
    lay_traps(repository, marker(tmp_path), TRAPS)
    old = git(repository, "rev-parse", f"HEAD~1:{PLAN}").decode().strip()
    (repository / ".git/objects" / old[:2] / old[2:]).unlink()
    for arguments in (("log", "14-1"), ("status", "--rev", "HEAD~1"), ("diff", "HEAD~1")):
        ran = edu_plan(*arguments, cwd=repository)
        assert (ran.code, ran.out) == (2, ""), ran
        assert "缺少对象" in ran.err
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["../out.yaml", "..", ".git", "/tmp/x.yaml", "a/../../x.yaml"])
def test_no_name_in_a_commit_is_written_anywhere(name: str, repository: Path) -> None:
    digest = blob(repository, b"a: 1\n")
    plans = tree(repository, [("100644", digest, name), ("100644", digest, "2023.yaml")])
    made = commit(repository, tree(repository, [("40000", plans, "plan")]))
    before = sorted(repository.parent.rglob("*"))
    edu_plan("status", "--rev", made, cwd=repository)
    edu_plan("diff", made, cwd=repository)
    edu_plan("validate", "--since", made, cwd=repository)
    assert sorted(repository.parent.rglob("*")) == before


@pytest.mark.parametrize("other", ["Preschool.yaml", "preschool.yaml"])
def test_two_names_that_are_one_on_some_disk_are_both_refused(other: str, repository: Path) -> None:
    report = blob(repository, (repository / REPORT).read_bytes())
    plan = blob(repository, (repository / PLAN).read_bytes())
    quarter = tree(repository, [("100644", report, other), ("100644", report, "preschool.yaml")])
    year = tree(repository, [("40000", quarter, "Q1")])
    reports = tree(repository, [("40000", year, "2023")])
    plans = tree(repository, [("100644", plan, "2023.yaml")])
    made = commit(repository, tree(repository, [("40000", plans, "plan"), ("40000", reports, "reports")]))
    held = snapshot(repository, made).files
    assert {name for name, found in held.items() if isinstance(found, list)} >= {REPORT}
    assert "preschool.yaml" in edu_plan("status", "--rev", made, cwd=repository).out


@pytest.mark.parametrize("mode", ["120000", "160000"])
@pytest.mark.parametrize(
    "location", ["reports", "reports/2023", "reports/2023/Q1", "reports/2023/Q1/office.yaml"]
)
def test_a_link_or_submodule_in_a_commit_is_named(mode: str, location: str, repository: Path) -> None:
    digest = (
        blob(repository, b"/etc")
        if mode == "120000"
        else git(repository, "rev-parse", "HEAD").decode().strip()
    )
    git(repository, "rm", "-rq", "--cached", "reports")
    git(repository, "update-index", "--add", "--cacheinfo", f"{mode},{digest},{location}")
    git(repository, "commit", "-qm", "链接")
    ran = edu_plan("status", "--rev", "HEAD", cwd=repository)
    assert ran.code == 0, ran
    assert location in ran.out
    assert "没有跟随" in str(snapshot(repository, commit_of(repository, "HEAD")).files[location])


def test_a_linked_plan_in_a_commit_is_a_sentence(repository: Path) -> None:
    git(repository, "rm", "-rq", "--cached", "plan")
    git(repository, "update-index", "--add", "--cacheinfo", f"120000,{blob(repository, b'/etc')},plan")
    git(repository, "commit", "-qm", "链接")
    ran = edu_plan("status", "--rev", "HEAD", cwd=repository)
    assert (ran.code, ran.out) == (2, "")
    assert "链接" in ran.err


def test_a_moment_that_cannot_be_is_said(repository: Path) -> None:
    whole = git(repository, "rev-parse", "HEAD^{tree}").decode().strip()
    parent = git(repository, "rev-parse", "HEAD~1").decode().strip()
    text = f"tree {whole}\nparent {parent}\nauthor a <a@b> 9999999999999 +0800\ncommitter a <a@b> 1 +0800\n\n改\n"
    made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", feed=text.encode())
    git(repository, "update-ref", "HEAD", made.decode().strip())
    assert "日期不可信" in edu_plan("log", "14-1", cwd=repository).out
    assert edu_plan("log", "14-1", "--json", cwd=repository).code == 0
    assert edu_plan("blame", "-q", "Q1", cwd=repository).code == 0


def test_odd_bytes_in_an_authors_name_are_shown(repository: Path) -> None:
    whole = git(repository, "rev-parse", "HEAD^{tree}").decode().strip()
    parent = git(repository, "rev-parse", "HEAD~1").decode().strip()
    head = f"tree {whole}\nparent {parent}\n".encode()
    who = b"author \x01\x02\x1b[31m\xff\xfe <a@b> 1688576400 +0800\ncommitter \x02 <a@b> 1688576400 +0800\n\n\x01\x02\n"
    made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", feed=head + who)
    git(repository, "update-ref", "HEAD", made.decode().strip())
    for arguments in (("log", "14-1"), ("blame", "-q", "Q1"), ("log", "14-1", "--json")):
        ran = edu_plan(*arguments, cwd=repository)
        assert ran.code == 0, ran
        assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("key", "value"), [("log.showRoot", "false"), ("diff.noprefix", "true"), ("log.follow", "true")]
)
def test_no_setting_of_the_repository_changes_what_history_says(
    key: str, value: str, repository: Path
) -> None:
    before = edu_plan("log", "14-1", cwd=repository).out
    git(repository, "config", key, value)
    assert edu_plan("log", "14-1", cwd=repository).out == before
    assert "种类" in before


def test_before_the_first_commit_the_log_says_so(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    git(folder, "init", "-q", "-b", "main")
    ran = edu_plan("log", "14-1", cwd=folder)
    assert ran.code == 2
    assert ran.err == "错误：读不了历史：这个仓库还没有提交过。\n"


def test_a_shallow_clone_and_a_worktree_have_history_too(repository: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository}", str(tmp_path / "c")],
        check=True, capture_output=True,
    )  # fmt: skip
    assert edu_plan("log", "14-1", cwd=tmp_path / "c").code == 0
    git(repository, "worktree", "add", "-q", str(tmp_path / "w"), "HEAD~1")
    assert "≥270个" in edu_plan("status", "--targets", "--rev", "HEAD", cwd=tmp_path / "w").out
    assert edu_plan("log", "14-1", cwd=tmp_path / "w").code == 0
