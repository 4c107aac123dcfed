"""A long text keeps its paragraphs when a merge writes it anew."""

import pytest

from edu_plan_cli.binding.fields import joined
from edu_plan_cli.editing.merge_texts import merge
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.nodes.node import Mapping, Scalar

BASE = "title: 要点\noverall_requirements: |\n  甲。\nyear: 2023\n"
WITHOUT = "title: 要点\nyear: 2023\n"
TEXT = "overall_requirements: |\n  甲。\n  乙，丙。\n\n  第二段。\n"


@pytest.mark.parametrize("base", [BASE, WITHOUT], ids=["changed", "added"])
def test_a_sentence_a_line_stays_one_paragraph(base: str) -> None:
    ours = base.replace("要点", "2023 年要点")
    theirs = f"title: 要点\n{TEXT}year: 2023\n"
    merged = merge("plan/2023.yaml", base, ours, theirs)
    assert merged is not None
    root = parse("plan/2023.yaml", merged)
    assert isinstance(root, Mapping)
    text = root.values["overall_requirements"]
    assert isinstance(text, Scalar)
    assert joined(text.text) == "甲。乙，丙。\n第二段。"
    assert "2023 年要点" in merged
