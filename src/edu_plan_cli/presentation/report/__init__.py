"""``edu-plan report``: one quarter as the secretary hands it on. One file a format, each from the same rows."""
