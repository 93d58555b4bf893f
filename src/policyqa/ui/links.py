"""Addresses of clauses, and the chips that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup

from policyqa.text.labels import cite, cite_path
from policyqa.types import Policy, Span
from policyqa.ui.markup import tag


def address(doc_id: str, path: str | None = None, *, span: Span | None = None) -> str:
    """The address of a document's clause; with ``span`` these characters are marked there."""
    fields = {"doc": doc_id}
    if path:
        fields["clause"] = path
    if span:
        fields["at"] = f"{span.start}-{span.end}"
    return "?" + urlencode(fields)


def chip(policy: Policy, path: str, *, span: Span | None = None, numbers: Iterable[int] = ()) -> Markup:
    """A link that opens a clause beside what one is reading, named as a person cites it, after the numbers it is cited by."""
    return tag(
        "a",
        (tag("span", str(number), class_="chip-number", aria_hidden="true") for number in numbers),
        tag("span", cite_path(path), class_="chip-path"),
        tag("span", f"《{policy.title}》", class_="chip-title"),
        class_="chip",
        href=address(policy.id, path, span=span),
        title=cite(policy, path),
        data_open=True,
    )
