"""A finding completed by what its clause demands, widens and refuses elsewhere, or leaves to a standard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyqa.answer.asking import ALL, FAILS, MEETS
from policyqa.answer.case import Case
from policyqa.answer.findings import Finding, finding, results_of
from policyqa.answer.groups import groups_of, matters
from policyqa.answer.hours import has_hours, within
from policyqa.answer.provision import Provision
from policyqa.answer.refusals import bars, exceeds, is_for, keeps, softened, whole_sentence
from policyqa.answer.told import content
from policyqa.facts.giving import given_figures
from policyqa.retrieve.statements import pairs
from policyqa.text.patterns import pattern
from policyqa.types import Clause

PART = pattern(
    "给一部分",
    r"减半|半价|减按|减收|低偿|部分|一定比例|\d[\d.]*[%％]",
    reason="a part is waived or paid",
    examples=(("减半征收", "减半"), ("免征", None)),
)
#: What is granted otherwise to some, behind what is granted to all: 免费乘坐，但早高峰的按半价收费.
_LESS = re.compile(r"\s*但")
#: Hours at which something is not granted, and that a question tells when.
_NOT_THEN = re.compile("除外|不|禁止|停止|收费|加收|减半")
_SAYS_WHEN = re.compile("早|晚上|[上中下]午|凌晨|夜里|周末|(?:周|星期|礼拜)[六日天]|几点|\\d点")
#: Where a list begins within a sentence.
_LISTS = re.compile(r"[：:]\s*[（(]?(?:一|1)[）)、．.]")
#: A demand on when to ask for something, which is only for what is granted before it.
_IN_TIME = re.compile("[前内]")
#: What a proviso demands: 在符合详细规划且不改变用地主体的条件下.
_PROVISO = re.compile("符合|前提|经")
_STANDARD = re.compile("标准|规定|要求")  # which nobody meets by speaking of it
_PROVIDED = re.compile("(?:符合|经|不)[^，。；]*?(?=的?(?:前提|条件|情况)下|\\Z)")
#: A sentence that may widen a limit which fails.
_RELAXES = re.compile("可以?适当(?:延长|放宽|提高|降低)")
#: A sentence that widens a limit for some: 医疗机构申请的，前款第（二）项人数要求放宽至6人.
_WIDENS = re.compile("(?P<who>[^，。；\\s]{2,40}?)(?:申请)?的，[^，。；]*?(?:放宽|延长|降低|提高)[至到](?P<limit>[^，。；]+)")
#: Whom a limit does not bind, and what it is on: 退役军人的，不受结婚年限限制.
_SPARES = re.compile("(?P<who>[^，。；：\\s]{2,60}?)(?:的，|的)?(?:可以?|均)?不受(?P<of>[^，。；]*?)(?:的)?(?:限制|约束|影响)")
#: What a limit is on that is named by its place alone: 不受前款限制.
_BEFORE = re.compile("[前上本]款|[前本]条|第[一二三四五六七八九十]+[款项条]|此")


def with_demands(best: Finding, all_of: Sequence[Provision], clause: Clause, case: Case) -> Finding:
    """The finding with what other sentences demand: another benefit has its own."""
    known = [item for group in best.provision.conditions for item in group]
    for demand in (each for each in all_of if each.kind == "demands"):
        elsewhere = demand.sentence != best.provision.sentence and given_figures(demand.sentence.of(clause.text))
        of_other = elsewhere and best.provision.figures
        if of_other or (not demand.item and any(demand.text in item or item in demand.text for item in known)):
            continue
        if (demand.item and not case.is_among(demand.item)) or (demand.excepted and case.is_among(demand.excepted)):
            continue
        if _of_other_item(demand, best.provision, all_of, clause):
            continue
        if _IN_TIME.search(demand.text) and demand.sentence.start < best.provision.sentence.start:
            continue
        also = finding(replace(demand, item=""), case)
        also_unknown = tuple(group for group in demand.conditions if case.meets_any(group) is None)
        ruled = matters(demand.item)  # 16周岁以上不满18周岁的须经监护人同意, where 18 years are demanded of all
        unmet = tuple(group for group in best.unmet if not any(matters(item) & ruled for item in group))
        best = replace(best, met=best.met + also.met, unmet=unmet + also.unmet, unknown=best.unknown + also_unknown)
    relaxed = _RELAXES.search(clause.text, best.provision.span.end)
    if relaxed and best.unmet:
        return replace(best, unmet=(), vague=relaxed[0], provision=whole_sentence(best.provision, clause, relaxed.start()))
    return best


def _of_other_item(demand: Provision, granted: Provision, all_of: Sequence[Provision], clause: Clause) -> bool:
    """Whether a demand stands in another of the things counted off than the one that is granted: （六）申请公租房，但应当…."""
    if demand.sentence != granted.sentence or _LISTS.search(demand.sentence.of(clause.text)) is None:
        return False
    others = [each.span for each in all_of if each.kind != "demands" and each.sentence == demand.sentence]
    within = [span for span in others if span.covers(demand.span)]
    return bool(within) and len(others) > 1 and granted.span not in within


def widened(best: Finding, clause: Clause, case: Case) -> Finding:
    """The finding with limits that fail, unless the clause widens them for such a case: 医疗机构申请的，人数要求放宽至6人."""
    for wider in _WIDENS.finditer(clause.text):
        met = [group for group in best.unmet if any(case.meets_instead(item, wider["limit"]) for item in group)]
        among = case.is_among(wider["who"])
        alike = {pair for group in met for item in group for pair in pairs(item)} & set(pairs(wider["who"]))
        if met and (among or alike):  # some of the same people: whether he is one of them is left open
            unmet = tuple(group for group in best.unmet if group not in met)
            hangs = () if among else ((wider["who"],),)
            beside = (replace(best.provision, text=wider[0]), *best.beside)
            best = replace(best, unmet=unmet, unknown=(*best.unknown, *hangs), beside=beside)
    return best


def spared(best: Finding, clause: Clause, case: Case) -> Finding:
    """The finding without limits that fail, where the clause spares such a case from them: 退役军人不受居住证年限的限制."""
    for sparing in _SPARES.finditer(clause.text):
        of = set(pairs(_BEFORE.sub("", sparing["of"])))
        free = [group for group in best.unmet if not any(item in sparing[0] for item in group)]
        free = [group for group in free if not of or of & set(pairs("，".join(group)))]
        if free and _is_one_of(sparing["who"], case):
            unmet = tuple(group for group in best.unmet if group not in free)
            beside_it = (replace(best.provision, text=sparing[0]), *best.beside)
            best = replace(best, unmet=unmet, met=(*best.met, (sparing["who"],)), beside=beside_it)
    return best


def _is_one_of(words: str, case: Case) -> bool:
    """Whether the case is one of those named, of whom each may be told by several conditions."""
    named = [each for group in groups_of(words) for each in group] if "的" not in words else [words]
    return case.is_among(words) or any(case.is_among(each) for each in named)


def timed(best: Finding, case: Case) -> Finding:
    """The finding with the hours and days within which alone something is granted: 在工作日14时至17时免费.

    Those of a thing that the question does not name are left open: 但轨道交通限于每日9时至17时.
    """
    if best.provision.kind != "grants" or best.unmet or best.barred:
        return best
    for phrase in re.split("[，；。](?![^（(]*[）)])", best.provision.text):
        if not has_hours(phrase) or _NOT_THEN.search(phrase):
            continue
        holds = within(phrase, case.spoken)
        if holds is False and phrase.startswith("但") and not case.told.touches(phrase):
            holds = None
        if holds is False:
            return replace(best, unmet=((phrase.removeprefix("但"),),))
        best = replace(best, unknown=(*best.unknown, (phrase,))) if holds is None and _SAYS_WHEN.search(case.text) else best
    return best


def with_refusal(best: Finding, all_of: Sequence[Provision], clause: Clause, case: Case) -> Finding:
    """The finding with what refuses just this case, whatever else grants it; who is spared from a refusal meets it."""
    barring: list[tuple[tuple[bool, float], Finding]] = []
    for i, each in enumerate(all_of):
        if not each.refuses:
            continue
        if each.excepted and case.is_among(each.excepted):
            return replace(best, provision=each, met=((each.excepted,),), unmet=(), unknown=(), questions=(), hedged=False)
        barred = bars(each, clause, case)
        if barred is None:
            best = replace(best, unknown=(*best.unknown, (each.text,)), beside=(each, *best.beside))
        if not barred or _lets(best, each):
            continue
        kept = next((other for other in all_of[i + 1 :] if keeps(other, each, case)), None)
        told_most = (is_for(each), case.told.speaks(each.item or each.text))
        barring.append((told_most, replace(best, barred=each) if kept is None else Finding(kept)))
    if barring:  # of several refusals the one of which most is told
        return softened(max(barring, key=lambda each: each[0])[1], clause)
    if over := next((each for each in all_of if each.kind != "demands" and exceeds(each.text, case)), None):
        return replace(best, barred=over)
    if ALL.regex.search(case.text) and PART.regex.search(best.provision.text) and not ALL.regex.search(best.provision.text):
        return replace(best, barred=best.provision)
    return best


def _lets(best: Finding, refusal: Provision) -> bool:
    """Whether what holds of the case lets it do what is forbidden before: 地铁不得携带。折叠后装袋的，可以携带乘坐地铁."""
    named = [item for group in refusal.conditions for item in group]
    alike = not (named or refusal.item) or any(item in best.provision.text for item in named)
    behind = refusal.span.end <= best.provision.span.start and best.provision.kind == "grants"
    return bool(best.met) and not best.unmet and behind and alike


def beside(best: Finding, all_of: Sequence[Provision], case: Case) -> tuple[Provision, ...]:
    """Whom the sentences from the grant to the next one leave out or give less, unless he is known not to be among them."""
    found: list[Provision] = []
    for each in all_of:
        if best.provision.refuses or each.sentence.start < best.provision.sentence.start or each.kind == "demands":
            continue
        if each.sentence != best.provision.sentence and each.figures:
            break
        less = each.span.start > best.provision.span.start and _LESS.match(each.text) is not None
        if ((each.refuses and is_for(each)) or less) and False not in [holds for _, holds in results_of(each, case)]:
            found.append(each)
    return tuple(found)


def with_proviso(best: Finding, case: Case) -> Finding:
    """The finding with a standard that is said to be met or missed."""
    hedge = best.provision.hedge
    if not best.hedged or not _PROVISO.search(hedge):
        return best
    demanded = _PROVIDED.search(hedge)
    parts = [part for part in re.split("且|并|和", demanded[0]) if content(part)] if demanded else []
    holds = {part: case.meets(part) for part in parts}
    if failing := [part for part, held in holds.items() if held is False]:
        return replace(best, unmet=((failing[0],),))
    if FAILS.regex.search(case.text):
        return replace(best, unmet=((hedge,),))
    met = (parts and all(holds.values()) and not _STANDARD.search(hedge)) or MEETS.regex.search(case.text)
    return replace(best, hedged=False, met=(*best.met, (hedge,))) if met else best
