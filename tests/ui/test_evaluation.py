"""评测: recorded runs, two of them beside each other, and the administrator's part."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from policyqa.api import PolicyQA
from policyqa.ui.app import build
from policyqa.ui.feedback import Feedback
from policyqa.ui.records import Run, comparable
from policyqa.ui.running import Runner, Stopped


def pick(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).click()
    page.locator("[role=option]", has_text=words).first.click()


def test_a_run_is_shown_with_its_intervals(visit: Callable[..., Page]) -> None:
    page = visit("/?view=evaluation")
    pick(page, "评测记录", "later")
    headline = page.locator(".headline", has_text="首条引用命中")
    expect(headline).to_contain_text("100.0%")
    expect(headline).to_contain_text("50.0%–100.0%")
    expect(page.locator("#figures .chart-words")).to_contain_text("画不出风险–覆盖率曲线")


def test_two_runs_are_compared_question_by_question(visit: Callable[..., Page]) -> None:
    page = visit("/?view=evaluation")
    pick(page, "评测记录", "later")
    pick(page, "与另一次比较", "earlier")
    expect(page.locator(".headline", has_text="首条引用命中")).to_contain_text("+50.0 点")
    page.locator(".listed summary").click()
    expect(page.locator(".listed tbody tr", has_text="q1")).to_contain_text("变好")


def test_only_runs_over_the_same_questions_are_compared() -> None:
    one, same, other = (
        Run(name, Path(), "policyqa", "probe", digest, 2, {}) for name, digest in zip("abc", "xxy", strict=True)
    )
    found = {run.name: run for run in (one, same, other)}
    assert comparable(found, one) == {"b": same}
    assert comparable(found, None) == {}


def test_only_the_files_of_runs_are_served(site: Any) -> None:
    assert httpx.get(f"{site.url}/runs/later/later.json").json()["run"]["count"] == 2
    for name in ("runs/later/..%2f..%2ffeedback.sqlite3", "runs/nowhere/report.json", "runs/later/report.html"):
        assert httpx.get(f"{site.url}/{name}").status_code == 404


def test_a_run_needs_the_password_and_is_recorded(visit: Callable[..., Page], site: Any, tmp_path: Path) -> None:
    questions = tmp_path / "probe2.jsonl"
    gold = [[{"doc_id": "butie", "clause": "二/（一）", "quote": "120元"}]]
    line = {
        "id": "a",
        "question": "高龄津贴每月多少钱？",
        "kind": "amount",
        "role": "resident",
        "answerable": True,
        "gold": gold,
    }
    questions.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    page = visit("/?view=evaluation")
    page.locator("#questions-file input[type=file]").set_input_files(str(questions))
    page.get_by_label("管理员密码").fill("wrong")
    page.locator("#start-run").click()
    expect(page.locator("#run-state")).to_contain_text("密码不对")
    page.get_by_label("管理员密码").fill(site.password)
    page.locator("#start-run").click()
    expect(page.locator("#run-state")).to_contain_text("评测完成")
    expect(page.locator("#figures")).to_contain_text("report.json")
    (folder,) = (path for path in (site.home / "runs").iterdir() if path.is_dir())
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["run"]["count"] == 1


def test_a_run_is_stopped_on_the_page(visit: Callable[..., Page], site: Any, tmp_path: Path) -> None:
    questions = tmp_path / "long.jsonl"
    lines = [json.dumps({"id": n, "question": f"第{n}年的高龄津贴每月多少钱？"}, ensure_ascii=False) for n in range(400)]
    questions.write_text("\n".join(lines), encoding="utf-8")
    page = visit("/?view=evaluation")
    page.locator("#questions-file input[type=file]").set_input_files(str(questions))
    page.get_by_label("管理员密码").fill(site.password)
    page.locator("#start-run").click()
    expect(page.locator("#run-state progress")).to_be_visible()
    page.locator("#stop-run").click()
    expect(page.locator("#run-state")).to_contain_text("已停止")
    assert not list((site.home / "runs").glob("long-*/report.json"))


def test_without_a_password_nothing_can_be_started(site: Any) -> None:
    settings = site.qa.settings.model_copy(update={"admin_password": None})
    qa = PolicyQA(settings)
    config = str(build(qa).get_config_file())
    qa.close()
    assert "没有设置管理员密码" in config
    assert not any(part in config for part in ("start-run", "stop-run", "export-feedback", "questions-file"))


def test_a_run_is_stopped_and_only_one_goes_on(site: Any, tmp_path: Path) -> None:
    questions = tmp_path / "many.jsonl"
    lines = [json.dumps({"id": n, "question": "高龄津贴每月多少钱？"}, ensure_ascii=False) for n in range(50)]
    questions.write_text("\n".join(lines), encoding="utf-8")
    runner = Runner(site.qa, tmp_path / "runs")
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        assert runner.run(questions, lambda *_: None) is None, "a second run began"
        runner.stop()

    with pytest.raises(Stopped):
        runner.run(questions, progress)
    assert told == [1]


def test_feedback_is_exported_for_administrators(visit: Callable[..., Page], site: Any) -> None:
    Feedback.under(site.home).add({"question": "=1+1", "answer": "", "vote": "good"})
    page = visit("/?view=evaluation")
    page.locator("#export-feedback").click()
    expect(page.locator("#run-state")).to_contain_text("密码不对")
    page.get_by_label("管理员密码").fill(site.password)
    page.locator("#export-feedback").click()
    expect(page.locator("#run-state")).to_contain_text("条意见")
    with page.expect_download() as download:
        page.locator("#feedback-file a[download]").first.click()
    assert "'=1+1" in Path(download.value.path()).read_text(encoding="utf-8-sig")
