"""Every kind of target, one line each. The order is that of docs and forms."""

from typing import TYPE_CHECKING, Annotated, Literal, Union, get_args

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.kinds.coverage import CoverageTarget
from edu_plan_cli.kinds.deliverable import DeliverableTarget
from edu_plan_cli.kinds.frequency import FrequencyTarget
from edu_plan_cli.kinds.increase import IncreaseTarget
from edu_plan_cli.kinds.milestone import MilestoneTarget
from edu_plan_cli.kinds.not_below import NotBelowTarget
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.kinds.share import ShareTarget
from edu_plan_cli.kinds.target import Target

AnyTarget = Annotated[
    Union[  # noqa: UP007  one line a kind
        NumberTarget,
        ShareTarget,
        CoverageTarget,
        IncreaseTarget,
        NotBelowTarget,
        FrequencyTarget,
        MilestoneTarget,
        ProjectTarget,
        DeliverableTarget,
        QualitativeTarget,
    ],
    Field(discriminator="kind"),
]

KINDS: dict[str, type[Target]] = {
    get_args(kind.__annotations__["kind"])[0]: kind for kind in get_args(get_args(AnyTarget)[0])
}

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
