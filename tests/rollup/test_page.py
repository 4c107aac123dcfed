"""The roll-up as a page: in a browser, at every width, for everybody, and nothing in it can do anything."""

import html
import json
import re
from pathlib import Path

import pytest

from commands.running import forked_edu_plan as edu_plan
from presentation.test_page import AXE, browser, needs_browser
from rollup.city import write_city

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    city = write_city(tmp_path_factory.mktemp("city"))
    return edu_plan("rollup", ".", "-q", "Q2", "-f", "html", "--no-cache", cwd=city).out


def test_it_fetches_nothing_and_runs_nothing(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|javascript:|src=|@import|url\(", page)
    assert set(re.findall(r'href="([^"#]*)', page)) == {""}
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page


def test_it_says_what_the_other_formats_say(page: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]+>", " ", page))
    for said in (
        "共 6 个区县，计入 3 个",
        "示例数据（2 个区县）",
        "71%（710/1000）",
        "没有 2023 年的工作要点",
        "本季没有填报",
    ):
        assert said in shown


@needs_browser
@pytest.mark.parametrize("width", [1440, 390])
def test_no_width_makes_the_page_scroll_sideways(width: int, page: str, tmp_path: Path) -> None:
    """Only tables may, within their own frame."""
    probe = (
        "<script>onload=()=>{const d=document.getElementById('f').contentDocument.documentElement;"
        "document.title=d.scrollWidth+' '+d.clientWidth}</script>"
    )
    escaped = html.escape(re.sub(r"<meta http-equiv=[^>]*>", "", page))
    frame = f'<html><body><iframe id="f" width="{width}" height="900" srcdoc="{escaped}"></iframe>{probe}</body></html>'
    dom = browser(frame, tmp_path, "--virtual-time-budget=4000", "--dump-dom")
    title = re.search(r"<title>(\d+) (\d+)</title>", dom)
    assert title is not None
    assert int(title[1]) <= int(title[2])


@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(dark: bool, page: str, tmp_path: Path) -> None:
    check = (
        f"<script>{AXE.read_text(encoding='utf-8')}</script><script>axe.run().then(r=>{{const p=document.createElement"
        "('pre');p.id='axe';p.textContent=JSON.stringify(r.violations.map(v=>[v.id,v.nodes.length,v.nodes[0].html,v.nodes[0].failureSummary]));document.body.append(p)})</script>"
    )
    open_ = re.sub(r"<meta http-equiv=[^>]*>", "", page).replace("</body>", f"{check}</body>")
    more = ["--blink-settings=preferredColorScheme=0"] if dark else []
    dom = browser(open_, tmp_path, "--virtual-time-budget=20000", "--dump-dom", *more)
    found = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None
    assert json.loads(html.unescape(found[1])) == []
