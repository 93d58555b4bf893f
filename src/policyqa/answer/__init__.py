"""Evidence → direct answer with citations, or an honest refusal."""
