"""Make the work plan and the form with every maker there is: ``python make.py FOLDER [--keep]``.

``.ci/run makers`` installs the makers and runs this; ``--keep`` also puts what the normal tests read into ``documents`` and ``forms``.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from makers import cells, documents, forms, table  # noqa: E402

# What LibreOffice saves the flat OpenDocument text as.
SAVED_AS = ("docx", "odt", "doc", "rtf", "pdf", "html")
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"


def make_documents(out: Path, node: Path) -> None:
    """Write the plan by every maker of documents into ``out``."""
    import mammoth
    import pypandoc
    import typst
    import weasyprint

    (out / "python-docx.docx").write_bytes(documents.word())
    sources = {"source.html": documents.html(), "source.md": documents.markdown(), "source.typ": documents.typst(), "source.fodt": documents.fodt()}  # fmt: skip
    for name, text in sources.items():
        (out / name).write_text(text, encoding="utf-8")
    documents.filled_by_docxtpl(out / "docxtpl.docx")
    pypandoc.convert_file(
        str(out / "source.md"), "docx", format="markdown", outputfile=str(out / "pandoc.docx")
    )
    pypandoc.convert_file(
        str(out / "source.md"), "html5", format="markdown", outputfile=str(out / "pandoc.html"), extra_args=["-s", "-M", "title="]
    )  # fmt: skip
    with (out / "python-docx.docx").open("rb") as file:
        (out / "mammoth.html").write_text(mammoth.convert_to_html(file).value, encoding="utf-8")
    (out / "typst.pdf").write_bytes(typst.compile(str(out / "source.typ")))
    weasyprint.HTML(string=documents.html()).write_pdf(out / "weasyprint.pdf")
    documents.by_reportlab(out / "reportlab.pdf")
    documents.by_fpdf2(out / "fpdf2.pdf", FONT)
    for kind in SAVED_AS:
        _run("soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", kind, "--outdir", str(out / kind), str(out / "source.fodt"))  # fmt: skip
        (out / kind / f"source.{kind}").rename(out / f"libreoffice.{kind}")
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}/chromium.pdf", (out / "source.html").as_uri())  # fmt: skip
    (out / "plan.json").write_text(documents.for_node(), encoding="utf-8")
    (out / "template.docx").write_bytes(documents.template(documents.DOCXTEMPLATER))
    shutil.copy(HERE / "documents.cjs", node)
    _run("node", str(node / "documents.cjs"), str(out / "plan.json"), str(out))
    for name in ("html-to-docx.docx", "turbodocx.docx"):
        (out / name).write_bytes(_packed((out / name).read_bytes()))


def make_forms(out: Path, node: Path) -> None:
    """Fill in the sample's form by every writer of spreadsheets, into ``out``."""
    project = Path(shutil.copytree(HERE.parent / "data" / "sample", out / "project"))
    command = [sys.executable, "-m", "edu_plan_cli", "form", "-q", "Q3", "-o", "表"]
    subprocess.run(command, cwd=project, check=True, env={**os.environ, "EDU_PLAN_TODAY": "2023-10-08"})
    form = out / "form.xlsx"
    form.write_bytes(cells.with_cells((project / "表" / "2023Q3-学前教育科.xlsx").read_bytes()))
    forms.by_openpyxl(form, out / "openpyxl.xlsx")
    forms.by_pandas(form, out / "pandas.xlsx", "openpyxl")
    forms.by_pandas(form, out / "pandas-xlsxwriter.xlsx", "xlsxwriter")
    forms.by_libreoffice(out / "openpyxl.xlsx", out)
    given = {"cells": [cell._asdict() for cell in cells.CELLS], "column": cells.COLUMN, "first": cells.FIRST}
    (out / "cells.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    shutil.copy(HERE / "forms.cjs", node)
    _run("node", str(node / "forms.cjs"), str(form), str(out / "cells.json"), str(out))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _packed(data: bytes) -> bytes:
    """The same parts, compressed; some makers store them as they are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in archive.namelist():
            if not name.endswith("/"):
                made.writestr(name, archive.read(name))
    return out.getvalue()


def main(folder: str, *more: str) -> None:
    """Make everything in FOLDER, with the npm packages in FOLDER/node."""
    out = Path(folder).resolve()
    node = out / "node"
    node.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in table.npm().items()]
    _run("npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(node), *wanted)
    for kind, make in (("documents", make_documents), ("forms", make_forms)):
        (out / kind).mkdir(exist_ok=True)
        make(out / kind, node)
        for file in [row.file for row in table.rows(kind) if row.kept] if "--keep" in more else ():
            shutil.copy(out / kind / file, HERE / kind / file)


if __name__ == "__main__":
    main(*sys.argv[1:])
