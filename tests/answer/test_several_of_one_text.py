"""Several questions on one text: each is told its own statement, whole as far as it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyqa.api import PolicyQA
from policyqa.settings import Settings

TEXT = """丁山县村民建房和家庭病床管理办法

第一条 村民委员会自收到建房申请之日起15日内召开村民代表会议讨论，会议应当有三分之二以上代表参加；通过后在村务公开栏公示7日。

第二条 医院每月上门巡诊不少于6次、每次不少于1小时的，一级、二级家庭病床分别按照每床每月200元、350元的标准给予补贴。

第三条 建设单位未移交社区用房的，由县民政局责令限期移交；逾期不移交的，处十万元以下罚款。

第四条 收费单位应当公示价目。拒绝公示的，由县市场监管局责令改正。

第五条 到2025年底，全县每千人口拥有托位4.6个；到2027年底达到5.2个。

第六条 新建村级灶房，县财政给予最高6万元的一次性补助。对已开办的村级灶房，县财政每年给予8000元运营补助。

第七条 对寄宿生，按照小学每年1100元、初中每年1300元给予生活补助；对走读生，按照小学每年500元、初中每年650元给予生活补助。

第八条 纸板含水率不高于6%的，按收购价全额补贴；高于6%但不高于12%的，按收购价的七成补贴；高于12%的，不予补贴。

第九条 家庭病床用电按居民生活类价格执行。护理收费以评估等级为依据确定。

第十条 第二条所列补贴由市财政承担40%、县财政承担60%，第六条所列补助全部由县财政承担。
"""

SAID = [
    # what fits both best is told of the first only
    ("建房申请村里几天开会讨论、公示多久？", ("15日内", "公示7日")),
    # what is given once is none of what is given every year
    ("新建一个村级灶房，建的时候县里最多补多少，转起来以后一年又补多少？", ("6万元", "8000元")),
    # the case is told with its sum, and not instead of what is asked for beside it
    ("家庭病床每月上门巡诊最低几次？", ("不少于6次",)),
    ("一级家庭病床每月补多少？", ("200元",)),
    ("村级灶房开起来以后每年还给不给？", ("8000元",)),
    # matters that are counted off in front of one asking, or behind a word of telling
    ("小学寄宿生的生活补助、家庭病床的上门次数，以及建房的公示天数分别是什么？", ("1100元", "不少于6次", "公示7日")),
    ("请给出每千人口2025年托位数、家庭病床上门时长及新建灶房补助上限。", ("4.6个", "不少于1小时", "6万元")),
    # what comes next for him who does not act
    ("没移交社区用房的怎么处理？", ("责令限期移交", "十万元以下罚款")),
    ("收费单位不公示价目归谁管？", ("县市场监管局",)),
    # the part of a sentence behind a semicolon is about what its beginning names
    ("到2027年每千人口要有几个托位？", ("5.2个",)),
    ("到2025年每千人口要有几个托位？", ("4.6个",)),
    # the halves of a sentence have the same cases
    ("初中寄宿生一年补多少？", ("对寄宿生，初中：每年1300元",)),
    ("走读的小学生一年补多少？", ("对走读生，小学：每年500元",)),
    # a share may be the condition of a case
    ("含水率9%的纸板按几成补？", ("按收购价的七成补贴",)),
    # by which price, and by what something is decided
    ("家庭病床用电按什么价？", ("居民生活类价格",)),
    ("家庭病床的护理收多少钱是按啥定的？", ("以评估等级为依据",)),
    # who pays for what another article grants, which names it by its number
    ("二级家庭病床每月补多少？这钱市里和县里各出几成？", ("350元", "市财政承担40%、县财政承担60%")),
    ("新建村级灶房补多少，这笔钱由哪级财政出？", ("6万元", "第六条所列补助全部由县财政承担")),
]


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "rules.txt").write_text(TEXT, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("rules-home")))


@pytest.mark.parametrize(("question", "told"), SAID)
def test_each_is_told_its_own(question: str, told: tuple[str, ...], qa: PolicyQA) -> None:
    text = qa.ask(question).text
    assert all(each in text for each in told), text
