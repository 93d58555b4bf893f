"""Who gets what, by the words of a text alone: tables over invented documents of other places, and over the curated rules."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from policyqa.answer.eligibility import asks_eligibility, eligibility
from policyqa.answer.lists import whole_list
from policyqa.answer.parts import Part, is_faithful
from policyqa.facts.rules import Rule, load_rules
from policyqa.ingest.corpus import Catalogue, load, parse, scan
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import pairs
from policyqa.settings import default_corpus
from policyqa.text.lexicon import Lexicon
from policyqa.types import Document, Question

LEXICON = Lexicon.of_corpus(default_corpus())

ELDERS = """丙市老年人福利补贴办法

丙政办发〔2024〕9号

一、高龄津贴。具有本市户籍、年满80周岁的老年人，可以申请高龄津贴。80—89周岁的每人每月60元，90—99周岁的每人每月120元。

二、护理补贴。对经评估为失能的低保、特困老年人，每人每月发放护理补贴400元。已享受残疾人护理补贴的，不再给予护理补贴。

三、家庭改造。对特困、低保、低收入家庭中的失能、残疾老年人家庭，农村家庭按每户不超过3000元、城镇家庭按每户不超过5000元的标准给予改造补贴。

四、公交。65周岁以上老年人免费乘坐市内公交车。

五、助餐。对符合条件的老年人到助餐点就餐给予补贴。

六、入住。优抚对象、计划生育特殊家庭、残疾老年人优先入住公办养老机构，空余床位在满足特困人员需求的前提下可向社会老年人开放。

七、托班。鼓励有条件的幼儿园招收2～3岁幼儿。

八、陪护。支持用人单位落实独生子女陪护假。
"""

HOMES = """丁县养老托育机构扶持办法

丁政发〔2023〕12号

第一条 对社会力量新建的养老机构，每张床位给予8000元建设补助；改扩建的，每张床位给予4000元建设补助。

第二条 养老机构收住失能老年人的，按三星级、四星级、五星级分别给予每人每月100元、150元、200元运营补助。

第三条 连锁经营托育机构5家以上的，给予一次性15万元奖励。

第四条 床位不少于30张、运营满两年的养老机构，可以申请示范机构。

第五条 利用建筑面积800平方米以下的场所举办托育机构的，可不再要求办理环评手续。

第六条 养老机构不得向老年人收取押金。

第七条 托育机构收费每月不得超过1800元。

第八条 此项补助不与市级建设补助重复享受。

第九条 对毕业两年内、在本县养老机构从事护理工作满六个月的高校毕业生，给予1万元入职补贴。

第十条 对取得高级工以上证书的护理员，每月给予300元岗位津贴。

第十一条 非营利性养老机构自用房产免征房产税，营利性养老机构减半征收。

第十二条 允许超过法定退休年龄的护理员参加工伤保险。

第十三条 见习单位留用率达到60%以上的，按每人1500元给予补贴。

第十四条 对营业满一年且考核合格的助餐点，每年给予3万元运营补助。
"""


LISTS = """戊市老年人护理补贴办法

第一条 具有下列情形之一的老年人，可以申请护理补贴：

（一）年满80周岁的；

（二）经评估为失能的；

（三）低保家庭中年满70周岁的。

第二条 申请示范机构应当具备下列条件：

（一）床位不少于50张；

（二）运营满三年。

符合条件的，给予10万元奖励。

第三条 有下列情形之一的，不再发放补贴：

（一）户籍迁出本市的；

（二）入住养老机构的。

第四条 残疾人生活补贴每人每月110元，残疾人护理补贴标准为：一级每人每月160元，二级每人每月130元。
"""


SERVICES = """己市老年人关爱服务方案

一、探访。为独居、留守老年人每月探访2次。探索为老年人配备定位手环。

二、健康。做好残疾、失智老年人家庭随访和60周岁及以上老年人口腔检查服务工作。

三、洗浴。为经济困难的失能老年人每月提供1次免费洗浴。

四、取暖。对特困老年人、低保家庭中的残疾老年人免费安装暖气，其他老年人家庭按费用的20%给予补贴。

五、资助。特困人员、低保对象和持证的一级残疾人，个人缴费由财政全额资助；低保边缘家庭成员，个人缴费由财政资助一半。

六、年限。对在养老机构连续工作达到规定年限的护理员，给予奖励。

七、就餐。对经认定的食堂给予3万元补贴；70周岁及以上老年人就餐，每人每餐补贴2元。

八、津贴。护理员每人每月津贴200元，技能较高的可适当上浮。行政人员不享受。

九、康复。对象为0至12周岁的残疾儿童，每人补助9000元。家庭经济困难的可适当延长救助年龄。

十、租房。新就业的毕业生可以申请租房补贴，申请人须为本市户籍且实际居住在本市。

十一、生育。2022年1月1日以后出生的二孩，父母至少一方为本市户籍的，可以申领补贴。

十二、断缴。参保人员中断缴费不超过4个月的，补缴后不设等待期；中断缴费超过4个月的，补缴后设置等待期，等待期内费用不予支付。

十三、等级。护理站被评为一级、二级、三级的，分别给予1万元、2万元、3万元奖励。

十四、创业。毕业6年内的毕业生创办小微企业，经营满1年的，给予8000元补贴。

十五、增发。低保对象中的下列人员，按照一定比例增发保障金：

（一）75周岁以上老年人增发20%；

（二）未成年人增发10%。
"""

LAWS = """庚市用工保障条例

第一条 职工有下列情形之一的，视同因公受伤：

（一）在岗位上突发疾病，24小时内死亡的；

（二）在救灾活动中受到伤害的；

（三）曾经服役，已取得军人伤残证，旧伤复发的。

第二条 符合下列条件的职工，可以领取待岗补助：

（一）缴纳失业保险满两年；

（二）非因本人意愿离职；

（三）已经办理求职登记。

第三条 下列人员应当参加互助保险：

（一）在职职工；

（二）年满20周岁的居民。

在校学生暂不纳入。

第四条 有下列情形之一的，不予受理鉴定申请：

（一）距上一次鉴定不满3个月的，但伤情发生重大变化的除外；

（二）提供虚假材料的。
"""


@cache
def documents() -> dict[str, Document]:
    return {
        "bing": parse("bing", ELDERS),
        "ding": parse("ding", HOMES),
        "wu": parse("wu", LISTS),
        "ji": parse("ji", SERVICES),
        "geng": parse("geng", LAWS),
    }


@cache
def shipped() -> dict[str, Document]:
    catalogue = Catalogue.load(default_corpus())
    return {file.doc_id: load(file, catalogue=catalogue) for file in scan(default_corpus())}


@cache
def rules() -> tuple[Rule, ...]:
    return load_rules(default_corpus())


def judged(
    question: str,
    doc_id: str,
    path: str,
    *,
    of: Mapping[str, Document],
    rules: tuple[Rule, ...] = (),
    history: tuple[str, ...] = (),
) -> Part | None:
    """The verdict on a question for which retrieval found the one clause."""
    document = of[doc_id]
    clause = next(clause for clause in document.clauses if clause.path == path)
    query = understand(Question(question, history), policies=[document.policy], lexicon=LEXICON)
    counts = Counter(term for clause in document.clauses for term in set(pairs(clause.text)))
    total = len(document.clauses)
    weights = {term: math.log(1 + (total - counts[term] + 0.5) / (counts[term] + 0.5)) for term in pairs(query.text)}
    verdict = eligibility(query, whole_list(clause, document), weights, lexicon=LEXICON, rules=rules)
    if verdict is None:
        return None
    assert is_faithful(verdict.part, of), verdict.part.text
    return verdict.part


INVENTED = [
    # question, document, clause, verdict, words of the answer
    ("我妈82了，户口在本市，高龄津贴能领吗？", "bing", "一", "符合", "60元"),
    ("我爸75岁，本地户口，能申请高龄津贴吗？", "bing", "一", "不符合", "没有达到"),
    ("我奶奶九十多岁，户口在外省，高龄津贴能不能领？", "bing", "一", "不符合", "户口在外省"),
    ("老父亲81岁，能领高龄津贴吗？", "bing", "一", "有条件", "户口在本市吗"),
    ("我爸瘫了，家里吃低保，护理补贴给不给？", "bing", "二", "符合", "400元"),
    ("我爸瘫了，我们不是低保也不是特困，能领护理补贴吗？", "bing", "二", "不符合", "低保"),
    ("我妈身体硬朗，是低保户，护理补贴能领吗？", "bing", "二", "不符合", "失能"),
    ("农村低保户，老人有残疾证，家里改造能补吗？", "bing", "三", "符合", "3000元"),
    ("城里的，家里不困难，老人残疾，改造能补吗？", "bing", "三", "不符合", "低保"),
    ("我今年66岁，坐公交能不能免费？", "bing", "四", "符合", "免费"),
    ("我才六十岁，坐公交能免费吗？", "bing", "四", "不符合", "65周岁以上"),
    ("我妈去助餐点吃饭，她算不算符合条件的？", "bing", "五", "文件未写明", "符合条件"),
    ("我爸是残疾人，想住公办养老院，能优先吗？", "bing", "六", "符合", "优先入住"),
    ("我们是失独家庭，住公办养老院能不能优先？", "bing", "六", "符合", "计划生育特殊家庭"),
    ("社会上的老人能不能住公办养老机构的空余床位？", "bing", "六", "有条件", "前提下"),
    ("孩子两岁半，幼儿园能收吗？", "bing", "七", "有条件", "有条件的幼儿园"),
    ("我是独生子女，陪护假能不能休10天？", "bing", "八", "文件未写明", "陪护假"),
    ("自己出钱新盖的养老院，床位补助能拿吗？", "ding", "第一条", "符合", "8000元"),
    ("厂房改建的养老院，床位补助够不够条件？", "ding", "第一条", "符合", "4000元"),
    ("财政出资盖的养老院，床位补助能拿吗？", "ding", "第一条", "不符合", "社会力量"),
    ("我们四星级养老院收了失能老人，运营补助能申请吗？", "ding", "第二条", "符合", "150元"),
    ("我们养老院没评星级，收了失能老人，运营补助能申请吗？", "ding", "第二条", "不符合", "星级"),
    ("我爸瘫了，住四星级养老院，运营补助能发给我们吗？", "ding", "第二条", "不符合", "发给机构"),
    ("我们开了3家托育机构，这个奖励能拿吗？", "ding", "第三条", "不符合", "5家以上"),
    ("连锁的托育机构有6家，能不能拿奖励？", "ding", "第三条", "符合", "15万元"),
    ("我们养老院有50张床，运营三年了，能申请示范机构吗？", "ding", "第四条", "符合", "示范机构"),
    ("养老院20张床，运营三年，能申请示范机构吗？", "ding", "第四条", "不符合", "不少于30张"),
    ("养老院40张床，刚开业八个月，能申请示范机构吗？", "ding", "第四条", "不符合", "满两年"),
    ("500平的房子办托育园，环评能不能不办？", "ding", "第五条", "符合", "环评"),
    ("一千平的房子办托育园，环评能不能不办？", "ding", "第五条", "不符合", "800平方米以下"),
    ("养老院能不能收押金？", "ding", "第六条", "不符合", "不得"),
    ("托育园每月收2500元可以吗？", "ding", "第七条", "不符合", "1800元"),
    ("托育园每月收1500元可以吗？", "ding", "第七条", "符合", "1800元"),
    ("市里的建设补助已经拿了，这个还能再领吗？", "ding", "第八条", "不符合", "重复享受"),
    ("毕业一年半，在县里养老院干了八个月护理，入职补贴能拿吗？", "ding", "第九条", "符合", "1万元"),
    ("毕业三年了，在县里养老院干护理一年，入职补贴能拿吗？", "ding", "第九条", "不符合", "两年内"),
    ("刚毕业，在县里养老院做护理三个月，入职补贴能拿吗？", "ding", "第九条", "不符合", "六个月"),
    ("我有技师证，做护理员，岗位津贴能领吗？", "ding", "第十条", "符合", "300元"),
    ("我是中级工，做护理员，岗位津贴能领吗？", "ding", "第十条", "不符合", "高级工以上"),
    ("护理员没考证，岗位津贴能领吗？", "ding", "第十条", "不符合", "高级工以上"),
    ("民非养老院，房产税能免吗？", "ding", "第十一条", "符合", "免征房产税"),
    ("营利性养老院，房产税能全免吗？", "ding", "第十一条", "不符合", "减半"),
    ("62岁的护工，能不能参加工伤保险？", "ding", "第十二条", "符合", "工伤保险"),
    ("见习了10个人留用了5个，补贴能领吗？", "ding", "第十三条", "不符合", "60%以上"),
    ("我们助餐点开业两年，考核合格，运营补助能申请吗？", "ding", "第十四条", "符合", "3万元"),
    ("我们助餐点考核没通过，运营补助还能申请吗？", "ding", "第十四条", "不符合", "考核合格"),
    # conditions that are counted off: one of them is enough, all have to hold, or one refuses
    ("我爸82岁，能申请护理补贴吗？", "wu", "第一条", "符合", "年满80周岁"),
    ("我爸75岁，瘫了，能申请护理补贴吗？", "wu", "第一条", "符合", "失能"),
    ("我爸75岁，身体好，家里不困难，能申请护理补贴吗？", "wu", "第一条", "不符合", "低保家庭中年满70周岁"),
    ("我们院有60张床，开了五年，能申请示范机构吗？", "wu", "第二条", "符合", "不少于50张"),
    ("我们院只有30张床，开了五年，能申请示范机构吗？", "wu", "第二条", "不符合", "不少于50张"),
    ("户口迁到外地了，补贴还发不发？", "wu", "第三条", "不符合", "户籍迁出本市"),
    # what the text does not have is not written, whatever the case
    ("托育园连锁奖励要不要本地户口？", "ding", "第三条", "文件未写明", "户口"),
    ("外地户口的老人去助餐点吃饭能补吗？", "bing", "五", "文件未写明", "户籍"),
    # a service for people is theirs, though no word gives it; what is only tried out is nobody's yet
    ("我奶奶一个人独居，社区会来探访吗？", "ji", "一", "符合", "每月探访2次"),
    ("能不能给我爸配个定位手环？", "ji", "一", "文件未写明", "探索"),
    ("我妈刚满60，那个口腔检查她够年龄吗？", "ji", "二", "符合", "60周岁及以上"),
    ("我爸58岁，口腔检查够岁数没有？", "ji", "二", "不符合", "60周岁及以上"),
    # a class without a limit leaves it open, one beside others only where these do not decide
    ("我妈失能，退休金不多，算不算“经济困难”，能免费洗浴吗？", "ji", "三", "文件未写明", "经济困难"),
    ("我干了三年护理，那个奖励能领吗？", "ji", "六", "文件未写明", "规定年限"),
    ("我是护理员，技能挺高，津贴能不能再加点？", "ji", "八", "文件未写明", "上浮"),
    ("孩子13岁，有残疾，康复补助还能领吗？", "ji", "九", "文件未写明", "适当延长"),
    # two sorts of persons side by side, and what each of them is given
    ("我叔是特困老人，暖气能免费装吗？", "ji", "四", "符合", "免费安装"),
    ("我是特困人员，个人缴费能不能免？", "ji", "五", "符合", "全额资助"),
    ("我71岁，就餐补贴能享受吗？", "ji", "七", "符合", "每人每餐补贴2元"),
    # who is named as left out, and what another sentence demands
    ("我是养老院的行政人员，护理员津贴能领吗？", "ji", "八", "不符合", "行政人员不享受"),
    ("我刚毕业，本市户口，租房补贴能申请吗？", "ji", "十", "有条件", "租房补贴"),
    # dates, one of two parents, how long payments were broken off
    ("二胎，2023年5月生的，孩子他爸是本市户口，我是外地户口，补贴能领吗？", "ji", "十一", "符合", "2022年1月1日以后"),
    ("二胎，2021年5月生的，我们都是本市户口，补贴能领吗？", "ji", "十一", "不符合", "2022年1月1日以后"),
    ("医保断了三个月，补缴上了，可以马上享受吗？", "ji", "十二", "符合", "不设等待期"),
    # grades; whose a subsidy for a start of one's own is; a rate that the list gives
    ("我们护理站评上二级，奖励能拿吗？", "ji", "十三", "符合", "2万元"),
    ("我们护理站才评上四级，奖励能拿吗？", "ji", "十三", "不符合", "一级"),
    ("我毕业四年，自己办了个小公司，补贴能领吗？", "ji", "十四", "有条件", "8000元"),
    ("我妈76，吃低保，能多发点保障金吗？", "ji", "十五", "符合", "20%"),
    # of cases counted off the one that is told decides; a paper has to be told
    ("同事在岗位上突发疾病，20个小时后死亡，能算因公受伤吗？", "geng", "第一条", "符合", "视同"),
    ("同事在岗位上突发疾病，三十个小时后死亡，能算因公受伤吗？", "geng", "第一条", "不符合", "超过了"),
    ("我服役时受过伤，现在旧伤复发，能算因公受伤吗？", "geng", "第一条", "有条件", "军人伤残证"),
    ("我被裁员了，失业保险交了三年，求职登记也办了，待岗补助能领吗？", "geng", "第二条", "符合", "待岗补助"),
    ("我自己辞职走的，失业保险交了三年，待岗补助能领吗？", "geng", "第二条", "不符合", "非因本人意愿"),
    ("我被裁员了，失业保险交了三年，登记还没办，待岗补助能领吗？", "geng", "第二条", "有条件", "求职登记"),
    ("我25岁，没工作，互助保险能参加吗？", "geng", "第三条", "符合", "年满20周岁"),
    ("两个月前鉴定过，现在再申请鉴定能受理吗？", "geng", "第四条", "不符合", "不满3个月"),
    ("两个月前鉴定过，最近摔了，算不算“重大变化”，能再申请吗？", "geng", "第四条", "文件未写明", "重大变化"),
    # of several sums the one for the case
    ("我爸有二级残疾证，残疾人护理补贴能领吗？", "wu", "第四条", "符合", "二级每人每月130元"),
]


FORMS = [
    ("每月那200块还发不发？", True),
    ("契税还用交吗？", True),
    ("奖金有没有我们的份？", True),
    ("该不该按居民价？", True),
    ("超过70岁的也能参加吗，卡不卡年龄？", True),
    ("补助对学历有没有要求？", True),
    ("入职奖励领了要不要退？", True),
    ("每张床补多少？", False),
    ("幸福院归谁管？", False),
    ("两份文件写的一样吗？", False),
]


@pytest.mark.parametrize(("question", "asks"), FORMS)
def test_questions_that_ask_for_a_verdict(question: str, asks: bool) -> None:
    assert asks_eligibility(understand(Question(question), lexicon=LEXICON, policies=[])) == asks


@pytest.mark.parametrize(("question", "doc_id", "path", "verdict", "words"), INVENTED)
def test_verdicts_by_the_words_of_a_text(question: str, doc_id: str, path: str, verdict: str, words: str) -> None:
    part = judged(question, doc_id, path, of=documents())
    assert part is not None
    assert (part.verdict, words in part.text) == (verdict, True), part.text
