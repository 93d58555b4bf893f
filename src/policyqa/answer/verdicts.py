"""A verdict in plain words: 符合, 不符合, 有条件 or 文件没有写明, with what decides it in the text's words.

Only figures of the text are repeated. What the asker said is quoted (您说“…”) where it has no figure; of a figure it is told
that it does not reach or exceeds the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policyqa.answer.asking import CLAIMS, SPARED, asking, asks
from policyqa.answer.case import Case
from policyqa.answer.compared import misses
from policyqa.answer.findings import Finding
from policyqa.answer.groups import demands_telling
from policyqa.answer.limits import limits_of
from policyqa.answer.modality import REFUSES
from policyqa.answer.parts import Part, Source
from policyqa.answer.provision import Provision
from policyqa.answer.wording import say
from policyqa.facts.amounts import quantities
from policyqa.facts.giving import given_figures
from policyqa.facts.parallel import Pair, parallel
from policyqa.facts.phrases import periods, phrases
from policyqa.retrieve.asker import stated, values_of
from policyqa.text.fold import plain
from policyqa.text.patterns import pattern
from policyqa.types import Clause, Span, Verdict

_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万半]")
_LEADING = re.compile(r"\A(?:对于?|凡是?|为|将|在)")
#: What only leads a condition: a number of its own, and that it is demanded.
_DEMANDED = re.compile(r"\A\s*\d{1,2}[.．、](?=\d{4}年|\D)|\A(?:对于?|凡是?|纳入|应当|必?须|为(?=\s?\d))")
#: What joins alternatives.
_JOINT = "[、，或者和与以及]{1,3}"
LIMITS = pattern(
    "有所不许",
    r"不得(?!以|因|拒|歧视|收取)|不纳入|不予(?!收取|征收)|暂不|不再(?!要求|收取|征收)|减半|停止|取消|指导价|政府定价",
    reason="a grant that forbids or cuts something as well is no plain yes, nor is a price that everybody pays",
    examples=(("下列费用不纳入支付范围", "不纳入"), ("收费实行政府指导价", "指导价"), ("可不再要求出具证明", None)),
)
#: A refusal beside what is granted is told with it when both are no longer than this.
BOTH = 110
#: Conditions, and exceptions, are told beside a grant as long as they are no longer than this together.
BESIDE = 60
#: How a verdict is put where its own word would be stiff.
LEADS: dict[Verdict, str] = {"文件未写明": "文件没有写明"}
#: … and one that waits for what the asker has not said.
UNSURE = "还不能确定"
#: At most this many questions are asked back.
QUESTIONS = 2


def told(finding: Finding, source: Source, case: Case) -> Part:
    """The verdict as a part of an answer, standing on the sentence in ``source``."""
    verdict = finding.verdict
    granted = _granted(finding, source, case).removeprefix("但")
    if verdict == "有条件" and finding.provision.kind == "serves" and len(source.span) <= BOTH:
        granted = say(source.text, source.clause)  # how far it goes stands in the rest of the sentence: 逐步拓展至…，完成200户
    sources: tuple[Source, ...] = (source,)
    more: tuple[str, tuple[Source, ...]] = ("", ())
    if verdict == "不符合":
        text = _failed(finding, source, case) or granted
    elif verdict == "文件未写明":
        opens = finding.opens or (f"原文只说“{finding.vague}”",)
        said = say(source.text, source.clause) if len(source.span) <= BOTH else granted
        text = f"{'；'.join(opens)}。原文是：{said}"
        more = _extent(finding, source)
    else:
        value = None if finding.questions else _value(finding, source, case)
        text, sources = (granted + value[0], (source, value[1])) if value else (granted, sources)
        more = _beside(finding, text, source.clause, case)
    limits = LIMITS.regex.search(text) if verdict == "符合" else None
    if limits and limits[0] not in case.text and _may_be_asked(limits, finding, case):
        return Part(f"文件的规定是：{text}", sources)  # what it forbids or halves may be just what is asked: the words decide
    text, sources = text + more[0], (*sources, *more[1])
    if verdict == "有条件" and finding.questions:
        text += f"请确认：{''.join(finding.questions[:QUESTIONS])}"
    lead = UNSURE if verdict == "有条件" and finding.questions else LEADS.get(verdict, verdict)
    note = f"这笔钱发给{finding.payee}，不发给个人。" if finding.payee else ""
    first = verdict == "不符合" and text == granted
    if note and first and not (finding.barred or finding.unmet or CLAIMS.regex.search(asking(case.text))):
        return Part(f"文件的规定是：{text}{note}", sources)
    return Part(f"{lead}：{note}{text}" if first else f"{lead}：{text}{note}", sources, verdict)


def _may_be_asked(limits: re.Match[str], finding: Finding, case: Case) -> bool:
    """Whether what a grant forbids or halves as well may be just what is asked for."""
    if limits[0] == "减半":
        return SPARED.regex.search(case.text.replace("免", "")) is None  # 能免吗 asks for the whole
    behind = limits.string[limits.end() :].partition("。")[0]
    return not finding.met and (limits[0] != "不得" or case.told.touches(behind))


def missed(finding: Finding, clause: Clause, case: Case) -> str:
    """Which condition the asker's figure misses, in words; empty when it misses none."""
    groups = (group for group in finding.unmet if any(_misses(group, case)))
    return next((_demanded(group, clause, case) for group in groups), "")


def _failed(finding: Finding, source: Source, case: Case) -> str:
    """Which condition fails, and what the asker said of it; empty when none does."""
    if finding.barred:
        return say(finding.barred.text, source.clause)
    return _demanded(finding.unmet[0], source.clause, case) if finding.unmet else ""


def _demanded(group: tuple[str, ...], clause: Clause, case: Case) -> str:
    demanded = _as_written(group, clause) or "”或“".join(_LEADING.sub("", item).strip("，、") for item in group)
    return f"要求是“{demanded}”，{_said_of(group, case)}。"


def _beside(finding: Finding, shown: str, clause: Clause, case: Case) -> tuple[str, tuple[Source, ...]]:
    """What decides and ``shown`` does not say, with its places: the conditions met, or still to be met, and exceptions."""
    hangs = finding.verdict == "有条件"
    beside = (each.text.strip().rstrip("。；").removeprefix("但").removeprefix("以及") for each in finding.beside)
    excepted = _short(beside, shown)
    shown += "；".join(excepted)
    groups = finding.unknown if hangs else [_met(group, case) for group in finding.met]
    conditions = _short((_as_written(group, clause) for group in groups), shown)
    said = f"{'还要符合' if hangs else '您符合'}：{'；'.join(conditions)}。" if conditions else ""
    said += f"但{'；'.join(excepted)}。" if excepted else ""
    places = {clause.text.find(words) for words in (*conditions, *excepted)}
    spans = [span for span in periods(clause.text) if any(span.start <= place < span.end for place in places)]
    return said, tuple(Source(clause, span.shifted(clause.span.start)) for span in spans)


def _extent(finding: Finding, source: Source) -> tuple[str, tuple[Source, ...]]:
    """How much there is of what a text only tries out, where another sentence of its clause tells: 试点建设25张床位."""
    clause = source.clause
    spans = [span.shifted(clause.span.start) for span in periods(clause.text)] if finding.vague and not finding.opens else []
    told = [Source(clause, span) for span in spans if not source.span.covers(span)]
    short = (each for each in told if finding.vague in each.text and quantities(plain(each.text)) and len(each.span) <= BESIDE)
    extent = next(short, None)
    return (say(extent.text, clause), (extent,)) if extent else ("", ())


def _met(group: Sequence[str], case: Case) -> Sequence[str]:
    """The alternative that holds of a group that is met, where it is one that a grant hangs on."""
    telling = [item for item in group if values_of(item) or demands_telling(item)]
    if len(group) == 1:
        return [item for item in telling if case.meets(item) is not False]
    return [item for item in telling if case.meets(item)][:1]


def _short(told: Iterable[str], shown: str) -> list[str]:
    """As many of the stretches of text that ``shown`` does not have, in their order, as are short together."""
    kept: list[str] = []
    for words in dict.fromkeys(told):
        if words and words not in shown and sum(map(len, kept)) + len(words) <= BESIDE:
            kept.append(words)
    return kept


def _as_written(group: Sequence[str], clause: Clause) -> str:
    """Alternatives as the text writes them, in one stretch; empty where it does not."""
    found = re.search(_JOINT.join(map(re.escape, group)), clause.text) if group else None
    return _DEMANDED.sub("", found[0]).strip("，、 ") if found else ""


def _said_of(group: tuple[str, ...], case: Case) -> str:
    if miss := next(_misses(group, case), ""):
        return "您说的" + miss
    attributes = {name for item in group for name in values_of(item)}
    own = [said.span.start for said in stated(case.text) if said.attribute in attributes]
    spoken = [
        phrase[0]
        for phrase in re.finditer("[^，。；？！]+", case.text)
        if any(phrase.start() <= at < phrase.end() for at in own) and not asks(phrase[0])
    ]
    quoted = [words for words in dict.fromkeys(spoken) if not _NUMERAL.search(words)]
    return f"您说“{'”“'.join(quoted)}”" if quoted else "您说的情况不在其中"


def _misses(group: Iterable[str], case: Case) -> Iterator[str]:
    """How the asker's figures miss the limits of a group."""
    return (miss for item in group for limit in limits_of(plain(item)) if (miss := misses(limit, case)))


def cases_of(clause: Clause, span: Span) -> list[Pair]:
    """The cases and amounts that a clause lists within ``span``."""
    return [pair for pair in parallel(clause.text) if span.covers(pair.amount.span)]


def _case(pairs: list[Pair], case: Case) -> Pair | None:
    """The one pair that is for this case: the one that holds, is said to the letter, or alone is not excluded."""
    results = [(pair, case.meets(pair.case)) for pair in pairs]
    sure = [pair for pair, holds in results if holds]
    if len(sure) > 1:
        sure = [pair for pair in sure if pair.case in case.text]
    left = sure if len(sure) == 1 else [pair for pair, holds in results if holds is not False]
    return left[0] if len(pairs) > 1 and len(left) == 1 else None


def _granted(finding: Finding, source: Source, case: Case) -> str:
    """The grant with its conditions, in the text's words, down to the value for this case where it lists several."""
    clause, provision = source.clause, finding.provision
    if pair := _case(cases_of(clause, provision.span), case):
        return _for_case(clause.text, provision, pair)
    if provision.item:
        return say(provision.text, clause)
    if provision.further and len(provision.sentence) <= BOTH:  # of what 农村的3000元 is, the first case tells
        return say(provision.sentence.of(clause.text), clause)
    whole = Span(provision.span.start, max(provision.span.end, source.span.end - clause.span.start))
    refuses_too = len(whole) <= BOTH and REFUSES.regex.search(clause.text[provision.span.end : whole.end])
    words = say((whole if refuses_too else provision.span).of(clause.text), clause)
    return _LEADING.sub("", words) if words.startswith(("对", "凡")) else words


def _value(finding: Finding, source: Source, case: Case) -> tuple[str, Source] | None:
    """The value for this case that the sentences behind the grant list: 80—89周岁的每人每月60元."""
    clause = source.clause
    behind = Span(source.span.end - clause.span.start, len(clause.text))
    if finding.provision.figures:
        return None
    pair = _case(cases_of(clause, behind), case)
    if pair is None:
        return None
    sentence = next(period for period in periods(clause.text) if period.covers(pair.amount.span))
    return f"{pair.case}：{_amount(clause.text, pair)}。", Source(clause, sentence.shifted(clause.span.start))


def _amount(text: str, pair: Pair) -> str:
    phrase = pair.amount.phrase.of(text)
    return (phrase if pair.amount.span.of(text) in phrase else pair.amount.span.of(text)).strip("，。；、")


def _for_case(text: str, provision: Provision, pair: Pair) -> str:
    before = min(pair.case_span.start, pair.amount.phrase.start)
    lead = [part.of(text) for part in phrases(text, provision.span) if part.end <= before and not given_figures(part.of(text))]
    conditions = _LEADING.sub("", "，".join(lead))
    kind = re.match(r"[^，。；]*?(的[^，。；\d]+?)(?=[，。；]|\Z)", text[pair.amount.phrase.end : provision.span.end])
    told = _amount(text, pair) + (kind[1] if kind else "")
    return f"{conditions + '，' if conditions else ''}{pair.case}：{told}。"
