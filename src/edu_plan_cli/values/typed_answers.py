"""Numbers and days that a person types for an answer, as files hold them: 一百零五 and １，２００ as digits, 2023年9月1日 as 2023-09-01."""

from edu_plan_cli.values.typed_text import normalize_typed

_NO_YEAR = 2000  # a day without its year is not taken, so which one is assumed does not matter


def number_typed(typed: str) -> str:
    """Return the digits of a number without a unit. All else (1.7万, 约80) stays as typed: the checks refuse it and say what to type."""
    from edu_plan_cli.values.chinese_numbers import Number, read_number
    from edu_plan_cli.values.exact import plain

    read = read_number(typed)
    if isinstance(read, Number) and not read.unit and not read.scale:
        return plain(read.value)
    return normalize_typed(typed)


def day_typed(typed: str) -> str:
    """Return a day with its year as 2023-09-01; all else stays as typed, for the checks to refuse."""
    from edu_plan_cli.values.chinese_dates import When, read_day

    read = read_day(typed, _NO_YEAR)
    if isinstance(read, When) and read.kind == "day" and read.year_written:
        return str(read.start)
    return normalize_typed(typed)
