"""问政策: a conversation in which every answer shows the clauses that it stands on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import gradio as gr
from markupsafe import Markup

from policyqa.errors import PolicyQAError
from policyqa.ui.answers import Turn, ask_button, follow_ups_view, turn_view
from policyqa.ui.library import Library
from policyqa.ui.markup import joined, tag
from policyqa.ui.suggest import examples, follow_ups, units_to_ask

#: The longest question the page takes, in characters, and the turns that a conversation keeps.
QUESTION_CHARS, TURNS = 5000, 20
ANY_REGION = "自动"
#: Seconds after which a conversation that nobody goes on with is forgotten.
FORGOTTEN = 2 * 60 * 60
#: Questions answered at once, and questions that may wait: one beyond is asked to come back. Answering is bound by one core
#: (Python's lock), so that more at once only makes all of them late.
AT_ONCE, WAITING = 2, 40
BUSY = "人多，请稍候再问。"

#: A click on an example or a follow-up asks it.
ON_LOAD = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('ask', {question: button.dataset.ask, again: 'again' in button.dataset});
});
"""


class Busy(PolicyQAError):
    """More people ask than can wait."""

    def __init__(self) -> None:
        super().__init__(BUSY)


class Desk:
    """Takes questions: so many at once, so many in line, the rest is told to come back."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._places = threading.BoundedSemaphore(AT_ONCE + WAITING)
        self._counters = threading.BoundedSemaphore(AT_ONCE)

    def asked(self, text: str, region: str, before: Sequence[Turn], *, alone: bool = False) -> Iterator[tuple[Turn, ...]]:
        """The conversation as it grows: with the question, with its answer, with what one could ask next.

        A question that stands ``alone`` is understood without those before it.
        """
        number = before[-1].number + 1 if before else 1
        turn = Turn(text[:QUESTION_CHARS].strip(), number=number)
        earlier = tuple(before)[-TURNS + 1 :]
        yield (*earlier, turn)
        try:
            with self.place():
                turn = self._answered(turn, region, () if alone else earlier)
            yield (*earlier, turn)
            if turn.answer and not turn.answer.refused:
                asked = [t.question for t in (*earlier, turn)]
                with self.place():
                    turn = replace(turn, follow_ups=follow_ups(self.library, turn.answer, asked, region=_within(region)))
                yield (*earlier, turn)
        except Busy as error:
            yield (*earlier, turn if turn.answer else replace(turn, failure=str(error)))

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place at the desk, waited for in line.

        Raises:
            Busy: the line is full.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._counters:
                yield
        finally:
            self._places.release()

    def _answered(self, turn: Turn, region: str, earlier: Sequence[Turn]) -> Turn:
        qa = self.library.qa
        history = tuple(t.question for t in earlier if t.answer)
        try:
            answer = qa.ask(turn.question, history=history, region=_within(region))
        except PolicyQAError as error:
            return replace(turn, failure=str(error))
        units = units_to_ask(self.library, answer) if answer.refused else ()
        return replace(turn, answer=answer, units=units)


def _within(region: str) -> str | None:
    return None if region == ANY_REGION else region


def build(library: Library, desk: Desk) -> None:
    """Lay the page out, inside the column that it is."""
    welcome = _welcome(examples(library))
    gr.HTML(tag("h1", "问政策", class_="for-readers"), elem_id="ask-title", js_on_load=None, apply_default_css=False)
    said = gr.HTML(welcome, elem_id="conversation", js_on_load=ON_LOAD, apply_default_css=False)
    ahead = gr.HTML("", elem_id="ahead", js_on_load=ON_LOAD, apply_default_css=False)
    again = gr.Button("新的对话", elem_id="again", size="sm")
    turns: gr.State = gr.State((), time_to_live=FORGOTTEN)
    region = gr.Radio(
        [ANY_REGION, *library.regions], value=ANY_REGION, label="地区", elem_id="region", visible=len(library.regions) > 1
    )
    question, button = _composer()

    def grown(conversations: Iterator[tuple[Turn, ...]], box: Any) -> Iterator[tuple[Any, ...]]:
        # The box is emptied once: what is typed while the answer comes stays. Follow-ups stand apart: when they come, the
        # answer that somebody may be rating by then is left alone.
        for turns in conversations:
            yield shown(turns), follow_ups_view(turns[-1].follow_ups if turns else ()), turns, box
            box = gr.skip()

    def typed(text: str, region: str, before: tuple[Turn, ...]) -> Iterator[tuple[Any, ...]]:
        yield from grown(desk.asked(text, region, before) if text.strip() else iter([before]), "")

    def chosen(event: gr.EventData, region: str, before: tuple[Turn, ...]) -> Iterator[tuple[Any, ...]]:
        # What is offered to be asked was tried as it stands, without what was asked before.
        yield from grown(desk.asked(str(event.question), region, before, alone=not event.again), gr.skip())

    def shown(turns: Sequence[Turn]) -> Markup:
        return joined(turn_view(turn, library) for turn in turns) if turns else welcome

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
    outputs = [said, ahead, turns, question]
    asking = gr.on([button.click, question.submit], typed, [question, region, turns], outputs, **quiet)
    choosing = [html.ask(chosen, [region, turns], outputs, **quiet) for html in (said, ahead)]
    for event in (asking, *choosing):
        event.then(None, js="() => policyqa.answered()")
    restart = again.click(lambda: (welcome, "", ()), None, [said, ahead, turns], **quiet)
    restart.then(None, js="() => policyqa.restarted()")


def _composer() -> tuple[gr.Textbox, gr.Button]:
    """The question box, which stays in reach, with its button."""
    with gr.Row(elem_id="composer"):
        question = gr.Textbox(
            label="您的问题",
            placeholder="请输入问题",
            lines=1,
            max_lines=5,
            max_length=QUESTION_CHARS,
            elem_id="question",
            scale=8,
        )
        button = gr.Button("提问", variant="primary", elem_id="send", scale=1)
    return question, button


def _welcome(questions: dict[str, tuple[str, ...]]) -> Markup:
    groups = (
        tag("section", tag("h3", role), tag("ul", (tag("li", ask_button(question)) for question in asked)))
        for role, asked in questions.items()
    )
    return tag(
        "div",
        tag("p", "用平常的话提问", class_="welcome-title"),
        tag("p", "每个回答都注明出自哪份文件、哪一条，点开就能看到原文。文件没有写的，会直说没有写。", class_="welcome-words"),
        tag("div", tag("h2", "大家常问", class_="for-readers"), groups, class_="examples") if questions else None,
        class_="welcome",
    )
