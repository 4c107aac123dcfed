"""QuarterReport → one quarter as the secretary hands it on (``edu-plan report``), one module a format."""
