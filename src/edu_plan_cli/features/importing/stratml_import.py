"""StratML, Part 1 (ISO 17469-1) and Part 2, to a plan's text.

What we exported comes back as it was. In anybody else's file an indicator becomes a candidate, which counts nowhere
until a person accepts it. Text that the plan has no place for is named, never dropped in silence.
"""

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from edu_plan_cli.binding.fields import ID_ALPHABET, joined
from edu_plan_cli.binding.located import Located
from edu_plan_cli.features.importing.departments import department_id
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.xml_tree import XmlElement, read_xml
from edu_plan_cli.files.reading import MAX_BYTES, SourceFile, checked_text
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.identity import mint
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.plan import PLAN_SCHEMA, Candidate, Item, Plan, Section
from edu_plan_cli.model.stratml_keys import AMENDED, BASELINE, COOPERATING, MARK, PLACED, STAGE, STEP
from edu_plan_cli.nodes.reader import is_plain_number, read_nodes
from edu_plan_cli.nodes.writer import Raw, as_values, pair
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.sentences import first_sentence

_LONGEST = 60  # characters of a heading made from a description
_NUMBERING = ("Identifier", "SequenceIndicator", "ReferentIdentifier")  # a plan has its own


class Left(NamedTuple):
    """Text the plan has no place for."""

    line: int
    name: str  # of the element
    text: str


class Imported(NamedTuple):
    text: str
    title: str
    year: int
    sections: int
    items: int
    departments: int
    targets: int
    candidates: int
    results: int  # what was reached: departments report that, a plan does not hold it
    left: list[Left]


def read_stratml(name: str, data: bytes, year: int | None) -> Imported:
    """``year`` is the one asked for; else the plan's first. Raises NotRead for what is no StratML with goals."""
    root = read_xml(data)
    if root.name not in ("PerformancePlanOrReport", "StrategicPlan") or not root.first(
        "StrategicPlanCore"
    ).all("Goal"):
        raise NotRead(
            Words(
                "不是 StratML：要有 StrategicPlan 或 PerformancePlanOrReport，里面有 Goal。",
                "It is no StratML with goals.",
            )
        )
    own = _own_year(root)
    if year is None and own is None:
        raise NotRead(
            Words(
                "没有写起止日期，看不出是哪一年的；请写 -o plan/2024.yaml。",
                "Of which year? Write -o plan/2024.yaml.",
            )
        )
    made = _Reading(root, own or year or 0, year or own or 0).plan(name)
    if len(made.text.encode()) > MAX_BYTES:
        raise NotRead(
            Words(
                f"做成的工作要点超过 {MAX_BYTES // 1_000_000} MB，不会是一份工作要点。",
                f"The plan made of it would have more than {MAX_BYTES // 1_000_000} MB.",
            )
        )
    return made


class _Reading:
    """One document on its way. ``own`` is the year its dates are of."""

    def __init__(self, root: XmlElement, own: int, year: int) -> None:
        self.root, self.own, self.year = root, own, year
        self.core = root.first("StrategicPlanCore")
        found = _other_keys(root, "plan")
        self.ours, self.rest = found is not None, found or {}
        self.ids: set[str] = set()
        self.departments: dict[str, str] = {}
        self.items = self.targets = self.candidates = self.results = 0

    def plan(self, name: str) -> Imported:
        organization = self.core.first("Organization")
        written = self.rest.get("departments", [])
        for known in written if isinstance(written, list) else []:
            if isinstance(known, dict) and {"id", "name"} <= known.keys():
                self.departments[str(known["name"])] = known["id"]
        top: dict[str, Any] = (
            {"schema": PLAN_SCHEMA, "revision": Raw("1")} | self.rest | {"year": Raw(self.year)}
        )
        top["title"] = self.line(self.root.first("Name")) or f"{self.year} 年工作要点"
        top |= _given(issuer=self.line(organization.first("Name")), overall_requirements=self.overall())
        for stakeholder in organization.all("Stakeholder"):
            if stakeholder.attributes.get("StakeholderTypeType") == "Organization":
                self.department(stakeholder)
        if self.ours:
            _pass_over(organization)
        goals = self.core.all("Goal")
        sections = [made for number, goal in enumerate(goals, 1) if (made := self.section(goal, number))]
        if self.departments and not written:
            top["departments"] = [{"id": key, "name": said} for said, key in self.departments.items()]
        top["sections"] = sections
        shown = re.sub(r"[^ -~\u3000-\u9fff〔〕《》（）]", "", name)
        lines = [line for key, value in _ordered(Plan, top).items() for line in pair(key, value, 0)]
        left = [
            Left(found.line, found.name, " ".join("".join(found.parts).split()))
            for found in self.root.unread()
            if found.name not in _NUMBERING
        ]
        return Imported(
            "".join(f"{line}\n" for line in (f"# 由 {shown} 读入", *lines)), str(top["title"]), self.year,
            len(sections), self.items, len(self.departments), self.targets, self.candidates, self.results, left,
        )  # fmt: skip

    def overall(self) -> str:
        """总体要求: what is said of the whole. StratML has more places for it than a plan."""
        said = [self.prose(self.root.first("Description"))]
        if not self.ours:
            said += [self.prose(self.core.first(name).first("Description")) for name in ("Vision", "Mission")]
            for value in self.core.all("Value"):
                parts = (self.line(value.first("Name")), self.prose(value.first("Description")))
                said.append("：".join(filter(None, parts)))
            said.append(self.prose(self.root.first("OtherInformation")))
        return "\n".join(filter(None, said))

    def section(self, goal: XmlElement, ordinal: int) -> dict[str, Any] | None:
        heading, text = self.line(goal.first("Name")), self.texts(goal)
        items = [item for objective in goal.all("Objective") if (item := self.item(objective))]
        if not (heading or text or items):
            return None
        made: dict[str, Any] = {
            "id": self.id("s", goal, heading + text),
            "number": self.line(goal.first("SequenceIndicator")) or str(ordinal),
            "heading": heading or _short(text) or str(ordinal),
        }
        rest = self.others(goal, "section")
        return _ordered(Section, made | _given(text=text, items=items) | rest)

    def item(self, objective: XmlElement) -> dict[str, Any] | None:
        rest = self.others(objective, "item")
        heading, text = self.line(objective.first("Name")), self.texts(objective)
        indicators = objective.all("PerformanceIndicator")
        if not (heading or text or any(_text(found.first("MeasurementDimension")) for found in indicators)):
            return None
        self.items += 1
        number = self.line(objective.first("SequenceIndicator")) if self.ours else ""
        made: dict[str, Any] = {
            "id": self.id("i", objective, heading + text),
            "number": Raw(number if is_plain_number(number) else self.items),
            "heading": heading or _short(text) or str(self.items),
            "text": text or heading or str(self.items),
        }
        lead, cooperating = self.stakeholders(objective)
        candidates = rest.pop("candidates", [])
        targets, candidates = [], candidates if isinstance(candidates, list) else []
        for indicator in indicators:
            if self.ours and (target := self.target(indicator)):
                targets.append(target)
            elif candidate := self.candidate(indicator, made["text"]):
                candidates.append(candidate)
        self.targets, self.candidates = self.targets + len(targets), self.candidates + len(candidates)
        made |= _given(lead=lead, cooperating=cooperating, targets=targets, candidates=candidates)
        return _ordered(Item, made | rest)

    def target(self, indicator: XmlElement) -> dict[str, Any] | None:
        """One that we exported; None where what makes it one is gone."""
        rest = self.others(indicator, "target")
        kind = rest.get("kind")
        model = KINDS.get(kind) if isinstance(kind, str) else None
        if model is None:
            return None
        promised, reached = _results(indicator, "TargetResult"), _results(indicator, "ActualResult")
        main = next((r for r in promised if _describes(r) not in (STEP, STAGE, AMENDED)), _nothing())
        steps = [_step(found) for found in promised if _describes(found) in (STEP, STAGE)]
        base = next((found for found in reached if _describes(found) == BASELINE), None)
        self.results += len(reached) - (base is not None)
        fields, number = model.fields(), _text(main.first("NumberOfUnits"))
        made: dict[str, Any] = {
            "id": self.id("t", indicator, str(kind)),
            "name": self.line(indicator.first("MeasurementDimension")),
            "quote": self.prose(main.first("Description")),
        }
        if "unit" in fields and "numerator" not in rest:
            made |= _given(unit=self.line(indicator.first("UnitOfMeasurement")))
        made |= {key: Raw(number) for key in ("target_value", "minimum") if key in fields and number}
        made |= {key: steps for key in ("steps", "stages") if key in fields}
        if base is not None:
            made["baseline"] = {
                "value": Raw(_text(base.first("NumberOfUnits"))),
                "date": Raw(_text(base.first("EndDate"))),
            }
        for relation in indicator.all("Relationship"):
            made["part_of"] = _text(relation.first("ReferentIdentifier"))
        # As the kinds have it: a project is due with its last stage, work in steps with the latest of them.
        dues = (
            [step.get("due", f"{self.own}-12-31") for step in steps]
            if {"stages", "steps"} & set(fields)
            else []
        )
        last = dues[-1:] if "stages" in fields else dues
        usual = {"start": f"{self.own}-01-01", "due": max(last, default=f"{self.own}-12-31", key=str)}
        for key, name in (("start", "StartDate"), ("due", "EndDate")):
            day = _text(main.first(name))
            if day and (day != usual[key] or (kind == "milestone" and key == "due")):
                made[key] = Raw(day)
        _pass_over(indicator)
        return _ordered(model, made | rest)

    def candidate(self, indicator: XmlElement, text: str) -> dict[str, Any] | None:
        """An indicator of anybody's: what it is called, and its number where it has one."""
        name = self.line(indicator.first("MeasurementDimension"))
        if not name:
            return None
        promised, year = _results(indicator, "TargetResult"), str(self.year)
        main = next(
            (r for r in promised if _text(r.first("EndDate")).startswith(year)), [*promised, _nothing()][0]
        )
        number, due = _text(main.first("NumberOfUnits")), _text(main.first("EndDate"))
        counts = is_plain_number(number) and float(number) > 0
        made: dict[str, Any] = {
            "id": self.id("t", indicator, name),
            "kind": "number" if counts else "qualitative",
            "name": name,
            "quote": first_sentence(text),
        }
        if counts:
            made["target_value"] = Raw(main.first("NumberOfUnits").text.strip())
            made |= _given(unit=self.line(indicator.first("UnitOfMeasurement")))
        if re.fullmatch(rf"{year}-\d\d-\d\d", due):
            made["due"] = Raw(main.first("EndDate").text.strip())
        return _ordered(Candidate, made)

    def stakeholders(self, element: XmlElement) -> tuple[str | None, list[str]]:
        """Who leads and who helps. A stakeholder that performs nothing is left to the reader."""
        leads: list[str] = []
        helping: list[str] = []
        for stakeholder in element.all("Stakeholder"):
            roles = stakeholder.all("Role")
            performs = any(_text(kind) == "Performer" for role in roles for kind in role.all("RoleType"))
            if performs and (identity := self.department(stakeholder)):
                helps = any(_text(role.first("Name")) == COOPERATING for role in roles)
                (helping if helps else leads).append(identity)
                if self.ours:
                    _pass_over(stakeholder)
                for role in roles:
                    _pass_over(*role.all("RoleType"))
        return (leads[0] if leads else None), [*leads[1:], *helping]

    def department(self, stakeholder: XmlElement) -> str | None:
        name = self.line(stakeholder.first("Name"))
        if name and name not in self.departments:
            if self.ours and self.rest.get("departments"):
                return name  # an id of no department: our plan had it so
            self.departments[name] = _department_id(name, self.departments.values())
        return self.departments.get(name)

    def others(self, element: XmlElement, of: str) -> dict[str, Any]:
        return (_other_keys(element, of) or {}) if self.ours else {}

    def id(self, prefix: str, element: XmlElement, seed: str) -> str:
        """The one it has, where it is one of ours; else one made of it."""
        given = _text(element.first("Identifier"))
        fits = re.fullmatch(rf"{prefix}[{ID_ALPHABET}]{{4}}", given) and given not in self.ids
        made = given if fits else mint(prefix, given + seed, self.ids)
        self.ids.add(made)
        return made

    def texts(self, element: XmlElement) -> str:
        """What is said of it; of our own, OtherInformation is read apart."""
        said = [self.prose(element.first("Description"))]
        if not self.ours:
            said.append(self.prose(element.first("OtherInformation")))
        return "\n".join(filter(None, said))

    def line(self, element: XmlElement) -> str:
        text = element.text
        return text.strip() if self.ours and "\n" not in text else " ".join(text.split())

    def prose(self, element: XmlElement) -> str:
        """Ours as it stands; of others an empty line parts paragraphs, and a line break is a space."""
        text = element.text
        if self.ours:
            return text.strip(" \t\n")
        return "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


def _own_year(root: XmlElement) -> int | None:
    """The year its dates begin in; else the one its name speaks of."""
    about = root.first("AdministrativeInformation")
    dates = [about.first(name).text.strip() for name in ("StartDate", "EndDate")]
    for text in (*dates, _text(root.first("Name"))):
        if found := re.search(r"(?:19|20)\d\d", text):
            return int(found[0])
    return None


def _results(indicator: XmlElement, name: str) -> list[XmlElement]:
    return [result for instance in indicator.all("MeasurementInstance") for result in instance.all(name)]


def _describes(result: XmlElement) -> str:
    return _text(result.first("Descriptor").first("DescriptorName"))


def _step(result: XmlElement) -> dict[str, Any]:
    due = _text(result.first("EndDate"))
    return {"name": _text(result.first("Descriptor").first("DescriptorValue"))} | _given(
        due=Raw(due) if due else None
    )


def _text(element: XmlElement) -> str:
    """Without having read it: it may yet have to be named."""
    return "".join(element.parts).strip()


def _nothing() -> XmlElement:
    return XmlElement("", 0, {})


def _pass_over(*elements: XmlElement) -> None:
    """What we wrote for others to read, and know from elsewhere."""
    for element in elements:
        element.read = True
        _pass_over(*element.children)


def _short(text: str) -> str:
    return text.partition("\n")[0][:_LONGEST].strip()


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _ordered(model: type[Located], made: dict[str, Any]) -> dict[str, Any]:
    return {key: made[key] for key in key_order(model) if key in made} | made


def _department_id(name: str, taken: Collection[str]) -> str:
    if re.search(r"[\u3400-\u9fff]", name):
        return department_id(name, taken)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:36].strip("-")
    slug = slug if slug[:1].isalpha() else f"d{slug}"
    while slug in taken:
        slug += "2"
    return slug


def _other_keys(element: XmlElement, of: str) -> dict[str, Any] | None:
    """The keys in an element's OtherInformation; None where there is no such line, or nothing sound below it."""
    other = element.first("OtherInformation")
    _, mark, written = "".join(other.parts).partition(MARK)
    if not mark:
        return None
    root = None
    if written.strip():
        source = checked_text("OtherInformation", written.lstrip("\n") + "\n")
        root = read_nodes(source).root if isinstance(source, SourceFile) else None
        if root is None:
            return None
    other.read = True
    return {k: v for k, v in (as_values(root, joined) if root else {}).items() if k not in PLACED[of]}
