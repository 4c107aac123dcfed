"""``edu-plan evidence``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, about
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan evidence", Words("佐证文件在不在、变没变", "is every file of evidence there, and unchanged")),
    (
        "edu-plan evidence --keep",
        Words("记下新文件的指纹（evidence.sha256）", "keep the digests of new files"),
    ),
)


def command(
    keep: Annotated[
        bool,
        options.option(
            "--keep", help=Words("把指纹写进 evidence.sha256", "write the digests to evidence.sha256")
        ),
    ] = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> int:
    from edu_plan_cli.checks.check import Year
    from edu_plan_cli.checks.evidence_missing import evidence_file, named_evidence
    from edu_plan_cli.cli.context import Wanted, open_assessment, tell_drafts
    from edu_plan_cli.cli.output import write_project_file
    from edu_plan_cli.files.digests import DIGESTS, digest_of, digests_text, pointed_digest, read_digests
    from edu_plan_cli.files.os_errors import reason
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.evidence_screen import EvidenceLine, write_evidence

    opened = open_assessment(Wanted(project, year, today=today))
    tell_drafts(opened.drafts)
    root, plan = opened.project.root, opened.assessment.plan
    kept = read_digests(root)
    if not isinstance(kept, dict):
        raise Stop(about(kept[0].location, kept[0].message))
    lines, digests = [], dict(kept)
    labels = {plan_target.target.id: plan_target.label for plan_target in plan.targets}
    for target, name, location in named_evidence(
        Year(plan, [*opened.checked.reports, *opened.checked.updates], root)
    ):
        file, unread, pointer = evidence_file(root, name), None, False
        if file is not None:
            try:
                digests[name] = digest_of(file)
                pointer = pointed_digest(file) is not None
            except OSError as error:
                unread = reason(error, file)
        label = labels.get(target, target)
        lines.append(
            EvidenceLine(label, name, location, digests.get(name), kept.get(name), file, unread, pointer)
        )
    write_evidence(make_console(), lines, LANG)
    if keep:
        write_project_file(root, DIGESTS, digests_text(digests))
        return 0
    return int(any(line.file is None or line.unread or line.changed for line in lines))
