"""Who has to do what by when, read out of invented texts of the genre and out of the shipped corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from policyqa.facts.deadlines import DEADLINE, deadlines, only_deadline
from policyqa.facts.duties import covering, duties
from policyqa.facts.predicates import OFFICE, TEAM, VERB, responsibilities
from policyqa.facts.responsibility import label_kind, statements
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.text.patterns import Pattern
from policyqa.types import Document, Duty

PLAN = """甲市养老服务提升方案

一、主要任务

（一）建设养老院。到2026年底，建成2所公办养老院。

责任单位：市民政局、住房和城乡建设局，红旗街办

（二）发展助餐。新建助餐点。（市民政局牵头，市商务局、市市场监管局等配合；各区县政府落实）

（三）加强监管。开展联合检查。（责任单位：市民政局（牵头）、市公安局；完成时限：2025年6月底前）

（四）评估能力。2024年底前出台办法，2025年底前评估完毕。（市卫健委、市民政局等按职责分工负责，各区县政府、丁新区及各开发区管委会落实，不再列出）

（五）培训人员。鼓励院校办班（试行）。

牵头单位：市人社局
配合单位：市教育局、市总工会
完成时限：持续推进

二、保障措施

（一）组织领导。建立联席会议制度。市发改委负责统筹协调全市工作，民政部门牵头负责养老工作，工作专班办公室设在市民政局。

（二）补贴办法。护理补贴每人每月300元，由市财政局承担。具体办法由市民政局会同市财政局、市人社局另行制定，2025年3月底前印发。

（三）督查考核。各单位主要负责同志负总责，对工作不负责任的，严肃追责。
"""
# clause → task, lead, cooperating, deadline
PLANNED = [
    ("一/（一）", "建设养老院", ("市民政局", "住房和城乡建设局", "红旗街办"), (), "到2026年底"),
    ("一/（二）", "发展助餐", ("市民政局",), ("各区县政府", "市商务局", "市市场监管局"), None),
    ("一/（三）", "加强监管", ("市民政局",), ("市公安局",), "2025年6月底前"),
    ("一/（四）", "评估能力", ("市卫健委", "市民政局"), ("各区县政府", "丁新区管委会", "各开发区管委会"), None),
    ("一/（五）", "培训人员", ("市人社局",), ("市教育局", "市总工会"), "持续推进"),
    ("二/（一）", "工作专班办公室", ("市民政局",), (), None),
    ("二/（一）", "统筹协调全市工作", ("市发改委",), (), None),
    ("二/（一）", "养老工作", ("民政部门",), (), None),
    ("二/（二）", "护理补贴每人每月300元", ("市财政局",), (), None),
    ("二/（二）", "具体办法：另行制定", ("市民政局",), ("市财政局", "市人社局"), "2025年3月底前"),
]

PARTS = """乙县扶持政策清单

一、建设补助

（一）新建养老院每床补助8000元。

（二）改建助餐点最高补助5万元，2025年底前申报。

（县民政局、县财政局按职责分工负责）

二、其他

1. 发放高龄津贴。（县民政局负责） 2. 开展免费体检。（县卫健局牵头，县财政局配合）
"""

TABLE = """附件

重点任务分工表

| 牵头单位 | 序号 | 任务内容 | 完成时限 | 配合单位 |
| --- | --- | --- | --- | --- |
| 市民政局 | 1 | 建设养老院。 | 2025年 | 市发改委、市住建局 |
| | 2 | 开展星级评定。 | 2026年 | / |
| 市卫健委 | 3 | 推广家庭病床。 | 持续性工作 | 市民政局 |
"""
ROWS = [
    ("1", "建设养老院。", ("市民政局",), ("市发改委", "市住建局"), "2025年"),
    ("2", "开展星级评定。", ("市民政局",), (), "2026年"),
    ("3", "推广家庭病床。", ("市卫健委",), ("市民政局",), "持续性工作"),
]

LAW = """某某省养老服务条例

第一章　总则

第一条　县级以上人民政府民政部门主管本行政区域内的养老服务工作；卫生健康、财政等部门在各自职责范围内负责养老服务相关工作。

第二条　乡（镇）人民政府负责本辖区内的养老服务工作。

第三条　养老机构应当对其服务质量负责。养老机构的主要负责人不得隐瞒，对直接负责的主管人员依法给予处分。

第四条　老年人反映的问题，接受投诉的部门应当负责处理。由县级以上人民政府民政部门责令改正。

第五条　经省民政部门会同省财政部门批准，可以减免。赔偿由养老机构承担。具体办法由省民政部门会同省财政部门、省卫健部门制定。
"""
LEGAL = [
    ("本行政区域内的养老服务工作", ("县级以上人民政府民政部门",), ()),
    ("养老服务相关工作", ("卫生健康、财政等部门",), ()),
    ("本辖区内的养老服务工作", ("乡（镇）人民政府",), ()),
    ("具体办法：制定", ("省民政部门",), ("省财政部门", "省卫健部门")),
]


def read(text: str, *, doc_id: str = "plan") -> list[Duty]:
    document = parse(doc_id, text)
    found = duties(document)
    for duty in found:
        assert duty.span.of(document.text) == duty.quote
        assert any(clause.path == duty.clause and clause.span.covers(duty.span) for clause in document.clauses)
    return found


def test_a_plan() -> None:
    found = [(duty.clause, duty.task, duty.lead, duty.cooperating, duty.deadline) for duty in read(PLAN)]
    assert found == PLANNED


def test_quotes_are_the_words_that_say_it() -> None:
    quotes = {duty.task: duty.quote for duty in read(PLAN)}
    assert quotes["发展助餐"] == "市民政局牵头，市商务局、市市场监管局等配合；各区县政府落实"
    assert quotes["培训人员"] == "牵头单位：市人社局\n配合单位：市教育局、市总工会\n完成时限：持续推进"
    assert quotes["养老工作"] == "民政部门牵头负责养老工作"


def test_a_line_that_closes_a_part_speaks_for_each_of_its_items() -> None:
    found = [duty for duty in read(PARTS) if duty.clause == "一/责任分工"]
    assert [(duty.task, duty.deadline) for duty in found] == [
        ("（一）新建养老院每床补助8000元", None),
        ("（二）改建助餐点最高补助5万元，2025年底前申报", "2025年底前"),
    ]
    assert {duty.lead for duty in found} == {("县民政局", "县财政局")}
    assert {duty.quote for duty in found} == {"县民政局、县财政局按职责分工负责"}
    assert [duty.task for duty in covering(found, "一/（二）")] == ["（二）改建助餐点最高补助5万元，2025年底前申报"]
    assert covering(found, "二/1") == []


TASKS = [
    (
        "（一）对受灾较重的小微企业和个体工商户，及时落实减税政策，加强辅导。",
        "对受灾较重的小微企业和个体工商户，及时落实减税政策，加强辅导",
    ),
    (
        "（一）对受灾较重的批发零售、住宿餐饮、物流运输、文化旅游等行业的小微企业和个体工商户，及时落实减税政策，并做好辅导。",
        "对受灾较重的批发零售、住宿餐饮、物流运输、文化旅游等行业的小微企业和个体工商户，及时落实减税政策",
    ),
    (
        "（一）获得市级以上表彰的护理人员在申报评审副高级专业技术职称的，不受论文数量限制，优先推荐。",
        "获得市级以上表彰的护理人员在申报评审副高级专业技术职称的，不受论文数量限制",
    ),
]


@pytest.mark.parametrize(("item", "task"), TASKS)
def test_a_task_cut_short_still_says_what_is_done(item: str, task: str) -> None:
    assert [duty.task for duty in read(f"甲市若干措施\n\n一、主要措施\n\n{item}（责任单位：市税务局）\n")] == [task]


def test_a_statement_in_brackets_has_its_deadline() -> None:
    text = "甲市工作要点\n\n一、发放高龄津贴。每季度公布名单。（市财政局牵头，市民政局配合，2025年6月底前完成）\n"
    assert [(duty.lead, duty.deadline) for duty in read(text)] == [(("市财政局",), "2025年6月底前")]


def test_statements_in_one_paragraph_each_have_their_own_task() -> None:
    found = [(duty.task, duty.lead, duty.cooperating) for duty in read(PARTS) if duty.clause.startswith("二")]
    assert found == [("发放高龄津贴", ("县民政局",), ()), ("开展免费体检", ("县卫健局",), ("县财政局",))]


def test_a_table_with_merged_cells() -> None:
    found = read(TABLE, doc_id="table")
    assert [(duty.clause.rpartition("/")[2], duty.task, duty.lead, duty.cooperating, duty.deadline) for duty in found] == ROWS
    assert found[1].quote.startswith("2\t开展星级评定")


def test_the_first_leads_where_the_document_says_so() -> None:
    text = PLAN.replace("一、主要任务", "一、主要任务（排在第一位的为牵头单位）")
    first = read(text)[0]
    assert (first.lead, first.cooperating) == (("市民政局",), ("住房和城乡建设局", "红旗街办"))


def test_a_law_names_few_duties_and_none_of_persons() -> None:
    assert [(duty.task, duty.lead, duty.cooperating) for duty in read(LAW, doc_id="law")] == LEGAL


STATEMENTS = [
    ("（市民政局会同市财政局负责）", ("市民政局",), ("市财政局",)),
    ("（牵头单位：市工信局；责任单位：市财政局、市商务局）", ("市工信局",), ("市财政局", "市商务局")),
    ("（责任单位：市卫生健康委、各区政府） 　　18.加强宣传。", ("市卫生健康委", "各区政府"), ()),
    ("（省发展改革委牵头，各市、县〔区〕人民政府按职责分工负责）", ("省发展改革委",), ("各市、县〔区〕人民政府",)),
    ("（各区县政府落实）", ("各区县政府",), ()),
    ("主办单位：市残联，协办单位：市妇联", ("市残联",), ("市妇联",)),
]


@pytest.mark.parametrize(("text", "lead", "cooperating"), STATEMENTS)
def test_statement(text: str, lead: tuple[str, ...], cooperating: tuple[str, ...]) -> None:
    (found,) = statements(text)
    assert (found.lead, found.cooperating) == (lead, cooperating)


@pytest.mark.parametrize(
    "text", ["（试行）", "（由市财政负责）", "（以下简称市民政局）的职责", "责任单位要抓紧落实。", "（责任单位：/）"]
)
def test_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("column", "kind"),
    [("牵头单位", "lead"), ("责任部门", "joint"), ("组织实施单位", "joint"), ("配合 单位", "cooperating"),
     ("完成时间", "deadline"), ("建设期限", "deadline"), ("任务内容", "task"), ("项目名称", "task"), ("备注", "other"),
     ("序号", None), ("总投资（万元）", None)],
)  # fmt: skip
def test_columns(column: str, kind: str | None) -> None:
    assert label_kind(column) == kind


@pytest.mark.parametrize("each", [DEADLINE, VERB, OFFICE, TEAM], ids=lambda each: each.name)
def test_patterns(each: Pattern) -> None:
    for text, expected in each.examples:
        found = each.regex.search(text)
        assert (found[0] if found else None) == expected, text


def test_deadlines_inside_titles_are_none_and_differing_ones_decide_nothing() -> None:
    assert deadlines("《甲市到2025年底行动方案》") == []
    assert only_deadline("到2025年底建成；2025年底前验收") == "到2025年底"
    assert only_deadline("到2024年底建成；2025年底前验收") is None


# --- the shipped corpus ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    folder = Path(__file__).parents[2] / "corpus"
    catalogue = Catalogue.load(folder)
    return [load(file, catalogue=catalogue) for file in scan(folder)]


def all_duties(documents: list[Document]) -> Iterator[tuple[Document, Duty]]:
    return ((document, duty) for document in documents for duty in duties(document))


def test_every_duty_stands_on_its_clause(documents: list[Document]) -> None:
    for document, duty in all_duties(documents):
        clause = next(clause for clause in document.clauses if clause.path == duty.clause)
        assert duty.span.of(document.text) == duty.quote
        assert clause.span.covers(duty.span)
        assert duty.task
        assert duty.lead


def test_every_statement_of_responsibility_gives_a_duty(documents: list[Document]) -> None:
    for document in documents:
        stated = {duty.clause for duty in duties(document)}
        for clause in document.clauses:
            if "责任单位：" in clause.text or "职责分工负责）" in clause.text or "牵头单位" in dict(clause.cells):
                assert clause.path in stated, (document.policy.id, clause.path)


def test_no_unit_is_a_sentence_or_a_fragment(documents: list[Document]) -> None:
    names = {name for _, duty in all_duties(documents) for name in (*duty.lead, *duty.cooperating)}
    assert all(2 <= len(name) <= 16 for name in names), sorted(names, key=len)
    assert not any(set(name) & set("，。；：、（）/") for name in names), names


KNOWN = [
    ("xian-2023-1", "三/（七）/18", ("市民政局", "市卫生健康委", "市市场监管局", "市应急管理局"), (), None),
    ("xian-2023-1", "附件1/三/责任分工", ("市民政局", "市卫生健康委", "市残联", "市财政局", "市发改委"), (), None),
    ("xian-2024-58", "附件/12", ("市民政局",), ("市人社局",), "2025年"),
    ("xian-2024-58", "附件/27", ("市卫生健康委",), (), "2025年"),
    ("xian-2024-58-annex", "附件/31", ("市医疗保障局",), ("市民政局", "市卫生健康委", "市财政局"), "2024年"),
    ("xixian-2023", "二/（二）/7", ("新区基层工作部", "社会事业服务局", "各相关镇街"), (), "2023年"),
]


@pytest.mark.parametrize(("doc_id", "clause", "lead", "cooperating", "deadline"), KNOWN)
def test_known_duties(
    documents: list[Document],
    doc_id: str,
    clause: str,
    lead: tuple[str, ...],
    cooperating: tuple[str, ...],
    deadline: str | None,
) -> None:
    duty = next(duty for _, duty in all_duties(documents) if (duty.doc_id, duty.clause) == (doc_id, clause))
    assert (duty.lead[: len(lead)], duty.cooperating, duty.deadline) == (lead, cooperating, deadline)


RUNNING = [
    # sentence, who leads, who helps, what is to be done
    (
        "市、县级市民政部门应当会同有关部门，根据本地人口状况，制定养老服务设施专项规划，经批准后实施。",
        ("市、县级市民政部门",), ("有关部门",), "制定养老服务设施专项规划",
    ),
    (
        "市民政部门应当会同市市场监督管理部门、养老服务业协会制定合同示范文本，供参照使用。",
        ("市民政部门",), ("市市场监督管理部门", "养老服务业协会"), "制定合同示范文本",
    ),
    (
        "由市卫生健康委牵头，会同市民政局、市医保局制定实施方案，2023年6月底前印发。",
        ("市卫生健康委",), ("市民政局", "市医保局"), "制定实施方案",
    ),
    (
        "教育、房屋管理、应急管理等部门按照各自职责，负责相应的社会救助管理工作。",
        ("教育、房屋管理、应急管理等部门",), (), "相应的社会救助管理工作",
    ),
    (
        "发展改革、教育、财政等有关部门，按照各自职责做好养老服务相关工作。",
        ("发展改革、教育、财政等有关部门",), (), "养老服务相关工作",
    ),
    ("市民政部门是养老服务的行政主管部门，负责养老服务的具体工作。", ("市民政部门",), (), "养老服务的具体工作"),
    ("县民政局：负责救助对象认定、资金发放。", ("县民政局",), (), "救助对象认定、资金发放"),
    ("各区县政府要将养老服务列入预算，逐年增加。", ("各区县政府",), (), "将养老服务列入预算"),
    # who helps has a share of the task
    ("市医疗保障局配合做好长期护理保险待遇信息比对。", (), ("市医疗保障局",), "长期护理保险待遇信息比对"),
    ("市消防救援支队应当协助开展改造住所的用电安全检查。", (), ("市消防救援支队",), "改造住所的用电安全检查"),
    ("市民政部门应当建立服务评估制度，定期评估。", ("市民政部门",), (), "建立服务评估制度"),
    (
        "居民申请临时救助的，由其户籍所在地的乡镇人民政府审核、确认。",
        ("乡镇人民政府",), (), "居民申请临时救助的：审核、确认",
    ),
    (
        "困难老年人家庭进行改造的，市人民政府应当给予适当资金补助。",
        ("市人民政府",), (), "困难老年人家庭进行改造的：给予适当资金补助",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "lead", "cooperating", "task"), RUNNING, ids=[row[0][:14] for row in RUNNING])
def test_running_text_says_who_does_what(sentence: str, lead: tuple[str, ...], cooperating: tuple[str, ...], task: str) -> None:
    (found,) = responsibilities(sentence)
    assert (found.lead, found.cooperating, found.task) == (lead, cooperating, task)


def test_teams_with_分别_have_a_leader_each() -> None:
    found = responsibilities("分别成立以市民政局、市卫健委牵头负责的养老、托育工作专班。")
    assert [(sentence.lead, sentence.task) for sentence in found] == [
        (("市民政局",), "成立养老工作专班"),
        (("市卫健委",), "成立托育工作专班"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "养老机构应当建立入院评估制度。",
        "用人单位应当给予护理假。",
        "由民政部门责令限期改正；逾期不改正的，处一万元罚款。",
        "县级人民政府民政部门可以委托乡镇人民政府审批。",
        "村民委员会依法协助乡镇人民政府做好有关工作。",
        "需要市民政局重要的数据。",
    ],
)
def test_nobody_public_has_a_task_here(sentence: str) -> None:
    assert list(responsibilities(sentence)) == []
