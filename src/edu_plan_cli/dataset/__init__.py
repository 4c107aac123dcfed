"""The published dataset: observations as Parquet, in Hive partitions, for DuckDB, Spark or any warehouse (extra ``rollup``)."""
