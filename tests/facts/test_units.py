"""Which body a name stands for, and where bodies are named."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from policyqa.errors import CorpusError
from policyqa.facts.unit_names import is_unit_list, unit_list
from policyqa.facts.units import FILE_NAME, Kind, Units, canonical, shipped, units_in

# name, region of the text → the body
SAME = [
    ("民政局", "甲市", "甲市民政局"),
    ("市民政局", "甲市", "甲市民政局"),
    ("甲市民政局", "甲市", "甲市民政局"),
    ("民政部门", "甲市", "甲市民政局"),
    ("市卫健委", "甲市", "甲市卫生健康委"),
    ("市卫生健康委员会", "甲市", "甲市卫生健康委"),
    ("卫生健康局", "乙区", "乙区卫生健康委"),
    ("市发展和改革委员会", "甲市", "甲市发改委"),
    ("市发展改革委", "甲市", "甲市发改委"),
    ("市人力资源社会保障局", "甲市", "甲市人社局"),
    ("市人力资源和社会保障局", "甲市", "甲市人社局"),
    ("市医保局", "甲市", "甲市医疗保障局"),
    ("市自然资源和规划局", "甲市", "甲市资源规划局"),
    ("住房和城乡建设局", "丁新区", "丁新区住建局"),
    ("住房与城乡建设局", "丁新区", "丁新区住建局"),
    ("新区住建局", "丁新区", "丁新区住建局"),
    ("市市场监督管理局", "甲市", "甲市市场监管局"),
    ("市委社会部", "甲市", "甲市委社会工作部"),
    ("中共甲市委组织部", "甲市", "甲市委组织部"),
    ("组织部", "甲市", "甲市委组织部"),
    ("市人民政府", "甲市", "甲市政府"),
    # bodies that the register does not know
    ("新区基层工作部", "丁新区", "丁新区基层工作部"),
    ("基层工作部", "丁新区", "丁新区基层工作部"),
    ("发展改革和商务局", "丁新区", "丁新区发展改革和商务局"),
    ("红旗街道办事处", "丁新区", "红旗街办"),
    ("丁新区红旗街办", "丁新区", "红旗街办"),
    # bodies of other places and levels, and collective ones, stay what they are
    ("区民政局", "甲市", "区民政局"),
    ("丙县民政局", "甲市", "丙县民政局"),
    ("市民政局", "丁新区", "市民政局"),
    ("省民政厅", "甲市", "省民政厅"),
    ("各区县人民政府", "甲市", "各区县政府"),
    ("各相关镇街", "丁新区", "各相关镇街"),
    ("丁新区管理委员会", "甲市", "丁新区管委会"),
    ("人行甲市分行营管部", "甲市", "人民银行甲市分行营业管理部"),
    # without a region a level stays a level
    ("市卫健委", None, "市卫生健康委"),
    ("国家卫生健康委", None, "国家卫生健康委"),
]


@pytest.mark.parametrize(("name", "region", "body"), SAME)
def test_canonical(name: str, region: str | None, body: str) -> None:
    assert canonical(name, region=region) == body


def test_canonical_changes_a_canonical_name_no_more() -> None:
    for name, region, body in SAME:
        if region is not None:
            assert canonical(body, region=region) == body, name


MENTIONS = [
    ("民政局牵头哪些事？", ["民政局"]),
    ("请问乙区民政局和市残联管不管", ["乙区民政局", "市残联"]),
    ("石家庄市卫健委是不是配合单位", ["石家庄市卫健委"]),
    ("卫健和民政谁牵头？", ["卫健", "民政"]),
    ("依据民政事业和卫生健康事业等专项规划", []),
    ("由市民政局会同市财政局、住房和城乡建设局另行制定", ["市民政局", "市财政局", "住房和城乡建设局"]),
    ("社会事业服务局是养老牵头部门吗", ["社会事业服务局"]),
    ("新区基层工作部，红旗街办、和平街办", ["新区基层工作部", "红旗街办", "和平街办"]),
    ("各区县政府、丁新区管委会、各开发区管委会", ["各区县政府", "丁新区管委会", "各开发区管委会"]),
    ("医療保障局牽頭的那一項", ["医療保障局"]),
    ("公安部门", ["公安部门"]),
    ("2025年底前市卫健委要完成的，9月底前市教育局的", ["市卫健委", "市教育局"]),
    ("优化养老服务设施布局，通过政府购买服务", []),
]


@pytest.mark.parametrize(("text", "names"), MENTIONS)
def test_units_in(text: str, names: list[str]) -> None:
    found = units_in(text)
    assert [name for name, _ in found] == names
    assert [span.of(text) for _, span in found] == names


def test_names_of_a_corpus_are_found_as_they_are() -> None:
    text = "泾水新城和老街社区要做什么"
    assert shipped().units_in(text) == []
    known = shipped().with_names(["泾水新城", "老街社区"])
    assert [name for name, _ in known.units_in(text)] == ["泾水新城", "老街社区"]


LISTS = [
    ("市民政局、市卫生健康委、市残联等", ("市民政局", "市卫生健康委", "市残联")),
    ("市民政局和市财政局以及市残联等部门", ("市民政局", "市财政局", "市残联")),
    ("新区基层工作部、住房和城乡建设局，红旗街办", ("新区基层工作部", "住房和城乡建设局", "红旗街办")),
    ("各区县政府、丁新区及各开发区管委会", ("各区县政府", "丁新区管委会", "各开发区管委会")),
    ("省财政厅，各市、县〔区〕人民政府", ("省财政厅", "各市、县〔区〕人民政府")),
    ("国务院农业农村、林业和草原主管部门", ("国务院农业农村、林业和草原主管部门",)),
    ("市文化旅游局 市商务局", ("市文化旅游局", "市商务局")),
    ("/", ()),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_unit_list(text: str, names: tuple[str, ...]) -> None:
    assert unit_list(text) == names
    assert is_unit_list(text) == bool(names)


@pytest.mark.parametrize("text", ["试行", "由市财政承担", "直接负责的主管人员", "不再列出", "养老服务和托育服务"])
def test_no_unit_list(text: str) -> None:
    assert not is_unit_list(text)


def test_no_name_is_registered_twice() -> None:
    kinds = shipped()._origin[0]
    names = list(chain.from_iterable((kind.name, *kind.aliases, *kind.lay) for kind in kinds))
    assert len(names) == len(set(names))
    assert all(2 <= len(name) <= 20 for name in names)


def test_a_corpus_brings_its_own_register(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('[[unit]]\nname = "老年局"\naliases = ["老龄事务局"]\n', encoding="utf-8")
    own = Units.of_corpus(tmp_path)
    assert own.canonical("市老龄事务局", region="甲市") == "甲市老年局"
    assert Units.of_corpus(tmp_path / "none") is shipped()


@pytest.mark.parametrize("toml", ["[[unit]]\naliases = []", "[[unit]]\nname = '甲局'\naliases = []\nold = 1", "x", "[wording]"])
def test_a_broken_register_is_named(tmp_path: Path, toml: str) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(CorpusError, match="单位登记册无法使用"):
        Units.load(path)


def test_lay_words_are_no_patterns() -> None:
    assert Units([Kind("甲办", lay=("老(甲", "甲|乙"))]).units_in("老(甲牵头") != []


def test_a_register_of_no_kinds_still_reads_levels() -> None:
    assert Units([Kind("甲办")]).canonical("市甲办", region="丙市") == "丙市甲办"
    assert Units([]).units_in("市民政局") != []  # by its ending
