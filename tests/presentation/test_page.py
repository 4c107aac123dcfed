"""The report as a page: what it shows, that nothing in it can do anything, and how a browser takes it."""

import base64
import csv
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from commands.running import ROOT, SAMPLE, edu_plan
from edu_plan_cli.presentation.safe import css_string

CHROMIUM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
AXE = files("axe_core_python") / "axe.min.js"
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def page(project: Path, *more: str) -> str:
    ran = edu_plan("report", "-q", "Q2", "--format", "html", *more, cwd=project)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("p")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return page(folder)


def text_of(source: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL)))


def shown_figures(source: str) -> dict[str, dict[str, str]]:
    """What the page says of each target, by id: its light, its bar's figure, and its named facts."""
    found = {}
    for identity, inside in re.findall(r'<li id="(\w+)">(.*?)(?=<li id=|</ul></details>)', source, re.DOTALL):
        facts = dict(re.findall(r"<dt>([^<]*)<dd>([^<]*)</div>", inside))
        light = re.search(r'<span class="light \w+">\S ([^<]*)</span>', inside)
        label = re.search(r"<h4>(\d+-\d+) ", inside)
        completion = re.search(r"<b>([^<]*)</b>", inside)
        assert label is not None
        assert light is not None
        assert completion is not None
        found[identity] = {"目标": label[1], "灯": light[1], "完成率": completion[1]} | {
            key: html.unescape(value) for key, value in facts.items()
        }
    return found


def test_every_figure_is_the_one_in_the_csv(shipped: str, tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, tmp_path / part)
    found = shown_figures(shipped)
    lines = edu_plan("report", "-q", "Q2", "--format", "csv", cwd=tmp_path).out.lstrip("\ufeff")
    table = list(csv.DictReader(io.StringIO(lines)))
    assert list(found) == [row["编号"] for row in table]
    for row in table:
        for key in ("灯", "完成率", "目标值", "本季", "累计", "序时进度", "较上季"):
            assert found[row["编号"]].get(key, "—") == row[key].removeprefix("'"), (row["编号"], key)


def test_every_answer_names_its_line(shipped: str) -> None:
    locations = re.findall(r"<code>(reports/2023/Q\d/[a-z-]+\.yaml:\d+)</code>", shipped)
    assert len(locations) > 100
    for location in locations:
        path, line = location.split(":")
        assert "target:" in (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_a_department_stands_as_in_a_report_of_its_own(shipped: str) -> None:
    row = re.search(r'<tr><th scope="row">学前教育科(.*?)\n', shipped)
    assert row is not None
    alone = page(ROOT, "--department", "学前教育科")
    whole = re.search(r'<p class="big">([^<]*)</p>', alone)
    assert whole is not None
    assert re.sub(r"<[^>]+>", " ", row[1]).split()[2] == whole[1]


def test_stages_of_a_project_are_told_done_late_and_to_come_and_drawn_as_a_stair(shipped: str) -> None:
    chunk = re.search(r"<h4>12-2 .*?</li>|<h4>12-2 .*?(?=<li id=)", shipped, re.DOTALL)
    assert chunk is not None
    told = text_of(chunk[0])
    assert "✓ 已完成：施工图审查" in told or "✓ 已完成：" in told
    assert "▲ 过期未完成：主体封顶（2023-06-30）" in told
    assert re.search(r'd="M0 20H8V\d+H26V\d+"', chunk[0])


def test_the_marks_and_the_day_stand_on_the_page(shipped: str) -> None:
    shown = text_of(shipped)
    assert "示例： 填报数字为示例" in shown or "示例：填报数字为示例" in shown
    assert "截至 2023-06-30" in shown
    assert "完成率低于序时进度" in shown


def test_it_fetches_nothing_and_runs_nothing(shipped: str) -> None:
    assert "<script" not in shipped
    assert not re.search(
        r"\bon\w+=|javascript:|url\(|@import|<(?:img|link|iframe|object|embed|form)\b", shipped
    )
    assert not re.search(r"(?:src|href)=\"(?!#)", shipped)
    assert not re.search(r"\sstyle=", shipped)
    style = re.search(r"<style>(.*?)</style>", shipped, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.unescape(shipped)


def test_it_stays_small_enough_to_send(shipped: str) -> None:
    assert len(shipped.encode()) < 160_000


def test_colour_is_never_alone(shipped: str) -> None:
    """A shape beside every colour, and a word: seen, or for who cannot see."""
    words = "逾期|滞后|未填报|正常|已完成|已取消"
    marked = re.findall(r'<(?:span|td) class="(?:light|heat) (\w+)"[^>]*>(.*?)(?:</span>|<td|\n)', shipped)
    assert len(marked) > 150
    for key, inside in marked:
        assert re.match(rf'[◆▲○●✓×](?: |<span class="out">)(?:{words})', inside), (key, inside)


def test_text_of_the_files_stays_text(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = folder / "plan" / "2023.yaml"
    evil = '"<script>alert(1)</script><b onload=x>{{ 7*7 }}{% raw %}\' &amp; </title></style>"'
    text = file.read_text(encoding="utf-8").replace("name: 新增公办幼儿园学位\n", f"name: {evil}\n")
    file.write_text(text, encoding="utf-8")
    source = page(folder)
    assert "<script" not in source
    assert "<b onload" not in source
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onload=x&gt;{{ 7*7 }}{% raw %}&#39; &amp;amp;" in source
    )


def test_a_plan_without_reports_or_targets_has_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "2023.yaml").write_text(
        "schema: edu-plan/plan@1\nrevision: 1\nyear: 2023\ntitle: 空的\nsections: []\n", encoding="utf-8"
    )
    shown = text_of(page(tmp_path))
    assert "没有逾期或滞后的目标" in shown
    assert "空的 二季度完成情况" in shown


def test_it_is_english_when_asked() -> None:
    source = edu_plan("--lang", "en", "report", "-q", "Q2", "--format", "html").out
    assert '<html lang="en">' in source
    assert "Whole plan" in source


def browser(source: str, folder: Path, *options: str) -> str:
    """The page's document after a real browser has taken it."""
    file = folder / "page.html"
    file.write_text(source, encoding="utf-8")
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", *options, file.as_uri()],
        capture_output=True, timeout=90, check=True,
    )  # fmt: skip
    assert b"Content Security Policy" not in done.stderr, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout.decode()


@needs_browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is missing")
def test_every_sheet_of_paper_says_its_day_that_it_is_an_example_the_limits_and_its_number(
    shipped: str, tmp_path: Path
) -> None:
    browser(shipped, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path}/page.pdf")
    done = subprocess.run(
        ["pdftotext", "-layout", f"{tmp_path}/page.pdf", "-"], check=True, capture_output=True
    )
    sheets = done.stdout.decode().split("\f")[:-1]
    assert 5 < len(sheets) < 20
    for number, sheet in enumerate(sheets, 1):
        assert re.search(r"示例\s+截至 2023-06-30（2023年二季度）", sheet), number
        assert "低于序时进度 10 个百分点以上为滞后" in sheet, number
        assert f"{number} / {len(sheets)}" in sheet


def test_text_in_the_style_sheet_cannot_end_it() -> None:
    hostile = '"}</style><script>alert(1)</script>\\ url(x) /* \n'
    shown = css_string(hostile)
    assert not set('<>"\\\n/*') & set(re.sub(r"\\[0-9a-f]{6}", "", shown[1:-1]))


@needs_browser
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_no_width_makes_the_page_scroll_sideways(width: int, shipped: str, tmp_path: Path) -> None:
    """Only tables may, within their own frame. A narrow frame stands in for the window, which no browser makes that small."""
    probe = (
        "<script>onload=()=>{const d=document.getElementById('f').contentDocument.documentElement;"
        "document.title=d.scrollWidth+' '+d.clientWidth}</script>"
    )
    escaped = html.escape(
        re.sub(r"<meta http-equiv=[^>]*>", "", shipped).replace("<details>", "<details open>")
    )
    frame = f'<html><body><iframe id="f" width="{width}" height="900" srcdoc="{escaped}"></iframe>{probe}</body></html>'
    title = re.search(
        r"<title>(\d+) (\d+)</title>", browser(frame, tmp_path, "--virtual-time-budget=4000", "--dump-dom")
    )
    assert title is not None
    assert int(title[1]) <= int(title[2])


@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(dark: bool, shipped: str, tmp_path: Path) -> None:
    open_ = re.sub(r"<meta http-equiv=[^>]*>", "", shipped).replace("<details>", "<details open>")
    check = (
        f"<script>{AXE.read_text(encoding='utf-8')}</script><script>axe.run().then(r=>{{const p=document.createElement"
        "('pre');p.id='axe';p.textContent=JSON.stringify(r.violations.map(v=>[v.id,v.nodes.length,v.nodes[0].html,v.nodes[0].failureSummary]));document.body.append(p)})</script>"
    )
    more = ["--blink-settings=preferredColorScheme=0"] if dark else []
    dom = browser(
        open_.replace("</body>", f"{check}</body>"),
        tmp_path,
        "--virtual-time-budget=20000",
        "--dump-dom",
        *more,
    )
    found = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None
    assert json.loads(html.unescape(found[1])) == []
