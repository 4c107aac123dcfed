"""What models are declared with: pydantic's own names, or stand-ins for them where the schemas are written out for this pydantic-core.

Importing pydantic and letting it make the models costs a third of a start (docs/decisions/0023).
"""

from typing import TYPE_CHECKING

from edu_plan_cli.binding.model_schema import written_out

if TYPE_CHECKING or not written_out():
    from pydantic import BaseModel, ConfigDict, Field, model_validator
else:
    from edu_plan_cli.binding.plain_model import BaseModel, ConfigDict, Field, model_validator

__all__ = ["BaseModel", "ConfigDict", "Field", "model_validator"]
