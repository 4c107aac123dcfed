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

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.assessment.lights import LIGHTS
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
    """What the page says of each target, by its label: the cells of its row, by the heads of the table."""
    found = {}
    for heads, body in re.findall(
        r'<table class="plan"><thead><tr>(.*?)</thead>(.*?)</table>', source, re.DOTALL
    ):
        names = heads.split("<th>")[1:]
        for row in re.findall(r'(?: id="\w+")?>(<th>\d+-\d+ [^\n]*)', "\n".join(body.split("<tr"))):
            first, *cells = re.split(r"<td[^>]*>", row)
            label = re.search(r"\d+-\d+", first)
            assert label is not None
            facts = dict(zip(names[1:], map(html.unescape, cells), strict=True))
            facts["灯"] = facts["灯"].partition(" ")[2]
            found[label[0]] = {"目标": label[0]} | {key: value for key, value in facts.items() if value}
    return found


def test_every_figure_is_the_one_in_the_csv(shipped: str, tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, tmp_path / part)
    found = shown_figures(shipped)
    lines = edu_plan("report", "-q", "Q2", "--format", "csv", cwd=tmp_path).out.lstrip("\ufeff")
    table = {
        row["目标"].replace("（", "-").removesuffix("）"): row for row in csv.DictReader(io.StringIO(lines))
    }
    assert list(found) == list(table)
    for label, row in table.items():
        for key in ("灯", "完成率", "目标值", "本季", "累计", "序时进度", "较上季"):
            assert found[label].get(key, "—") == row[key].removeprefix("'"), (label, key)


def test_every_answer_names_its_line_once(shipped: str) -> None:
    working = re.search(r'<table class="working">.*?</table>', shipped, re.DOTALL)
    assert working is not None
    assert shipped.count("reports/2023/") - working[0].count("reports/2023/") < 5, "corrections name theirs"
    file, count = "", 0
    for row in working[0].removesuffix("</table>").split("<tr>")[2:]:
        if code := re.search(r"<code>(.*)</code>", row):
            file = html.unescape(code[1])
            continue
        for quarter, cell in zip(("Q1", "Q2"), row.strip().split("<td>")[1:], strict=True):
            for said in filter(None, cell.split("；")):
                path, _, line = (file.replace("Q*", quarter) + ":" + said.split()[-1]).rpartition(":")
                path = said.split()[-1].rpartition(":")[0] or path
                assert "target:" in (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
                count += 1
    assert count > 180


def test_a_department_stands_as_in_a_report_of_its_own(shipped: str) -> None:
    row = re.search(r"<th>学前教育科<td>([\d.]+%)", shipped)
    assert row is not None
    alone = page(ROOT, "--department", "学前教育科")
    whole = re.search(r'<p class="big">([^<]*)</p>', alone)
    assert whole is not None
    assert row[1] == whole[1]


def test_stages_of_a_project_are_told_done_late_and_to_come_with_their_days(shipped: str) -> None:
    row = re.search(r"<th>12-2 .*", shipped)
    assert row is not None
    assert "▲ 主体封顶（06-30）" in row[0]
    assert "○ 装饰安装（09-30）" in row[0]
    assert "✓ 已完成　▲ 过期未完成　○ 未完成" in text_of(shipped)


def test_the_pictures_say_their_figures_to_who_cannot_see_them(shipped: str) -> None:
    pictures = re.findall(r"<(svg|g)([^>]*)>(<title>([^<]*)</title>)?", shipped)
    for tag, more, _, title in pictures:
        if tag == "svg" and "moved" in more:
            continue  # each of its lines says its own
        assert 'aria-hidden="true"' in more or ('role="img"' in more and title), (tag, more)
    titles = [title for *_, title in pictures]
    assert "一季度 20.5%，序时进度 " in " ".join(titles)
    assert any(title.startswith("已完成 1、正常 ") for title in titles)
    assert any(re.fullmatch(r"正常 → 已完成 \d+", title) for title in titles)
    shown = re.findall(r'<text x="48" y="\d+">([\d.]+)</text>', shipped)
    assert shown == [
        f"{float(rate.rstrip('%')):.1f}" for rate in re.findall(r"<b>([\d.]+%)</b><small>", shipped)
    ]


def test_what_moved_is_drawn_and_listed_alike(shipped: str) -> None:
    drawn = re.findall(r"<title>(\S+) → (\S+) (\d+)</title>", shipped)
    heads = re.findall(r"<h3>(<span.*?</span> → <span.*?</span> \d+)</h3>", shipped)
    told = [tuple(re.findall(r"[^\W\d]{2,}|\d+", re.sub("<[^>]+>", " ", head))) for head in heads]
    assert sorted(drawn) == sorted(told)


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


@pytest.mark.parametrize("quarter", ["Q2", "Q3"])
def test_it_stays_small_enough_to_send(quarter: str) -> None:
    assert len(edu_plan("report", "-q", quarter, "-f", "html", cwd=ROOT).out.encode()) < 60 * 1024


def test_colour_is_never_alone(shipped: str) -> None:
    """A shape beside every colour, and a word: seen, or for who cannot see."""
    words = "逾期|滞后|未填报|正常|已完成|已取消"
    marked = re.findall(
        rf'<(?:span|td) class="(?:light )?({"|".join(LIGHTS)})">(.*?)(?:</span>|<|\n)', shipped
    )
    assert len(marked) > 50
    for key, inside in marked:
        assert re.match(rf"(?:[◆▲○●✓×] )?(?:{words})", inside), (key, inside)


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
    assert 5 < len(sheets) < 14
    assert "与上季相比" in sheets[0], "what a leader looks at stands on the first sheet"
    assert "要领导过问的" in sheets[1]
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
