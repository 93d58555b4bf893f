"""What a clause grants, refuses and demands: its provisions, each with the conditions that it hangs on.

"两年内未取得证书的每人每月补贴200元，两年后仍未取得证书的不再给予补贴" has two: one grants, one refuses. A condition is a group
of alternatives in the text's words (低保对象、低收入范围), of which one has to hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from policyqa.answer.acts import DEFINES, THE_REST, acts, conditions, gives, is_some, refuses, subject_of
from policyqa.answer.demands import APPLIES, BUT_FOR, DEMANDS, LEADS_LIST, demanding, demands_of, is_demand, phrases_in
from policyqa.answer.further import cases_in, conditions_of
from policyqa.answer.groups import EACH_OF, WHO, Group, groups_of, inherited, matters, sorts_of
from policyqa.answer.modality import BY_RULES, ENCOURAGES, HEDGES, REFUSES
from policyqa.answer.provision import Kind, Provision
from policyqa.facts.phrases import periods
from policyqa.ingest.markers import marker_of
from policyqa.types import Span

_JOINS = re.compile("(?:以及|或者?|和)")
#: A phrase that tells for whom, by whom or when what the next one names is done.
_LEADS_ON = re.compile(r"\A(?:对|为|向|由|在|到|按|通过|结合|依托|将)[^，。；]*\Z|(?:的|后|时|中)\Z")
#: Who is responsible is no service.
_UNITS = re.compile("(?:责任|牵头|配合)(?:单位|部门)|职责分工")
#: … nor in brackets: （市民政局等按职责分工负责，各区县落实，不再列出）.
_IN_CHARGE = re.compile(r"\s*[（(][^）)]*(?:负责|落实|牵头|配合)")
#: When something is done, behind it.
_WHEN_DONE = re.compile(r"\s*20\d\d年(?:底前?|内)?\s*")
#: One service beside another: 家庭医生签约和65岁及以上老年人健康管理服务.
_AND_SERVICE = re.compile(r"(?<=[约务理造访])[和及与](?=[^，。；]{2,})")
#: Cases counted off behind a colon, of which one is enough (下列人员) unless they are conditions; or what is given.
_COUNTED_OFF = re.compile(r"[：:]\s*(?=[（(]?(?:一|1)[）)、．.])")
_ANY_OF, _ALL_OF = re.compile("之一|任一"), re.compile("条件|要求|同时|具备")
#: What an item demands as well, or instead.
_TOO, _OR = re.compile("，(?!但|或)(?:且|并且|其中)?"), re.compile("，或者?")
#: What leads a list of duties, of which none gives anything.
_DUTIES = re.compile("遵守|履行|义务(?!教育)")
_ITEM_MARK = re.compile(r"[；;。]?\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[．.、](?!\d))")
#: What other rules add to a list decides nothing.
_CATCH_ALL = re.compile("(?:其他|另有)(?:情[形况]|条件|规定|人员|费用)|规定的?其他")
_CUTS = re.compile("降低|扣减|核减|暂停")
#: Of whom a refusal does not hold: 原则上不再安置，但一级残疾人除外; what those get then: 其报销30%.
_EXCEPTION = re.compile(r"\A(?:但(?:是)?)?(?P<who>.+)除外[。；]?\Z")
_THOSE = re.compile("其(?![他余中它])")
_ITEM_BUT = re.compile("，(?:但是?)?(?P<who>[^；。]+)除外\\Z")
#: What is refused to the same people as something else is granted: 可以享受助餐，不享受津贴.
_BESIDE_GRANT = re.compile("(?:但|也|且|均|则)?(?:不|暂不)")
#: For how long something is refused, to nobody else than is named: 购机者3年内.
_HOW_LONG = re.compile(r"(?:\A|(?<=[人者户员业位构]))[且并在]*[一二两三四五六七八九十\d]{1,3}(?:年|个月)[以之]?内\Z")
#: Adds a condition to the phrase before it.
_ALSO = re.compile("(?:并且|而且|且)(?!不得)")
_WHEN = re.compile(r"\A(?:确因|因|如|若|经).*的\Z|\A确因")


@lru_cache(maxsize=2048)
def provisions(text: str) -> tuple[Provision, ...]:
    """The provisions of a clause, in order; 急诊抢救的除外 behind what is refused or cut excepts from it."""
    found: list[Provision] = []
    for sentence in sentences_of(text):
        if sentence.of(text).rstrip().endswith(("？", "?")) or _IN_CHARGE.match(text, sentence.start, sentence.end):
            continue
        own = _of_sentence(text, sentence)
        if found and len(own) == 1 and own[0].refuses and not own[0].excepted and own[0].text.rstrip("。").endswith("除外"):
            last = found[-1]
            if (last.refuses and "重复" not in last.text) or _CUTS.search(last.text):
                found[-1] = replace(last, kind="refuses", excepted=own[0].refused[0])
                own = []
        found += [*own, *demands_of(text, sentence)]
    return tuple(found)


def sentences_of(text: str) -> list[Span]:
    """The sentences of a clause, one that leads a list with its items."""
    found: list[Span] = []
    leads = False
    for span in periods(text):
        if leads and marker_of(span.of(text).lstrip()):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
            leads = span.of(text).rstrip().endswith(("：", ":"))
    return found


def _of_sentence(text: str, sentence: Span) -> list[Provision]:
    head = _COUNTED_OFF.search(text, sentence.start, sentence.end)
    if head and LEADS_LIST.search(text[sentence.start : head.start()]):
        return _of_list(text, sentence, head)
    parts = phrases_in(text, sentence)
    parts, further = cases_in(text, parts)
    runs = _runs(text, parts, sentence.end, further)
    if not runs and APPLIES.search(text, sentence.start, sentence.end):
        return [demanding(text, sentence, parts)]
    demands = [part for part in parts if is_demand(part.of(text))]
    # 年龄不超过60周岁，无犯罪记录: the answer to 什么条件
    if not runs and len(demands) > 1 and not _ends(text, parts[0].start, parts[-1].end):
        return [demanding(text, sentence, demands)]
    found: list[Provision] = []
    for run in runs or _services(text, parts):
        provision = _provision(text, sentence, run)
        if provision.refuses and DEMANDS.search(provision.text) and BUT_FOR.search(provision.text):
            continue  # it is a demand, with those of whom it is not demanded
        pair = next((further[part] for part in run if part in further), None)
        if found and pair:
            stated = conditions_of(pair, text, found[0].conditions, beside=bool(found[0].figures))
            provision = replace(provision, kind="grants", conditions=stated, further=True)
        elif found and not provision.refuses and provision.figures:
            apart = len(run) > 1 or _ends(text, found[-1].span.end, run[0].start)
            apart = apart or WHO.search(subject_of(provision.text)) is not None  # …老年人免收门票，学生减半收取
            provision = replace(provision, conditions=inherited(found[0].conditions, provision.conditions, whole=apart))
        elif found and not found[-1].refuses and _is_beside(text, provision, found[-1]):
            provision = replace(provision, conditions=found[-1].conditions, kept=found[-1].given)
        exception = _EXCEPTION.match(provision.text.strip()) if found and found[-1].refuses else None
        if exception:
            whole = Span(found[-1].span.start, provision.span.end)
            found[-1] = replace(found[-1], span=whole, text=whole.of(text), excepted=exception["who"])
        elif found and found[-1].excepted and _THOSE.match(provision.text):
            found.append(replace(provision, conditions=tuple(groups_of(found[-1].excepted)) or ((found[-1].excepted,),)))
        else:
            found += _by_case(provision)
    return found


def _by_case(provision: Provision) -> list[Provision]:
    """A refusal of several cases (享受过的、购有商品房的，不纳入) as one for each; any other provision by itself."""
    before = provision.text[: match.start()] if (match := REFUSES.regex.search(provision.text)) else ""
    cases = [case for phrase in re.split("[，；]", before) if phrase for case in re.split("(?<=的)、", phrase)]
    joined = any(map(_JOINS.match, cases[1:]))
    cases = [_JOINS.sub("", case, count=1) if joined else case for case in cases]
    named = [case for case in cases if case.endswith("的") or (is_some(case) if joined else WHO.search(case))]
    if not provision.refuses or len(named) < 2 or not (joined or all(case.endswith("的") for case in cases[:-1])):
        return [provision]
    return [replace(provision, conditions=(), item=case) for case in named]


def _runs(text: str, parts: Sequence[Span], end: int, further: Collection[Span]) -> list[list[Span]]:
    """The phrases up to each one that acts; what trails the last belongs to it (共分3年)."""
    runs: list[list[Span]] = []
    run: list[Span] = []
    for part in parts:
        run.append(part)
        if part not in further and not acts(part.of(text), text[part.end : end]):
            continue
        cut = next((i for i in range(len(run) - 1, 0, -1) if _ends(text, run[i - 1].end, run[i].start)), 0)
        if cut and DEFINES.search(text, run[0].start, run[cut - 1].end):  # 甲是指…；仅…的，不属于甲
            runs.append(run[:cut])
            run = run[cut:]
        apart = len(run) > 1 and bool(runs) and _ends(text, runs[-1][-1].end, run[0].start)
        if runs and not apart and part not in further and not _opens(text, run):
            runs[-1] += run
        else:
            runs.append(run)
        run = []
    if runs:
        runs[-1] += run
    return runs


def _is_beside(text: str, refusal: Provision, granted: Provision) -> bool:
    """Whether something is kept from the people to whom something else is granted."""
    bare = refusal.refuses and not refusal.conditions and _BESIDE_GRANT.match(refusal.text) is not None
    return bare and not _ends(text, granted.span.end, refusal.span.start)


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a semicolon stands between two stretches."""
    return re.search("[；;]", text[start:end]) is not None


def _of_list(text: str, sentence: Span, head: re.Match[str]) -> list[Provision]:
    """The provisions of what is counted off: one for each case, one that demands them all, or what each item gives itself."""
    words = text[sentence.start : head.start()]
    own = _of_sentence(text, Span(sentence.start, head.start()))[-1:]
    if not own:
        return []
    leads = replace(own[0], strict=False, sentence=sentence, span=Span(own[0].span.start, sentence.end))
    items = [span for span in _items(text, Span(head.end(), sentence.end)) if not _CATCH_ALL.search(span.of(text))]
    told = [span.of(text) for span in items]
    rules = any(gives(item) or REFUSES.regex.search(item) for item in told)
    if rules and not (leads.refuses or _ANY_OF.search(words) or _ALL_OF.search(words)):
        given = [each for span in items for each in _of_sentence(text, span)]
        given = [each for each in given if each.kind != "serves" or not _DUTIES.search(words)]
        return [replace(each, sentence=sentence, conditions=leads.conditions + each.conditions) for each in given]
    if not _ANY_OF.search(words) and _ALL_OF.search(words):
        demanded = [part for item in told for part in _TOO.split(item)]
        return [replace(leads, text=leads.span.of(text), conditions=tuple(tuple(_OR.split(part)) for part in demanded))]
    return [
        replace(leads, text=f"{leads.text}：{item}", item=item, excepted=but["who"] if (but := _ITEM_BUT.search(item)) else "")
        for item in told
    ]


def _items(text: str, span: Span) -> Iterator[Span]:
    marks = [*_ITEM_MARK.finditer(text, span.start, span.end)]
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), span.end], strict=True):
        words = text[mark.end() : end].rstrip("；;。 \n")
        if words:
            yield Span(mark.end(), mark.end() + len(words))


def _services(text: str, parts: list[Span]) -> Iterator[list[Span]]:
    """What a sentence does for people without a word of giving (对独居老年人每周探访), each service by itself."""
    if not parts or DEFINES.search(text, parts[0].start, parts[-1].end):
        yield from [parts] if parts else []
        return
    run: list[Span] = []
    for part in _with_further(text, parts):
        joined = list(_AND_SERVICE.finditer(text, part.start, part.end))
        ends = [*(match.start() for match in joined), part.end]
        starts = [part.start, *(match.end() for match in joined)]
        for start, end in zip(starts, ends, strict=True):
            if _UNITS.search(text, start, end):
                continue
            run.append(Span(start, end))
            if not _LEADS_ON.search(run[-1].of(text)):
                yield run
                run = []
    if run:
        yield run


def _with_further(text: str, parts: Sequence[Span]) -> list[Span]:
    """The phrases, one that adds a condition to the one before it with that: 仅限一级残疾人，并且年满16周岁."""
    found: list[Span] = []
    for part in parts:
        if found and _ALSO.match(text, part.start, part.end):
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return found


def _opens(text: str, parts: list[Span]) -> bool:
    """Whether ``parts`` begin a provision of their own: with a condition or a subject, or because they refuse."""
    words = [part.of(text) for part in parts]
    own = REFUSES.regex.search(words[-1]) or subject_of(words[-1]) or THE_REST.match(words[-1])
    return any("的" in each for each in words[:-1]) or bool(own)


def _provision(text: str, sentence: Span, parts: list[Span]) -> Provision:
    while len(parts) > 1 and _WHEN_DONE.fullmatch(parts[-1].of(text)):
        parts = parts[:-1]
    words = [part.of(text).strip() for part in parts]
    acting = next(
        (i for i, each in enumerate(words) if acts(each, "".join(f"，{word}" for word in words[i + 1 :]))), len(words) - 1
    )
    stated = list(conditions(words, acting))
    groups: list[Group] = []
    for _, each in stated:
        own = [*groups_of(each.removeprefix("或").removeprefix("者"))] or ([(each,)] if _WHEN.search(each) else [])
        if groups and own and each.startswith("或"):  # 一方为本区户籍，或者双方在本区居住满6个月的
            groups[-1] += own.pop(0)
        groups += own
    whole = "，".join(words)
    grants = any(acts(each, "") for each in words) or ENCOURAGES.regex.search(whole) is not None
    if not grants:  # how often a service is done is no condition
        groups = [group for group in groups if any(matters(item) - {"次"} for item in group)]
    refusing = refuses(words[acting])
    encouraged = None if refusing or gives(whole) else ENCOURAGES.regex.search(whole)
    hedging = (HEDGES, ENCOURAGES) if encouraged else (HEDGES,)
    hedged = [i for i, each in enumerate(words) if any(hedge.regex.search(each) for hedge in hedging)]
    first = min([acting, *hedged, *(i for i, _ in stated)])
    span = Span(parts[first].start, parts[-1].end)
    hedge = HEDGES.regex.search(whole) or encouraged or BY_RULES.regex.search(whole)
    if refusing:  # each of several that are kept from something; for how long is no condition
        groups = [tuple(_HOW_LONG.sub("", item) for item in group) for group in groups]
        groups = [group for group in groups if all(group)]
        groups = [tuple(filter(None, EACH_OF.split(group[0]))) if len(group) == 1 else group for group in groups]
        if len(stated) == 1 and len(groups) > 1 and (sorts := sorts_of(stated[0][1])):
            groups = [sorts]
    kind: Kind = "refuses" if refusing else "grants" if grants else "serves"
    return Provision(sentence, span, span.of(text), tuple(dict.fromkeys(groups)), kind, hedge[0] if hedge else "")
