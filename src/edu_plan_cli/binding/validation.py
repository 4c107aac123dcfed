"""pydantic-core as the models need it: its compiled part alone, where that can be loaded without the package around it.

The package declares in Python, for type checkers, how every schema is written, which takes an eighth of a start. What it gives is the
same either way (docs/decisions/0023). Only this module knows pydantic-core.
"""

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

_COMPILED = "pydantic_core._pydantic_core"


def load_compiled() -> None:
    """Load the compiled part where ``pydantic_core`` will look for it; where it cannot be found, leave it to pydantic-core."""
    package = find_spec("pydantic_core")
    found = PathFinder.find_spec(_COMPILED, package.submodule_search_locations if package else None)
    if found is None or found.loader is None:
        return
    module = module_from_spec(found)
    found.loader.exec_module(module)
    sys.modules[_COMPILED] = module


if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, __version__
else:
    if _COMPILED not in sys.modules:
        load_compiled()
    compiled = sys.modules.get(_COMPILED)
    if compiled is None:
        import pydantic_core as compiled
    PydanticCustomError, SchemaValidator = compiled.PydanticCustomError, compiled.SchemaValidator
    ValidationError, __version__ = compiled.ValidationError, compiled.__version__

__all__ = ["PydanticCustomError", "SchemaValidator", "ValidationError", "__version__"]
