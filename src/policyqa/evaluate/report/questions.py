"""The part of the page that shows question by question: what was asked, answered, cited and wanted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from policyqa.evaluate.compare import Comparison
from policyqa.evaluate.matching import right
from policyqa.evaluate.metrics import ALL, BY_NAME, HEADLINES
from policyqa.evaluate.metrics.base import Answered
from policyqa.evaluate.numbers import contains
from policyqa.evaluate.questions import EvalQuestion
from policyqa.evaluate.report.contents import named, shown
from policyqa.evaluate.scoring import Scores

#: Marks in a question's line, and by which questions can be picked: metric, what its zero is called.
FAULTS = {
    "hit_1": "首条引用不对",
    "recall_10": "检索不全",
    "facts": "要点不全",
    "numbers": "数字无据",
    "answer_rate": "误拒",
    "refusal_recall": "该拒未拒",
    "verdict": "结论不对",
    "document_hit_1": "文件不对",
}


def questions(scores: Scores, comparison: Comparison | None) -> str:
    """All questions, with controls to pick some of them."""
    moved = _moved(comparison)
    items = [_question(scores, i, moved) for i in range(len(scores.pairs))]
    kinds = {question.kind: named(question.kind) for question, _ in scores.pairs if question.kind}
    faults = {name: title for name, title in FAULTS.items() if name in scores.columns}
    if comparison:
        faults |= {"gained": "变好的", "lost": "变坏的"}
    return (
        '<h2>逐题</h2><div class="filters">'
        f'<select id="kind" aria-label="题型"><option value="">所有题型</option>{_options(kinds)}</select>'
        f'<select id="shown" aria-label="错误"><option value="">不限对错</option>{_options(faults)}</select>'
        '<input id="words" placeholder="包含文字" aria-label="包含文字"><span id="count"></span></div>'
        f"{''.join(items)}"
    )


def marked(text: str, quote: str) -> str:
    """``text`` escaped, with the first place that reads ``quote`` highlighted."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return escape(text)
    end = start + len(quote)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def _options(names: dict[str, str]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(title)}</option>' for value, title in names.items())


def _moved(comparison: Comparison | None) -> dict[str, set[str]]:
    """Ids (as text) of the questions that got better, and worse, by a headline metric."""
    changes = [c for c in comparison.changes if c.metric.name in HEADLINES] if comparison else []
    return {
        "gained": {str(i) for c in changes for i in c.gained},
        "lost": {str(i) for c in changes for i in c.lost},
    }


def _question(scores: Scores, index: int, moved: dict[str, set[str]]) -> str:
    question, line = scores.pairs[index]
    faults = [name for name in FAULTS if scores.of(BY_NAME[name], index) == 0 or _partly(name, scores, index)]
    moves = [name for name, ids in moved.items() if str(question.id) in ids]
    tags = [_tag(FAULTS[name], "bad") for name in faults] or [_tag("✓", "good")]
    tags += [_tag("变好", "good") if move == "gained" else _tag("变坏", "bad") for move in moves]
    head = f'<span class="id">{escape(str(question.id))}</span>{escape(question.question.text)}' + "".join(tags)
    marks = " ".join([*faults, *moves])
    return (
        f'<details data-kind="{escape(question.kind)}" data-marks="{marks}"><summary>{head}</summary>'
        f"{_asked(question)}{_answer(question, line)}{_citations(question, line)}{_wanted(question, line)}"
        f"{_retrieved(question, line)}{_values(scores, index)}</details>\n"
    )


def _partly(name: str, scores: Scores, index: int) -> bool:
    """Recall is at fault as soon as anything is missing."""
    value = scores.of(BY_NAME[name], index)
    return name == "recall_10" and value is not None and value < 1


def _asked(question: EvalQuestion) -> str:
    turns = "".join(f"<li>{escape(turn)}</li>" for turn in question.question.history)
    history = f"<h3>此前的提问</h3><ol>{turns}</ol>" if turns else ""
    about = "，".join(filter(None, (named(question.kind), named(question.role))))
    note = f'<p class="path">{escape(question.note)}</p>' if question.note else ""
    return f'<p class="path">{escape(about)}</p>{note}{history}'


def _answer(question: EvalQuestion, line: Answered) -> str:
    state = _tag("拒答") if line["refused"] else ""
    said = _tag(line["verdict"]) if line["verdict"] else ""
    wanted = f"（标准结论：{escape(question.verdict)}）" if question.verdict else ""
    return f'<h3>回答{state}{said}{wanted}</h3><div class="answer">{escape(line["answer"])}</div>'


def _citations(question: EvalQuestion, line: Answered) -> str:
    parts = [
        f"<p>{_tick(right(question, c))} {escape(c['label'] or c['clause'])} {_path(c['doc_id'], c['clause'])}</p>"
        f"<blockquote>{marked(c['text'] or c['quote'], c['quote'])}</blockquote>"
        for c in line["citations"]
    ]
    return f"<h3>引用</h3>{''.join(parts)}" if parts else "<h3>引用</h3><p>无</p>"


def _wanted(question: EvalQuestion, line: Answered) -> str:
    parts: list[str] = []
    for group in question.gold:
        entries = (
            f"<p>{_path(gold.doc_id, gold.clause or '')}</p>"
            + (f'<blockquote class="gold">{escape(gold.quote)}</blockquote>' if gold.quote else "")
            for gold in group
        )
        parts.append("<p>或</p>".join(entries))
    if question.answerable is False:
        parts.append("<p>文件没有写，应当拒答。</p>")
    parts += [_phrases("要点", question.facts, line["answer"], wanted=True)] if question.facts else []
    parts += [_phrases("不应出现", question.forbidden, line["answer"], wanted=False)] if question.forbidden else []
    if question.reference is not None:
        parts.append(f'<blockquote class="gold">{escape(question.reference)}</blockquote>')
    return f"<h3>标准</h3>{''.join(parts)}"


def _phrases(title: str, phrases: Sequence[str], answer: str, *, wanted: bool) -> str:
    items = "　".join(f"{_tick(contains(answer, phrase) == wanted)} {escape(phrase)}" for phrase in phrases)
    return f"<p>{title}：{items}</p>"


def _retrieved(question: EvalQuestion, line: Answered) -> str:
    items = "".join(
        f"<li>{_path(r['doc_id'], r['clause'])} {r['score']:.3f} {_tick(True) if right(question, r) else ''}</li>"
        for r in line["retrieved"]
    )
    return f"<details><summary>检索结果</summary><ol>{items}</ol></details>" if items else ""


def _values(scores: Scores, index: int) -> str:
    values = [(metric, scores.of(metric, index)) for metric in ALL]
    items = "；".join(f"{metric.title} {shown(metric, value)}" for metric, value in values if value is not None)
    return f'<p class="path">{escape(items)}</p>'


def _path(doc_id: str, clause: str) -> str:
    return f'<span class="path">{escape(doc_id)}　{escape(clause)}</span>'


def _tag(text: str, tone: str = "") -> str:
    return f'<span class="tag {tone}">{escape(text)}</span>'


def _tick(good: bool) -> str:
    return '<span class="good">✓</span>' if good else '<span class="bad">✗</span>'
