"""指标目录: the indicators that districts share, so that the same is told by its code and not by its wording."""

from pathlib import Path
from typing import Literal, NamedTuple, Self

from edu_plan_cli.binding.binding_rules import FORM
from edu_plan_cli.binding.declaring import Field, model_validator
from edu_plan_cli.binding.fields import IndicatorCode, Prose, Text, no_items
from edu_plan_cli.binding.located import Located
from edu_plan_cli.binding.validation import PydanticCustomError
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related
from edu_plan_cli.model.load import load_file
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.units import convertible

CATALOGUE_SCHEMA = "edu-plan/indicators@1"
CATALOGUE = "indicators.yaml"


class Indicator(Located):
    """One indicator, and how districts' figures come together: added up, as a share, or not at all."""

    code: IndicatorCode
    name: Text
    unit: Text | None = None
    total: Literal["sum", "share", "none"]
    definition: Prose | None = None

    @model_validator(mode="after")
    def _unit_fits(self) -> Self:
        if self.total == "share" and self.unit not in (None, "%"):
            raise PydanticCustomError("share_unit", "a share is in percent")
        if self.total == "sum" and self.unit in ("%", *convertible("百分点")):
            raise PydanticCustomError("percent_sum", "percentages do not add up")
        if self.total != "share" and self.unit is None:
            raise PydanticCustomError("unit_wanted", "a number needs its unit")
        return self

    @property
    def measured_in(self) -> str:
        """Return the unit; "%" for a share."""
        return self.unit or "%"


class Catalogue(Located):
    """The file ``indicators.yaml``: indicators that several districts have in common."""

    schema_: Text = Field(alias="schema")
    indicators: list[Indicator] = Field(default_factory=no_items)


class LoadedCatalogue(NamedTuple):
    """Hold the indicators that could be read, and the problems of the others."""

    indicators: list[Indicator]  # what is sound of it
    diagnostics: list[Diagnostic]


def load_catalogue(file: Path) -> LoadedCatalogue:
    """Return the catalogue as far as it is sound, and every problem met. Of a code written twice neither counts."""
    loaded, diagnostics = load_file(file.parent, file, Catalogue, CATALOGUE_SCHEMA)
    by_code: dict[str, list[Indicator]] = {}
    for indicator in loaded.indicators if loaded else []:
        by_code.setdefault(indicator.code, []).append(indicator)
    for code, same in by_code.items():
        for again in same[1:]:
            diagnostics.append(
                FORM.at(
                    again.location("code"),
                    Words(f"指标编码 {code} 写了两次。", f"The indicator code {code} stands twice."),
                    Words("两处都不计；请改掉一处。", "Neither counts; change one of them."),
                    Related(same[0].location("code"), Words("第一处", "first here")),
                )
            )
    return LoadedCatalogue([same[0] for same in by_code.values() if len(same) == 1], diagnostics)
