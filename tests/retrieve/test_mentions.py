"""What questions name: documents by number, year and title, regions in full, in short and by kind, places in a text."""

import pytest

from policyqa.retrieve.mentions import (
    foreign_places,
    foreign_roles,
    foreign_titles,
    is_elsewhere,
    mentions_of,
    names_region,
    strangers_of,
    without_documents,
)
from policyqa.types import Document, Policy

POLICIES = [
    Policy("jia-58", "甲山市推进普惠托育服务体系建设实施方案", number="甲政办发〔2024〕58号", issued=20241019, region="甲山市"),
    Policy("jia-1", "甲山市养老服务补贴办法", number="甲政发〔2022〕1号", issued=20220301, region="甲山市"),
    Policy("bei", "北湖新区居家养老服务行动方案", number="北管发（2023）第 1 号", issued=20230506, region="北湖新区"),
    Policy("ding", "丁县关于进一步加强农村敬老院管理的通知", region="丁县"),
]

DOCUMENTS = [
    ("58号文是怎么说的？", ["jia-58"]),
    ("甲政办发〔2024〕58号什么时候印发", ["jia-58"]),
    ("五十八号文有哪些任务", ["jia-58"]),
    ("58号文里挂了几条？（1号文的不要）", ["jia-58"]),
    ("不看58号文，任务有哪些", []),
    # a number that two documents have names both, unless the year tells them apart
    ("一号文里有没有写", ["jia-1", "bei"]),
    ("甲政发〔2022〕1号怎么规定", ["jia-1"]),
    ("北管发[2023]1号怎么规定", ["bei"]),
    ("甲政发〔2021〕1号怎么规定", []),
    # numbers of other things
    ("6月1号能办吗", []),
    ("住在人民路3单元1号楼", []),
    ("1号线通到敬老院吗", []),
    # by year
    ("2024年的那个方案里托位有多少", ["jia-58"]),
    ("2024年要建多少托位", []),
    ("甲山2024年发的那份写了多少", ["jia-58"]),
    # both of a region that has two
    ("甲山前后两份文件说得一样吗", ["jia-58", "jia-1"]),
    ("丁县那两个文件怎么说", []),
    ("前后两份文件说得一样吗", []),
    # by title
    ("《甲山市养老服务补贴办法》还有效吗", ["jia-1"]),
    ("普惠托育服务体系建设的任务有哪些", ["jia-58"]),
    ("进一步加强农村敬老院管理要做什么", ["ding"]),
    ("养老服务有什么补贴", []),
    # a region and two characters more name no title
    ("北湖新区居家的老人谁管", []),
    # a title that two share is that of the region named
    ("北湖新区行动方案里的养老服务补贴办法", ["jia-1"]),
    ("", []),
]


@pytest.mark.parametrize(("question", "doc_ids"), DOCUMENTS)
def test_documents(question: str, doc_ids: list[str]) -> None:
    assert list(mentions_of(question, POLICIES).doc_ids) == doc_ids


def test_a_region_and_a_year_name_no_title() -> None:
    dated = Policy("bei-23", "北湖新区2023年养老服务工作提升行动方案", region="北湖新区")
    assert mentions_of("北湖新区2025年要建多少托位", [*POLICIES, dated]).doc_ids == ()
    assert mentions_of("北湖新区2023年养老服务工作提升行动方案怎么说", [*POLICIES, dated]).doc_ids == ("bei-23",)


def test_a_title_shared_by_all_names_none() -> None:
    copies = [Policy("a", "关于普惠托育服务的通知（甲市）"), Policy("b", "关于普惠托育服务的通知（乙市）")]
    assert mentions_of("关于普惠托育服务的通知说了什么", copies).doc_ids == ()
    assert mentions_of("关于普惠托育服务的通知说了什么", copies[:1]).doc_ids == ("a",)


def test_a_title_that_several_share_is_that_of_the_region_named() -> None:
    plans = [Policy(name, f"{region}农村饮水安全行动方案", region=region) for name, region in (("a", "甲市"), ("b", "乙县"))]
    others = [*plans, Policy("c", "甲市燃气条例", region="甲市")]
    assert mentions_of("乙县那份农村饮水安全行动方案", others).doc_ids == ("b",)
    assert mentions_of("农村饮水安全行动方案", others).doc_ids == ("a", "b")


REGIONS = [
    ("北湖新区有多少托位", ["北湖新区"]),
    ("北湖那边有多少托位", ["北湖新区"]),
    ("新区有多少托位", ["北湖新区"]),
    ("甲山市和新区哪个多", ["北湖新区", "甲山市"]),
    ("市里给多少", ["甲山市"]),
    ("市与新区各补多少", ["北湖新区", "甲山市"]),
    ("我县有敬老院吗", ["丁县"]),
    ("丁香花开了吗", []),
    ("市“一老一小”方案和新区方案一样吗", ["北湖新区", "甲山市"]),
    ("甲山的补贴到县里批要几天", ["甲山市"]),  # a county of that city, not the only one that has documents
    ("城市里的老人呢", ["甲山市"]),
    ("乙县有敬老院吗", []),
    ("北湖新區有多少托位", ["北湖新区"]),
    ("给多少", []),
]


@pytest.mark.parametrize(("question", "regions"), REGIONS)
def test_regions(question: str, regions: list[str]) -> None:
    assert list(mentions_of(question, POLICIES).regions) == regions


@pytest.mark.parametrize(
    ("question", "region", "among", "named"),
    [
        ("全区有几家", "东河区", ["东河区", "甲山市"], True),
        ("社区里有几家", "东河区", ["东河区", "甲山市"], False),
        ("全区有几家", "东河区", ["东河区", "西河区"], False),  # two of the kind: it cannot be told which
        ("东河有几家", "东河区", ["东河区", "西河区"], True),
        ("省里补多少", "丙省", ["丙省", "甲山市"], True),
    ],
)
def test_a_kind_names_the_only_region_of_it(question: str, region: str, among: list[str], *, named: bool) -> None:
    assert names_region(question, region, among=among) is named


LABELS = [
    ("附件2第16项是什么", ["附件2", "16", "（十六）"]),
    ("附件二里有哪些", ["附件2"]),
    ("附件里有哪些", ["附件"]),
    ("第二十条怎么规定", ["第二十条", "20", "（二十）"]),
    ("第20条怎么规定", ["第二十条", "20", "（二十）"]),
    ("第二十条之一怎么规定", ["第二十条之一"]),
    ("第二十条之1怎么规定", ["第二十条之一"]),
    ("（十四）写了什么", ["14", "（十四）"]),
    ("序号为7的任务", ["7", "（七）"]),
    ("第三部分讲什么", ["三", "第三章"]),
    ("第99999999999999999条", []),
    ("没有提到哪一条", []),
]


@pytest.mark.parametrize(("question", "labels"), LABELS)
def test_labels(question: str, labels: list[str]) -> None:
    assert list(mentions_of(question, POLICIES).labels) == labels


PLACES = [
    ("宝鸡市的床位有多少？", ["宝鸡市"]),
    ("云州市的床位有多少？", []),
    ("公司在外县开了食堂", []),
    ("全市的床位有多少？", []),
    ("离国道和县道要多远", []),
    ("", []),
]


@pytest.mark.parametrize(("question", "places"), PLACES)
def test_places_that_no_document_names(question: str, places: list[str]) -> None:
    assert foreign_places(question, "云州市建设床位", parts=["昌源县"]) == places


ROLES = [
    ("敬老院项目的监理单位是哪家？", ["监理单位"]),
    ("施工单位和中标价是多少？", ["施工单位"]),
    ("敬老院项目的责任单位是谁？", []),
    ("设计单位要交什么材料？", []),  # it is not asked who that is
]


@pytest.mark.parametrize(("question", "roles"), ROLES)
def test_roles_that_no_document_names(question: str, roles: list[str]) -> None:
    assert foreign_roles(question, "责任单位：区民政局") == roles


def test_laws_are_named_by_their_titles_alone() -> None:
    laws = [Policy("law", "中华人民共和国社会保险法"), Policy("rules", "工伤保险条例"), Policy("plan", "甲市工作方案")]
    assert mentions_of("社会保险法和工伤保险条例的写法一样吗", laws).doc_ids == ("law", "rules")


def test_titles_that_no_policy_bears() -> None:
    policies = [Policy("a", "云州市养老服务条例")]
    assert foreign_titles("《云州市养老服务条例》和《优待证办法》怎么说？", policies) == ["优待证办法"]


def test_another_city_is_elsewhere_a_district_may_lie_in_it() -> None:
    city, district = Policy("a", "办法", region="云州市"), Policy("b", "办法", region="湖东区", issuer="云州市湖东区民政局")
    assert is_elsewhere(city, ["松原市"])
    assert not is_elsewhere(city, ["湖东区"])
    assert is_elsewhere(district, ["松原市"])
    assert not is_elsewhere(district, ["云州市"])
    assert not is_elsewhere(Policy("c", "办法", region="湖东区"), ["松原市"])
    assert not is_elsewhere(Policy("d", "办法"), ["松原市"])


def test_a_district_stands_for_its_city_and_is_none_of_another_district() -> None:
    city, zone = Policy("a", "办法", region="铜陵市"), Policy("b", "办法", region="东湖新区")
    for question in ("我住枞阳，老人吃饭有补贴吗", "枞阳县有补贴吗", "铜陵市枞阳县有补贴吗"):
        named = mentions_of(question, [city, zone])
        assert (named.regions, named.parts) == (("铜陵市",), ("枞阳县",))
        assert is_elsewhere(zone, named.places)
        assert not is_elsewhere(city, named.places)
    assert mentions_of("东湖新区的补贴", [city, zone]).places == ("东湖新区",)
    assert mentions_of("枞阳县有补贴吗", [zone]).places == ()


def test_regions_of_which_no_document_of_either_speaks_of_the_other_are_strangers() -> None:
    texts = {"云州市": "各县（市）区：", "湖东区": "为落实云州市方案，", "石桥县": "各乡镇："}
    strangers = strangers_of(Document(Policy(region, "方案", region=region), text, ()) for region, text in texts.items())
    assert is_elsewhere(Policy("x", "方案", region="云州市"), ["石桥县"], strangers)
    assert is_elsewhere(Policy("x", "方案", region="石桥县"), ["湖东区"], strangers)
    assert not is_elsewhere(Policy("x", "方案", region="云州市"), ["湖东区"], strangers)
    assert not is_elsewhere(Policy("x", "方案", region="湖东区"), ["云州市"], strangers)


def test_a_year_names_documents_of_the_region_that_it_is_told_with() -> None:
    policies = [
        Policy("a", "甲山市托育方案", issued=20230105, region="甲山市"),
        Policy("b", "东河区养老方案", issued=20230301, region="东河区"),
    ]
    assert mentions_of("东河区2023年养老行动方案建几个？", policies).doc_ids == ("b",)
    assert mentions_of("东河区2023年计划建成几个？", policies).doc_ids == ()
    assert mentions_of("2023年的方案建几个？", policies).doc_ids == ("a", "b")


OF_A_YEAR = [
    # a year is told with a document of the region in front of it, and with the words between them
    ("甲山市1号文和北湖2023年方案怎么说", ["jia-1", "bei"]),
    ("2023年居家养老方案和58号文怎么说", ["jia-58", "bei"]),
]


@pytest.mark.parametrize(("question", "doc_ids"), OF_A_YEAR)
def test_a_document_of_a_year(question: str, doc_ids: list[str]) -> None:
    others = [*POLICIES, Policy("geng", "甲山市促进就业实施方案", issued=20230101, region="甲山市")]
    assert set(mentions_of(question, others).doc_ids) == set(doc_ids) | ({"bei"} if "1号文" in question else set())


WITHOUT = [
    ("2023年1号文和2024年58号文各提了多少", "和各提了多少"),
    ("2023年那份文件定的数和期限", "定的数和期限"),
    ("《甲市养老办法》里怎么写", "里怎么写"),
    ("2025年任务计划建几个", "2025年任务计划建几个"),
]


@pytest.mark.parametrize(("question", "rest"), WITHOUT)
def test_documents_are_left_out(question: str, rest: str) -> None:
    assert without_documents(question) == rest
