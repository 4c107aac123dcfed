"""JSON a value a line is what the standard library writes."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.presentation.indented_json import indented

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda each: st.lists(each) | st.tuples(each, each) | st.dictionaries(st.text(), each),
    max_leaves=20,
)


@given(values)
def test_it_is_what_the_standard_library_writes(data: Any) -> None:
    assert indented(data) == json.dumps(data, ensure_ascii=False, indent=2)


def test_what_json_has_no_value_for_is_refused() -> None:
    with pytest.raises(TypeError):
        indented({"value": Decimal(1)})
