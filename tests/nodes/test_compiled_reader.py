"""The optional compiled reader is written for the nodes of today: seen in its source, so that nobody needs a compiler to notice."""

import re
from pathlib import Path

import pytest

from edu_plan_cli.nodes.node import Listing, Mapping, Scalar
from edu_plan_cli.nodes.reader import RULES

SOURCE = Path(__file__).parent.parent.parent / "compiled_reader" / "edu_plan_compiled_reader.pyx"


def test_it_has_the_number_of_the_reader() -> None:
    assert re.findall(r"^RULES = (\d+)$", SOURCE.read_text(encoding="utf-8"), re.MULTILINE) == [str(RULES)]


@pytest.mark.parametrize("node_class", [Scalar, Listing, Mapping])
def test_it_fills_every_field_of_a_node(node_class: type) -> None:
    fields = {slot for base in node_class.__mro__ for slot in getattr(base, "__slots__", ())}
    (filled,) = re.findall(
        rf"^check_fields\({node_class.__name__}, {{(.*)}}\)$",
        SOURCE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert set(re.findall(r"\w+", filled)) == fields
