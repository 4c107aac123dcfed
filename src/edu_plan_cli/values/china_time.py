"""The one time zone of China (UTC+8, no summer time)."""

from datetime import timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8))
