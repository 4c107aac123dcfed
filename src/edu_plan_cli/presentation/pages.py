"""A page from a template: self-contained, every text escaped, its style let through by the page's own policy and nothing else."""

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.words import Lang, Words

# Beside every colour (WCAG 1.4.1).
SHAPES: dict[Light, str] = {
    "overdue": "◆",
    "lagging": "▲",
    "not_reported": "○",
    "on_track": "●",
    "done": "✓",
    "dropped": "×",
}


def render_page(template: str, data: Mapping[str, Any], lang: Lang) -> str:
    """The template gets ``style``, its ``digest``, and ``w(zh, en)`` beside the data."""
    from jinja2 import Environment, StrictUndefined

    sheet = files("edu_plan_cli.presentation.report") / "page" / "style.css"
    style = re.sub(r"\s*\n\s*", "", sheet.read_text(encoding="utf-8"))
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
        keep_trailing_newline=True,
    )
    # The style is ours and stands as it is; its digest is what lets it through the page's own policy.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.from_string(template).render(
        data, style=style, digest=digest, w=lambda zh, en: Words(zh, en).in_(lang)
    )


def light_mark(light: Light, lang: Lang) -> dict[str, str]:
    return {"key": light, "word": LIGHTS[light].in_(lang), "shape": SHAPES[light]}


def _seen(value: Any) -> Any:
    """Control and bidi characters show as what they are, here as on every screen."""
    return "\n".join(visible(line) for line in value.split("\n")) if type(value) is str else value
