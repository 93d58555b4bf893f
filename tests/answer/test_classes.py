"""Classes by letters and numbers."""

import pytest

from policyqa.answer.classes import is_of_class


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("C类家庭多久查一次", "B类家庭每半年核查一次", False),
        ("C类家庭多久查一次", "A类、C类家庭每年核查一次", True),
        ("五级伤残住院报几成", "一级至六级伤残军人住院的", True),
        ("五级伤残住院报几成", "七级至十级伤残军人住院的", False),
        ("三级伤残住院报几成", "一至四级伤残军人住院的", True),
        ("立过二等功的怎么照顾", "荣立三等功的", False),
        # what is 以上 or 以下 names others by their order, and letters are no numbers
        ("二级机构能申请吗", "三级以上机构可以申请", None),
        ("A类家庭", "一类家庭", None),
        ("哪个等级", "B级危房", None),
    ],
)
def test_the_class_that_a_text_is_on(asked: str, text: str, expected: bool | None) -> None:
    assert is_of_class(asked, text) is expected
