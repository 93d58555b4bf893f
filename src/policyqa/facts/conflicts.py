"""Where texts disagree: copies of one text, a text and its annex, texts that set figures for one metric or cite one document.

========  ==============================================================  =========================================
kind      what                                                            found by
========  ==============================================================  =========================================
副本差异   two copies of a clause differ in words, units or deadlines       :mod:`policyqa.facts.copies`
正文与附件  the body and its annex differ on a task                          :mod:`policyqa.facts.annexes`
引用不一   one document is cited under two titles                          :mod:`policyqa.facts.references`
指标不一   two figures for one metric or benefit                           :mod:`policyqa.facts.figures`
指标不一   two years for the end of one project                            :mod:`policyqa.facts.projects`
后文替代   a later text of the region sets another figure or year          :mod:`policyqa.facts.figures`
地区差异   two regions set different figures (a difference, no conflict)   :mod:`policyqa.facts.figures`
========  ==============================================================  =========================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyqa.facts.annexes import annex_conflicts
from policyqa.facts.copies import copy_conflicts
from policyqa.facts.figures import figure_conflicts
from policyqa.facts.projects import project_conflicts
from policyqa.facts.references import reference_conflicts
from policyqa.types import Conflict, Document, Target


def conflicts(documents: Sequence[Document], *, targets: Iterable[Target] = ()) -> list[Conflict]:
    """The places where ``documents`` disagree, in the order of the clauses that come first in each.

    ``targets`` are the figures to compare between texts, goals and sums of benefits; without them only wordings, units and
    deadlines are compared.
    """
    found = [
        *copy_conflicts(documents),
        *annex_conflicts(documents),
        *reference_conflicts(documents),
        *figure_conflicts(documents, targets),
        *project_conflicts(documents),
    ]
    places = {clause.key: place for place, clause in enumerate(clause for document in documents for clause in document.clauses)}
    return sorted(found, key=lambda conflict: places[conflict.sides[0].doc_id, conflict.sides[0].clause])
