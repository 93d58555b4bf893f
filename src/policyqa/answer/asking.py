"""What a question asks of a case: whether somebody may have something, counts, gets it again, whole, or more of it.

Yes/no questions whose asking phrase grants, spares or permits something are told from those on what a text says. General words
of Chinese questions, no topic.
"""

from __future__ import annotations

import re
from itertools import pairwise

from policyqa.retrieve.kinds import SOME
from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of

YES_NO = pattern(
    "是非问",
    r"(?<!差)([一-鿿])(?:给?[我咱俺他她]们?)?不\1(?!多)|([一-鿿]{2})不\2|([一-鿿])得[上了到着起]\3不[上了到着起]|有(?:我|咱|他|她|俺)?们?的?份(?:没|吗|不)|[能可是会应该]否|有没有|有无|[吗嘛][？?。！!]*\Z|(?<![什怎多这那要])么[？?。！!]*\Z|"
    r"(?:不|没有?|不[行成]|吧)[？?！!。]*\Z|(?:(?<![不许认])可|(?<![不可才])能)[^，。？的多几谁哪何什怎呢]{1,6}[？?]\Z|(?:必须|应该|应当)[给批发让补]|真的假的|是真是假|够格|"
    r"照[常样旧]?[发给领拿补享][^，。；？]{0,4}[？?]|\A(?:就|都|也|还|全)?(?:免费|报销|可以|合规|违规)[？?]|\A(?:就|都|也|还)?能[领拿享申报免减][^，。？多少几]*[？?]?\Z",
    reason="is answered by yes or no",
    examples=(
        ("我能领吗", "吗"),
        ("这钱给不给", "给不给"),
        ("岗位津贴可报？", "可报？"),
        ("残保金能免？", "能免？"),
        ("这奖发给我不发", "发给我不发"),
        ("补贴领得上领不上", "领得上领不上"),
        ("补多少", None),
    ),
)
OTHERWISE = pattern(
    "问别的",
    r"多少|(?<![一二三四五六七八九十百千好那这])几[个岁成块分项次张天号]|几(?=上限|成|倍)|(?<!没)[什怎][么样]|(?<!没)啥(?!都|时候都)|咋|谁|哪[个些家年里儿]|多[久大长高]|如何|分别|还是(?!能|可|不)|"
    r"写[明了](?!的)|(?<![的按照据合])规定(?!的)|提到|写|牵头|配合|一样(?![的月拿领给发补享])|一致|一回事|(?:这样|这么)[^，。？]{0,3}(?:答复|回复|回答|告诉|写|填|抄|报上?)|区别(?!对待)|是(?:不是)?(?:固定|封顶|上限|最[高多])|对得上|[记算说]错|给(?:[完清]|出(?!钱))",
    reason="asks for a value, or what a text says",
    examples=(("能领多少", "多少"), ("钱几天能到账", "几天"), ("两份文件一致吗", "一致"), ("能领吗", None)),
)
ALLOWS = pattern(
    "给、让、算",
    r"[能可准让许给补发领享拿报免减退缴交付批收管算够奖赔贴该轮]|支持|符合|合格|达标|放宽|[赶排用沾][得不]?[上到着不]|沾|行(?!业|政|动)|真的(?:假的|[吗么])|是真是假|[作算]数|卡住|有\Z|[帮掏]|[有没][^，。？]{0,6}(?:的份|照顾|[补贴津助奖资优])|有没有份|"
    r"有(?:没有)?[我咱俺他她它]|[不还要]用|要不要|还要|必须|应当|成立|买单|来得及|[一-鿿]得(?:了|成|起|过|掉|上|着|下来|进[去来]?)|肯|贷|会(?!议|计|员|所|保)|包[不括含][^，。？]*[我咱他她爸妈]|[卖借租招录](?!金)|在内|管|受理|继续|接着|"
    r"[成中](?:不[成中]?|吗|么|吧)\Z|归[我咱俺他她]|在[^，。；？]{0,10}(?:里[头面]|之列|范围)|合不合|区别对待|一分(?:钱)?[也都]?不|合适|认(?:不认|吗|账)|[合违]规|稳了|有戏|十拿九稳",
    reason="somebody may, gets, is spared or counts",
    examples=(
        ("给不给", "给"),
        ("轮得到不", "轮"),
        ("坐得了校车吗", "坐得了"),
        ("它在不在里头", "在不在里头"),
        ("搞助餐合不合政策", "合不合"),
        ("门开着吗", None),
    ),
)
ASKS_CRITERION = pattern(
    "问条件本身",
    r"算不算|算得上|能不能算|算(?:够|符合|是|[^，。]{0,6}[吗的])|算“|符不符合|够不够|够[得不]上|够格|达标|哪些人?(?:算|符合)|什么(?:样的?)?(?:人)?(?:算|才算)",
    reason="asks whether a case counts under a condition, so that a text which does not spell it out leaves it open",
    examples=(("他算不算够条件的", "算不算"), ("能领吗", None)),
)
CRITERION = pattern(
    "问有没有某项要求",
    r"(?P<matter>[^，。？对在的有这那、]{2,4})(?:上|方面)?有(?:没有|没)?(?:什么|啥|具体)?(?:要求|限制|规定|门槛|上限|下限)|"
    r"有(?:没有|没)?(?P<matter4>[^，。？什啥具]{2,4})(?:要求|限制|门槛|上限|下限)[吗么没不？]|(?:限不限|分不分|看不看|卡不卡)(?P<matter2>[^，。？]{2,4})|"
    r"要不要(?P<matter3>[^，。？]{0,2}(?:户[口籍]|学历|年龄|证书?|合同|资质))",
    reason="asks whether something matters: where the text does not name it, it does not say",
    examples=(
        ("补助户籍有要求吗", "补助户籍有要求"),
        ("有没有年龄限制？", "有没有年龄限制？"),
        ("要不要本地户口", "要不要本地户口"),
        ("能领吗", None),
    ),
)
AGAIN = pattern(
    "再拿一份",
    r"再[^，。？]{0,8}?(?:报|拿|领|申请|享受|要|补)|还能(?:再)?(?:报|拿|领|申请|享受)|同时|一边[^，。]{1,20}一边|两(?:样|份|头|个|项|笔)[^，。]{0,3}都|重复|叠|相加|加(?:起来|在?一块)|双份|[拿领享报][^，。？几多]{0,2}两[份回次遍]|两[样份头个项笔][^，。]{0,2}(?:一[起块]|[拿领报])|一起(?:拿|领|报)|又(?:拿|领|报)|已经?(?:拿|领|享受|补)",
    reason="asks for a second benefit beside one that is had",
    examples=(("这钱拿了还能不能再报建设补助", "再报"), ("两笔相加最划算", "相加"), ("能领吗", None)),
)
FAILS = pattern(
    "达不到标准",
    r"(?:不|没|未)(?:能|有|够)?(?:达标|符合(?![^，。？]{0,4}吗)|合格|达到|满足|通过)",
    reason="a proviso that something meets a standard fails when it is said not to",
    examples=(("国家标准不达标", "不达标"), ("符合标准吗", None)),
)
MEETS = pattern(
    "达到标准",
    r"(?:标准|国标|要求|条件|验收|规划)[^，。；？不没未]{0,6}(?:都|全|也)?(?:符合|达标|达到|合格|满足|通过|对得上|过了)|(?<![不没未])(?:符合|达到|满足|通过)了?[^，。；？不没吗]{0,8}(?:标准|要求|验收|规划)(?=[，。；了的])",
    reason="a proviso that something meets a standard is met when it is said to",
    examples=(("国家标准都达标", "标准都达标"), ("标准没达到", None)),
)
FREE = pattern(
    "问要不要钱",
    r"免费|不要钱|白[给拿领]|不掏钱|(?:要不要|用不用|要|用)(?:自己|个人)?(?:[出交掏花]钱|收费|付费)",
    reason="asks whether something costs money",
    examples=(("能不能免费领", "免费"), ("能领吗", None)),
)
SPARED = pattern(
    "想少出钱",
    r"免|减|优惠|打折|半价|少一?半|[不少][用要]?[交缴掏收出]",
    reason="asks to pay less, or nothing",
    examples=(("登记的钱能少一半不", "少一半"), ("能领吗", None)),
)
ALL = pattern(
    "问全部",
    r"全(?:包|免|额|给|由|都?[免报补退])|全部(?:免|报|补|给|退|由)|(?:一分|分文)(?:钱)?(?:也|都)?不|免费",
    reason="asks for the whole where a text may give a part",
    examples=(("行政事业性收费能不能全免", "全免"), ("能免费装吗", "免费"), ("能免吗", None)),
)
MORE = pattern(
    "要更多",
    r"再(?:给|往上)?[加多涨提]|更[高多]|比[^，。]{1,6}[高多]|额外|多给|放宽|上浮",
    reason="asks for more than what all get, or for a limit to be widened",
    examples=(("能不能再加点", "再加"), ("能领吗", None)),
)
EQUAL = pattern(
    "问一样对待",
    r"(?:待遇|补[贴助]|优惠|享受|政策|能|可以)(?![^，。；？]*(?:文件|说|写|规定|口径|标准|文里))[^，。；？像]{0,12}(?:一个?样|一致|同等|相同)(?![的月拿领发])|是不是(?:只[有给]?)?(?:民非|非营利|公办)[^，。；？]{0,4}才",
    reason="asks whether some get what others get, which only a text answers that treats them alike",
    examples=(("待遇跟国内企业一样不", "待遇跟国内企业一样"), ("两份文件补助标准一致吗", None)),
)
#: Behind one of these 几 asks for nothing.
_EITHER = re.compile(r"([能可让给])不\1|能否|可否")
#: Asks whether what is said before is so.
_TAG = re.compile("，(?=(?:是吧|对吧|是不是|对不对|这?对吗|行吗|行不|可以吗)[？。]*$)")
#: Asks whether an age is enough, or too much: 不到六十的要不要.
OF_AGE = re.compile(
    r"岁数|年龄|年纪|(?:不到|没到|不满|没满|超过?)了?(?:\d{2}|[四五六七八九]十)(?![\d多]?[个天年月元块名人平%百千万])"
)
_COUNTS = "(?<![不打预])算(?!下来|[一了过账钱数])|属于|够[得不]?[上着]|包[括含]|叫"
ASKED_WORD = pattern(
    "问一个词算什么",
    rf"(?:{_COUNTS}|认定[为成]|视为)[^，。；？“”\"]{{0,10}}[“「\"](?P<quoted>[^”」\"]{{2,12}})|[“「\"](?P<before>[^”」\"]{{2,12}})[”」\"][^。；？]{{0,8}}(?:{_COUNTS})|"
    rf"(?:算不算|算得上|(?<![不打预])算(?:是|作)?|属于|够[得不]上)(?P<bare>[一-鿿]{{2,8}}?)(?:[吗不么嘛呢？]|\Z)|"
    rf"[按凭][照着]?[“「\"](?P<class_>[^”」\"]{{2,12}})[”」\"]|"
    rf"按(?P<by>[一-鿿]{{2,8}}?)来?算(?:[吗不么嘛呢？]|\Z)|(?:算不算|算得上|(?<![不打预])算(?=[^，。；、？]{{2,8}}[、，][^。；？]*[吗不么嘛]))(?P<whether>[一-鿿]{{2,8}})[，、]",
    reason="asks whether something falls under a word of the text, which then has to say what it means by it",
    examples=(
        ("这样算不算“确有困难”", "算不算“确有困难"),
        ("按“低收入”能申请吗", "按“低收入”"),
        ("算近亲属吗", "算近亲属吗"),
        ("能领吗", None),
    ),
)
MAY_DO = pattern(
    "问让不让做",
    r"支持|[让准许认]不[让准许认]|允不允许|允许|合不合|(?:能不?能?|可以|行)[^，。；？领拿享]{0,4}[办做干搞开弄建改]|[么这][干做办搞弄]|[干做办搞弄]这",
    reason="asks whether something may be done, which a text answers that supports it",
    examples=(("文件支不支持我们村集体弄这", "支持"), ("政府让不让我干这个", "让不让"), ("能领多少", None)),
)
PENDING = pattern(
    "还没有结果",
    r"(?:还|都|尚)[没未][^，。；？]{0,3}(?:办|下来|定|出来|判|认定|弄|看过|评|查|批|给个)|还不(?:知道|清楚|好说)|在等|"
    r"两说|[说拿吃]不准",
    reason="what is not done yet can still be done: it hangs on that",
    examples=(
        ("责任书还没下来", "还没下来"),
        ("房东还没给个准话", "还没给个"),
        ("能不能完工还两说", "两说"),
        ("没有残疾证", None),
    ),
)
CLAIMS = pattern(
    "替自己要",
    r"[领拿享吃报]|到手|申[请领]|[有给轮到][不得没]?[^，。；？]{0,2}[我咱俺他她爸妈]|[我咱俺他她爸妈][^，。；？]{0,8}?(?:能|算|够|有|该|可)",
    reason="asks for money as his own; of what is given to others one may well ask",
    examples=(("能打到她卡上吗", "到她"), ("自理的也给吗", None)),
)
THERE_IS = pattern(
    "问有没有这样的东西",
    r"有(?:没有|无|没)[^，。？补贴奖钱费]{1,14}的(?:地方|去处|地儿|场所|人|机构|[店点班课]|服务|活动|法子|办法)(?:[吗么没]?[？?]?\Z)",
    reason="asks whether there is something of a sort, not whether somebody may have it",
    examples=(("有没有给老人做饭的地方", "有没有给老人做饭的地方"), ("有没有补贴的名额", None)),
)
OWNS = pattern(
    "自己办的",
    r"[我本敝](?:们|这|家的?)*(?:养老|托育|托儿|幼儿|助餐|老年)?(?:村|园|院|所|站|司|公司|单位|企业|中心|店|厂|社区)(?![里的上内老人])|[开办](?:[了的]|一?[家个所间])|[招雇聘]|员工|职工|经营|承包|投资|老板|手底?下|(?:\A|[，。；])院里(?:一[个位名]|收)",
    reason="who runs a facility asks for it, even where a person is named",
    examples=(("楼下开的托班", "开的"), ("我爸住养老院", None)),
)


#: Asks who finds out what is asked in front of it: 合同是真是假，哪个部门核; 核对有没有同时领，是哪个部门配合.
_TO_FIND = re.compile("[核查审验判]|认定|鉴定|把关|比对|说了算")
_WHO_FINDS = re.compile(rf"(?:谁|哪(?:个|些|几)?家?(?:部门|单位|局|机构)?)[^，。？]{{0,6}}(?:{_TO_FIND.pattern})")


#: What the office of a body is there for.
_FUNCTIONS = re.compile(
    "职责|(?:承担|履行|有|是)[^，。？]{0,4}(?:什么|啥|哪些)[^，。？]{0,4}(?:任务|工作|事)|(?:[干做管]|负责)[些点]?(?:什么|啥|哪些)(?![条项])"
)
_OFFICE = re.compile("办公室|办事机构|秘书处|专班")


def asks_functions(text: str) -> bool:
    """Whether a question asks what the office of a body is there for: 联席会议办公室负责啥."""
    return _FUNCTIONS.search(text) is not None and _OFFICE.search(text) is not None


def asks(text: str) -> bool:
    """Whether one of the phrases of a question asks if somebody may have or do something."""
    phrases = [words for words in re.split("[，。；！ ]|(?<=[？?])", f"{_TAG.sub('', text).rstrip('？?。！')}？") if words]
    found_out = (is_found_out(words, behind) for words, behind in pairwise((*phrases, "")))
    return any(_asks_phrase(words) for words, found in zip(phrases, found_out, strict=True) if not found)


def is_found_out(words: str, behind: str) -> bool:
    """Whether who finds out what ``words`` ask is asked in the phrase ``behind`` them: 合同是真是假，哪个部门核."""
    return YES_NO.regex.search(words) is not None and "？" not in words and _WHO_FINDS.search(behind) is not None


def _asks_phrase(words: str) -> bool:
    words = SOME.sub("些", words)  # 没去几天能退吗 asks for no number of days
    if _EITHER.search(words):  # 能不能让我歇几天
        words = re.sub("几(?=[一-鿿])", "些", words)
    asked = YES_NO.regex.search(words)
    if asked and EQUAL.regex.search(words):
        return True
    if THERE_IS.regex.search(words):
        return False
    return asked is not None and ALLOWS.regex.search(words.rstrip("？?")) is not None and not OTHERWISE.regex.search(words)


def asking(text: str) -> str:
    """The phrase of a question that asks for something, its last one by default."""
    phrases = [words for words in phrases_of(text) if words]
    asking = [words for words in phrases if _asks_phrase(words)]
    return (asking or phrases or [""])[-1]
