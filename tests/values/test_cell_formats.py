"""What is read of a cell is what a person sees in it: the value as its number format shows it, unrounded."""

import pytest

from edu_plan_cli.values.cell_formats import shown_value

SHOWN = [
    (1200, "General", "1200"),
    (1200, '0"人"', "1200人"),
    (12, '"共"0"所"', "共12所"),
    (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1234.5"),
    (0.955, "0.0%", "95.5%"),
    (369.30000000000007, "General", "369.3"),
    (-5, "0;-0", "-5"),
    (123456, "#,##0", "123456"),
    (123456, '0.0,"千"', "123.456千"),
    (120_000_000, '0.00,,"百万"', "120百万"),
    (123456, r'0\.0,"万"', "12.3456万"),  # LibreOffice 7.4 shows 12.3万
    (123456, '0!.0,"万"', "12.3456万"),  # as Chinese versions of Excel take it typed
    (123456, r'0\.0000"万"', "12.3456万"),
    (12345, r'[>=10000]0\.0,"万";0"人"', "1.2345万"),
    (345, r'[>=10000]0\.0,"万";0"人"', "345人"),
    (20230930, r"0000\-00\-00", "2023-09-30"),
    (5620001, r"000\-0000", "562-0001"),
    (123456, "[DBNum2][$-804]General", "123456"),
]


@pytest.mark.parametrize(("value", "number_format", "expected"), SHOWN)
def test_a_number_is_read_as_its_format_shows_it(value: float, number_format: str, expected: str) -> None:
    assert shown_value(value, number_format) == expected
