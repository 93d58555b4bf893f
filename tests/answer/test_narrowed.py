"""What is told of other cases and measures than those asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policyqa.answer.narrowed import of_own_value
from policyqa.answer.parts import Part, Source
from policyqa.api import PolicyQA
from policyqa.retrieve.query import understand
from policyqa.settings import Settings
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

TEXT = """丁山县人才和托育办法

第一条 毕业一年内到养老机构专职护理的，给予本科及以上毕业生6万元、专科（高职）毕业生4万元、中职毕业生2万元的一次性奖励。

第二条 到2026年，助餐点覆盖率达到75%以上，农村养老设施覆盖率达到82%以上，育儿指导率达到93%以上，护理型床位占比不低于61%。

第三条 普惠托育机构全日托收费，乳儿班每月不超过2600元，托小班每月不超过2300元，托大班（24至36个月）每月不超过1900元。

第四条 乳儿班（6至12个月）、托小班（12至24个月）由县卫生健康局备案。

第五条 A类困难家庭每年核查一次；B类困难家庭每半年核查一次；C类困难家庭每季度核查一次。

第六条 申请家庭有下列情形之一的，不予确认困难家庭：

（一）名下有两套以上住房的；

（二）拥有机动车辆的，但残疾人代步车、二轮摩托车和购置价4万元以下的三轮汽车除外。

第七条 具有本县户籍、年满65周岁的下列老年人，可以申请服务补贴：

（一）特困人员和最低生活保障对象；

（二）独生子女死亡家庭的老年人；

（三）年满80周岁的独居老年人。

第九条 建成的养老服务站给予20万元建设补助，运营满一年的每年补助3万元。

第十条 新建农村公厕每座补助8万元，改建的每座补助3万元。

第十一条 非营利性托育机构可以申请划拨用地。对营利性托育机构，按照国家规定依法办理有偿用地手续。

第八条 代拟法律文书每件120元，值班律师每工作日280元，法律咨询每次60元。
"""

TOLD = [
    ("我闺女高职刚毕业，去养老院专职护理，能拿多少奖励？", ("4万元",), ("6万元", "2万元")),
    ("我本科刚毕业去养老院专职护理，这笔奖励我够格吗？", ("6万元",), ("4万元", "2万元")),
    ("2026年农村养老设施覆盖率要达到百分之几？", ("82%",), ("75%", "61%")),
    # … in words of one's own; where none is plainly meant, all are told
    ("村里养老的地方，2026年要铺到几成？", ("82%",), ("75%", "93%", "61%")),
    ("育儿方面受过指导的比率，2026年要到百分之几？", ("93%",), ("75%", "61%")),
    ("养老院里头能伺候人的床，2026年要占百分之多少？", ("61%", "82%"), ()),
    # who is refused by a circumstance is told what the clause says for his own
    ("我们开的是营利性托育机构，能不能申请划拨用地？", ("不符合", "有偿用地手续"), ()),
    # of two sums of one statement
    ("补站点运营的钱，一年给多少？", ("每年补助3万元",), ("20万元",)),
    # classes that are bounded elsewhere, by ages in years and months
    ("一岁两个月的孩子上普惠托育全日托，每月收费最高多少？", ("2300元",), ("2600元", "1900元")),
    ("八个月的娃跟两岁半的娃，普惠托育全日托每月收费上限各是多少？", ("2600元", "1900元"), ("2300元",)),
    ("C类困难家庭多久核查一次？", ("每季度",), ("每半年",)),
    ("A类和C类困难家庭各多久核查一次？别跟B类弄混", ("每年核查", "每季度"), ()),
    # each of two things, one of them by another name than the text's
    ("农村公厕翻修、新盖各给多少钱？", ("8万元", "3万元"), ()),
    ("新建一座农村公厕给多少钱？", ("8万元",), ("3万元",)),
    # what one sum is for is not what another is for
    ("值班律师每工作日补多少？", ("280元",), ("每件280元",)),
]


@pytest.fixture(scope="module")
def qa(tmp_path_factory: pytest.TempPathFactory) -> PolicyQA:
    folder: Path = tmp_path_factory.mktemp("narrowed")
    (folder / "dingshan.txt").write_text(TEXT, encoding="utf-8")
    return PolicyQA(Settings.load(corpus=folder, home=tmp_path_factory.mktemp("narrowed-home")))


@pytest.mark.parametrize(("question", "told", "left"), TOLD)
def test_only_the_case_that_is_asked_about(qa: PolicyQA, question: str, told: tuple[str, ...], left: tuple[str, ...]) -> None:
    text = qa.ask(question).text
    assert all(words in text for words in told), text
    assert not any(words in text for words in left), text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("名下有一辆面包车，二手的才一万多，困难家庭能给确认吗？", "不符合"),
        ("家里有一辆二轮摩托车，困难家庭能确认吗？", "符合"),
        ("我妈66岁，本县户口，吃低保，服务补贴能申请吗？", "符合"),
        # none of the classes that are counted off is told
        ("我妈66岁，本县户口，服务补贴能申请吗？", "有条件"),
    ],
)
def test_whom_a_list_means(qa: PolicyQA, question: str, verdict: str) -> None:
    assert qa.ask(question).verdict == verdict


def test_of_the_sentences_of_a_cell_the_one_that_is_asked_for_is_told_and_the_other_cells_stay() -> None:
    cells = "甲县6个街道养老中心", "老年医学科的比例达到60%以上。中医医院设置康复科的比例达到85%。", "2025年"
    clause = Clause("d", "附件/1", "row", Span(3, 3 + len("\t".join(cells))), "\t".join(cells))
    source = Source(clause, clause.span)
    told = f"{cells[0]}，任务内容：{cells[1].rstrip('。')}；完成时限：2025年。"
    query = understand(Question("康复科的比例要达到多少？"), policies=[], lexicon=Lexicon([]))

    def read(source: Source) -> Callable[[Span], float]:
        return lambda span: 6.0 if "康复" in span.shifted(-source.clause.span.start).of(source.clause.text) else 1.0

    narrowed = of_own_value(query, Part(told, (source,)), read)
    assert narrowed.text == f"{cells[0]}，任务内容：中医医院设置康复科的比例达到85%；完成时限：2025年。"
