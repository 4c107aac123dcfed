#!/usr/bin/env bash
# workalendar 17.0.0, China: a weekday of a year it has no table for raises CalendarError, but a Saturday of that year is
# answered "not a working day" with a warning at most. 2025-10-11 was worked in exchange for the National Day week;
# chinesecalendar 1.11.0, which has that year, says so. Guessed: it raises for every day of such a year.
# A due day moved off a weekend by it lands on the wrong day without an error.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install workalendar==17.0.0 chinesecalendar==1.11.0
venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version
from datetime import date

import chinese_calendar
from workalendar.asia import China
from workalendar.exceptions import CalendarError

print("workalendar", version("workalendar"))
print("chinesecalendar", version("chinesecalendar"))

china = China()
assert china.is_working_day(date(2023, 10, 7)), "a Saturday worked, in a year it has"
saturday, friday = date(2025, 10, 11), date(2025, 10, 10)
print(saturday, china.is_working_day(saturday), chinese_calendar.is_workday(saturday))
assert not china.is_working_day(saturday)
assert chinese_calendar.is_workday(saturday)
try:
    china.is_working_day(friday)
except CalendarError as error:
    print(friday, error)
else:
    raise SystemExit("2025 has a table now")
PY
