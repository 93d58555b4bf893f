"""Tables of sums: what each row gives, to whom, and how much in which case.

``| 对象 | 自理 | 失能 |`` has a case in each column; ``| 补贴项目 | 补贴对象 | 补贴标准 |`` a benefit in each row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyqa.facts.amounts import Quantity, quantities
from policyqa.facts.giving import KIND, amounts_of
from policyqa.facts.naming import kind_of
from policyqa.facts.payees import head
from policyqa.facts.units_of_measure import per_units
from policyqa.types import Amount, Benefit, Clause

_NAME = re.compile("项目|名称|类别|类型|事项|种类")
_WHO = re.compile("对象|人群|人员|受益|享受|条件|范围")
#: Columns of money that nobody is given: what something costs or what is planned for it.
_NO_GRANT = re.compile("投资|预算|总额|合计|资金来源|资金规模|收费|价格|费用")
_SUM_COLUMN = re.compile(rf"标准|金额|额度|待遇|{KIND}")
_UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[百千万]?元[^（）()]*)[）)]")


def is_schedule(rows: Sequence[Clause]) -> bool:
    """Whether rows are a table of sums that are given: its heading or a column speaks of a benefit, and its cells hold sums."""
    if not rows or any(_NO_GRANT.search(name) for name, _ in rows[0].cells):
        return False
    said = " ".join([rows[0].heading, *rows[0].headings[-1:], *(name for name, _ in rows[0].cells)])
    return bool(re.search(KIND, said)) and any(_sums(name, value) for row in rows for name, value in row.cells)


def row_benefit(row: Clause) -> Benefit | None:
    """What a row of such a table gives; None without a sum."""
    paid = [(name, value) for name, value in row.cells if _sums(name, value)]
    if not paid:
        return None
    words = [(name, value) for name, value in row.cells if not _sums(name, value) and not value.isdecimal()]
    named = next((value for name, value in words if _NAME.search(name)), words[0][1] if words else "")
    whom = next((value for name, value in words if _WHO.search(name)), named)
    who = head(whom)
    kind = kind_of(" ".join([row.heading, *(name for name, _ in paid), *row.headings[-1:]]))
    return Benefit(
        doc_id=row.doc_id,
        clause=row.path,
        name=named if re.search(KIND, named) else named + kind,
        payee=who.payee if who else None,
        amounts=tuple(amount for name, value in paid for amount in _amounts(name, value, alone=len(paid) == 1)),
        conditions=() if whom == named else (whom,),
        quote=row.text,
        span=row.span,
    )


def _amounts(column: str, value: str, *, alone: bool) -> list[Amount]:
    """The sums of a cell; the column is the case where several columns hold sums."""
    case = "" if alone else re.sub(r"[（(].*[）)]", "", column)
    inside = [amount for amount in amounts_of(value) if "元" in amount.unit]
    if len(inside) < 2:
        inside = [Amount("", figure.value, figure.unit, figure.bound) for figure in _sums(column, value)]
    return [replace(amount, case=case + amount.case) for amount in inside]


def _sums(column: str, value: str) -> list[Quantity]:
    """The sums in a cell, whose unit may stand in the column's name: 补贴标准（元/人·月）."""
    unit = _UNIT.search(column)
    if unit and re.fullmatch(r"\d[\d,.]*", value.strip()):
        return quantities(value.strip() + unit["unit"])
    found = [figure for figure in quantities(value) if figure.is_money]
    return found if _SUM_COLUMN.search(column) or per_units(value) or re.fullmatch(r"\s*[\d.,]+[百千万]?元\s*", value) else []
