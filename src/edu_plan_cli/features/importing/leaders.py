"""Who among a bureau's heads is in charge of a task, as documents say it: 分管领导：…, 牵头领导：副局长 …."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edu_plan_cli.features.importing.departments import named_in

_LEADER = re.compile(r"(?:责任|分管|牵头|包保|主管)(?:局)?领导\s?[：:]\s*(\S.*)")
_POST = re.compile(r"长|书记|主任|督学|委员|调研员|主席|领导")
_LONGEST = 40  # characters of a post with a name
_SEVERAL = re.compile(r"[、，,；;/]")


class ReadLeader(NamedTuple):
    """A leader as a document names one, and the ids of the departments that mostly stand beside the name."""

    post: str
    name: str | None
    departments: list[str]

    @property
    def called(self) -> str:
        """Return post and name as an item names them."""
        return f"{self.post} {self.name}" if self.name else self.post


class ReadLeaders(NamedTuple):
    """The leaders of a document in its order, and of each item the one it names other than by its department."""

    leaders: list[ReadLeader]
    of_items: list[str | None]


def read_leaders(texts: Sequence[str], departments: Mapping[str, str]) -> ReadLeaders:
    """Read the leaders out of items' texts, where each has a line of its own. ``departments`` are ids by name.

    A department is under the leader it stands beside most often; an item that says otherwise names its own. A line with
    several leaders names nobody in particular, and is left in the text.
    """
    pairs = [_pairs(text, departments) for text in texts]
    beside: dict[str, Counter[str]] = {}
    order: dict[str, None] = {}
    for leader, department in (pair for item in pairs for pair in item):
        order.setdefault(leader)
        if department is not None:
            beside.setdefault(department, Counter())[leader] += 1
    whose = {department: counts.most_common(1)[0][0] for department, counts in beside.items()}
    leaders = [
        _read(leader, [department for department, of in whose.items() if of == leader]) for leader in order
    ]
    calls = Counter(call for leader in leaders for call in {leader.called, leader.post, leader.name})
    of_items = []
    for item in pairs:
        called = None
        if item and (item[0][1] is None or whose[item[0][1]] != item[0][0]):
            called = _read(item[0][0], []).called
        of_items.append(called if called is not None and calls[called] == 1 else None)
    return ReadLeaders(leaders, of_items)


def _pairs(text: str, departments: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Each leader of a text with the department named next as leading; None where none follows."""
    pairs: list[tuple[str, str | None]] = []
    leader: str | None = None
    for line in text.split("\n"):
        if found := _LEADER.fullmatch(line.strip()):
            said = found[1].strip()
            leader = said if said != "—" and len(said) <= _LONGEST and _is_one(said) else None
            if leader is not None:
                pairs.append((leader, None))
        elif leader is not None and (named := named_in(line.strip())) and named.lead:
            if pairs[-1][1] is None:
                pairs.pop()
            pairs.append((leader, departments.get(named.lead[0])))
    return pairs


def _is_one(said: str) -> bool:
    """Tell whether one person is named: 张某、李某 are two, 党委书记、局长 are two posts of one."""
    parts = _SEVERAL.split(said)
    return len(parts) == 1 or all(_POST.search(part) and " " not in part for part in parts)


def _read(said: str, departments: list[str]) -> ReadLeader:
    post, _, name = said.partition(" ")
    if name:
        return ReadLeader(post, name.strip(), departments)
    return (
        ReadLeader(said, None, departments) if _POST.search(said) else ReadLeader("局领导", said, departments)
    )
