"""Mapping → Bound: strict pydantic models that know their locations, and errors as locations and Chinese sentences."""
