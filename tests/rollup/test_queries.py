"""The queries are plain SQL: DuckDB and Spark run the same text and find the same; sums of parts are parts of the sum."""

import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.assessment.lights import LIGHTS
from edu_plan_cli.assessment.observations import Observation, observations
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.exchange.dataset_files import write_dataset
from edu_plan_cli.features.rollup.sql_queries import (
    QUERIES,
    define,
    open_catalogue,
    open_observations,
    text_of,
)
from edu_plan_cli.files.parquet import ask, engine
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.quarter import Quarter
from rollup.city import IN_ONES, ORDINARY, SILENT, write_district

pytest.importorskip("duckdb")

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = [
    ("preschool-places", "个", "sum"),
    ("elder-learners", "人", "sum"),
    ("aid-coverage", "%", "share"),
]

Answers = dict[str, list[dict[str, Any]]]


def on_duckdb(
    folder: Path, catalogue: Sequence[tuple[str, str, str]] = CATALOGUE, asked: Sequence[str] = QUERIES
) -> Answers:
    with engine(folder, folder) as connection:
        open_observations(connection, sorted(folder.rglob("*.parquet")), 2023, "Q2")
        open_catalogue(connection, catalogue)
        for name in QUERIES:
            define(connection, name, text_of(name))
        return {name: ask(connection, f"SELECT * FROM {name}") for name in asked}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plan and three small districts, each exported by itself."""
    folder = tmp_path_factory.mktemp("dataset")
    projects = [ROOT] + [
        write_district(folder / "projects" / district.name, district)
        for district in (ORDINARY._replace(code="340799"), IN_ONES, SILENT)
    ]
    for project in projects:
        checked = check_year(load_year(project, 2023)._replace(root=None))
        write_dataset(observations(checked, [Quarter(2023, 1), Quarter(2023, 2)]), folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs pyspark and Java")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield session
    session.stop()


def on_spark(session: Any, folder: Path) -> Answers:
    session.read.parquet(str(folder)).where("year = 2023 AND quarter = 'Q2'").createOrReplaceTempView(
        "observations"
    )
    session.createDataFrame(CATALOGUE, "code STRING, unit STRING, total STRING").createOrReplaceTempView(
        "catalogue"
    )
    answers: Answers = {}
    for name in QUERIES:
        found = session.sql(text_of(name))
        found.createOrReplaceTempView(name)
        answers[name] = [row.asDict() for row in found.collect()]
    return answers


def comparable(rows: list[dict[str, Any]]) -> list[tuple[tuple[str, Any], ...]]:
    """Without the order of rows and columns, which SQL leaves open; doubles to the places that are shown and more."""

    def plain(value: Any) -> Any:
        if isinstance(value, float):
            return f"{value:.9f}"
        return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value

    def same(value: Any) -> Any:
        shown = plain(value)
        return shown.rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in shown else shown

    return sorted((tuple(sorted((key, same(value)) for key, value in row.items())) for row in rows), key=str)


def test_spark_finds_what_duckdb_finds(dataset: Path, spark: Any) -> None:
    ours, theirs = on_duckdb(dataset), on_spark(spark, dataset)
    for name in QUERIES:
        assert ours[name], name
        assert comparable(ours[name]) == comparable(theirs[name]), name


def test_every_query_is_plain_sql_for_anybody() -> None:
    """No functions of one engine's own: nothing but what the SQL standard and every warehouse has."""
    words = {
        word
        for name in QUERIES
        for word in text_of(name).upper().replace("(", " ( ").split()
        if word.isalpha()
    }
    assert words.isdisjoint(
        {"QUALIFY", "LATERAL", "UNNEST", "LIST", "STRUCT", "FILTER", "EXCLUDE", "ARRAY", "ILIKE"}
    )
    for name in QUERIES:
        assert text_of(name).startswith("-- "), "what is asked, in words"


def test_totals_of_the_dataset(dataset: Path) -> None:
    totals = {row["indicator"]: row for row in on_duckdb(dataset)["totals"]}
    learners = totals["elder-learners"]
    assert (learners["value"], learners["target_value"]) == (Decimal(15200), Decimal(42000))
    aid = totals["aid-coverage"]
    assert (aid["numerator"], aid["denominator"], aid["value"]) == (Decimal(710), Decimal(1000), None)


ROW = next(observations(check_year(load_year(ROOT, 2023)), [Quarter(2023, 2)]))
ratios = st.fractions(min_value=-1, max_value=3, max_denominator=10**4)
weights = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2), Decimal(3)])
lights = st.sampled_from(list(LIGHTS))
amounts = st.none() | st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@st.composite
def a_row(draw: st.DrawFn) -> Observation:
    section, item = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    share = draw(st.booleans())
    value = draw(amounts)
    answered = value is not None and share
    return ROW._replace(
        org_code=f"34070{draw(st.integers(1, 3))}", section_id=f"s{section}", section_number=str(section),
        item_id=f"i{section}{item}", item_number=10 * section + item, item_weight=Decimal(item),
        target_weight=draw(weights), completion=draw(st.none() | ratios), light=draw(lights),
        indicator=draw(st.sampled_from(["a", "s", None, "unknown"])), kind="share" if share else "number",
        unit="%" if share else draw(st.sampled_from(["个", "所"])), value=value, target_value=draw(amounts),
        numerator=Decimal(draw(st.integers(0, 99))) if answered else None,
        denominator=Decimal(draw(st.integers(100, 199))) if answered else None,
    )  # fmt: skip


def write(rows: Sequence[Observation], folder: Path) -> Path:
    write_dataset(sorted(rows, key=lambda row: row.org_code or ""), folder)
    return folder


def answers(folder: Path, *asked: str) -> Answers:
    return on_duckdb(folder, [("a", "个", "sum"), ("s", "%", "share")], asked)


def mean(pairs: list[tuple[Fraction | None, Decimal]]) -> Fraction | None:
    known = [(value, Fraction(weight)) for value, weight in pairs if value is not None]
    return sum((v * w for v, w in known), Fraction(0)) / sum(w for _, w in known) if known else None


def counted(row: Observation) -> Fraction | None:
    if row.completion is None:
        return None
    return Fraction(1) if row.light == "done" else max(Fraction(0), min(row.completion, Fraction(1)))


@settings(max_examples=25, deadline=None)
@given(st.lists(a_row(), min_size=1, max_size=25))
def test_averages_go_level_by_level(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Observation]
) -> None:
    """docs/decisions/0005-averages.md, worked out a second way, in fractions."""
    folder = write(rows, tmp_path_factory.mktemp("d"))
    found = {row["org_code"]: row["reached"] for row in answers(folder, "districts")["districts"]}
    kept = [row for row in rows if row.light != "dropped"]
    assert set(found) == {row.org_code for row in kept}
    for code, reached in found.items():
        sections = []
        mine = [row for row in kept if row.org_code == code]
        for section in {row.section_id for row in mine}:
            items = []
            for item in {row.item_id for row in mine if row.section_id == section}:
                targets = [row for row in mine if row.item_id == item]
                items.append(
                    (mean([(counted(row), row.target_weight) for row in targets]), targets[0].item_weight)
                )
            sections.append((mean(items), Decimal(1)))
        wanted = mean(sections)
        assert (reached is None) == (wanted is None)
        assert wanted is None or abs(Fraction(reached) - wanted) < Fraction(1, 10**7)


SUMMED = (
    "targets",
    "known",
    "carried",
    "target_value",
    "value",
    "target_of_known",
    "numerator",
    "denominator",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(a_row(), max_size=20), st.lists(a_row(), max_size=20))
def test_a_rollup_of_parts_is_the_sum_of_the_parts(
    tmp_path_factory: pytest.TempPathFactory, one: list[Observation], other: list[Observation]
) -> None:
    """Two cities, districts apart: what they come to together is what each comes to, added."""
    other = [row._replace(org_code=f"3408{(row.org_code or '')[4:]}") for row in other]

    folder = tmp_path_factory.mktemp("d")
    for rows, name in ((one, "one"), (other, "other")):
        write(rows, folder / name)

    def totals(part: Path) -> dict[tuple[str, str], Decimal | int]:
        if not any(part.rglob("*.parquet")):
            return {}
        found = answers(part, "totals")["totals"]
        return {(r["indicator"], key): r[key] for r in found for key in SUMMED if r[key] is not None}

    first, second, both = totals(folder / "one"), totals(folder / "other"), totals(folder)
    assert both == {key: first.get(key, 0) + second.get(key, 0) for key in {*first, *second}}


@settings(max_examples=20, deadline=None)
@given(st.lists(a_row(), min_size=1, max_size=12))
def test_what_does_not_fit_the_catalogue_is_in_no_total(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Observation]
) -> None:
    found = answers(write(rows, tmp_path_factory.mktemp("d")), "indicators", "totals")
    for row in found["indicators"]:
        fits = (row["indicator"] == "a" and row["unit"] == "个") or (
            row["indicator"] == "s" and row["unit"] == "%"
        )
        assert (row["fit"] == "ok") == fits
    assert sum(row["targets"] for row in found["totals"]) == sum(
        row["fit"] == "ok" for row in found["indicators"]
    )
