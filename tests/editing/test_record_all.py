"""Answers put into a report at once leave the bytes that they leave one after the other."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.editing.edits import record, record_all
from edu_plan_cli.nodes.writer import Raw

PATH = "reports/2023/Q3/preschool.yaml"
HEAD = {"year": 2023, "quarter": "Q3", "department": "preschool", "submitted": "2023-10-05"}
BEGUN = "schema: edu-plan/progress@1\nyear: 2023\nquarter: Q3\ndepartment: preschool\nsubmitted: 2023-10-05\n"
REPORTS = {
    "no file yet": "",
    "nil": f"{BEGUN}nil: true\n",
    "corrections alone": f"{BEGUN}corrections:\n  - target: ta2a2\n    quarter: Q1\n    date: 2023-10-01\n    reason: 笔误\n    value: 3\n",
    "in lines": f"{BEGUN}entries:\n  - target: ta2a2    # 14-1 甲\n    value: 3\n  - target: tz9z9\n    account: 正在办理。\n# 完\n",
    "at the margin": f"{BEGUN}entries:\n- target: ta2a2\n  contributor: 乙园\n  value: 3",
    "in brackets": f"{BEGUN}entries: [{{target: ta2a2, value: 3}}]\n",
    "elements in brackets": f"{BEGUN}entries:\n  - {{target: ta2a2, value: 3}}\nnote: 附注\n",
}
REPORTS |= {f"{name}, CRLF": text.replace("\n", "\r\n") for name, text in REPORTS.items() if text}

answers = st.dictionaries(
    st.tuples(st.sampled_from(["ta2a2", "tb3b3", "tc4c4", "td5d5"]), st.sampled_from([None, "乙园"])),
    st.fixed_dictionaries(
        {},
        optional={
            "value": st.integers(0, 99).map(lambda number: Raw(str(number))),
            "account": st.sampled_from(["已办结。", "第一句。第二句。", "注意：含冒号 # 和井号"]),
            "evidence": st.just(["区教〔2023〕8号", "照片"]),
        },
    ).filter(bool),
    min_size=1,
)


def entries_of(said: dict[tuple[str, str | None], dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    return [
        ({"target": target, **({"contributor": whose} if whose else {}), **values}, f"14-1 {target}")
        for (target, whose), values in said.items()
    ]


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS)
@settings(max_examples=25)
@given(said=answers)
def test_at_once_is_one_after_the_other(
    text: str, said: dict[tuple[str, str | None], dict[str, Any]]
) -> None:
    entries, heading = entries_of(said), "# 学前教育科\n"
    known = [entry for entry in entries if entry[0]["target"] == "ta2a2"]
    one_by_one = text
    # Those the report has first, as their order is that of the report: only what is added comes in the order given.
    for entry, name in [*known, *(entry for entry in entries if entry not in known)]:
        one_by_one = record(PATH, one_by_one, HEAD, entry, heading, name)
    ordered = [*known, *(entry for entry in entries if entry not in known)]
    assert record_all(PATH, text, HEAD, ordered, heading) == one_by_one


def test_nothing_to_record_changes_nothing() -> None:
    assert record_all(PATH, REPORTS["in lines"], HEAD, [], "") == REPORTS["in lines"]


def test_within_brackets_a_list_stands_in_brackets() -> None:
    entry = {"target": "tb3b3", "evidence": ["区教〔2023〕8号", "照片"]}
    text = record(PATH, REPORTS["in brackets"], HEAD, entry, "", "14-2 乙")
    assert (
        text
        == f"{BEGUN}entries: [{{target: ta2a2, value: 3}}, {{target: tb3b3, evidence: [区教〔2023〕8号, 照片]}}]\n"
    )
