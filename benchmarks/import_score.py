"""How well import reads documents it was not written for: recall and precision against labels made by hand.

    python benchmarks/import_score.py [--misses] [NAME …]

Every file of import_documents/ is a document (written as import_formats.py says), a line ``====``, and what a person reads in it:
its formats, its year, and a line an item: ``- how it begins @ lead + cooperating ! days``, below it a line a target:
``* kind comparison value unit``; ``a/b`` takes either kind; ``* kind . words`` is a promise without a number, found by words of its own.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

import import_formats
from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.front_matter import is_title
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.outline import outline
from edu_plan_cli.features.importing.plan_draft import draft, year_of

DOCUMENTS = Path(__file__).parent / "import_documents"
_SIGNS = {"at_least": ">=", "at_most": "<=", "equal": "=", "about": "~"}
_QUANTITATIVE = {"number", "share", "coverage", "increase", "not_below", "frequency"}
_CLOSE = Decimal("0.05")  # 三分之一 is 33.3 %


class Target(NamedTuple):
    """A promise, labelled or read."""

    kinds: tuple[str, ...]
    sign: str
    value: Decimal | None  # in the unit without 万
    unit: str
    every: str
    words: str  # the label's words, or the quotation


class Item(NamedTuple):
    begins: str
    lead: str
    cooperating: tuple[str, ...]
    dues: tuple[str, ...]
    targets: list[Target]


class Label(NamedTuple):
    source: str
    formats: list[str]
    year: int
    items: list[Item]


class Counted(NamedTuple):
    """Labelled, found, right and read. ``right`` of targets: value, unit, direction and kind."""

    labelled: int = 0
    found: int = 0
    right: int = 0
    read: int = 0

    def plus(self, other: "Counted") -> "Counted":
        return Counted(*(a + b for a, b in zip(self, other, strict=True)))


class Score(NamedTuple):
    items: Counted
    leads: Counted
    cooperating: Counted
    dues: Counted
    targets: Counted
    misses: list[str]

    def plus(self, other: "Score") -> "Score":
        return Score(
            self.items.plus(other.items),
            self.leads.plus(other.leads),
            self.cooperating.plus(other.cooperating),
            self.dues.plus(other.dues),
            self.targets.plus(other.targets),
            self.misses + other.misses,
        )


NOTHING = Score(Counted(), Counted(), Counted(), Counted(), Counted(), [])


def label(text: str) -> Label:
    """Read a file of import_documents/."""
    source, _, said = text.partition("\n====\n")
    head = dict(line.split(": ", 1) for line in said.splitlines() if re.match("[a-z]+: ", line))
    items: list[Item] = []
    for line in said.splitlines():
        if line.startswith("- "):
            what, _, days = line[2:].partition(" ! ")
            begins, _, who = what.partition(" @ ")
            lead, _, others = who.partition(" + ")
            items.append(
                Item(
                    begins,
                    lead.strip(" -"),
                    tuple(filter(None, re.split(r"、(?![^（]*）)", others))),
                    tuple(days.split()),
                    [],
                )
            )
        elif line.startswith("  * "):
            kinds, sign, value, *more = line[4:].split(" ")
            unit, _, every = "".join(more).partition("/")
            number = _number(value)
            words = value if number is None else ""
            items[-1].targets.append(Target(tuple(kinds.split("/")), sign, number, unit, every, words))
    return Label(source, ["docx", *head["formats"].split()], int(head["year"]), items)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def read(name: str, data: bytes) -> tuple[int | None, list[Item]]:
    """Import a document as the command does: the year, and the items of the plan it becomes. Nothing where it is refused."""
    try:
        lines = read_document(name, data)
    except NotRead:
        return None, []
    found = outline(lines)
    if not found.title and is_title(Path(name).stem):
        found.title = Path(name).stem
    year = year_of(found, lines)
    if not found.title or year is None:
        return year, []
    made = draft(found, lines, year, name)
    plan = YAML(typ="safe", pure=True).load(made.text)
    dues: dict[int, set[str]] = {}
    for number, due in made.dues:
        dues.setdefault(number, set()).update([due.day.isoformat()] if due.day else [])
    names = {part["id"]: part["name"] for part in plan.get("departments", [])}
    return year, [
        _item(item, names, dues.get(item["number"], set()))
        for section in plan["sections"]
        for item in section.get("items", [])
    ]


def _item(item: dict[str, Any], names: dict[str, str], written: set[str]) -> Item:
    """``written``: the time limits read, which are those of an item without a candidate that could have them."""
    candidates = item.get("candidates", [])
    dues = {str(candidate["due"]) for candidate in candidates if "due" in candidate}
    return Item(
        _solid(item["heading"] + item["text"]),
        names.get(item.get("lead", ""), ""),
        tuple(names[identity] for identity in item.get("cooperating", [])),
        tuple(sorted(dues if candidates else written)),
        [_target(candidate) for candidate in candidates],
    )


def _target(candidate: dict[str, Any]) -> Target:
    kind = candidate["kind"]
    value, unit = candidate.get("target_value", candidate.get("minimum")), candidate.get("unit", "")
    if kind == "coverage":
        value = 100
    if kind in {"share", "coverage"}:
        unit = "%"
    number = None if value is None else Decimal(str(value))
    for prefix, times in (("万", 10_000), ("千", 1000), ("亿", 100_000_000)):
        if number is not None and unit.startswith(prefix) and len(unit) > 1:
            number, unit = number * times, unit[1:]
    sign = _SIGNS[candidate.get("comparison", "equal" if kind == "coverage" else "at_least")]
    return Target((kind,), sign, number, unit, candidate.get("every", ""), candidate["quote"])


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def score(where: str, wanted: Label, year: int | None, read_items: list[Item]) -> Score:
    """Compare what was read with the label, item by item."""
    misses = [] if year == wanted.year else [f"{where}: year {year}"]
    left = list(read_items)
    total = NOTHING._replace(items=Counted(len(wanted.items), 0, 0, len(read_items)))
    for item in wanted.items:
        begins = _solid(item.begins)
        same = next((other for other in left if other.begins.startswith(begins)), None)
        if same is None:
            misses.append(f"{where}: item {item.begins}")
            same = Item("", "", (), (), [])
        else:
            left.remove(same)
            total = total.plus(NOTHING._replace(items=Counted(0, 1, 1)))
        total = total.plus(_scored(f"{where}: {item.begins}", item, same))
    for other in left:
        misses.append(f"{where}: no item {other.begins[:24]}")
        total = total.plus(_scored(f"{where}: no item", Item("", "", (), (), []), other))
    return total._replace(misses=misses + total.misses)


def _scored(where: str, item: Item, same: Item) -> Score:
    leads, lead_misses = _compared(f"{where} lead", [item.lead], [same.lead])
    others, other_misses = _compared(f"{where} cooperating", item.cooperating, same.cooperating)
    dues, due_misses = _compared(f"{where} due", item.dues, same.dues)
    targets, target_misses = _targets(where, item.targets, list(same.targets))
    return Score(
        Counted(), leads, others, dues, targets, lead_misses + other_misses + due_misses + target_misses
    )


def _compared(where: str, wanted: Iterable[str], got: Iterable[str]) -> tuple[Counted, list[str]]:
    labelled, found = set(filter(None, wanted)), set(filter(None, got))
    both = labelled & found
    misses = [f"{where} -{name}" for name in sorted(labelled - both)]
    misses += [f"{where} +{name}" for name in sorted(found - both)]
    return Counted(len(labelled), len(both), len(both), len(found)), misses


def _targets(where: str, wanted: list[Target], got: list[Target]) -> tuple[Counted, list[str]]:
    misses: list[str] = []
    numeric = sum(target.kinds[0] in _QUANTITATIVE for target in got)
    found = right = 0
    for target in wanted:
        same = min(_alike(target, got), key=lambda other: _differs(target, other), default=None)
        if same is None:
            misses.append(f"{where} - {_shown(target)}")
            continue
        got.remove(same)
        found += 1
        numeric += same.kinds[0] not in _QUANTITATIVE
        if why := _differs(target, same):
            misses.append(f"{where} ! {_shown(target)} read as {_shown(same)}: {why}")
        else:
            right += 1
    misses += [f"{where} + {_shown(target)}" for target in got if target.kinds[0] in _QUANTITATIVE]
    return Counted(len(wanted), found, right, numeric), misses


def _alike(target: Target, got: list[Target]) -> Iterator[Target]:
    for other in got:
        if target.value is None:
            if target.words in other.words:
                yield other
        elif other.value is not None and abs(other.value - target.value) < _CLOSE:
            yield other


def _differs(target: Target, other: Target) -> str:
    """What of a target is read otherwise than labelled; nothing where it is right."""
    kind = other.kinds[0]
    if kind not in target.kinds:
        return "kind"
    if target.value is None:
        return ""
    if target.unit != other.unit and {target.unit, other.unit} != {"百分点", "个百分点"}:
        return "unit"
    if target.sign != other.sign and kind != "coverage":
        return "direction"
    if kind == "frequency" and target.every and target.every != other.every:
        return "every"
    return ""


def _shown(target: Target) -> str:
    return " ".join(
        filter(
            None,
            (
                "/".join(target.kinds),
                target.sign,
                str(target.value or ""),
                target.unit,
                target.every,
                target.words,
            ),
        )
    )


def scores(names: Iterable[str] = (), formats: Iterable[str] = ()) -> dict[tuple[str, str], Score]:
    """Score the documents named (all), in the formats named (each in its own), by name and format."""
    labels = {
        file.stem: label(file.read_text(encoding="utf-8"))
        for file in sorted(DOCUMENTS.glob("*.txt"))
        if not names or any(file.stem.startswith(name) for name in names)
    }
    wanted = {
        name: [form for form in one.formats if not formats or form in formats] for name, one in labels.items()
    }
    made = import_formats.files({name: one.source for name, one in labels.items()}, wanted)
    found = {}
    for (name, form), data in sorted(made.items()):
        stem = re.sub(r"^\d+-", "", name)
        found[name, form] = score(f"{name[:2]}.{form}", labels[name], *read(f"{stem}.{form}", data))
    return found


def total(parts: Iterable[Score]) -> Score:
    """Add scores up."""
    whole = NOTHING
    for part in parts:
        whole = whole.plus(part)
    return whole


def table(found: dict[tuple[str, str], Score]) -> str:
    """Draw the scores: of every document in .docx and in its other formats, of every format, and of all."""
    lines = [
        "| | items | precision | leads | precision | cooperating | precision | dues | precision | targets found | right of found | precision |",
        "| --- |" + " --- |" * 11,
    ]
    for name in dict.fromkeys(name for name, _ in found):
        lines.append(_row(f"{name} .docx", found[name, "docx"]))
        if others := [form for other, form in found if other == name and form != "docx"]:
            lines.append(
                _row(" ".join(f".{form}" for form in others), total(found[name, form] for form in others))
            )
    for form in dict.fromkeys(sorted(form for _, form in found)):
        lines.append(_row(f"all .{form}", total(part for (_, other), part in found.items() if other == form)))
    return "\n".join([*lines, _row("**all**", total(found.values()))]) + "\n"


def _row(name: str, part: Score) -> str:
    cells = []
    for counted in part[:4]:
        cells += [_percent(counted.right, counted.labelled), _percent(counted.right, counted.read)]
    targets = part.targets
    cells += [
        _percent(targets.found, targets.labelled),
        _percent(targets.right, targets.found),
        _percent(targets.found, targets.read),
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} ({part}/{whole})" if whole else "–"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="how the documents' names begin; all without")
    parser.add_argument("--misses", action="store_true", help="list what is missed, wrong or too much")
    parser.add_argument(
        "--write", action="store_true", help="write the table into import_documents/README.md"
    )
    parser.add_argument("--formats", default="", help="only these, parted by commas")
    asked = parser.parse_args()
    found = scores(asked.names, list(filter(None, asked.formats.split(","))))
    if asked.misses:
        print("\n".join(total(found.values()).misses))
    drawn = table(found)
    print(drawn)
    if asked.write:
        page = DOCUMENTS / "README.md"
        before, mark, rest = page.read_text(encoding="utf-8").partition("<!-- scores -->\n")
        after = rest[rest.index("<!-- /scores -->") :]
        page.write_text(f"{before}{mark}\n{drawn}\n{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
