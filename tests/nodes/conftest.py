"""Every test of reading runs with each reader there is: ours in Python, and the compiled one (compiled_reader/) where it is installed."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from edu_plan_cli.nodes import reader

COMPILED = pytest.mark.skipif(
    find_spec("edu_plan_compiled_reader") is None, reason="python -m tasks compiled-reader installs it"
)


@pytest.fixture(scope="module", autouse=True, params=["python", pytest.param("compiled", marks=COMPILED)])
def _reader(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "python":
            patch.setattr(reader, "_compiled_reader", lambda: None)
        else:
            assert reader._compiled_reader() is not None, "it was built for other nodes or rules"
        yield
