"""What questions ask for, and the form that their answers have."""

import pytest

from policyqa.retrieve.forms import form_of
from policyqa.retrieve.kinds import kinds_of
from policyqa.text.fold import plain

ASKED = [
    # a question, what it asks for, the form of its answer
    ("高龄津贴每人每月多少钱？", "金额", "金额"),
    ("护理补贴怎么算？", "金额", "金额"),
    ("建一张床位补几千？", "金额", "金额"),
    ("最多能报销多少？", "金额", "金额"),
    ("给老人做助浴的机构能拿多少补贴？", "金额", "金额"),
    ("全区要建多少个托育园？", "数量", "数目"),
    ("有几个街道办了食堂？", "数量", "数目"),
    ("补贴一年发几次？", "数量", "次数"),
    ("这个补贴能发几年？", "数量", "年数"),
    ("入托率要达到百分之几？", "数量", "比例"),
    ("床位使用率要达到多少？", "数量", "比例"),
    ("护理员和老人的比例是一比几？", "数量", "配比"),
    ("满多少岁可以领？", "数量", "年龄"),
    ("几个工作日办完？", "数量", "天数"),
    ("多少分算三星？", "数量", "分数"),
    ("托育备案归谁管？", "单位", "单位"),
    ("哪个部门牵头做这件事？", "单位", "单位"),
    ("我妈不能走路，该找谁评估？", "单位", "单位"),
    ("什么时候完成？", "时间", "时间"),
    ("哪年建成投用？", "时间", "时间"),
    ("要多长时间能办好？", "时间", "时间"),
    ("我能领吗？", "判断", None),
    ("这样行么", "判断", None),
    ("八十岁的老人可不可以申请？", "判断", None),
    ("政府管不管？", "判断", None),
    ("养老院要不要消防验收？", "判断", None),
    ("时间银行指的是什么？", "定义", None),
    ("长者食堂是干什么用的？", "定义", None),
    ("有哪些补贴？", "列举", None),
    ("申请需要哪些材料？", "列举", "材料"),
    ("新的养老院建在哪里？", "地点", "地点"),
    ("怎么申请护理补贴？", "方法", None),
    ("如何办理备案手续？", "方法", None),
    ("这件事哪家机关来查？", "单位", "单位"),
    ("这担子落到哪几家头上？", "单位 列举", "单位"),
    ("请说明特困老人的护理补贴标准。", "金额", "金额"),
    ("一个人一个月是多少？", "金额", "金额"),
    ("养老金由哪两部分组成？", "列举", None),
    ("大店带小店，这种做法叫什么？", "", "名称"),
    ("这份办法是根据哪部法规定的？", "", "依据"),
    ("搞评级的目的是什么？", "定义", "目的"),
    ("残疾分成几级？", "数量", "分级"),
    ("收多少钱要不要贴出来？", "判断", None),
    ("以前的工作年限怎么算？", "", None),
    ("救助到底跟哪申请？", "地点", "地点"),
    # several at once; the first form counts
    ("床位分别补多少？", "列举 金额", "金额"),
    ("互助幸福院归谁管，什么时候完成？", "单位 时间", "时间"),
    # who may have something is no question for a unit, and a bare topic asks for nothing
    ("谁能享受高龄津贴？", "", None),
    ("谁家可以申请？", "", None),
    ("哪几家护理院最近？", "列举", "名录"),
    ("好几个村合办的食堂", "", None),
    ("补助标准", "", None),
    # but the bare name of what is given asks how much it is
    ("农村食堂补助", "金额", "金额"),
    ("服务券补贴标准", "金额", "金额"),
    # some of a thing is no number that is asked for
    ("院里住了十几名老人，能不能评星级？", "判断", None),
    ("想在屋里装几个扶手，政府管不管？", "判断", None),
    ("交了好几年社保，能领吗？", "判断", None),
    ("补几个月，能领吗？", "数量 判断", "月数"),
    ("收费项目谁来公示？", "单位", "单位"),
    ("他们收多少钱也不说，合规吗？", "判断", None),  # not the sum is asked for
    ("孩子没去几天，能退吗？", "判断", None),
    ("补贴分了多少人？", "数量", "数目"),
    ("菜价", "金额", "金额"),
    ("房租一平米多少？", "金额", "金额"),
    ("单个项目的奖金", "金额", "金额"),  # no 目的
    ("养老院建在哪条路几号？", "时间 地点", "地点"),
    ("几年认证一回？", "数量", "频次"),
    ("福利院总建筑面积", "", "面积"),
    ("不达标怎么处罚？", "方法", "后果"),
    ("干不满两年，奖金要不要退回去？", "判断", "后果"),
    ("申请表在哪里下载？", "地点", "网址"),
    ("津贴明年涨不涨？", "判断", "涨"),
    ("定点机构名单", "", "名录"),
    ("老年食堂有哪几家？", "列举", "名录"),
    ("章程该由谁来定？", "单位", "单位"),
    ("今天天气不错", "", None),
]


@pytest.mark.parametrize(("question", "kinds", "form"), ASKED)
def test_what_a_question_asks_for(question: str, kinds: str, form: str | None) -> None:
    asked = plain(question)
    found = form_of(asked)
    assert {kind.value for kind in kinds_of(asked)} == set(kinds.split())
    assert (found.name if found else None) == form


SAME = [
    ("護理補貼怎麼算？", "护理补贴怎么算？"),
    ("托育備案歸誰管?", "托育备案归谁管？"),
    ("补 贴 多 少 钱 ？", "补贴多少钱？"),
    ("你能来,我能领吗?", "你能来，我能领吗？"),
]


@pytest.mark.parametrize(("written", "simplified"), SAME)
def test_script_and_width_do_not_matter(written: str, simplified: str) -> None:
    assert kinds_of(plain(written)) == kinds_of(plain(simplified)) != frozenset()
    assert form_of(plain(written)) == form_of(plain(simplified))


HOLDS = [
    # the form that a question asks for, a text that has it, and one that only speaks of the matter
    ("谁来出这笔钱？", "保费由政府承担的比例为七成，即承担保费的70%", "保费按年缴纳"),
    ("什么时候建成？", "建设年限2023—2026", "按计划建成"),
    ("多少天办完？", "自受理之日起15个工作日内办结", "按规定及时办结"),
    ("几岁能领？", "年满80周岁的老年人", "高龄老年人"),
    ("发几个月？", "连续发放12个月", "按月发放"),
    ("发几年？", "连续发放三年", "2023年1月起发放"),
    ("一年几次？", "每年召开两次会议", "定期召开会议"),
    ("给多少钱？", "每床补助1万元", "按规定给予补助"),
    ("收费是多少？", "免征房产税", "落实税收政策"),
    ("保险费一年多少？", "每人每年保险费50元", "保险费用政府承担比例提高至70%"),  # what it costs is no share
    ("怎么处罚？", "逾期不改的，取消资格", "配备留样柜"),
    ("在哪个网站报名？", "登录市民政局网站申请", "向社区提出申请"),
    ("食堂要多大面积？", "建筑面积不少于180平方米", "设座不少于40个"),
    ("津贴涨不涨？", "每年调整一次标准", "每人每月60元"),
    ("覆盖率要到多少？", "覆盖率达到80%", "扩大覆盖面"),
    ("要建多少个？", "建成三所示范园", "建设示范园"),
    ("什么时候建成？", "2025年12月底前建成", "尽快建成"),
    ("归谁管？", "由区民政局负责", "要抓好落实"),
    ("到哪儿申请？", "向社区提出申请", "本人可以申请"),
    ("要什么材料？", "提交身份证明", "向社区提出"),
    ("多久查一次？", "每半年抽查一次", "加强抽查"),
    ("每月几号到账？", "每月15日前发放", "按月发放，每人300元"),
    ("几月份报名？", "每年9月受理申请", "每年受理一次，三个月内办结"),
    ("一次陪多长时间？", "每次不少于2小时", "每年不少于四次"),
    ("哪几家公司能承保？", "由某某财产保险公司承保", "统一购买意外伤害保险"),
]


@pytest.mark.parametrize(("question", "answering", "other"), HOLDS)
def test_a_text_without_the_form_does_not_answer(question: str, answering: str, other: str) -> None:
    form = form_of(plain(question))
    assert form is not None
    assert form.holds.search(answering)
    assert not form.holds.search(other)
