"""Cities are told from streets that bear their names."""

import pytest

from policyqa.text.places import cities_in


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
