"""A page from a template: self-contained, every text escaped, its style let through by the page's own policy and nothing else."""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.presentation.safe import css_string, visible
from edu_plan_cli.values.bilingual import Lang, Words

_NAMED_BY_THEMSELVES = 2  # the first columns: a target's name, and its light
# Beside every colour (WCAG 1.4.1).
SHAPES: dict[Light, str] = {
    "overdue": "◆",
    "lagging": "▲",
    "not_reported": "○",
    "on_track": "●",
    "done": "✓",
    "dropped": "×",
}


def render_page(package: str, template: str, data: Mapping[str, Any], lang: Lang) -> str:
    """Return the template of that name in the ``page`` folder of a package, or of this one, which has the frame (``base.html.j2``).

    Its own style (``report.css`` of ``report.html.j2``) stands beside it. It gets ``style``, its ``digest``, and ``w(zh, en)`` beside the data.

    Of the data ``as_of``, ``marks`` and ``limits`` are also said on every sheet it is printed on; with ``across`` the sheets
    lie across; ``heads_of_cells`` are said beside each cell on a narrow screen.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    frame = "edu_plan_cli.presentation"
    sheets = (
        files(frame) / "page" / "style.css",
        files(package) / "page" / f"{template.removesuffix('.html.j2')}.css",
    )
    own = "".join(_close_up(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    style = own + _on_every_sheet(data, lang) + _names_of_cells(data.get("heads_of_cells", ()))
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, "page"), PackageLoader(frame, "page")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
        keep_trailing_newline=True,
    )
    # The style is the program's own and needs no escaping; its digest is what lets it through the page's own policy.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(
        data, style=style, digest=digest, w=lambda zh, en: Words(zh, en).in_(lang)
    )


def _close_up(sheet: str) -> str:
    return re.sub(r"\s*\n\s*", "", sheet)


def _on_every_sheet(data: Mapping[str, Any], lang: Lang) -> str:
    """Page margin boxes (CSS Paged Media 3): of which day the figures are, that they are examples, the limits, the page."""
    mark = Words("示例　", "illustrative  ").in_(lang) if data["marks"] else ""
    boxes = {
        "top-right": css_string(mark + data["as_of"]),
        "bottom-left": css_string(data["limits"]),
        "bottom-right": 'counter(page)" / "counter(pages)',
    }
    rules = "".join(f"@{location}{{content:{said};font-size:8pt}}" for location, said in boxes.items())
    across = "size:A4 landscape;" if data.get("across") else ""
    return f"@page{{{across}{rules}}}"


def _names_of_cells(heads: Sequence[str]) -> str:
    """Rules for a narrow screen, where the cells of ``table.plan`` stand one after another, each with its column's name before it."""
    named = "".join(
        f".plan td:nth-child({number})::before{{content:{css_string(f'{head} ')}}}"
        for number, head in enumerate(heads, 1)
        if number > _NAMED_BY_THEMSELVES
    )
    return f"@media(max-width:60rem){{{named}}}" if named else ""


def light_mark(light: Light, lang: Lang) -> dict[str, str]:
    """Return a light as a page shows it: key, word and shape, so that none depends on colour alone."""
    return {"key": light, "word": LIGHTS[light].in_(lang), "shape": SHAPES[light]}


def _seen(value: Any) -> Any:
    """Control and bidi characters show as what they are, here as on every screen."""
    return "\n".join(visible(line) for line in value.split("\n")) if type(value) is str else value
