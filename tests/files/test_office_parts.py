"""Office files are hostile input: the parts are read as XML before any library sees them, and what they declare is bounded."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.running import COMMAND, SAMPLE
from edu_plan_cli.files.office_inspection import DOCUMENT, WORKBOOK, inspect_office_file

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from office_files import DOCUMENTS, WORKBOOKS, document, workbook

NEEDED = (
    ' PAGE \\* "MERGEFORMAT"',
    " NUMPAGES",
    " STYLEREF 1",
    ' HYPERLINK "https://www.gov.cn/"',
    " =1+2",
    ' TOC \\o "1-3"',
)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_declares_too_much_is_refused(name: str) -> None:
    refused = inspect_office_file("表.xlsx", WORKBOOKS[name](), WORKBOOK)
    assert refused is not None
    assert refused.why.zh.endswith("。")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_template_holds_what_a_letterhead_needs_and_no_more(name: str) -> None:
    refused = inspect_office_file("红头.docx", DOCUMENTS[name](), DOCUMENT, allow_embedded=True)
    assert refused is not None
    assert refused.why.zh.endswith("。")


@pytest.mark.parametrize("name", ["an entity", "deep", "many elements", "macros", "half a document"])
def test_a_document_handed_in_is_looked_at_in_the_same_place(name: str) -> None:
    assert inspect_office_file("要点.docx", DOCUMENTS[name](), DOCUMENT) is not None


@pytest.mark.parametrize("instruction", NEEDED)
def test_fields_a_letterhead_needs_stay(instruction: str) -> None:
    field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    assert (
        inspect_office_file("红头.docx", document(field.format(instruction)), DOCUMENT, allow_embedded=True)
        is None
    )


def test_sound_ones_pass() -> None:
    assert (
        inspect_office_file(
            "表.xlsx",
            workbook(
                '<sheetData><row r="1048576"/></sheetData><mergeCells><mergeCell ref="A1:Z9"/></mergeCells>'
            ),
            WORKBOOK,
        )
        is None
    )
    assert (
        inspect_office_file(
            "红头.docx",
            document(
                "",
                ("image", "p.png", ""),
                ("hyperlink", "https://www.gov.cn/", 'TargetMode="External"'),
                **{"word/p.png": b"x"},
            ),
            DOCUMENT,
            allow_embedded=True,
        )
        is None
    )
    assert (
        inspect_office_file(
            "要点.docx", document("", ("image", "https://x.example/p.png", 'TargetMode="External"')), DOCUMENT
        )
        is None
    )


def test_a_strict_file_is_called_that() -> None:
    refused = inspect_office_file("表.xlsx", WORKBOOKS["strict"](), WORKBOOK)
    assert refused is not None
    assert "严格 Open XML" in refused.why.zh


@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded in another way there")
@pytest.mark.parametrize("name", ["merged over a table", "many cells", "many elements", "many attributes"])
def test_a_refusal_is_quick_and_small(name: str, tmp_path: Path) -> None:
    """Within 10 s and 300 MiB, the whole command."""
    file = tmp_path / "表.xlsx"
    file.write_bytes(WORKBOOKS[name]())
    limit = 600 << 20  # of addresses, which are more than memory

    def bounded() -> None:
        if sys.platform != "win32":
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    started = time.monotonic()
    ran = subprocess.run(
        [COMMAND, "collect", str(file), "-q", "Q3", "--dry-run"],
        cwd=SAMPLE, capture_output=True, preexec_fn=bounded, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert "不打开" in ran.stderr.decode()
    assert time.monotonic() - started < 30  # a busy machine's; alone it is under two
