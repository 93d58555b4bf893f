"""Cities are told from streets that bear their names, and places known by their old ones."""

import pytest

from policyqa.text.places import cities_in, in_new_names


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("我们公司注册在咸阳", ["咸阳"]),
        ("咸宁路派出所", []),
        ("从呼和浩特搬到北京来的", ["呼和浩特", "北京"]),
        ("北京东路那家", []),
        ("本市户籍", []),
    ],
)
def test_cities(text: str, cities: list[str]) -> None:
    assert cities_in(text) == cities


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("我在户县开了个养老院", "我在鄠邑区开了个养老院"),
        ("户县农村的，家里吃低保", "鄠邑区农村的，家里吃低保"),
        ("每户县里补多少", "每户县里补多少"),
        ("农户县级补贴", "农户县级补贴"),
    ],
)
def test_old_names(text: str, now: str) -> None:
    assert in_new_names(text) == now
