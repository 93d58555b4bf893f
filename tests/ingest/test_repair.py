"""What repair makes of dirt, line by line: before and after."""

from __future__ import annotations

import pytest

from policyqa.ingest.chrome import chrome
from policyqa.ingest.edits import Edit, TracedText
from policyqa.ingest.repair import Step, invisible, markdown_marks, misread_numbers, repair, spaces, wrapped_cells
from policyqa.ingest.table_text import broken_cells, markdown, rows
from policyqa.types import Span


def after(step: Step, text: str) -> str:
    return TracedText.of(text).edited(step(text)).text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("第一条\u200b 为了\u00ad规范", "第一条 为了规范"),
        ("甲\u00a0乙\u3000丙", "甲 乙\u3000丙"),
        ("一行\r\n二行\r三行\f四行\v五行", "一行\n二行\n三行\n四行\n五行"),
    ],
)
def test_invisible_characters(before: str, expected: str) -> None:
    assert after(invisible, before) == expected


@pytest.mark.parametrize(
    "line",
    [
        "— 9 —",
        "　— 9 —",
        "　　　　第 3 页共 10 页　",
        "－12－",
        "第 3 页 共 10 页",
        "3 / 10",
        "【字体：大 中 小】",
        "打印  保存  关闭",
        "【打印】 【关闭】",
        "首页 > 政务公开 > 政策文件",
        "您当前的位置：首页 > 政策",
        "分享到：",
        "浏览次数：1523次",
        "甲市人民政府门户网站",
        "上一篇：关于开展检查的通知",
        "责任编辑：张三",
        "甲政办发〔2024〕1号.pdf",
        "扫一扫在手机打开当前页",
        "----------",
        "<!-- INFO END -->",
        "##",
        ">",
        "版权所有：甲市民政局",
        "甲ICP备12345678号",
    ],
)
def test_chrome_goes(line: str) -> None:
    assert after(chrome, f"第一条 为了。\n{line}\n第二条 老年人。") == "第一条 为了。\n\n第二条 老年人。"


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：甲市民政局",  # of an event; it goes only at the foot of a web page
        "地址：甲市乙路1号",
        "附件1：养老服务补贴申请表.docx",  # names an attachment
        "2024年",
        "12",
        "保存期限为三年。",
        "打印机补贴标准",
        "相关文件见附件。",
    ],
)
def test_words_stay(line: str) -> None:
    text = f"第一条 为了。\n{line}\n第二条 老年人。"
    assert after(chrome, text) == text


CHROME_BLOCKS = {
    "a block of links ends where the text goes on": (
        "第一句。\n相关报道\n图解：养老新政\n专家解读养老新政\n（十五）推进信息化。",
        "第一句。\n\n（十五）推进信息化。",
    ),
    "a heading is no block of links": ("相关文件\n甲\t1\n乙\t2", "\n甲\t1\n乙\t2"),
    "files to download": ("第一句。\n附件下载：\n1.申请表.docx\n2.标准表.xlsx\n第二句。", "第一句。\n\n第二句。"),
    "the foot of a web page, with what stands beside it": (
        "第一句。\n主办：甲市人民政府\n版权所有：甲市\n联系电话：12345",
        "第一句。\n\n\n",
    ),
    "the end of a web page, below a button": (
        "第一句。\n扫一扫在手机打开当前页  【关闭窗口】\n主办：甲市人民政府办公室  承办：甲市数据局\n联系电话：12345",
        "第一句。\n\n\n",
    ),
    "an address above a button, or between button and text, belongs to the text": (
        "【打印】\n地址：甲市乙路1号\n第一句。\n电话：12345\n【关闭窗口】",
        "\n地址：甲市乙路1号\n第一句。\n电话：12345\n",
    ),
    "a header that runs beside the page numbers": (
        "甲政发〔2024〕1号\n第一句。\n— 1 —\n甲政发〔2024〕1号\n第二句。\n— 2 —\n甲政发〔2024〕1号\n第三句。\n— 3 —",
        "甲政发〔2024〕1号\n第一句。\n\n\n第二句。\n\n\n第三句。\n",
    ),
    "page numbers in the middle of the line": (
        "第一句。\n" + " " * 20 + "1\n第二句。\n" + " " * 20 + "2\n第三句。\n" + " " * 20 + "3",
        "第一句。\n\n第二句。\n\n第三句。\n",
    ),
    "page numbers in the middle of the line beside a table": (
        "序号 名称\n" + " " * 20 + "1\n第二句。\n" + " " * 20 + "2\n第三句。\n" + " " * 20 + "3",
        "序号 名称\n\n第二句。\n\n第三句。\n",
    ),
    "the bar of a portal, buttons without gaps, links on a line": (
        "首页  政务公开  政务服务  互动交流\n第一句。\n【打印】【关闭】\n相关阅读：政策解读\n友情链接：甲网  乙网",
        "\n第一句。\n\n\n",
    ),
    "numbers that do not count on are no page numbers": ("床位\n12\n张\n30\n人\n31", "床位\n12\n张\n30\n人\n31"),
}


@pytest.mark.parametrize(("before", "expected"), CHROME_BLOCKS.values(), ids=CHROME_BLOCKS)
def test_chrome_in_blocks(before: str, expected: str) -> None:
    assert after(chrome, before) == expected


def test_bare_page_numbers_far_apart() -> None:
    pages = ["\n".join(f"{title}的第{i}行" for i in range(15)) for title in ("对象", "标准", "程序")]
    numbered = "\n".join(f"{page}\n{number}" for number, page in enumerate(pages, start=1))
    assert repair(numbered).text == "\n".join(pages)


@pytest.mark.parametrize("blank", [" " * 14, "　" * 7])
def test_one_bare_page_number_in_the_middle_of_its_line(blank: str) -> None:
    assert repair(f"贴息期限最长8\n\n{blank}2\n\n年，由市财政贴息。").text == "贴息期限最长8\n年，由市财政贴息。"
    row = f"县名{blank}床位\n甲县{blank}120\n{blank}35\n乙县{blank}80"
    assert "35" in repair(row).text  # a cell of a table whose row has no name of its own


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("第一百二十八 条", "第一百二十八条"),
        ("第 三 章 总则", "第三章 总则"),
        ("第 12 条", "第12条"),
        ("笫五十四条", "第五十四条"),
        ("第三十－条", "第三十一条"),
        ("第三—五条", "第三—五条"),  # a range
        ("第十—二十条", "第十—二十条"),
        ("第二 项目", "第二 项目"),
    ],
)
def test_misread_numbers(before: str, expected: str) -> None:
    assert after(misread_numbers, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("第一章 总 则", "第一章 总则"),
        ("附    则", "附则"),
        ("索 引 号：JA001", "索引号：JA001"),
        ("2023年 1月 5日", "2023年1月5日"),
        ("到 2025年，新增托位 2万个，达到 60%以上", "到2025年，新增托位2万个，达到60%以上"),
        (
            "全市共有2万张床位，到 2025 年达到3万张，占比60%，每年增加1000张",
            "全市共有2万张床位，到2025年达到3万张，占比60%，每年增加1000张",
        ),
        (
            "2023年2月，甲市出台措施 2月14日，市民政局介绍，到2025年新增100张",
            "2023年2月，甲市出台措施 2月14日，市民政局介绍，到2025年新增100张",
        ),
        ("第三条 3岁以下婴幼儿", "第三条 3岁以下婴幼儿"),
        ("GB 18667 道路标准，2013年1月1日第2版", "GB 18667 道路标准，2013年1月1日第2版"),
        ("5\t组 织 部\t2024 年", "5\t组织部\t2024年"),
        ("民政部 国家统计局", "民政部 国家统计局"),
    ],
)
def test_spaces(before: str, expected: str) -> None:
    assert after(spaces, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("1\t市卫生 健康委\n2\t市卫生健康委", "1\t市卫生健康委\n2\t市卫生健康委"),
        ("1\t市卫生 健康委\n2\t市民政局", "1\t市卫生 健康委\n2\t市民政局"),  # nothing tells that this is one name
        ("1\t市民政局 市财政局\n2\t市民政局、市财政局", "1\t市民政局 市财政局\n2\t市民政局、市财政局"),
    ],
)
def test_names_wrapped_in_their_cell(before: str, expected: str) -> None:
    assert after(wrapped_cells, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("## 第一章 总则", "第一章 总则"),
        ("> 引文", "引文"),
        ("**责任单位**：市民政局", "责任单位：市民政局"),
        ("5 ** 3", "5 ** 3"),
        ("一、\n****", "一、"),
        ("****\n一、", "一、"),
        ("# ", "# "),
    ],
)
def test_markdown_marks(before: str, expected: str) -> None:
    assert after(markdown_marks, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("| 序号 | 名称 |\n| --- | --- |\n| 1 | 甲 |", "序号\t名称\n\n1\t甲"),
        ("星级 | 标准\n--- | ---\n五星 | 225", "星级\t标准\n\n五星\t225"),
        ("图解 | 养老新政", "图解 | 养老新政"),
    ],
)
def test_markdown_tables(before: str, expected: str) -> None:
    assert after(markdown, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("序号\t任务\t单位\n1\t建设站点，\n每个补助5万元\t市民政局", "序号\t任务\t单位\n1\t建设站点，每个补助5万元\t市民政局"),
        ("序号\t任务\t单位\n1\t建设站点\n2\t老年助餐\t市民政局", "序号\t任务\t单位\n1\t建设站点\n2\t老年助餐\t市民政局"),
    ],
)
def test_cells_broken_over_lines(before: str, expected: str) -> None:
    assert after(broken_cells, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("序号\n名称\n数量\n1\n甲\n2\n2\n乙\n3", "序号\t名称\t数量\n1\t甲\t2\n2\t乙\t3"),
        ("单位 |\n序号 |\n|\n甲局 |\n1 |\n|\n2 |\n|\n|", "单位\t序号\n甲局\t1\n\t2"),
        ("序号\n名称\n甲\n乙", "序号\n名称\n甲\n乙"),
    ],
)
def test_cells_of_a_line_each(before: str, expected: str) -> None:
    assert after(rows, before) == expected


# --- paragraphs ------------------------------------------------------------------------------------------------------

PAGE = """\
一、总体要求

为贯彻落实国家和省关于养老服务工作的决策部署，加快推进全市城

乡养老服务体系建设，健全完善基本养老服务制度，积极推进标准统

一、制度并轨，着力解决老年人急难愁盼问题，结合我市实际制定本方

案，请各区县各部门认真抓好组织实施。（责任单位：市民政局、市财

政局、市卫生健康委，各区县人民政府）

（一）基本原则

坚持政府主导、社会参与、保障基本、适度普惠，坚持尽力而为和量

力而行，不断增强广大老年人的获得感幸福感和安全感，促进养老服

务高质量发展。

养老方面：到二〇二五年底，全市护理型床位占比达到百分之七十以

上。
"""


def test_wrapped_lines_join() -> None:
    text = repair(PAGE).text
    assert "积极推进标准统一、制度并轨，着力" in text
    assert [line[:6] for line in text.split("\n")] == [
        "一、总体要求",
        "为贯彻落实国",
        "（一）基本原",
        "坚持政府主导",
        "养老方面：到",
    ]


def test_lines_of_a_web_text_stay() -> None:
    text = "一、补贴对象\n具有本市户籍的老年人\n二、补贴标准\n每人每月100元"
    assert repair(text).text == text


def test_a_sentence_torn_on_a_web_page_joins() -> None:
    torn = "（五）推进建设运营。" + "通过政策引导、免费或低偿提供资源，" * 3 + "引导公益"
    assert repair(f"{torn}\n\n性社会服务机构运行。").text == f"{torn}性社会服务机构运行。"


def test_blank_lines_tell_paragraphs_where_wrapped_lines_have_none() -> None:
    line = "坚持政府主导和社会参与，不断增强老年人的获得感幸福感安全"
    end = "坚持政府主导和社会参与，不断增强老年人的获得感和幸福感。"
    text = repair(
        "\n".join([line] * 8 + [end, "", "本通知自二〇二四年一月一日起施行，有效期五年，由市民政局负责解", "释。"])
    ).text
    assert [paragraph[:5] for paragraph in text.split("\n")] == ["坚持政府主", "本通知自二"]


WRAPPED = "坚持政府主导和社会参与，不断增强老年人的获得感幸福感安全"
FULL = "坚持政府主导和社会参与，不断增强老年人获得感和幸福安全。"
NAMING = ["《甲市关于推进居家和社区养老服务提质三年实施方案（试", "行）》。"]

BORDERS = {
    "a measure cut off its number": (["三年改造两千户，其中2024年900户、2025", "年1000户，每户补助4000元。"], 1),
    "addressees": (["各区县民政局、财政局、卫生健康局，市属医院和社会福利院：", "为了规范补贴发放，现通知如下。"], 2),
    "authorities that sign": (
        ["甲市民政局　甲市财政局　甲市卫生健康委员会　甲市残联办", "甲市医疗保障局　甲市教育局", "2024年5月1日"],
        3,
    ),
    "a heading behind a responsible-units line that nearly fills the line": (
        ["责任单位：区民政局、区财政局，各街道办事处、各镇政府", "（二）做优居家服务"],
        2,
    ),
    "the next item behind such a line": (["责任单位：区民政局、区财政局、区人力社保局、区住建局", "10.养老机构责任保险"], 2),
    "the next part behind such a line": (["责任单位：区政府办公室、区民政局，公安甲区分局和消防队", "三、支持政策办理"], 2),
    "running text behind such a line, which had room for one more word": (
        ["责任单位：区民政局、区财政局，各街道办事处、镇政府", "其他老年人可以自费购买。"],
        2,
    ),
    "responsible units go on in the next line": (["责任单位：区民政局、区财政局，各街道办事处、各镇人民政", "府"], 1),
    "units behind a comma": (["责任单位：区民政局、区财政局，各街道办事处、镇政府、", "区残联"], 1),
    "responsible units behind an item without a full stop": (
        ["2.加快建设街道（镇）区域养老服务中心和社区养老服务站点", "责任单位：区民政局"],
        2,
    ),
    "a lead unit, then others": (["牵头单位：区民政局，各街道办事处，各镇人民政府民政办", "配合单位：区财政局"], 2),
    "a heading behind an item without a full stop": (
        ["2.加快建设街道（镇）区域养老服务中心和社区养老服务站点", "（二）提升质量"],
        2,
    ),
    "a reference to an item, torn": (["符合本办法规定条件的机构，应当自收到通知后，依照本条第", "（二）项的规定办理。"], 1),
    "a word that ends with 一, torn": (["坚持政府主导和社会参与，不断健全养老服务制度，做到标准统", "一、制度并轨。"], 1),
    "numerals, torn": (["坚持政府主导和社会参与，不断健全养老服务制度，支持建设", "二、三级老年医院。"], 1),
    "running text stops before a long number": (["上门助浴服务，二〇二五年底前，为全区", "1300名老人免费安装设备。"], 1),
    "a conclusion behind a sentence that fills its line": ([FULL, "本规划由甲市民政局负责解释，自印发之日起施行。"], 2),
    "a title that the text has named": (
        ["甲市关于推进居家和社区养老服务提质三年实施方案（试行）", "为了老年人，制定本方案。"],
        2,
    ),
    "a document's number behind a line that is nearly full": (
        ["关于印发《甲市推进养老服务提质实施方案（试行）》的通知", "甲政发〔2024〕1号"],
        2,
    ),
    "a title in brackets at the line's edge": (
        ["《甲市关于推进居家和社区养老服务提质三年实施方案（试行）》", "已经市政府同意，现予印发。"],
        1,
    ),
    "a number torn": (["甲市养老机构新建床位按照规定的标准给予补助，每张床位补助800", "0元，分两年拨付。"], 1),
    "a share torn": (["甲市养老机构新建床位按照规定的标准给予补助，市级承担其中1", "0%，区级承担其余部分。"], 1),
    "a conclusion torn": ([FULL, "本通知自二〇二四年一月一日起施行，有效期为五年，由甲市民", "政局解释。"], 2),
}


@pytest.mark.parametrize(("lines", "count"), BORDERS.values(), ids=BORDERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_where_paragraphs_end_on_a_page(lines: list[str], count: int, gap: str) -> None:
    text = repair(gap.join([*[WRAPPED] * 8, *NAMING, "一、目标", *lines])).text
    assert text.split("\n")[2:] == (lines if count == len(lines) else text.split("\n")[2:])
    assert len(text.split("\n")) == 2 + count


FLAT = (
    "关于调整高龄津贴标准的通知 甲民发〔2023〕7号 各区县民政局、财政局： 为提高老年人生活水平，现就调整高龄津贴标准通知如下："
    " 一、调整标准 80至89周岁老年人每人每月由50元提高到100元，90至99周岁由100元提高到200元。 二、资金来源 由市、区县财政分担："
    " （一）城六区由市级承担60%。 （二）其他区县由市级承担40%。 本通知自2023年7月1日起执行。 甲市民政局 2023年6月20日"
)


def test_a_torn_number_closes_up() -> None:
    lines = [
        "甲市养老机构新建床位按照规定的标准给予补助，每张床位补助800",
        "0元，市级承担其中的百分之六十，区级承担其余部分，由区级承担1",
        "0.5%。",
    ]
    assert repair("\n".join([*[WRAPPED] * 8, "一、目标", *lines])).text.endswith("".join(lines))


def test_a_ratio_that_a_line_cuts_is_joined() -> None:
    lines = ["补贴资金由市财政和区、县财政按照规定的比例分担，其中基础部分按4:", "6比例承担。"]
    assert repair("\n".join([*[WRAPPED] * 8, "一、目标", *lines])).text.endswith("".join(lines))


def test_lost_line_breaks_come_back() -> None:
    assert repair(FLAT).text.split("\n") == [
        "关于调整高龄津贴标准的通知",
        "甲民发〔2023〕7号",
        "各区县民政局、财政局：",
        "为提高老年人生活水平，现就调整高龄津贴标准通知如下：",
        "一、调整标准",
        "80至89周岁老年人每人每月由50元提高到100元，90至99周岁由100元提高到200元。",
        "二、资金来源",
        "由市、区县财政分担：",
        "（一）城六区由市级承担60%。",
        "（二）其他区县由市级承担40%。",
        "本通知自2023年7月1日起执行。",
        "甲市民政局",
        "2023年6月20日",
    ]


def test_a_text_without_any_breaks_is_cut_at_its_numbers() -> None:
    text = "为推进养老服务，制定本方案。" + "".join(
        f"{n}、重点任务。{'健全养老服务体系，完善补贴制度。' * 3}" for n in "一二三四"
    )
    assert [line[:3] for line in repair(text).text.split("\n")] == ["为推进", "一、重", "二、重", "三、重", "四、重"]


# --- where it came from ----------------------------------------------------------------------------------------------


def test_edits_keep_the_places_of_what_stays() -> None:
    text = TracedText.of("甲  乙丙").edited([Edit(1, 3, ""), Edit(4, 4, "\n")])
    assert text.text == "甲乙\n丙"
    assert list(text.origins) == [0, 3, 3, 4]
    assert text.source_map().span(Span(0, 2)) == Span(0, 4)


def test_edits_must_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        TracedText.of("甲乙丙").edited([Edit(0, 2, ""), Edit(1, 3, "")])
