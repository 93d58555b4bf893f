"""One server over a small invented corpus, and real browsers that look at it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from policyqa.api import PolicyQA
from policyqa.settings import Settings
from policyqa.ui.app import build, start

#: What must never run: markup in a file's name, in a title, in a clause, and in what people ask.
PAYLOAD = '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>'
NAME = 'bad"><svg onload=hacked=3>'
HOSTILE = f"""丙镇{PAYLOAD}停车办法

一、停车费{PAYLOAD}

（一）停车费每小时3元。[点我](javascript:hacked=4) ${{hacked=5}} {{{{hacked}}}} **不是粗体** </p></section>

（二）老年人停车免费，由镇城管办负责。
"""
CATALOGUE = f"""
[butie]
region = "甲市"

[tuoyu]
region = "乙区"
implements = "butie"

['{NAME}']
title = '丙镇停车办法{PAYLOAD}'
"""
RULES = """
[[benefit]]
name = "高龄津贴"
doc_id = "butie"
clause = "二/（一）"
payee = "个人"
quote = "高龄津贴每人每月发放120元"
amounts = [{ value = 120, unit = "元/人·月" }]
all_of = [
  { attribute = "年龄", at_least = 80, text = "年满80周岁" },
  { attribute = "户籍", is = "本市", text = "具有甲市户籍" },
]

[[benefit]]
name = "护理补贴"
doc_id = "butie"
clause = "二/（二）"
payee = "个人"
quote = "护理补贴每人每月发放300元"
amounts = [{ value = 300, unit = "元/人·月" }]
all_of = [
  { attribute = "失能程度", is = "失能", text = "经评估为失能" },
  { attribute = "低收入", text = "低收入老年人" },
]
"""
PASSWORD = "nur-ein-test"


@dataclass
class Site:
    """The server under test and what it serves."""

    url: str
    qa: PolicyQA
    home: Path
    password: str = PASSWORD
    payload: str = PAYLOAD
    hostile: str = NAME


@dataclass
class Seen:
    """What a browser did that it should not: requests that leave the machine, and errors of scripts."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Iterator[Site]:
    base = tmp_path_factory.mktemp("site")
    corpus = shutil.copytree(corpus, base / "corpus")
    (corpus / f"{NAME}.txt").write_text(HOSTILE, encoding="utf-8")
    (corpus / "policies.toml").write_text(CATALOGUE, encoding="utf-8")
    (corpus / "benefits.toml").write_text(RULES, encoding="utf-8")
    record(base / "home" / "runs" / "earlier.json", first=0)
    record(base / "home" / "runs" / "later.json", first=1)
    qa = PolicyQA(Settings.load(corpus=corpus, home=base / "home", admin_password=PASSWORD))
    qa.sync()
    page = build(qa)
    yield Site(start(page, qa).rstrip("/"), qa, base / "home")
    page.close(verbose=False)
    qa.close()


def record(path: Path, *, first: int) -> None:
    """A recorded run of two questions, the first of which is right or not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    run = {
        "system": "policyqa",
        "questions": "probe",
        "digest": "0" * 16,
        "count": 2,
        "missing": 0,
        "version": "0",
        "against": None,
    }
    share = (first + 1) / 2
    fields = {
        "schema": "policyqa-gate/1",
        "run": run,
        "totals": {"hit_1": [share, share / 2, 1.0, 2], "latency_p50": [12.5, 10.0, 15.0, 2]},
        "questions": {"q1": {"hit_1": [first]}, "q2": {"hit_1": [1]}},
    }
    path.write_text(json.dumps(fields), encoding="utf-8")


def chromium() -> str | None:
    """The browser: the system's own, or one that Playwright has installed."""
    return (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """One profile for all tests, so that the scripts of the page are read once."""
    context = browser.new_context(locale="zh-CN", base_url=site.url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(params=[(1440, 900)], ids=["desk"])
def page(context: BrowserContext, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page. Whatever a test does, nothing may leave the machine and no script may fail."""
    page = context.new_page()
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    seen = Seen()

    def requested(asked: Request) -> None:
        if not asked.url.startswith((site.url, "data:", "blob:")):
            seen.outside.append(asked.url)

    page.on("request", requested)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    yield page
    hacked = page.evaluate("localStorage.clear() ?? typeof window.hacked")
    page.close()
    assert seen == Seen()
    assert hacked == "undefined", "markup from a document, a question or a file name was run"


@pytest.fixture
def visit(page: Page) -> Callable[..., Page]:
    """Go to an address and wait until the page can be used; with ``ask``, ask that and wait for the answer."""

    def go(address: str = "/", *, ask: str = "") -> Page:
        page.goto(address)
        page.locator("html[data-ready]").wait_for(state="attached")
        if ask:
            page.locator("#question textarea").fill(ask)
            page.keyboard.press("Enter")
            page.locator(".turn:last-child .card:not(.pending)").wait_for()
        return page

    return go
