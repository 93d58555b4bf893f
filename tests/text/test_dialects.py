"""Words of dialects are read as standard Chinese; what may be standard already stays, but beside the marks of a dialect."""

import pytest

from policyqa.text.dialects import standard

READ = [
    ("一个月补几钱", "一个月补多少钱"),
    ("有冇补贴畀住喺乡下嘅老人", "有没有补贴给住在乡下的老人"),
    ("佢唔识郁，阿婆要边个照顾", "他不会动，奶奶要谁照顾"),
    ("现在有木有钱领", "现在有没有钱领"),
    ("系咪要等咁耐", "是不是要等这么耐"),
    ("三颗星的院，BB七普占几成", "三星的院，BB第七次人口普查占几成"),
    # standard words, of which dialects use the characters in another way
    ("郁金香种植补贴多少", "郁金香种植补贴多少"),
    ("阿婆办证要什么材料", "阿婆办证要什么材料"),
    ("联系电话是几号", "联系电话是几号"),
]


@pytest.mark.parametrize(("asked", "read"), READ)
def test_dialects_are_read_as_standard_chinese(asked: str, read: str) -> None:
    assert standard(asked) == read
