"""Keep an education bureau's yearly work plan (工作要点) true. See ARCHITECTURE.md for the way through the house.

``load`` and ``assess`` are the way in for notebooks and scripts (docs/library.md). They are imported when first
asked for, so that the command line starts as quickly as before.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edu_plan_cli.assessment.observations import Observation as Observation
    from edu_plan_cli.assessment.observations import observations as observations
    from edu_plan_cli.assessment.result import Assessment as Assessment
    from edu_plan_cli.checks.checked_year import Checked as Checked
    from edu_plan_cli.library import assess as assess
    from edu_plan_cli.library import load as load
    from edu_plan_cli.values.quarter import Quarter as Quarter

__version__ = "0.1.0"
__all__ = ["Assessment", "Checked", "Observation", "Quarter", "__version__", "assess", "load", "observations"]

if not TYPE_CHECKING:  # or a checker would take any name for one of ours
    _HOMES = {
        "Assessment": "assessment.result",
        "Checked": "checks.checked_year",
        "Observation": "assessment.observations",
        "Quarter": "values.quarter",
        "assess": "library",
        "load": "library",
        "observations": "assessment.observations",
    }

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
