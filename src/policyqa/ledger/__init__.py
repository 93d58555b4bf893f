"""Ledgers: what the documents state as data, filtered, laid out in columns, and written to files that Excel opens."""
