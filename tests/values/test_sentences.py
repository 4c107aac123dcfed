"""What a sentence is: the stops that end it, what closes with it, and which of them a quotation covers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.values.sentences import (
    ends_clause,
    first_sentence,
    sentence_lines,
    split_clauses,
    split_sentences,
    split_statements,
    uncovered_sentences,
)
from edu_plan_cli.values.typed_text import normalize_typed

TEXT = "新增学位270个；改善条件。（见附件。）推进发展！\n完成了吗？"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (TEXT, ["新增学位270个；", "改善条件。", "（见附件。）", "推进发展！", "完成了吗？"]),
        ("他说“好。”然后做。", ["他说“好。”", "然后做。"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_a_stop_with_what_closes_after_it(text: str, parts: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == parts


def test_typed_text_is_cut_at_half_width_stops_too() -> None:
    assert [part.text for part in split_statements("新增270个;改善条件! 完成")] == [
        "新增270个",
        "改善条件",
        " 完成",
    ]


def test_a_clause_ends_at_every_pause() -> None:
    assert split_clauses("力争：新增270个，改善条件；完成。") == ["力争", "新增270个", "改善条件", "完成"]


def test_the_first_sentence_ends_at_a_full_stop_not_at_a_semicolon() -> None:
    assert first_sentence(TEXT) == "新增学位270个；改善条件。"
    assert first_sentence("。") == "。"


def test_a_file_has_a_line_for_each_full_stop_and_an_empty_one_between_paragraphs() -> None:
    assert sentence_lines("甲；乙。丙。\n丁") == ["甲；乙。", "丙。", "", "丁"]


@pytest.mark.parametrize(
    ("line", "ends"), [("甲；", True), ("如下：", True), ("“甲。”", True), ("甲，", False), ("甲", False)]
)
def test_a_break_after_a_clause_is_its_authors(line: str, *, ends: bool) -> None:
    assert ends_clause(line) is ends


@pytest.mark.parametrize(
    ("quotes", "left"),
    [
        (["新增学位270个"], ["改善条件。", "（见附件。）", "推进发展！", "完成了吗？"]),
        (["270个；改善条件。（见附件"], ["推进发展！", "完成了吗？"]),
        (["新增学位370个"], []),
    ],
)
def test_a_quote_covers_every_sentence_it_has_a_part_of(quotes: list[str], left: list[str]) -> None:
    assert [sentence.text for sentence in uncovered_sentences(TEXT, quotes)] == left


@given(st.text(alphabet="甲乙，；。！？”）\n "))
def test_nothing_of_a_text_is_in_two_sentences_and_each_is_where_it_says(text: str) -> None:
    sentences = split_sentences(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))


@pytest.mark.parametrize(
    ("typed", "meant"), [("２７０", "270"), ("　Ｑ２ ", "Q2"), ("14－2", "14-2"), ("第一", "第一")]
)
def test_typed_text_is_compared_in_half_width(typed: str, meant: str) -> None:
    assert normalize_typed(typed) == meant
