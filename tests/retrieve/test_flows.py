"""Which way the money goes that a question asks for, and whether a text states money of another way."""

import pytest

from policyqa.retrieve.flows import asked_flow, flows_otherwise

ASKED = [
    ("护理员一个月补多少", "给付"),
    ("床位费一个月多少钱", "收费"),
    ("护理员一个月能挣多少", "报酬"),
    ("骗了补贴罚多少", "惩罚"),  # the word next to the word of asking
    ("这个项目总投资多少", "投资"),
    ("水利领域总共投多少钱", "投资"),
    ("社区食堂菜价多少", "收费"),
    ("照料护理费每月多少", None),  # it may be given or charged
    ("园里退款多少钱", "退还"),
    ("政府能给我退多少", "给付"),  # whoever pays a contribution calls a grant so
    ("托班退费怎么算", "退还"),
    ("老人摔伤了院里赔多少", "赔偿"),
    ("怕摔了要赔钱，保险费公家补几成", "给付"),
    ("市里出多少", None),
    ("归谁管", None),
]

OTHERWISE = [
    ("房租一平米收多少", "人均月收入不高于3150元的，给予补贴", True),  # 收入 is no charge
    ("养老院一个月收多少钱", "按每张床位给予5000元补助", True),
    ("养老院一个月收多少钱", "床位费不高于每月2000元，并给予补助", False),
    ("护理员一个月挣多少", "给予每人每月300元岗位补贴", True),
    ("护理员一个月补多少", "初级工每人每月300元", False),  # the text names no way: it may be this one
    ("总投资多少", "给予补助", True),
    ("拖着不交，每天罚多少", "按日加收万分之五的滞纳金，由供水单位收取", False),
    ("托班退费怎么算", "项目总投资378万元", True),
    ("车撞坏了，公司得赔几个钱", "按每张床位给予5000元补助", True),
    ("摔了一跤能赔回来多少", "意外医疗费用按80%给付", False),
    ("请假退费多少", "不足三分之一的，退还保育费的60%", False),
]


@pytest.mark.parametrize(("question", "name"), ASKED)
def test_asked_flow(question: str, name: str | None) -> None:
    flow = asked_flow(question)
    assert (flow.name if flow else None) == name


@pytest.mark.parametrize(("question", "text", "otherwise"), OTHERWISE)
def test_flows_otherwise(question: str, text: str, otherwise: bool) -> None:
    assert flows_otherwise(question, text) is otherwise
