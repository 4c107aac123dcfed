"""StratML in and out: what we export comes back as it was; what others wrote becomes a plan that validates."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.binding.located import NODE, Located
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.features.exchange.exported_year import Export
from edu_plan_cli.features.exchange.stratml import files
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.stratml_import import Imported, read_stratml
from edu_plan_cli.features.importing.xml_tree import read_xml
from edu_plan_cli.model.load import load_plan, load_year
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.nodes.writer import Raw, pair
from edu_plan_cli.values.quarter import Quarter

NOWHERE = Path("/nowhere")


# Part 2, version 2.2.6 of 2016-02-16: children come in this order, whatever may be left out.
ORDER = {
    "PerformancePlanOrReport": "Name Description OtherInformation StrategicPlanCore AdministrativeInformation Submitter",
    "StrategicPlanCore": "Organization Vision Mission Value Goal",
    "Organization": "Name Acronym Identifier Description Stakeholder",
    "Stakeholder": "Name Description Role",
    "Role": "Name Description RoleType",
    "Goal": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation Objective",
    "Objective": "Name Description Identifier SequenceIndicator Stakeholder OtherInformation PerformanceIndicator",
    "PerformanceIndicator": "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier Relationship "
    "MeasurementInstance OtherInformation",
    "Relationship": "Identifier ReferentIdentifier Name Description",
    "MeasurementInstance": "TargetResult ActualResult",
    "TargetResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "ActualResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "Descriptor": "DescriptorName DescriptorValue",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source",
}
REPEATED = set(
    "Stakeholder Goal Objective PerformanceIndicator Relationship TargetResult ActualResult".split()
)
NEEDED = {
    "PerformancePlanOrReport": {"Name", "StrategicPlanCore"},
    "StrategicPlanCore": {"Goal"},
    "Stakeholder": {"Name"},
    "Role": {"Name"},
    "Goal": {"Name", "Description"},
    "PerformanceIndicator": {"MeasurementDimension", "UnitOfMeasurement"},
}
FORMS = {
    "Identifier": r"[A-Za-z_][A-Za-z0-9._-]*",
    "StartDate": r"\d{4}-\d\d-\d\d",
    "EndDate": r"\d{4}-\d\d-\d\d",
    "NumberOfUnits": r"-?\d+(\.\d+)?",
    "RoleType": "Performer|Beneficiary",
}


def fits_the_schema(document: bytes) -> None:
    root = etree.fromstring(document)
    assert root.get("Type") in ("Performance_Plan", "Performance_Report")
    for element in root.iter():
        space, _, name = element.tag[1:].partition("}")
        assert space == "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
        children = [child.tag.partition("}")[2] for child in element]
        order = ORDER.get(name, "").split()
        assert children == sorted(children, key=order.index), name
        assert all(children.count(child) == 1 or child in REPEATED for child in children), name
        assert NEEDED.get(name, set()) <= set(children), name
        if not children:
            assert re.fullmatch(FORMS.get(name, r"(?s).*"), element.text or ""), (name, element.text)
    identifiers = [element.text for element in root.iter("{*}Identifier")]
    assert len(identifiers) == len(set(identifiers))


def exported(checked: Checked, upto: int = 3) -> bytes:
    """What we write, which always has the schema's order."""
    quarters = [assess(checked, view_of_quarter(Quarter(2023, number))) for number in range(1, upto + 1)]
    document = files(Export(checked, quarters))["stratml.xml"]
    fits_the_schema(document)
    return document


def checked_text(text: str, year: int = 2023) -> Checked:
    return check_year(load_year(NOWHERE, year, {f"plan/{year}.yaml": text}))


def bare(value: Any) -> Any:
    """A model as plain data, without where it is written."""
    if isinstance(value, Located):
        return {name: bare(getattr(value, name)) for name in value.fields()}
    if isinstance(value, dict):
        return {key: bare(part) for key, part in value.items() if key != NODE}
    return [bare(part) for part in value] if isinstance(value, list) else value


def said(plan: Plan | None) -> Any:
    """Everything a plan says, wherever it says it."""
    assert plan is not None
    return bare(plan)


@pytest.mark.parametrize("project", [ROOT, SAMPLE], ids=["shipped", "sample"])
def test_a_plan_comes_back_as_it_was(project: Path) -> None:
    checked = check_year(load_year(project, 2023))
    made = read_stratml("计划.xml", exported(checked), None)
    again = checked_text(made.text)
    assert said(again.plan) == said(checked.plan)
    assert made.left == []
    assert made.results > 0


# Texts with everything that YAML or XML could take for something else.
NAMES = st.text("学校安全&<>\"'#:-{}[]!%@`,。《》“”（） 1290aZ~|*=.\u3000", min_size=1, max_size=12).filter(
    str.strip
)
SENTENCES = st.builds(lambda name, stop: name.strip() + stop, NAMES, st.sampled_from("。！；"))
DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))
NUMBERS = st.decimals("0.01", "9999", places=2).map(lambda value: Raw(f"{value}"))
STEPS = st.lists(st.fixed_dictionaries({"name": NAMES}, optional={"due": DAYS}), min_size=1, max_size=3)
BASELINE = st.fixed_dictionaries({"value": NUMBERS, "date": st.dates(date(2022, 1, 1), date(2022, 12, 31))})
COMPARISON = st.sampled_from(["at_least", "at_most"])
ACCUMULATION = st.sampled_from(["period", "cumulative", "point"])
SHARE = st.sampled_from(["0.5", "80", "95.30", "100"]).map(Raw)


def kind(
    name: str, needs: dict[str, Any], may: dict[str, Any] | None = None
) -> st.SearchStrategy[dict[str, Any]]:
    general = {
        "definition": SENTENCES,
        "led_by": NAMES,
        "start": st.just(date(2023, 1, 1)) | DAYS,
        "due": st.just(date(2023, 12, 31)) | DAYS,
        "weight": NUMBERS,
        "lead": st.sampled_from(["d1", "d2"]),
        "cooperating": st.just(["d1"]),
        "schedule": st.just({"Q1": 20, "Q3": 80}),
        "indicator": st.just("EDU.01"),
    }
    return st.fixed_dictionaries(
        {"kind": st.just(name), "name": NAMES} | needs,
        optional={key: made for key, made in (general | (may or {})).items() if key not in needs},
    )


TARGETS = st.one_of(
    kind(
        "number",
        {"unit": NAMES, "target_value": NUMBERS, "accumulation": ACCUMULATION},
        {"comparison": COMPARISON, "baseline": BASELINE, "contributors": st.just(["甲园", "乙园"])},
    ),
    kind("share", {"numerator": NAMES, "denominator": NAMES, "target_value": SHARE}, {"baseline": BASELINE}),
    kind("coverage", {"population": NAMES}),
    kind("increase", {"unit": NAMES, "baseline": BASELINE}),
    kind("increase", {"numerator": NAMES, "denominator": NAMES, "baseline": BASELINE}),
    kind("not_below", {"unit": NAMES, "accumulation": ACCUMULATION, "baseline": BASELINE}),
    kind("frequency", {"unit": NAMES, "minimum": NUMBERS, "every": st.just("two_weeks")}),
    kind("milestone", {"due": st.just(date(2023, 12, 31)) | DAYS}),
    kind("project", {"stages": STEPS}),
    kind("deliverable", {}),
    kind("qualitative", {"steps": STEPS}),
)


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan's text that binds: each target with every key its kind may have."""
    sections, number = [], 0
    for ordinal in range(draw(st.integers(1, 2))):
        items = []
        for _ in range(draw(st.integers(0, 2))):
            number += 1
            said = draw(st.lists(SENTENCES, min_size=1, max_size=3))
            item: dict[str, Any] = {
                "id": f"i{2222 + number}", "number": number, "heading": draw(NAMES), "text": "\n".join(said),
            }  # fmt: skip
            item |= draw(
                st.fixed_dictionaries(
                    {}, optional={"lead": st.just("d2"), "cooperating": st.just(["d1"]), "weight": NUMBERS}
                )
            )
            item["targets"] = [
                {
                    "id": f"t{number}{at + 2}22".replace("1", "z").replace("0", "y"),
                    "quote": draw(st.sampled_from(said)),
                }
                | target
                for at, target in enumerate(draw(st.lists(TARGETS, max_size=3)))
            ]
            items.append(item)
        sections.append(
            {"id": f"s222{ordinal + 2}", "number": "一二"[ordinal], "heading": draw(NAMES), "items": items}
        )
    top: dict[str, Any] = {"schema": "edu-plan/plan@1", "revision": 1, "year": 2023, "title": draw(NAMES)}
    top |= draw(st.fixed_dictionaries({}, optional={
        "issuer": NAMES, "document_number": NAMES, "illustrative": SENTENCES, "overall_requirements": SENTENCES,
        "org_code": st.just("340705"), "settings": st.just({"lights": {"lagging_points": 5}}),
        "notice": st.fixed_dictionaries({"title": NAMES, "addressees": NAMES, "text": SENTENCES}),
    }))  # fmt: skip
    top["departments"] = [
        {"id": "d1", "name": "办公室"},
        {"id": "d2", "name": "人事 & <科>", "aliases": ["人事"]},
    ]
    top["sections"] = sections
    return "".join(f"{line}\n" for key, value in top.items() for line in pair(key, value, 0))


@settings(max_examples=80, deadline=timedelta(seconds=5))
@given(plans())
def test_any_plan_comes_back_as_it_was(text: str) -> None:
    checked = checked_text(text)
    assert checked.plan is not None
    assert [d for d in checked.diagnostics if d.code.startswith(("EP0", "EP1"))] == []
    made = read_stratml("计划.xml", exported(checked, 1), None)
    again = checked_text(made.text)
    assert said(again.plan) == said(checked.plan)
    assert made.left == []


def test_an_amendment_is_a_second_promise_and_what_was_reached_stands_by_quarter() -> None:
    root = etree.fromstring(exported(check_year(load_year(SAMPLE, 2023)), 4))
    found = next(e for e in root.iter("{*}PerformanceIndicator") if e.findtext("{*}Identifier") == "ta2a2")
    rows = {
        tag: [[text for text in result.itertext() if text.strip()] for result in found.iter("{*}" + tag)]
        for tag in ("TargetResult", "ActualResult")
    }
    assert rows == {
        "TargetResult": [
            ["2023-01-01", "2023-12-31", "270", "新增公办幼儿园学位270个"],
            ["2023-10-12", "2023-12-31", "300", "调整后", "≥300个", "示教〔2023〕20号，第二幼儿园提前开园"],
        ],
        "ActualResult": [
            ["2023-01-01", "2023-03-31", "60", "灯", "正常", "示例：示例数据"],
            ["2023-04-01", "2023-06-30", "190", "灯", "正常", "示例：示例数据"],
        ],
    }


def test_what_is_counted_is_quantitative_and_what_is_carried_out_is_qualitative() -> None:
    checked = check_year(load_year(ROOT, 2023))
    assert checked.plan is not None
    types = {
        indicator.findtext("{*}Identifier"): indicator.get("PerformanceIndicatorType")
        for indicator in etree.fromstring(exported(checked)).iter("{*}PerformanceIndicator")
    }
    by_kind: dict[str, set[str | None]] = {}
    for plan_target in checked.plan.targets:
        by_kind.setdefault(str(plan_target.target.get("kind")), set()).add(types[plan_target.target.id])
    carried_out = {"milestone", "deliverable", "project", "qualitative"}
    assert by_kind == {kind: {"Qualitative" if kind in carried_out else "Quantitative"} for kind in by_kind}
    assert set(by_kind) & carried_out, set(by_kind) - carried_out


def test_what_is_illustrative_says_so() -> None:
    text = exported(check_year(load_year(SAMPLE, 2023))).decode()
    assert "示例：本计划为示例" in text
    assert text.count("示例：") > 2


def test_a_plan_without_sections_is_no_stratml(tmp_path: Path) -> None:
    assert edu_plan("init", "p", "--year", "2023", cwd=tmp_path).code == 0
    ran = edu_plan("export", "-f", "stratml", "-o", "out", cwd=tmp_path / "p")
    assert ran.code == 2
    assert "至少要一个" in ran.err


PART_1 = """\
<?xml version="1.0" encoding="ENCODING"?>
<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core"><Name>某局
  2024 年计划</Name>
<Description>第一段
   接着。

第二段。</Description>
<StrategicPlanCore><Organization><Name>某局</Name><Acronym>MJ</Acronym><Identifier>_0eaf2c34-c5ef</Identifier>
  <Stakeholder StakeholderTypeType="Person"><Name>张三</Name></Stakeholder></Organization>
<Vision><Description>人人出彩。</Description></Vision><Mission><Description>育人。</Description></Mission>
<Value><Name>公平</Name><Description>一视同仁</Description></Value>
<Goal><Name>安全</Name><Description>守住底线。</Description><Identifier>_a</Identifier><SequenceIndicator>1</SequenceIndicator>
  <Stakeholder><Name>家长</Name></Stakeholder>
  <Objective><Name>排查</Name><Description>每月排查。</Description><Identifier>_b</Identifier><SequenceIndicator>1.1</SequenceIndicator></Objective>
  <Objective><Name/><Description>没有名称的一项，
    占两行。</Description></Objective>
  <Objective><Name/><Description/><Identifier>_empty</Identifier></Objective></Goal></StrategicPlanCore>
<AdministrativeInformation><StartDate>2024-01-01</StartDate><EndDate>2026-12-31</EndDate><Source>https://example.org/</Source>
</AdministrativeInformation></StrategicPlan>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312", "GBK"])
def test_part_1_of_anybody_becomes_a_plan(encoding: str) -> None:
    made = read_stratml("别人的.xml", PART_1.replace("ENCODING", encoding).encode(encoding), None)
    checked = checked_text(made.text, 2024)
    assert [d for d in checked.diagnostics if d.severity == "error"] == []
    plan = checked.plan
    assert plan is not None
    assert plan.title == "某局 2024 年计划"
    assert plan.issuer == "某局"
    assert plan.overall_requirements == "第一段 接着。\n第二段。\n人人出彩。\n育人。\n公平：一视同仁"
    assert [(s.number, s.heading, s.text) for s in plan.sections] == [("1", "安全", "守住底线。")]
    assert [(i.number, i.heading, i.text) for i in plan.items] == [
        (1, "排查", "每月排查。"),
        (2, "没有名称的一项， 占两行。", "没有名称的一项， 占两行。"),
    ]
    assert [(left.name, left.text) for left in made.left] == [
        ("Acronym", "MJ"), ("Name", "张三"), ("Name", "家长"), ("Source", "https://example.org/"),
    ]  # fmt: skip
    assert made.left[0].line == 8


def part_2(objective: str, about: str = "<StartDate>2024-01-01</StartDate>") -> bytes:
    return (
        '<PerformancePlanOrReport xmlns="http://www.stratml.net/PerformancePlanOrReport" Type="Performance_Plan"><Name>计划</Name>'
        "<StrategicPlanCore><Goal><Name>教师</Name><Description/><Objective><Name>培训</Name>"
        f"<Description>培训教师。提高质量。</Description>{objective}</Objective></Goal></StrategicPlanCore>"
        f"<AdministrativeInformation>{about}</AdministrativeInformation></PerformancePlanOrReport>"
    ).encode()


def candidates(made: Imported) -> list[dict[str, Any]]:
    checked = checked_text(made.text, 2024)
    assert [d for d in checked.diagnostics if d.severity == "error"] == []
    assert checked.plan is not None
    return [
        {key: value for key, value in bare(candidate).items() if value is not None}
        for item in checked.plan.items
        for candidate in item.candidates
    ]


def test_an_indicator_of_anybody_becomes_a_candidate_that_a_person_has_to_accept() -> None:
    made = read_stratml("x.xml", part_2(
        "<Stakeholder><Name>Human Resources</Name><Role><Name>Lead</Name><RoleType>Performer</RoleType></Role></Stakeholder>"
        "<Stakeholder><Name>教研室</Name><Role><Name>配合</Name><RoleType>Performer</RoleType></Role></Stakeholder>"
        "<Stakeholder><Name>学生</Name><Role><Name>受益</Name><RoleType>Beneficiary</RoleType></Role></Stakeholder>"
        "<PerformanceIndicator><MeasurementDimension>受训教师</MeasurementDimension><UnitOfMeasurement>人</UnitOfMeasurement>"
        "<MeasurementInstance><TargetResult><EndDate>2023-12-31</EndDate><NumberOfUnits>100</NumberOfUnits></TargetResult>"
        "<TargetResult><EndDate>2024-11-30</EndDate><NumberOfUnits>200</NumberOfUnits></TargetResult></MeasurementInstance></PerformanceIndicator>"
        "<PerformanceIndicator><MeasurementDimension>满意</MeasurementDimension><UnitOfMeasurement/></PerformanceIndicator>"
        "<PerformanceIndicator><MeasurementDimension/><UnitOfMeasurement/></PerformanceIndicator>"
    ), None)  # fmt: skip
    number, quality = candidates(made)
    assert (number["kind"], number["name"], number["unit"], str(number["target_value"])) == (
        "number",
        "受训教师",
        "人",
        "200",
    )
    assert (number["quote"], str(number["due"])) == ("培训教师。", "2024-11-30")
    assert (quality["kind"], quality["name"]) == ("qualitative", "满意")
    assert [left.text for left in made.left] == [
        "Lead",
        "配合",
        "学生",
        "受益",
        "Beneficiary",
        "2023-12-31",
        "100",
    ]
    plan = checked_text(made.text, 2024).plan
    assert plan is not None
    assert [(d.id, d.name) for d in plan.departments] == [
        ("human-resources", "Human Resources"),
        ("jiaoyanshi", "教研室"),
    ]
    assert [(item.lead, item.cooperating) for item in plan.items] == [("human-resources", ["jiaoyanshi"])]


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(st.lists(st.tuples(st.sampled_from(
    ["Name", "Description", "OtherInformation", "SequenceIndicator", "Stakeholder", "PerformanceIndicator", "MeasurementDimension",
     "UnitOfMeasurement", "NumberOfUnits", "EndDate", "Role", "RoleType", "Value", "Anything"]), NAMES), max_size=8), st.integers(0, 3))  # fmt: skip
def test_whatever_it_holds_the_plan_validates_and_what_is_left_is_named(
    parts: list[tuple[str, str]], depth: int
) -> None:
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts[depth:])
    outer = "".join(f"<{name}>{escape(text)}" for name, text in parts[:depth])
    closing = "".join(f"</{name}>" for name, _ in reversed(parts[:depth]))
    made = read_stratml("x.xml", part_2(outer + inner + closing), 2024)
    checked = checked_text(made.text, 2024)
    assert [d for d in checked.diagnostics if d.severity == "error"] == [], made.text
    held = re.sub(r"\s", "", made.text).replace('\\"', '"').replace("\\\\", "\\")
    held += "".join(re.sub(r"\s", "", left.text) for left in made.left)
    for name, text in parts:
        if name != "SequenceIndicator":
            assert re.sub(r"\s", "", text) in held, (name, text, made.text, made.left)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "DOCTYPE"),
        (b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "DOCTYPE"),
        (b"<a>&b;</a>", "第 1 行"),
        (b"<a>\n<b></a>", "第 2 行"),
        (b"", "不是完整的 XML"),
        (b"\xff\x00<a/>", "不是完整的 XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "不是完整的 XML"),
        (b'<?xml version="1.0" encoding="gbk"?><a>\xff\xff</a>', "GBK"),
        (b"<a>" * 50 + b"</a>" * 50, "嵌套太深"),
        (b"<a>" + b"<b/>" * 200_001 + b"</a>", "元素太多"),
        (b"<a>" + b" " * 20_000_001 + b"</a>", "20 MB"),
        (b"<StrategicPlan/>", "不是 StratML"),
        (b"<html><StrategicPlanCore><Goal/></StrategicPlanCore></html>", "不是 StratML"),
        (b"<StrategicPlan><StrategicPlanCore><Goal/></StrategicPlanCore></StrategicPlan>", "哪一年"),
    ],
    ids=range(15),
)
def test_what_is_hostile_or_no_stratml_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_stratml("x.xml", data, None)
    assert says in refused.value.why.zh


def test_what_no_plan_could_hold_is_refused() -> None:
    with pytest.raises(NotRead, match="2 MB"):
        read_stratml(
            "x.xml",
            part_2("").replace(b"<Description/>", b"<Description>" + b"a" * 2_000_001 + b"</Description>"),
            None,
        )


def test_invisible_characters_do_not_come_in() -> None:
    assert read_xml("<a>学\u202e习&#x200b;</a>".encode()).text == "学习"


@pytest.mark.parametrize(
    "other",
    [
        "# edu-plan/plan@1\ndepartments: 5\n", "# edu-plan/plan@1\ndepartments: [{id: [1], name: {a: b}}]\n", "# edu-plan/plan@1\n- 1\n",
        "# edu-plan/plan@1\na: &amp;x 1\nb: *x\n", "# edu-plan/plan@1\nsections: []\nid: x\nschema: y\n", "# edu-plan/plan@1\n!!python/object:os.system {}\n",
    ],
)  # fmt: skip
def test_keys_of_ours_that_somebody_spoiled_are_told_or_refused(other: str, tmp_path: Path) -> None:
    document = tmp_path / "x.xml"
    document.write_bytes(
        part_2("").replace(
            b"<StrategicPlanCore>",
            f"<OtherInformation>{other}</OtherInformation><StrategicPlanCore>".encode(),
            1,
        )
    )
    ran = edu_plan("import", str(document), "-o", "2024.yaml", cwd=tmp_path)
    assert ran.code in (0, 1), ran.err
    assert "内部出错" not in ran.err
    assert (tmp_path / "2024.yaml").exists() == (ran.code == 0)
    if ran.code == 0:
        assert [
            d
            for d in checked_text((tmp_path / "2024.yaml").read_text(encoding="utf-8"), 2024).diagnostics
            if d.severity == "error"
        ] == []


def test_the_command_makes_a_plan_of_it(tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        (tmp_path / part).mkdir()
    assert edu_plan("export", "-f", "stratml", "-q", "Q3", "-o", str(tmp_path)).code == 0
    ran = edu_plan("import", "stratml.xml", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "个各季结果没有读入" in ran.out
    assert edu_plan("validate", cwd=tmp_path).code == 0
    assert edu_plan("fmt", "--check", cwd=tmp_path).code == 0
    assert said(load_plan(tmp_path, 2023)) == said(load_plan(SAMPLE, 2023))
    assert edu_plan("import", "stratml.xml", cwd=tmp_path).code == 2
    assert edu_plan("import", "stratml.xml", "--dry-run", cwd=tmp_path).code == 0


def with_contacts(folder: Path, count: int) -> Path:
    """A StratML plan of somebody's with so many things a plan has no place for."""
    people = "".join(
        f"<Stakeholder><Name>相关方{number}</Name><Description>{'很长的说明' * 30}{number}</Description></Stakeholder>"
        for number in range(count)
    )
    file = folder / "计划.xml"
    file.write_text(
        f"<StrategicPlan><Name>2024 年计划</Name><StrategicPlanCore><Organization><Name>示例局</Name>{people}"
        "</Organization><Goal><Name>目标</Name><Objective><Name>任务</Name><Description>做好工作。</Description></Objective></Goal>"
        "</StrategicPlanCore></StrategicPlan>",
        encoding="utf-8",
    )
    return file


def test_all_that_is_left_out_goes_whole_into_a_file(tmp_path: Path) -> None:
    with_contacts(tmp_path, 100)
    ran = edu_plan("import", "计划.xml", "-o", "2024.yaml", "--rest", "其余.txt", cwd=tmp_path)
    assert ran.code == 0, ran.err
    lines = (tmp_path / "其余.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 200
    assert "没有放进工作要点的 200 处" in ran.out
    assert all(re.match(r"第 \d+ 行  \w+: ", line) for line in lines)
    assert sum("相关方" in line for line in lines) == 100
    assert sum(line.endswith(f"{'很长的说明' * 30}{number}") for line in lines for number in (0, 99)) >= 2
    assert "--rest" not in ran.out
    assert "已写入 其余.txt" in ran.err


def test_what_the_screen_cuts_off_it_says_how_to_have(tmp_path: Path) -> None:
    with_contacts(tmp_path, 100)
    ran = edu_plan("import", "计划.xml", "-o", "2024.yaml", cwd=tmp_path)
    assert "还有 180 处；加 --rest 其余.txt 全部写到文件" in ran.out


def test_where_the_file_for_the_rest_is_there_nothing_is_written(tmp_path: Path) -> None:
    with_contacts(tmp_path, 1)
    (tmp_path / "其余.txt").write_text("我的", encoding="utf-8")
    ran = edu_plan("import", "计划.xml", "-o", "2024.yaml", "--rest", "其余.txt", cwd=tmp_path)
    assert ran.code == 2
    assert "--force" in ran.err
    assert not (tmp_path / "2024.yaml").exists()
    assert (tmp_path / "其余.txt").read_text(encoding="utf-8") == "我的"


def test_an_issued_document_has_its_rest_too(tmp_path: Path) -> None:
    (tmp_path / "2024年工作要点.txt").write_text(
        "2024年工作要点\n一、工作\n1.做好工作。新增学位30个。\n附件：名单\n", encoding="utf-8"
    )
    ran = edu_plan("import", "2024年工作要点.txt", "-o", "2024.yaml", "--rest", "其余.txt", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "其余.txt").exists()
