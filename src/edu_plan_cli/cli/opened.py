"""What a command looks at. A file of its own: commands that assess nothing do not load it."""

from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.files.project_folder import Project
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook


class Opened(NamedTuple):
    """Hold a project with the year and the view a command was asked for."""

    project: Project
    checked: Checked
    assessment: Assessment
    errors: int
    commit: str | None = None  # the revision the files are of; None: as they lie in the folder
    words: Wordbook = BUILT_IN
    drafts: tuple[int, ...] = ()  # later years that are being drafted, where no year was asked for
