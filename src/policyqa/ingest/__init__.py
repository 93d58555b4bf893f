"""File → source text → repaired text → lines → outline → clauses → passages."""
