"""Figures in a workbook are those shown everywhere else, as numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from edu_plan_cli.presentation.workbook_cells import share_cell


@pytest.mark.parametrize(
    ("ratio", "cell"),
    [
        (Fraction(9996, 10000), Decimal("0.999")),  # short of it is never 100 %
        (Fraction(1), Decimal(1)),
        (Fraction(2, 3), Decimal("0.667")),
        (Fraction(1, 100000), Decimal("0.001")),  # begun is never 0 %
        (Fraction(0), Decimal(0)),
        (None, None),
    ],
)
def test_a_share_is_the_one_shown(ratio: Fraction | None, cell: Decimal | None) -> None:
    assert share_cell(ratio) == cell
