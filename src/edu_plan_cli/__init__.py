"""Keep an education bureau's yearly work plan (工作要点) true. ARCHITECTURE.md says how the code is laid out.

``__all__`` is the interface for notebooks and scripts (docs/library.md, docs/api.md). Its names are imported when they
are first used, so that the command line starts as quickly as without them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edu_plan_cli.assessment.observations import Observation as Observation
    from edu_plan_cli.assessment.observations import observations as observations
    from edu_plan_cli.assessment.result import Assessment as Assessment
    from edu_plan_cli.assessment.result import DepartmentAssessment as DepartmentAssessment
    from edu_plan_cli.assessment.result import ItemAssessment as ItemAssessment
    from edu_plan_cli.assessment.result import SectionAssessment as SectionAssessment
    from edu_plan_cli.assessment.result import Tally as Tally
    from edu_plan_cli.assessment.result import TargetAssessment as TargetAssessment
    from edu_plan_cli.checks.checked_year import Checked as Checked
    from edu_plan_cli.diagnostics.diagnostic import Diagnostic as Diagnostic
    from edu_plan_cli.library import assess as assess
    from edu_plan_cli.library import load as load
    from edu_plan_cli.values.bilingual import Words as Words
    from edu_plan_cli.values.location import Location as Location
    from edu_plan_cli.values.quarter import Quarter as Quarter

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "Checked",
    "DepartmentAssessment",
    "Diagnostic",
    "ItemAssessment",
    "Location",
    "Observation",
    "Quarter",
    "SectionAssessment",
    "Tally",
    "TargetAssessment",
    "Words",
    "__version__",
    "assess",
    "load",
    "observations",
]

if not TYPE_CHECKING:  # or a checker would take any name for one of ours
    _HOMES = {
        "Assessment": "assessment.result",
        "Checked": "checks.checked_year",
        "DepartmentAssessment": "assessment.result",
        "Diagnostic": "diagnostics.diagnostic",
        "ItemAssessment": "assessment.result",
        "Location": "values.location",
        "Observation": "assessment.observations",
        "Quarter": "values.quarter",
        "SectionAssessment": "assessment.result",
        "Tally": "assessment.result",
        "TargetAssessment": "assessment.result",
        "Words": "values.bilingual",
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
