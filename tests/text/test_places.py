"""Cities and districts are told from streets that bear their names, and places known by their old ones."""

import pytest

from policyqa.text.places import cities_in, in_new_names, names_of_parts, parts_in


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("我们公司注册在咸阳", ["咸阳"]),
        ("咸宁路派出所", []),
        ("从呼和浩特搬到北京来的", ["呼和浩特", "北京"]),
        ("北京东路那家", []),
        ("本市户籍", []),
        ("孙中山故居、来宾登记", []),
    ],
)
def test_cities(text: str, cities: list[str]) -> None:
    assert cities_in(text) == cities


@pytest.mark.parametrize(
    ("text", "region", "parts"),
    [
        ("我姑在枞阳乡下，公婆住铜官区里", "铜陵市", ["枞阳县", "铜官区"]),
        ("铜官大道铜官路口", "铜陵市", []),
        ("枞阳镇上的", "铜陵市", []),
        ("新建的养老院补多少", "南昌市", []),  # 新建区 in short is a word
        ("新建区的养老院补多少", "南昌市", ["新建区"]),
        ("西湖里头", "杭州市", ["西湖区"]),
        ("朝阳区的", "北京市", ["朝阳区"]),
        ("铜陵的，枞阳县的", "安徽省", ["铜陵市", "枞阳县"]),
        ("云州市湖东区", "云州市", []),  # there is no such city
    ],
)
def test_what_lies_in_a_region(text: str, region: str, parts: list[str]) -> None:
    assert parts_in(text, region) == parts


def test_a_municipality_has_districts() -> None:
    assert names_of_parts("天津市")["蓟州"] == "蓟州区"


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
