"""Questions about Chinese policy texts, answered with cited, quoted clauses."""

__version__ = "0.1.0"
