"""Words and characters of policy texts: numerals, folding, sentences, labels, terms, lay wording. Knows no document."""
