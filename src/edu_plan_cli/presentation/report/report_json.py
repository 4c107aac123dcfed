"""The report as JSON: the assessment, what moved and what was corrected."""

from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.assessment_json import as_json, assessment_data, ratio
from edu_plan_cli.presentation.report.report_rows import QuarterReport, amended_from_to
from edu_plan_cli.values.bilingual import Lang


def render(report: QuarterReport, _lang: Lang, _width: int) -> str:
    """Return the report as JSON."""
    data = assessment_data(
        report.assessment, report.assessment.targets, report.problems, report.touches, report.unread
    )
    if report.span != "quarter":
        data["course"] = [
            {
                "quarter": str(then.view.quarter),
                "completion": ratio(then.tally.completion),
                "targets": {
                    assessed.plan_target.target.id: ratio(assessed.completion) for assessed in then.targets
                },
            }
            for then in report.course
        ]
    data["moves"] = [
        {"id": move.now.plan_target.target.id, "from": move.before.light, "to": move.now.light}
        for move in report.moves
    ]
    plan = report.assessment.plan
    data["amendments"] = [
        {
            "id": amended.now.id,
            "date": str(amended.amendment.date),
            "recorded": amended.amendment.recorded and str(amended.amendment.recorded),
            "document": amended.amendment.document,
            "reason": amended.amendment.reason,
            "changes": amended_from_to(amended, plan)._asdict(),
            "place": str(amended.amendment.location()),
        }
        for amended in report.assessment.amendments
    ]
    data["corrections"] = [
        {
            "id": corrected.target.plan_target.target.id,
            "quarter": str(corrected.reported.quarter),
            "from": figures.answer_text(corrected.reported.replaced) if corrected.reported.replaced else None,
            "to": figures.answer_text(corrected.reported.entry),
            "reason": corrected.reason,
            "place": str(corrected.reported.entry.location()),
        }
        for corrected in report.corrections
    ]
    return as_json(data) + "\n"
