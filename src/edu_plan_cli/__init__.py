"""Keep an education bureau's yearly work plan (工作要点) true. See ARCHITECTURE.md for the way through the house."""

__version__ = "0.1.0"
