"""The page before any script has run."""

from typing import Any

import httpx


def test_the_page_says_what_it_is_before_its_scripts_run(site: Any) -> None:
    page = httpx.get(site.url)
    assert page.status_code == 200
    assert 'lang="zh-CN"' in page.text
    assert "正在打开…" in page.text
    assert "og:" not in page.text and "twitter:" not in page.text
    assert "Content-Security-Policy" in page.headers


def test_its_sign_is_its_own(site: Any) -> None:
    sign = httpx.get(f"{site.url}/favicon.ico")
    assert sign.headers["content-type"].startswith("image/svg")
    assert "#0f2e50" in sign.text


def test_what_is_not_the_page_stays_as_it_is(site: Any) -> None:
    assert httpx.get(f"{site.url}/config").json()["title"] == "政策问答"
