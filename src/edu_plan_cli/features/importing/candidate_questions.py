"""What a candidate's kind of target needs and its words do not tell: the keys to ask for, likely answers, answers as a file holds them."""

from typing import Any, get_args

from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.kinds.frequency import Period
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.plan import Candidate
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.typed_answers import day_typed, number_typed

# The few values a key may have, in the order they are offered.
CHOICES: dict[str, tuple[str, ...]] = {
    "accumulation": tuple(ACCUMULATION_WORDS),
    "comparison": tuple(COMPARISON_WORDS),
    "every": get_args(Period),
}
_NUMBERS = ("target_value", "minimum")
_DAYS = ("start", "due")


def keys_to_ask(candidate: Candidate) -> list[str]:
    """Return the keys that the candidate's kind of target requires and the candidate does not have."""
    return [
        key
        for key, field in KINDS[candidate.kind].model_fields.items()
        if field.is_required() and key not in candidate.node.values and key != "node"
    ]


def likely_answer(candidate: Candidate, key: str) -> str | None:
    """Return the answer to offer for a key, told by the candidate's words; None where they tell nothing."""
    if key == "accumulation":
        growing = any(
            word in candidate.quote for word in ("新增", "培训", "举办", "开展", "招聘", "评选", "新建")
        )
        return "period" if growing else "point" if "%" in (candidate.unit or "") else "cumulative"
    if key == "steps" and candidate.due is not None:
        return f"{candidate.name} {candidate.due}"
    return candidate.name if key in ("numerator", "population", "steps", "stages") else None


def as_kept(key: str, typed: str) -> Any:
    """Return an answer as a file holds it: 一百零五 as 105, 2024年6月30日 as 2024-06-30, all other keys as typed."""
    if key in _NUMBERS:
        return Raw(number_typed(typed))
    return Raw(day_typed(typed)) if key in _DAYS else typed


def steps_typed(typed: str) -> list[dict[str, Any]]:
    """Return steps or stages typed in one line, parted by 、 or commas, each with its date after a space."""
    return [_step(part) for part in typed.replace("，", "、").replace(",", "、").split("、") if part.strip()]


def _step(typed: str) -> dict[str, Any]:
    name, _, due = typed.strip().rpartition(" ")
    return {"name": name.strip(), "due": Raw(due)} if name else {"name": due}
