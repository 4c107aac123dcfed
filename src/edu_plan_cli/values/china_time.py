"""The one time zone of China (UTC+8, no summer time)."""

from datetime import date, datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8))


def today_in_china() -> date:
    """Return today's date in China, wherever the machine is: quarters end by it."""
    return datetime.now(CHINA_TIME).date()
