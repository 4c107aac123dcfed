"""What of a plan waits for a person: its candidates, and every sentence that no target, candidate or ``context`` covers.

Such a sentence is proposed as the target its wording makes likely; nothing of it is written until somebody answers. Its id is drawn from
its words, so a script may name it as ``review --list`` shows it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from edu_plan_cli.checks.text_not_covered import uncovered
from edu_plan_cli.features.importing.due_dates import undated
from edu_plan_cli.features.importing.item_reading import read_item
from edu_plan_cli.features.importing.papers import paper_promised
from edu_plan_cli.features.importing.plan_draft import candidate_values
from edu_plan_cli.features.importing.target_names import LONGEST, name_of
from edu_plan_cli.features.importing.target_subjects import with_subject
from edu_plan_cli.model.identity import mint
from edu_plan_cli.model.plan import Item, Plan
from edu_plan_cli.nodes.writer import Raw, as_values
from edu_plan_cli.values.chinese_dates import When, find_days
from edu_plan_cli.values.sentences import split_sentences, uncovered_sentences

_BUILDING = re.compile(
    r"(?:新建|改建|扩建|改扩建|迁建|重建)[^，,。；;]{0,24}?(?:学校|小学|中学|高中|幼儿园|校区|校舍|教学楼|宿舍|食堂|中心|基地|工程|项目)"
)
# Clauses that only say by what, or why; the name is of what is done.
_LEADS_IN = re.compile(
    r"^(?:立足|围绕|聚焦|紧紧围绕|依托|通过|坚持|按照|根据|结合|针对|以(?!上|下|内)|充分利用|充分发挥|发挥|在[^，]{2,20}(?:下|中|上)$|为|积极回应|对)"
)
_BY_WHAT = re.compile(r"^(?:依托|通过|立足|结合|利用|围绕)[^，]{2,20}?(?=开展|组织|加强|推进|建立|做好|实施)")
_TELLS = re.compile(
    r"^(?:截至|截止|目前|现有|共有)|(?:之年|关键期|重要意义|意义重大|意义尤为重大)[，。]?$|20\d\d年(?:底|末)?已"
)
_STOPS = "。；！？;!? \n"
_FEWEST = 4  # characters of a name


class ProposedTarget(NamedTuple):
    """A target that waits for a person. ``values`` are those a file would hold, by key, as far as they are known."""

    item: Item
    values: dict[str, Any]
    written: bool  # whether it is one of the item's candidates; else a sentence that nobody has read into one
    promises: bool = True  # False: its words only tell, or call upon; likely no target

    @property
    def id(self) -> str:
        """Return the id the target would have."""
        return str(self.values["id"])

    @property
    def kind(self) -> str:
        """Return the kind it is proposed as."""
        return str(self.values["kind"])

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.values["name"])

    @property
    def quote(self) -> str:
        """Return the words of the item's text it rests on."""
        return str(self.values["quote"])


def proposed_targets(plan: Plan, items: Iterable[Item] | None = None) -> list[ProposedTarget]:
    """Return what waits in the plan, or in some of its items, in the order of the text."""
    taken = {plan_target.target.id for plan_target in plan.targets}
    taken |= {candidate.id for item in plan.items for candidate in item.candidates}
    return [
        proposed
        for item in (plan.items if items is None else items)
        for proposed in _of_item(plan, item, taken)
    ]


def sentences_left(proposed: ProposedTarget) -> list[str]:
    """Return the sentences that would be covered by nothing once a proposed target is answered with no."""
    item = proposed.item
    quotes = [target.quote for target in item.targets]
    quotes += [candidate.quote for candidate in item.candidates if candidate.id != proposed.id]
    start = item.text.find(proposed.quote)
    end = start + len(proposed.quote)
    return [
        sentence.text.strip()
        for sentence in uncovered_sentences(item.text, [*quotes, *item.context])
        if start >= 0 and start < sentence.end and sentence.start < end
    ]


def beside(proposed: ProposedTarget, waiting: Iterable[ProposedTarget]) -> list[ProposedTarget]:
    """Return the other proposals out of the same sentence that no file holds: they would be lost once it is covered."""
    if proposed.written:
        return []
    sentence = _sentence_of(proposed)
    return [
        each
        for each in waiting
        if not each.written
        and each.item.id == proposed.item.id
        and each.id != proposed.id
        and _sentence_of(each) == sentence
    ]


def _sentence_of(proposed: ProposedTarget) -> int:
    at = proposed.item.text.find(proposed.quote)
    return next(
        (each.start for each in split_sentences(proposed.item.text) if each.start <= at < each.end), -1
    )


def _of_item(plan: Plan, item: Item, taken: set[str]) -> Iterator[ProposedTarget]:
    found = [
        (item.text.find(each.quote), ProposedTarget(item, as_values(each.node), written=True))
        for each in item.candidates
    ]
    for sentence in uncovered(item):
        quote = sentence.text.strip(_STOPS)
        if quote:
            found += [(sentence.start, each) for each in _of_sentence(plan, item, quote, taken)]
    yield from (proposed for _, proposed in sorted(found, key=lambda placed: placed[0]))


def _of_sentence(plan: Plan, item: Item, quote: str, taken: set[str]) -> Iterator[ProposedTarget]:
    """What the wording of a sentence lets one propose; 定性工作 where it tells nothing else."""
    seed = f"{item.id} {quote}"
    promised = [
        found for found in read_item(item.heading, quote, plan.year).promised if found.quote in item.text
    ]
    for found in promised:
        identity = mint("t", f"{seed} {found.quote} {found.name}", taken)
        yield ProposedTarget(item, candidate_values(with_subject(found, item.text), identity), written=False)
    if promised:
        return
    if paper := paper_promised(quote):
        kind, name = "deliverable", paper
    elif building := _BUILDING.search(quote):
        kind, name = "project", building[0]
    else:
        kind, name = "qualitative", _name(quote, plan.year)
    values = {
        "id": mint("t", seed, taken),
        "kind": kind,
        "name": name[:LONGEST] or item.heading[:LONGEST],
        "quote": quote,
    }
    if due := _due(quote, plan.year):
        values["due"] = due
    yield ProposedTarget(item, values, written=False, promises=not _TELLS.search(quote))


def _name(quote: str, year: int) -> str:
    """The first clause that says what is done, without the words on how and by when."""
    clauses = [clause for clause in re.split(r"[，,：:]", undated(quote, year)) if clause.strip("＿ ")]
    clauses = [_BY_WHAT.sub("", clause) for clause in clauses]
    telling = [clause for clause in clauses if not _LEADS_IN.match(clause)]
    for clause in (*telling, *clauses):
        if len(name := name_of(clause)) >= _FEWEST:
            return name
    return quote[:LONGEST]


def _due(quote: str, year: int) -> Raw | None:
    """The one last day a sentence names, in the plan's year; None where it names none or several."""
    days = {
        day.read.due
        for day in find_days(quote, year)
        if isinstance(day.read, When) and day.read.due and not day.read.outside
    }
    return Raw(days.pop()) if len(days) == 1 else None
