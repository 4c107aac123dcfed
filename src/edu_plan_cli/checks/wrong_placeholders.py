"""EP501 wrong-placeholders: a phrase of ``words.yaml`` does not hold exactly the placeholders of the one it stands for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.files.reading import Root
from edu_plan_cli.model.phrases import PHRASES, PLACEHOLDERS
from edu_plan_cli.model.wordbook import Wordbook, read_words
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP501",
    name="wrong-placeholders",
    severity="error",
    title=Words("报表用语里的占位符不对", "a phrase with the wrong placeholders"),
    why=Words(
        "words.yaml 只换话，不换数：原来那句里的每个占位符都要有，程序填不了的不能写。不合用的一句不采用，照旧用原来的。",
        "words.yaml changes words, never figures: every placeholder of the phrase must stand, and no other. "
        "A phrase that does not fit is not used.",
    ),
    remedy=Words(
        "运行 edu-plan words 看原来那句，把里面的 {占位符} 一个不少地抄过来，只改其余的字。",
        "Run edu-plan words to see the phrase as it was, copy every {placeholder} of it, and change the other words only.",
    ),
    wrong='reporting_missing: "没有报送的科室如下。"',
    right='reporting_missing: "没有报送的科室：{names}。"',
)

_PLACEHOLDER = r"\{([^{}]*)\}"


class Fitting(NamedTuple):
    """The phrases that may be used, and what is wrong with the others."""

    words: Wordbook
    diagnostics: list[Diagnostic]


def fitting_words(root: Root) -> Fitting:
    """Return the project's own words as far as they fit, and every problem of the others."""
    written = read_words(root)
    diagnostics, own = list(written.diagnostics), {}
    for phrase, node in written.phrases.items():
        section, key = phrase.split(".")
        problems = list(_problems(key, node, PHRASES[section][key]))
        diagnostics += problems
        if not problems:
            own[phrase] = node.text.strip()
    return Fitting(Wordbook(own), diagnostics)


def check(root: Root) -> list[Diagnostic]:
    """Return the problems of the project's words.yaml."""
    return fitting_words(root).diagnostics


def _problems(key: str, node: Scalar, built_in: str) -> list[Diagnostic]:
    needed = dict.fromkeys(re.findall(_PLACEHOLDER, built_in))
    problems = []
    written = [(match[1], match.start()) for match in re.finditer(_PLACEHOLDER, node.text)]
    unknown = [(name, at) for name, at in written if name not in needed]
    lacking = [name for name in needed if name not in {name for name, _ in written}]
    meant = {name: nearest(name, needed) or _by_meaning(name, lacking) for name, _ in unknown}
    for name, at in unknown:
        near = meant[name]
        problems.append(
            RULE.at(
                _within(node, at),
                Words(f"{key} 里填不了 {{{name}}}。", f"{key} has no {{{name}}} to put in."),
                Words(f"是不是 {{{near}}}？", f"Did you mean {{{near}}}?")
                if near
                else Words(f"这一句能用的：{_listed(needed)}。", f"It can hold: {_listed(needed)}."),
            )
        )
    if missing := [name for name in lacking if name not in meant.values()]:
        said = "、".join(f"{{{name}}}（{PLACEHOLDERS[name]}）" for name in missing)
        problems.append(
            RULE.at(
                node.location,
                Words(f"{key} 里缺 {_listed(missing)}。", f"{key} lacks {_listed(missing)}."),
                Words(f"请在句中加上 {said}。", f"Put {_listed(missing)} into it."),
            )
        )
    return problems


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names) or "（没有）"


def _by_meaning(typed: str, lacking: list[str]) -> str | None:
    """Return the placeholder that a name written in Chinese means."""
    return next((name for name in lacking if typed and typed in PLACEHOLDERS[name]), None)


def _within(node: Scalar, at: int) -> Location:
    """Return the place of a character of a text on one line; escapes and folds have no simple map, so then the text's own."""
    location, opening = node.location, 0 if node.plain else 1
    inside = node.end_line == node.line and node.end_column - node.column == len(node.text) + 2 * opening
    return location._replace(column=location.column + opening + at, width=1) if inside else location
