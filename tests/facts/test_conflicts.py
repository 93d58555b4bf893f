"""Where texts disagree, and where they only seem to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policyqa.facts.conflicts import conflicts
from policyqa.facts.copies import copies
from policyqa.facts.figures import metric_key
from policyqa.facts.references import CITATION
from policyqa.facts.sums import sums
from policyqa.facts.wording import differences
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.types import Conflict, Document, Span, Target

PLAN = """甲市养老服务提升方案

一、主要任务

（一）建设养老院。推进养老院建设，到2026年底，每个区县建有一所以照护失能老人为主的公办养老院。（市民政局、市发改委、市住建局按职责分工负责）

（二）发展助餐。到2025年底，新建老年助餐点100个，助餐服务覆盖全部社区。开展助餐质量满意度调查。（市民政局、市商务局、市农业农村局按职责分工负责）

（三）试行保险。适时启动全市长期护理保险试点工作。（市医保局、市财政局等按职责分工负责）

（四）评定星级。每年开展养老机构星级评定工作。（市民政局负责）

附件：重点任务分工表

附件

重点任务分工表

| 牵头单位 | 序号 | 任务内容 | 完成时限 | 配合单位 |
| --- | --- | --- | --- | --- |
| 市民政局 | 1 | 推进养老院建设，每个区县建有一所以上以照护失能老人为主的公办养老院。 | 2026年 | 市发改委、市住房城乡建设局 |
| | 2 | 新建老年助餐点100个，助餐服务覆盖全部社区。 | 2024年 | 市商务局 |
| | 3 | 开展养老机构星级评定工作。 | 持续性工作 | 市市场监管局 |
| 市医疗保障局 | 4 | 适时启动全市长期护理保险试点工作。 | 2025年 | 市财政局、市卫生健康委 |
"""
COPY = """附件

重点任务分工表

| 牵头单位 | 序号 | 任务内容 | 完成时限 | 配合单位 |
| --- | --- | --- | --- | --- |
| 市民政局 | 1 | 推进养老院建设,每个区县建有一所以照护失能老人为主的公办养老院。 | ２０２６年 | 市发改委、市住房城乡建设局 |
| | 2 | 新建老年助餐点100个,助餐服务覆盖全部社区。 | 2024年 | 市商务局、市残联 |
| | 3 | 开展养老机构星级评定工作。 | | 市市场监管局 |
| 市医疗保障局 | 4 | 适时启动全市长期护理保险试点工作。 | 2025年 | 市卫健委、市财政局 |
"""


def document(doc_id: str, text: str, **known: object) -> Document:
    return parse(doc_id, text, known={"region": "甲市", **known})


def told(found: list[Conflict], kind: str) -> list[tuple[list[str], str]]:
    return [
        ([f"{side.doc_id} {side.clause}" for side in conflict.sides], conflict.note)
        for conflict in found
        if conflict.kind == kind
    ]


@pytest.fixture(scope="module")
def plan() -> list[Document]:
    return [document("plan", PLAN), document("copy", COPY, copy_of="plan")]


def test_copies_differ_in_words_units_and_deadlines(plan: list[Document]) -> None:
    assert told(conflicts(plan), "副本差异") == [
        (["plan 附件/1", "copy 附件/1"], "同一条的两份文本不同：任务内容“有一所以上以照护失能”与“有一所以照护失能”"),
        (["plan 附件/2", "copy 附件/2"], "同一条的两份文本不同：配合单位“（空）”与“市残联”"),
        (["plan 附件/3", "copy 附件/3"], "同一条的两份文本不同：完成时限“持续性工作”与“（空）”"),
    ]


def test_body_and_annex_differ_in_deadlines_figures_and_units(plan: list[Document]) -> None:
    assert told(conflicts(plan), "正文与附件") == [
        (["plan 一/（一）", "plan 附件/1"],
         "第一部分（一）：“每个区县建有一所以照护失能老人为主的公办养老院”正文写“一所”，附件写“一所以上”"),
        (["plan 一/（二）", "plan 附件/2", "copy 附件/2"],
         "第一部分（二）：“新建老年助餐点100个”正文写明到2025年底，附件的完成时限是2024年"),
        (["plan 一/（二）", "plan 附件/2"],
         "第一部分（二）：“发展助餐”的责任单位：正文列有市农业农村局，附件对应的各项没有"),
        (["plan 一/（二）", "copy 附件/2"],
         "第一部分（二）：“发展助餐”的责任单位：正文列有市农业农村局，附件对应的各项没有；附件另有市残联，正文没有"),
        (["plan 一/（三）", "plan 附件/4", "copy 附件/4"],
         "第一部分（三）：“适时启动全市长期护理保险试点工作”正文没有定下时间（“适时”），附件的完成时限是2025年"),
        (["plan 一/（四）", "plan 附件/3", "copy 附件/3"],
         "第一部分（四）：“评定星级”的责任单位：附件另有市市场监管局，正文没有"),
    ]  # fmt: skip


def test_sides_are_quoted_to_the_letter(plan: list[Document]) -> None:
    texts = {(doc.policy.id, clause.path): clause.text for doc in plan for clause in doc.clauses}
    for conflict in conflicts(plan):
        assert len(conflict.sides) >= 2
        for side in conflict.sides:
            assert side.quote in texts[side.doc_id, side.clause]


def test_a_table_that_agrees_with_its_body_is_silent() -> None:
    text = PLAN.replace("一所以上以", "一所以").replace("| 2024年 | 市商务局 |", "| 2025年 | 市商务局、市农业农村局 |")
    text = text.replace("| 持续性工作 | 市市场监管局 |", "| 持续性工作 | / |").replace(
        "| 2025年 | 市财政局、市卫生健康委 |", "| 适时 | 市财政局 |"
    )
    assert conflicts([document("plan", text)]) == []


UNITS_FIRST = """甲市方案

一、主要任务

（一）改造家庭。“十四五”期间，完成2000户困难老年人家庭适老化改造。（牵头单位：市民政局；完成时限：2025年底）

（二）强化支撑。
责任部门：市人社局、市教育局
完成时间：2025年6月底前
每年培训养老护理员不少于1000人次。

（三）编制规划。编制养老服务设施专项规划。（市资源规划局、市发改委按职责分工负责）

附件：任务分工表

附件

任务分工表

| 序号 | 任务内容 | 牵头单位 | 配合单位 | 完成时限 |
| --- | --- | --- | --- | --- |
| 1 | 完成2000户困难老年人家庭适老化改造 | 市民政局 | | 2024年底 |
| 2 | 每年培训养老护理员不少于1000人次 | 市人社局 | 市教育局、市总工会 | 2025年12月 |
| 3 | 编制养老服务设施专项规划 | 市资源规划局 | | 持续推进 |
| 4 | 开展用水用电价格检查 | 市市场监管局 | 市发改委 | 持续推进 |
"""


def test_the_body_may_state_deadline_and_units_where_it_likes() -> None:
    assert [note for _, note in told(conflicts([document("plan", UNITS_FIRST)]), "正文与附件")] == [
        "第一部分（一）：“完成2000户困难老年人家庭适老化改造”正文写明2025年底，附件的完成时限是2024年底",
        "第一部分（二）：“每年培训养老护理员不少于1000人次”正文写明2025年6月底前，附件的完成时限是2025年12月",
        "第一部分（二）：“强化支撑”的责任单位：附件另有市总工会，正文没有",
        "第一部分（三）：“编制规划”的责任单位：正文列有市发改委，附件对应的各项没有",  # that it checks prices is another task
    ]


TEXT = """一、托育机构收费每月不得超过1800元，具体标准由机构自行确定。

二、区县每年对托育机构开展两次质量检查，结果向社会公布。

三、托育机构应当配备保健人员，建立健康检查制度。

四、从业人员每年接受不少于40学时的培训，费用由用人单位承担。
"""


def test_copies_are_known_by_their_words() -> None:
    one, other = document("one", TEXT), document("other", TEXT.replace("1800", "1600").replace("，", ","))
    assert copies([one, other]) == [(one, other)]
    (found,) = conflicts([one, other])
    assert found.note == "同一条的两份文本不同：“1800”与“1600”"
    assert [side.quote for side in found.sides] == [
        "一、托育机构收费每月不得超过1800元，具体标准由机构自行确定。",
        "一、托育机构收费每月不得超过1600元,具体标准由机构自行确定。",
    ]


@pytest.mark.parametrize(
    "known", [{"region": "乙市"}, {"issued": 20240101}, {"number": "甲政发〔2024〕1号"}], ids=lambda known: next(iter(known))
)
def test_texts_of_another_region_date_or_number_are_no_copies(known: dict[str, object]) -> None:
    one = document("one", TEXT, issued=20200101, number="甲政发〔2020〕9号")
    other = document("other", TEXT.replace("1800", "1600"), **{"issued": 20200101, "number": "甲政发〔2020〕9号", **known})
    assert conflicts([one, other]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("实施新技能等级制度", "实施新八级工技能等级制度", ["“实施新技能等级”与“实施新八级工技能等级”"]),
        ("检查 and 评估", "检查和评估", ["“and”与“和”"]),
        ("比例达到1.5％", "比例达到15%", ["“1.5％”与“15%”"]),
        ("（一）建设，管理；", "(一)建设、管理。", []),
        ("照護對象", "照护对象", []),
    ],
)
def test_differences(first: str, second: str, expected: list[str]) -> None:
    assert [str(difference) for difference in differences(first, second)] == expected


def test_one_document_cited_under_two_titles() -> None:
    one = document("one", "一、落实《关于促进托育服务的实施意见》（国办发〔2020〕52号）精神。\n\n二、其他。")
    two = document("two", "一、按照国务院办公厅《关于促进托育服务的意见》(国办发[2020]52号)要求。\n\n二、其他。")
    same = document("same", "一、按照《国务院办公厅关于促进托育服务的意见》（国办发〔2020〕52号）要求。\n\n二、其他。")
    assert told(conflicts([one, two]), "引用不一") == [
        (
            ["one 一", "two 一"],
            "同一文件（国办发〔2020〕52号）的名称写法不同：《关于促进托育服务的实施意见》与《关于促进托育服务的意见》",
        )
    ]
    assert conflicts([two, same]) == []
    for text, expected in CITATION.examples:
        found = CITATION.regex.search(text)
        assert (found[0] if found else None) == expected


# --- figures ---------------------------------------------------------------------------------------------------------

EARLY = document("early", "一、敬老院床位占比达到60%。", issued=20230105, number="甲政发〔2023〕1号")
LATE = document("late", "一、敬老院床位占比达到70%。", issued=20241019, number="甲政发〔2024〕5号")
OTHER = document("other", "一、敬老院床位占比达到50%。", region="丙市", issued=20240101)


def target(doc: Document, value: float, *, year: int | None = 2025, metric: str = "敬老院护理型床位占比") -> Target:
    quote = doc.clauses[0].text
    return Target(doc.policy.id, doc.clauses[0].path, metric, value, "%", year, doc.policy.region, quote, Span(0, len(quote)))


FIGURES = [
    # earlier text, later text of the region → what is told
    ([target(EARLY, 60, year=None), target(LATE, 70)], "后文替代",
     "60%（甲政发〔2023〕1号，2023年1月5日）；2025年70%（甲政发〔2024〕5号，2024年10月19日），后者发文在后"),
    ([target(EARLY, 60), target(LATE, 70)], "后文替代", "2025年60%"),
    ([target(EARLY, 100), target(LATE, 100, year=2024)], "后文替代", "2024年100%"),
    ([target(LATE, 70), target(OTHER, 50)], "地区差异", "2025年70%（甲市）；2025年50%（丙市），地区不同"),
    ([target(LATE, 70), target(LATE, 75)], "指标不一", "2025年75%"),
]  # fmt: skip


@pytest.mark.parametrize(("targets", "kind", "note"), FIGURES)
def test_figures(targets: list[Target], kind: str, note: str) -> None:
    (found,) = conflicts([EARLY, LATE, OTHER], targets=targets)
    assert found.kind == kind
    assert note in found.note


@pytest.mark.parametrize(
    "targets",
    [
        [target(EARLY, 60, year=2023), target(LATE, 70, year=2025)],  # two steps
        [target(EARLY, 60), target(LATE, 60)],
        [target(LATE, 70), target(OTHER, 70)],
        [target(EARLY, 60), target(LATE, 70, metric="养老机构护理型床位占比")],
    ],
    ids=["steps of one plan", "the same", "the same elsewhere", "another metric"],
)
def test_no_conflict_of_figures(targets: list[Target]) -> None:
    assert conflicts([EARLY, LATE, OTHER], targets=targets) == []


@pytest.mark.parametrize("metric", ["敬老院护理型床位比例", "全市每所敬老院护理型床位数占比", "甲市敬老院的护理型床位占比"])
def test_metric_key(metric: str) -> None:
    assert metric_key(metric, "甲市") == "敬老院护理型床位比例"


def test_a_project_with_two_dates() -> None:
    listed = document(
        "list",
        "附件\n\n重大项目清单\n\n| 序号 | 项目名称 | 建设期限 | 组织实施单位 |\n| --- | --- | --- | --- |\n"
        "| 1 | 丁新区康养服务中心建设项目 | 2022—2024 | 丁新区管委会 |\n| 2 | 老城敬老院改造项目 | 2022—2023 | 老城区政府 |\n",
    )
    plan = document(
        "plan", "一、推进丁新区康养服务中心建设，确保2023年建成并投入使用。\n\n二、2023年建成老城敬老院。", region="丁新区"
    )
    assert told(conflicts([listed, plan]), "指标不一") == [
        (["plan 一", "list 附件/1"], "丁新区康养服务中心建设项目：项目清单的建设期限是2022—2024，另一处要求2023年建成")
    ]


# --- the shipped corpus ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> tuple[list[Document], list[Conflict]]:
    folder = Path(__file__).parents[2] / "corpus"
    catalogue = Catalogue.load(folder)
    documents = [load(file, catalogue=catalogue) for file in scan(folder)]
    return documents, conflicts(documents)


#: clause of the issued text, words of the note; found by reading both texts side by side
READ = [
    ("附件/1", "“（空）”与“持续性工作”"),
    ("附件/2", "一所以上"),
    *[(f"附件/{row}", "“市委统战部”与“市委社会部”") for row in (7, 9, 10, 11, 13)],
    ("附件/30", "新八级工"),
    ("附件/38", "高技能"),
    ("附件/10", "正文写明到2025年底，附件的完成时限是2024年"),
    ("附件/31", "“适时”），附件的完成时限是2024年"),
    ("附件/8", "正文列有市农业农村局"),
    ("附件/2", "正文写“一所”，附件写“一所以上”"),
    ("附件/21", "正文列有市委统战部"),
    ("附件/28", "附件另有市财政局，正文没有"),
    ("六/（十九）", "正文列有市发改委，附件对应的各项没有"),
]


@pytest.mark.parametrize(("clause", "words"), READ)
def test_what_a_reader_found_is_found(shipped: tuple[list[Document], list[Conflict]], clause: str, words: str) -> None:
    assert any(
        words in conflict.note and any((side.doc_id, side.clause) == ("xian-2024-58", clause) for side in conflict.sides)
        for conflict in shipped[1]
    )


def test_sides_of_the_corpus_are_quoted_to_the_letter(shipped: tuple[list[Document], list[Conflict]]) -> None:
    texts = {clause.key: clause.text for document in shipped[0] for clause in document.clauses}
    for conflict in shipped[1]:
        for side in conflict.sides:
            assert side.quote
            assert side.quote in texts[side.doc_id, side.clause]


def test_a_document_does_not_contradict_its_own_copy(shipped: tuple[list[Document], list[Conflict]]) -> None:
    documents = [doc for doc in shipped[0] if doc.policy.id == "xian-2024-58"]
    twin = replace(documents[0], policy=replace(documents[0].policy, id="twin", copy_of="xian-2024-58"))
    twin = replace(twin, clauses=tuple(replace(clause, doc_id="twin") for clause in twin.clauses))
    assert told(conflicts([*documents, twin]), "副本差异") == []


# --- sums of benefits ------------------------------------------------------------------------------------------------

RULES = """一、高龄津贴

具有本市户籍的老年人，可以申请高龄津贴。80至89周岁的每人每月60元，90周岁以上的每人每月200元。

二、床位补助

对养老机构，新建的每张床位补助8000元。
"""
RAISED = """一、提高高龄津贴标准。80—89周岁老年人高龄津贴由每人每月60元提高到每人每月100元，90周岁及以上的维持每人每月200元。

二、对托育机构，新建的每张床位补助9000元。
"""
ELSEWHERE = "一、高龄津贴\n\n80—89周岁老年人每人每月80元，100周岁以上老年人每人每月300元。\n"


def test_a_later_text_raises_a_sum_and_another_region_pays_another() -> None:
    documents = [
        document("rules", RULES, issued=20220630, number="甲政发〔2022〕18号"),
        document("raised", RAISED, issued=20240620, number="甲民发〔2024〕33号"),
        document("elsewhere", ELSEWHERE, region="乙县", issued=20230501),
    ]
    found = conflicts(documents, targets=[figure for each in documents for figure in sums(each)])
    assert [(conflict.kind, conflict.note) for conflict in found] == [
        ("后文替代", "80—89周岁高龄津贴：60元/人·月（甲政发〔2022〕18号，2022年6月30日）；"
                 "100元/人·月（甲民发〔2024〕33号，2024年6月20日），后者发文在后"),
        ("地区差异", "80—89周岁高龄津贴：100元/人·月（甲市）；80元/人·月（乙县），地区不同"),
    ]  # fmt: skip
