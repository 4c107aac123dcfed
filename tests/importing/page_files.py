"""Web pages for the tests, as government sites publish them, whole with what stands around the text."""

import html
from email.message import EmailMessage

CHROME_ABOVE = (
    '<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>'
    '<div class="bread-crumbs">您的位置：<a href="/">首页</a> &gt; 教育局</div><script>document.write("1．脚本写的任务30所")</script>'
)
CHROME_BELOW = '<div class="share-box bdsharebuttonbox">分享到：微信 微博</div><div id="footer">主办：某区人民政府 网站标识码3400000000</div>'


def page(body: str, charset: str = "utf-8") -> bytes:
    """A page in an encoding, its text within the table old sites are laid out by."""
    text = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>某区教育局</title><style>p{{margin:0}}</style></head><body>'
        f"{CHROME_ABOVE}<table><tr><td>{body}</td></tr></table>{CHROME_BELOW}</body></html>"
    )
    return text.encode("gb18030" if charset.startswith("gb") else charset)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>\n" for text in texts)


def table(rows: list[list[str | None]]) -> str:
    """A table. None: the cell above goes on."""
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if cell is not None:
                below = 1
                while at + below < len(rows) and rows[at + below][column] is None:
                    below += 1
                cells.append(f'<td rowspan="{below}">{html.escape(cell)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def mht(body: str) -> bytes:
    """A page saved as one file with a picture."""
    message = EmailMessage()
    message["Subject"] = "=?utf-8?B?5bel5L2c6KaB54K5?="
    message["MIME-Version"] = "1.0"
    message.set_content(page(body).decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png")
    return message.as_bytes()
