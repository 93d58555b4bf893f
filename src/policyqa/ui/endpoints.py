"""The public interface for programs: four functions, the same over HTTP and, where its package is installed, as MCP tools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr
from gradio.events import api

from policyqa.contract import answer_line, clause_line, record_line
from policyqa.errors import PolicyQAError
from policyqa.ledger.entitlements import entitlement_line, entitlements
from policyqa.ledger.filters import ROLES, Filters
from policyqa.ledger.places import unit_of
from policyqa.ui.ask import QUESTION_CHARS, Desk
from policyqa.ui.library import Library


class Endpoints:
    """The functions, over the documents of ``library`` and at the desk that people's questions come to as well."""

    def __init__(self, library: Library, desk: Desk) -> None:
        self._library = library
        self._desk = desk

    def add(self) -> None:
        """Add them to the page that is being built."""
        for function in (self.ask, self.benefits, self.duties, self.clause):
            api(function, api_name=function.__name__, concurrency_limit=None)

    def ask(self, question: str, history: list[str] | None = None, region: str = "") -> dict[str, Any]:
        """依据所收录的政策文件回答一个问题，注明出自哪一条、原文怎么写；文件没有写的会直说。

        Args:
            question: 用平常的话写的问题，例如“适老化改造每户补多少钱？”
            history: 之前问过的问题，从早到晚；接着问的时候用
            region: 只查这个地区的文件，例如“西安市”；不写则查全部

        Returns:
            answer 是直接的回答，refused 说明文件是不是没有写，verdict 是资格结论，citations 是依据的条款和原文。
        """
        turns = [turn[:QUESTION_CHARS] for turn in (history or [])[-20:]]
        with _told(), self._desk.place():
            return dict(answer_line(self._library.qa.ask(question[:QUESTION_CHARS], history=turns, region=region or None)))

    def benefits(self, case: dict[str, Any] | None = None, keyword: str = "", region: str = "") -> list[dict[str, Any]]:
        """列出文件里的补贴、奖励和减免；给出一个人或机构的情况时，逐项判断能不能享受。

        Args:
            case: 已知的情况，例如 {"主体类型": "个人", "低保": true, "城乡": "农村"}；不知道的不写
            keyword: 只列写到这些词的，几个词用空格隔开
            region: 只列这个地区的文件里的，例如“西安市”；不写则列全部

        Returns:
            每项的名称、发给谁、金额、条件、条款和原文；给了情况时还有结论 verdict、不满足的 unmet 和要确认的 ask。
        """
        filters = Filters(keyword=keyword[:100], region=region)
        with _told():
            if not case:
                return [record_line(record) for record in self._library.qa.benefits(filters)]
            return [entitlement_line(one) for one in entitlements(self._library.qa.ledgers, case, filters)]

    def duties(
        self, unit: str = "", role: str = "", region: str = "", year: int | None = None, keyword: str = ""
    ) -> list[dict[str, Any]]:
        """列出职责：什么任务、谁牵头、谁配合、什么时候完成。

        Args:
            unit: 只列这个单位的，全称简称都行，例如“民政局”
            role: 单位的角色：牵头 或 配合
            region: 只列这个地区的
            year: 只列这一年要完成的
            keyword: 只列写到这些词的，几个词用空格隔开

        Returns:
            每项职责的任务、牵头单位、配合单位、完成时限、条款和原文。
        """
        chosen = next((known for known in ROLES if known == role), None)
        if role and not chosen:
            raise gr.Error(f"没有“{role}”，可用的是 {'、'.join(ROLES)}", print_exception=False)
        filters = Filters(unit=unit[:60], role=chosen, region=region, year=year, keyword=keyword[:100])
        with _told():
            return [record_line(record) for record in self._library.qa.duties(filters)]

    def clause(self, doc_id: str, path: str) -> dict[str, Any]:
        """一条条款的原文和出处。

        Args:
            doc_id: 文件编号，ask 的 citations 里有
            path: 条款路径，例如“附件1/三/（十四）”

        Returns:
            label 是规范的引用写法，text 是原文，start 和 end 是它在文件里的位置，parent 是上一级条款。
        """
        document = self._library.documents.get(doc_id)
        found = unit_of(document, path) if document else None
        if document is None or found is None:
            raise gr.Error(f"没有这一条：{doc_id} {path}", print_exception=False)
        return dict(clause_line(document, found))


@contextmanager
def _told() -> Iterator[None]:
    """Errors that are ours are told to the caller as they are."""
    try:
        yield
    except PolicyQAError as error:
        raise gr.Error(str(error), print_exception=False) from error
