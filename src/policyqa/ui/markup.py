"""HTML as values: every text that goes in is escaped, so that a page cannot be built that runs what a document says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup, escape

#: What may stand between two tags: text (escaped), markup made here (not), nothing, or a row of these.
Child: TypeAlias = "str | int | float | Markup | Iterable[Child] | None"
Attribute: TypeAlias = "str | int | bool | None"

_VOID = frozenset({"input", "br", "hr", "img"})


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element. ``class_`` is ``class``, ``data_doc`` is ``data-doc``; True is a bare attribute, None leaves it out."""
    opening = Markup("").join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    start = Markup("<{}{}>").format(Markup(name), opening)
    return start if name in _VOID else Markup("").join([start, joined(*children), Markup("</{}>").format(Markup(name))])


def joined(*children: Child) -> Markup:
    """The children one after the other."""
    return Markup("").join(_flat(children))


def icon(name: str, *, label: str | None = None) -> Markup:
    """One of the line drawings of the style sheet; for those who cannot see it nothing, or ``label``."""
    if label:
        return tag("span", class_=f"icon icon-{name}", role="img", aria_label=label)
    return tag("span", class_=f"icon icon-{name}", aria_hidden="true")


def _flat(children: Iterable[Child]) -> Iterable[Markup]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, str | int | float):  # Markup is a str, and escaping leaves it as it is
            yield escape(child)
        else:
            yield from _flat(child)


def _attribute(key: str, value: Attribute) -> Markup:
    name = Markup(key.rstrip("_").replace("_", "-"))
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)
