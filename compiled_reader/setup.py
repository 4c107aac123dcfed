"""The part of the build that pyproject.toml has no settled words for: the module in C, and libyaml, which it is linked with."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension("edu_plan_compiled_reader", ["edu_plan_compiled_reader.pyx"], libraries=["yaml"]),
    ]
)
