"""What clerks and residents ask of a plan: of a part of it, of a share, of another year, of who does an act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import assert_told
from policyqa.api import PolicyQA
from policyqa.settings import Settings
from policyqa.types import Answer

PLAN = """丁山县养老托育服务发展方案

一、基本情况

截至2022年底，全县常住人口61.3万人；3岁以下婴幼儿1.72万人，占2.8%。预计到2027年，全县常住人口达到63万人，其中60岁及以上人口达到15万人；3岁以下婴幼儿达到1.9万人。

二、发展目标

养老方面：到2027年，老年人月探访率达到100%，护理型床位占比不低于61%，老年人健康管理率达到97%。托育方面：到2027年，疫苗接种率达到96%以上，婴幼儿健康管理率不低于97%，育儿指导率达到93%以上。

三、健全服务设施网络

1．建设社区食堂。新建社区食堂40个。（责任单位：县民政局、县市场监管局）

2．建设村级服务站。建成村级服务站25个。（责任单位：县民政局、县农业农村局、青石街办、白水街办、石桥镇政府）

四、加强综合监管

3．开展消防整治。对养老机构开展消防安全整治。（责任单位：县应急管理局、县消防救援大队、县住建局）

4．规范收费行为。规范养老机构收费。（责任单位：县市场监管局、县发改局、县民政局）

五、家庭养老床位

5．试点家庭养老床位。试点建设家庭养老床位30张，委托专业机构提供上门照护。设施建成后，建设单位应当将其移交县民政部门。（责任单位：县民政局、县卫生健康局）

六、组织领导

6．加强统筹。发挥县养老服务联席会议统筹协调作用，研究解决重大问题。联席会议设总召集人1人，由县长担任；召集人2人，由分管副县长担任。（责任单位：县民政局）

七、人才支持

7．发放岗位补贴。对连续从事一线护理工作一年以上的，按照初级至高级技师分别给予每人每月200元、300元、400元、500元、600元的岗位补贴。提供社区养老服务取得的收入，免征增值税。承受房屋用于提供社区养老服务的，免征契税。（责任单位：县人社局、县财政局）
"""

TOLD = [
    # the units of a part of the text, and not of one of its tasks
    (
        "监管那一部分由哪些部门负责？",
        ("共六家", "县应急管理局", "县消防救援大队", "县住建局", "县市场监管局", "县发改局", "县民政局"),
        (),
    ),
    ("第三部分那两项任务，责任单位汇总一下", ("县农业农村局", "石桥镇政府"), ("县应急管理局",)),
    ("村级服务站哪几个街办有任务？", ("青石街办", "白水街办"), ("县应急管理局",)),
    # the figures that are set to a share
    ("2027年哪些指标要达到97%？", ("共二项", "老年人健康管理率达到97%", "婴幼儿健康管理率不低于97%"), ("96%", "100%")),
    # the year that the part of the sentence in front names
    ("2027年全县3岁以下婴幼儿预计有多少？", ("1.9万人",), ("1.72万人",)),
    ("2022年全县3岁以下婴幼儿有多少？", ("1.72万人",), ()),
    # who does an act, and not whose task it is
    ("家庭养老床位谁来照顾老人？", ("委托专业机构提供上门照护",), ()),
    ("家庭养老床位建成后移交给谁？", ("移交县民政部门",), ()),
    ("养老服务上有重大问题，要发挥哪个机构的作用？", ("联席会议统筹协调作用",), ()),
    ("联席会议召集人设几名？", ("召集人2人",), ()),
    # who leads it and by when: that there is no date does not matter
    ("消防整治这块谁牵头、啥时候办完？", ("县应急管理局",), ()),
    # a step between those that are written
    ("护理员考到中级工，岗位补贴每月多少钱？", ("300元",), ("200元", "400元")),
    # a figure that is taken for granted is put right; the asker's own is none
    ("方案要求全县新建社区食堂60个，这60个由谁负责？", ("新建社区食堂40个", "县民政局"), ()),
    ("我们村有60个老人，社区食堂由谁负责？", ("县民政局",), ("新建社区食堂40个。[1]建设",)),
    # each of two taxes
    ("社区养老服务的增值税、契税免不免？", ("免征增值税", "免征契税"), ()),
]


@pytest.mark.parametrize(("question", "said", "unsaid"), TOLD)
def test_what_is_told(question: str, said: tuple[str, ...], unsaid: tuple[str, ...], ask: Callable[[str], Answer]) -> None:
    assert_told(ask(question).text, said, unsaid)


def test_a_region_is_told_with_its_own_value_alone(tmp_path: Path) -> None:
    for name, region, share in (("city", "丙河市", 91), ("county", "丁山县", 93)):
        text = (
            f"{region}托育服务方案\n\n一、发展目标\n\n到2027年，疫苗接种率达到96%以上，托位使用率不低于81%，"
            f"家长接受科学育儿指导率达到{share}%以上，健康档案建立率达到97%以上。\n"
        )
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    told = PolicyQA(Settings(corpus=tmp_path, home=tmp_path / "home")).ask("家长学带娃，2027年受过指导的比例要到多少？").text
    assert "91%" in told and "93%" in told, told
    assert not any(f"{share}%" in told for share in (96, 81, 97)), told
