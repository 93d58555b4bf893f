"""The interface for programs, asked over the network as they do."""

from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError


@pytest.fixture(scope="module")
def client(site: Any) -> Client:
    return Client(site.url, verbose=False)


def test_only_the_documented_endpoints_are_open(client: Client) -> None:
    assert set(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == {
        "/ask",
        "/benefits",
        "/duties",
        "/clause",
    }


def test_the_events_of_the_pages_cannot_be_called(site: Any) -> None:
    config = httpx.get(f"{site.url}/config").json()
    open_ones = {event["api_name"] for event in config["dependencies"] if event["api_visibility"] == "public"}
    assert open_ones == {"ask", "benefits", "duties", "clause"}
    assert all(event["api_visibility"] == "private" for event in config["dependencies"] if event["api_name"] not in open_ones)


def test_a_question_gets_a_cited_answer(client: Client) -> None:
    answer = client.predict("高龄津贴每月多少钱？", api_name="/ask")
    assert "120元" in answer["answer"]
    assert answer["citations"][0]["label"].startswith("《甲市养老服务补贴办法》")


def test_benefits_are_judged_for_a_case(client: Client) -> None:
    case = {"主体类型": "个人", "年龄": 85, "户籍": "本市"}
    found = {one["name"]: one for one in client.predict(case, api_name="/benefits")}
    assert found["高龄津贴"]["verdict"] == "符合"
    assert found["护理补贴"]["verdict"] == "有条件"
    assert {one["name"] for one in client.predict(api_name="/benefits")} >= {"高龄津贴", "护理补贴"}


def test_duties_are_filtered(client: Client) -> None:
    assert [one["clause"] for one in client.predict(unit="民政局", api_name="/duties")] == ["二/（一）"]


def test_a_clause_is_told_with_its_label(client: Client) -> None:
    found = client.predict("butie", "二/（一）", api_name="/clause")
    assert found["label"] == "《甲市养老服务补贴办法》（甲政办发〔2024〕3号）第二部分（一）"
    assert found["text"].startswith("（一）高龄津贴")


def test_what_is_not_there_is_said(client: Client) -> None:
    with pytest.raises(AppError, match="没有这一条"):
        client.predict("butie", "九", api_name="/clause")
    with pytest.raises(AppError, match="没有“火星”的文件"):
        client.predict("高龄津贴每月多少钱？", [], "火星", api_name="/ask")
