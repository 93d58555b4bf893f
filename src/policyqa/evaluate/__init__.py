"""How good a system is: questions → run → metrics with intervals → report and comparison.

A system is anything that turns a question into an answer line of the ``batch`` contract. Nothing here knows how it does so.
"""
