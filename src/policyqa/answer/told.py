"""Whether a question tells what a condition says in free words: 签了协议 tells 签订服务协议, 没备案 denies 已备案.

A condition that leaves a record (a paper, a registration, an agreement, a decision, a payment) is told only by the words of
that record; any other by enough of its words, the rare ones counting more. On ambiguity, None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from policyqa.text.patterns import pattern
from policyqa.text.sentences import phrases_of
from policyqa.text.words import Word, dictionary

RECORD = pattern(
    "留下记录的事",
    r"登记|注册|备案|签[订署约]|协议|合同|证书|[一-鿿]{2}(?<![认保论验公求])证(?![明据实券监])|执照|许可|资质|验收|考核|评[定审估选]|鉴定|认定|"
    r"审[核批查]|批准|公示|名[单录]|目录|缴[纳费存]|参[加保]|首次|建档|入驻|实际居住|稳定|落户|转诊|手续|立项|抵押",
    reason="who meets it has something to show for it, so that it has to be told",
    examples=(("并签订普惠托育协议", "签订"), ("在区卫健局备案", "备案"), ("长期卧床", None)),
)
#: What somebody has already had, and how a question tells that of him.
_HAD = re.compile(r"(?:已经?|正在|曾)[^，。；]{0,8}?(?:享受|领取|获得|取得|申领|纳入)|\A(?:享受|领取)")
_HAS_HAD = re.compile(
    "(?<![没未])(?<!没有)(?:领|拿|享受|吃|得|报|补|做|办|申请|获评?)[^，。；？能]{0,6}[过了着]|已经?|正在?(?:领|拿|享受)|每月[领拿]|(?<!没)都有"
)
#: Kin by the classes that texts name: of the direct line, near by the Civil Code (1045), any.
_LINEAL = "爸|妈|爹|娘|父亲|母亲|父母|爷爷|奶奶|姥|外公|外婆|祖[父母]|儿子|女儿|闺女|孙[子女]"
_NEAR = f"{_LINEAL}|老公|老婆|丈夫|妻子|爱人|老伴|配偶|亲?[哥姐弟妹]"
DISTANT = re.compile("侄|外?甥|[儿孙]媳|女婿|岳|丈[人母]|公公|婆婆|叔|[伯姑舅姨婶嫂]|堂[哥兄姐弟妹]|表[哥兄姐弟妹]|亲家|亲戚")
#: How people speak of acts that leave a record, of kin and of things.
SPOKEN = tuple(
    (re.compile(official), re.compile(lay))
    for official, lay in (
        ("直系亲属", _LINEAL),
        ("近亲属", _NEAR),
        ("(?<![近系])亲属", f"{_NEAR}|{DISTANT.pattern}"),
        ("独居", "一个人(?:过|住|生活)|单过|独自"),
        ("夫妻|空巢", "(?:老两口|俩人?|夫妻)[^，。；]{0,6}[过住]|(?:儿女|孩子|子女)[^，。；]{0,6}(?:不在|外地|外省|没在)"),
        ("收养", "[领抱]养"),
        ("抛荒|撂荒", "荒[着了废]|没人?种"),
        ("酗酒", "喝[醉多]|醉酒"),
        ("斗殴", "打架|打起来|动手"),
        ("餐饮", "吃饭|下馆子|饭[店馆]"),
        ("改造", "改一?[改下]"),
        ("公交车|公共汽电?车", "公交"),
        ("支付|给付|赔付", "[给付赔出][了过]"),
        ("机动车|车辆|汽车", "[轿货卡跑越汽]车|面包车|摩托|三轮|有车"),
        ("出售|转让|变卖", "卖[了掉给过]|过户"),
        ("出租|转租|租用|承租|租赁", "租给|租出去|租[了的着]"),
        ("住房|房屋", "房"),
        ("缴纳|缴费|缴存|参[加保]", "[交缴上][着了过满够]?|参保"),
        ("取得|获得", "拿|考|领|办|评"),
        ("签[订署约]|协议", "签"),
        ("登记|注册", "登了|登过|登记|注册|执照|法人证"),
        ("备案", "备[了过]?案"),
        ("评[定审估选]|鉴定|认定|考核|验收", "评[上了过为成]|评的|定[了过]|判"),
        ("购买|购置|购房", "买"),
        ("修建|建造|兴建", "[挖盖修建砌]"),
        ("无法", "没(?:办)?法|[一-鿿]不[成了下动]"),
        ("营业|运营", "开[了过]?[门张业]|营业|运营"),
        ("首次", "头[一]?[回次遭]|第一[次回]|首次|初次"),
        ("落户|户籍", "户口|落户"),
        ("居住", "住"),
        ("入住", "住进|住[在了着][^，。；]{0,6}(?:院|机构|公寓|中心)"),
        ("处罚", "罚[了过单款]|[挨被受]过?罚"),
        ("就读", "[上念读](?:的|了|着|过)|[上念读在][^，。；]{0,8}[园学托]"),
        ("返聘", "[请聘叫喊]回"),
        ("托育|入托", "普惠园|托班|小托|大托"),
        ("住宅", "住房|自建房|楼房|民房|居民楼|老房"),
        ("自有", "自家|自己[的家]|自建|名下"),
        ("高中", "高[一二三中]"),
        ("盲人|视力", "看不[见到清]|失明"),
        ("单独|独自", "一个人|自己"),
        ("供餐", "管[^，。]{0,3}[饭餐]"),
        ("子女", "孩子|[娃孩]|儿子|女儿|闺女|老[大二三]"),
        ("单位|企业", "公司|厂"),
        ("在编", "[有带]编|编制"),
        ("举办|开办", "[开办建盖][了的成]|改[成造建]"),
    )
)
#: What is said to the same effect, however it is denied.
SAME = (
    (re.compile("无业|失业|未就业|待业"), re.compile("没(?:有)?(?:工作|活|班)|没找[着到]|失业|待业|下岗")),
    (
        re.compile("计划生育特殊"),
        re.compile("失独|(?:独生|就一个|只有一个|唯一的)[^。；？]{0,10}(?:没了|去世|走了|不在了|过世)"),
    ),
    (re.compile("不(?:改变|变更|变动)"), re.compile("(?<!不)还是[它他她自原我咱]|没(?:有)?[改变换动]|不想?[变改换]|照旧")),
)
#: What is demanded, and what people say of the opposite.
OPPOSITE = (
    (re.compile("无法|客观原因"), re.compile("嫌|造价高|成本高|太贵|省[钱事]|不想|不愿|懒得")),
    (
        re.compile("同一[^，。；、]{0,8}(?:机构|单位|企业|院|园)"),
        re.compile(
            "[两几三]家(?:机构|单位|院|园)?(?:一?共|总共|合起来|加(?:起来|一?块|一起|上))|各[干做待]了|[跳换转]到了?另(?:外)?一?家"
        ),
    ),
    (re.compile("胜诉"), re.compile("败诉|(?:官司|诉讼|仲裁)[^，。；？没]{0,4}输|输了?[^，。；？没]{0,2}(?:官司|诉讼)")),
    (re.compile("[不未](?:改变|变更|变动)"), re.compile("过户|(?<!没)变更|[换转改]给|换了|改了")),
    (re.compile("专职|全职"), re.compile("兼[职着]|业余|钟点工|小时工|打零工")),
    (
        re.compile("(?:进入|在)[^，。；]{0,6}养老(?:服务)?机构"),
        re.compile(
            r"\A(?!.*(?:养老院|敬老院|养老机构|福利院|养老服务机构)).*?(?:进了?|[在到去])[^，。；]{0,8}(?:托育园|托儿所|幼儿园|医院|卫生院)"
            "[^，。；院]{0,8}(?:带|当|做|干|上班|工作)"
        ),
    ),
    (re.compile("(?<!离)在[职岗]"), re.compile("离[职岗]|辞[职工了]|不干了|(?<!没)退休")),
    (re.compile("[不未]曾?(?:转让|出售|出租)|自用|自住"), re.compile("(?<![没不])卖[了掉给]|转给|(?<!不)出租|租给|租出去")),
)
#: What cannot be done, and how it is said.
_UNABLE = re.compile("无法")
_CANNOT = re.compile("无法|没(?:办)?法|[一-鿿]不[成了下动]")
#: What is demanded to be the first time, and that it is not.
_FIRST = re.compile("首次|初次|第一次")
_BEFORE = re.compile("(?:以前|之前|前几年|去年|前年|早年|曾经?)[^，。；？没未]{0,8}[过了]|第[二三]次|[又再]一?次")
#: A measure without a figure: only in these words it is told.
_COMPARES = re.compile("超[过出]|高于|低于|达不到")
#: Words of denial; limits (不超过) and 是不是 are none.
NOT = r"(?:(?<!有)没有?|未|(?<!是)不(?!少|低|超|高|大|满|足|得|光|仅|但|过(?!期)))"
#: A condition that is met by what is not so. Limits (不超过) and 不变 are none.
NEGATIVE = re.compile(
    r"(?<!逾期)未(?!来|成年)|(?<!残)无(?!障碍)|没有|不(?!少|低|超|高|大|小|满|足|得|变|动产|限|同|含|断|良|予|能自理)|(?<![除并绝等的])非(?!法|常|凡|物质|遗|农|机动|洲|财政|营利|盈利|因?本人)"
)
#: What has never been: 没出过事, 从来没被罚.
_NEVER = re.compile("(?<![还尚])(?:没有?|未曾?)[^，。；？]{0,3}[一-鿿]过(?![户来去])|从(?:来[都也]?)?[没未不]")
#: In front of what is denied in words of speech: 没评, 从来没给他签, 未到民政部门.
_NOT_BEFORE = re.compile(rf"(?<![还尚])(?:{NOT}|没|从没)(?:去|给[他她它我]|去?[到向在跟][^，。；没未不]{{1,8}})?\Z")
#: Behind what is denied: 证没考过, 评估没通过, 协议还没签.
_DENIAL_BEHIND = (
    r"[^，。；？没未不]{0,4}(?:没|未|不)(?:有|能)?"
    r"(?:合格|达标|通过|过|办|下来|拿|考|签|批|评|做|到位|登|备|申|成|搞|弄|符合|达到|(?=[，。；？])|$)"
)
#: A record of its own, whatever else a condition states.
PAPER = re.compile(
    "登记|注册|备案|签[订署约]|协议|合同|执照|许可|验收|考核|审核|批准|建档|缴存|转诊|普惠|定点|示范|规模以上|限额以上|指定"
)
#: A household of a sort: 计划生育特殊家庭.
HOUSEHOLD = re.compile("[一-鿿]{2,8}(?<!借款人)(?<!申请人)(?=家庭)")
#: What somebody or some place has that not all have.
HAS = re.compile(r"有(?![关所])[^，。；的]{1,8}\Z")
#: What has been done to something: 残疾人证被注销的.
_DONE_TO = re.compile("被[^，。；、]{2,6}的?\\Z")
#: By what something is done: 按协议完成服务 does not say that there is one.
_BASIS = re.compile("(?:按照?|依据?|凭|根据)[^，。；]{0,6}(?:协议|合同|约定)")
#: Nouns for whoever it is and verbs for whatever is done: they tell nothing of a case.
_GENERAL = re.compile(
    r"(?:以上)?学历|文化程度|学生|妇女|城乡|群众|市民|村民|公民|享受|领取|获得|同[类一]|费用|进行|要求|情况|有关|相关|具有|拥有|属于|人员|对象|家庭|成员|老年人|老人|亲属|个人|居民|单位|企业|机构|职工|患者|申请人?|借款人|本人|提出|提供|发生|房屋|从事|服务|参加|参保|"
    r"规定|条件|标准|确因|原因|给予|依法|国家|本[市区县省地]|我[市区县省]|其他|部分|主体|组织|人|者|户|我|市|区|县|年|月|日|元|等"
)
#: Verbs of one character that say too little to stand for one of two.
_WEAK = frozenset("有在是要能会可得来去说想做办给让用到上下看问过成为开行")
#: What a compound adds that its first word implies: 住院治疗.
_OF_ANY = re.compile("(?<=..)(?:治疗|服务|活动|工作)\\Z")
#: A word with more characters is made of two, of which the second is its head.
_COMPOUND = 3
#: Between which rarities (-ln p) words count by theirs.
_LEAST, _MOST = 4.0, 10.0
#: How much of a condition's words a question has to say for it to be told.
SHARE = 0.55
#: So much is enough where its record is told.
CORE_SHARE = 0.2
#: How well a word is said by one of its characters, or by the words that speech has for a record.
HALF, SPOKEN_SHARE = 0.5, 0.8


@lru_cache(maxsize=20_000)
def content(text: str) -> tuple[Word, ...]:
    """The words of ``text`` that a condition turns on; single characters that the dictionary leaves over are joined."""
    kept: list[Word] = []
    run: list[Word] = []
    for word in (*dictionary().cut(text), Word("", len(text), 0, "w")):
        if len(word.text) == 1 and word.tag[:1] not in "pcudrxwfqmy":
            run.append(word)
            continue
        if len(run) > 1:
            kept.append(Word("".join(each.text for each in run), run[0].start, 0, "x"))
        run = []
        if (len(word.text) > 1 and word.tag[:1] in "nvabxljiz") or word.text in ("首次", "重新"):
            kept.append(word)
    return tuple(word for word in kept if not _GENERAL.fullmatch(word.text))


@lru_cache(maxsize=20_000)
def _apart(word: str) -> re.Pattern[str]:
    """Two characters with little between them: 交了费 says 交费."""
    return re.compile(f"{re.escape(word[0])}[^，。；？不没未]{{0,2}}{re.escape(word[1])}")


@lru_cache(maxsize=20_000)
def _denial(word: str) -> re.Pattern[str]:
    """What denies a word, in front of it or behind."""
    said = re.escape(word)
    done = rf"[^，。；？]{{0,8}}{said[0]}[过了]{said[1:]}" if len(word) == 2 else said  # 没去民政那边备过案
    said_not = rf"不(?:是|算|属于)[^，。；？的]{{0,6}}{said}"
    return re.compile(rf"{said_not}|(?P<yet>[还尚])?(?:都)?{NOT}(?:[^，。；？]{{0,3}}{said}|{done})|{said}{_DENIAL_BEHIND}")


@dataclass(frozen=True)
class Told:
    """What a question tells. ``text`` are its words, folded; ``facts`` those without the phrase that asks; ``official`` the
    official terms for its lay words."""

    text: str
    facts: str
    official: str

    @cached_property
    def _plain(self) -> str:
        return re.sub(r"([一-鿿]{1,2})不\1|(?:不|没有?)(?=[？?。！]*\Z)", r"\1", self.text)  # 能不能, 能住不 deny nothing

    @cached_property
    def _verbs(self) -> frozenset[str]:
        words = dictionary().cut(self.text)
        return frozenset(
            word.text for word in words if len(word.text) == 1 and word.text not in _WEAK and word.tag[:1] in "vnq"
        )

    def mentions(self, word: str, *, core: bool = False) -> float:
        """How well the question says ``word``: 1 in full or in official terms, less by one of its characters.

        A record that is the ``core`` of a condition is told in the asker's own words alone: who speaks of 手续 has no 备案 yet.
        """
        if word in self.text or (word in self.official and not (core and RECORD.regex.search(word))):
            return 1.0
        if len(word) == 2 and word[0] in self.text and _apart(word).search(self.text):
            return 1.0
        if any(official.search(word) and lay.search(self.text) for official, lay in SPOKEN):
            return SPOKEN_SHARE
        if (first := _OF_ANY.sub("", word)) != word and first in self.text:
            return SPOKEN_SHARE
        if len(word) > 2:
            pairs = [word[i : i + 2] for i in range(len(word) - 1)]
            return sum(pair in self.text or pair in self.official for pair in pairs) / len(pairs)
        return HALF * any(char in self._verbs for char in word)

    def denies(self, word: str) -> bool | None:
        """Whether the question says that ``word`` is not so (没备案, 证没考过); None when it only is not so yet (还没办)."""
        chars = [char for char in (word[0], word[-1]) if char not in _WEAK and word not in self._plain]
        spoken = [char for char in chars if char in self._verbs or f"没{char}" in self._plain]  # 没买房 denies 购买
        heads = [word[2:]] if len(word) > _COMPOUND and word not in self._plain else []  # 不困难 denies 经济困难
        said = (each for each in (*spoken[:1], word, *heads) if each[0] in self._plain and each[-1] in self._plain)
        found = next(filter(None, (_denial(each).search(self._plain) for each in said)), None)
        if found is None:
            return self._denies_spoken(word)
        return None if found["yet"] or re.search("[还尚]都?[没未不]", found[0]) else True

    def _never(self, words: str) -> bool:
        """Whether whatever the question says of a condition is said never to have been: 安全环保都没出过事."""
        if not _NEVER.search(self._plain):
            return False
        about = [phrase for phrase in phrases_of(self._plain) if replace(self, text=phrase, official="").touches(words)]
        return bool(about) and all(map(_NEVER.search, about))

    def _denies_spoken(self, word: str) -> bool:
        """Whether whatever speech has for a record is said not to be: 没评过 denies 认定."""
        if not RECORD.regex.search(word):
            return False
        said = [*re.finditer(re.escape(word), self._plain)]
        said = said or [match for official, lay in SPOKEN if official.search(word) for match in lay.finditer(self._plain)]
        return bool(said) and all(_NOT_BEFORE.search(self._plain, 0, match.start()) for match in said)

    def tells(self, words: str) -> bool | None:
        """Whether a condition in free words is told (True), denied (False) or not spoken of (None)."""
        if any(official.search(words) and lay.search(self.text) for official, lay in SAME):
            return True
        if self.opposes(words):
            return False
        turned = NEGATIVE.search(words)
        if turned and words[turned.start() : turned.end() + 1] in self.text:
            return True  # 无业
        if _FIRST.search(words) and _BEFORE.search(self.text) and not self.mentions("首次"):
            return False
        core = _core(words)
        acts = [word.text for word in content(words) if word.tag[:1] in "va" or turned]
        acts = acts or [word.text for word in content(words)[:1] if len(content(words)) == 1]  # 没残疾
        denied = [self.denies(each) for each in core or acts]
        if _UNABLE.search(words):  # what was not done could have been
            return True if _CANNOT.search(self._plain) and self._speaks(words, core) else None
        if True in denied or (turned is None and self._never(words)):
            return turned is not None
        if None in denied or not self.has_had(words) or not self._speaks(words, core):
            return None
        return True if turned is None else False if any(map(self._has, acts)) else None

    def has_had(self, words: str) -> bool:
        """Whether the question tells that somebody has had what a condition says that he already had; True of any other."""
        return _HAD.search(words) is None or _HAS_HAD.search(self.facts) is not None

    def opposes(self, words: str) -> bool:
        """Whether the question says the opposite of a condition: 租给超市了 of 自用."""
        return any(official.search(words) and lay.search(self.text) for official, lay in OPPOSITE)

    def _has(self, word: str) -> bool:
        """Whether the question says that there is ``word``: 还有一笔贷款."""
        return re.search(f"(?<!没)有[^，。；？没]{{0,6}}{re.escape(word[:1])}", self.text) is not None

    def lacks(self, rest: str) -> bool:
        """Whether what is left of a condition beside what is known of it has to be told as well, and is not."""
        has = HAS.search(rest)
        if (has and content(has[0])) or NEGATIVE.search(rest) or _DONE_TO.search(rest):
            return self.tells(rest) is not True
        core = [*PAPER.findall(rest), *HOUSEHOLD.findall(rest), *(word.text for word in content(rest) if word.tag == "b")]
        return bool(core) and not any(self.mentions(each, core=True) >= SHARE for each in core)

    def touches(self, words: str) -> bool:
        """Whether the question says any word of a condition, or half of one."""
        return any(self.mentions(word.text) >= HALF for word in content(words))

    def _speaks(self, words: str, core: list[str]) -> bool:
        if core and not any(self.mentions(each, core=True) >= SHARE for each in core):
            return False
        return self.speaks(words) >= (CORE_SHARE if core else SHARE)

    def speaks(self, words: str) -> float:
        """How much of the words of a condition the question says; 0 where it has none to say."""
        words = _BASIS.sub("", words)
        if (compares := _COMPARES.search(words)) and compares[0] not in self.text:
            return 0.0
        weights = [(word.text, _weight(word)) for word in content(words)]
        said = sum(weight * self.mentions(word) for word, weight in weights)
        return said / sum(weight for _, weight in weights) if weights else 0.0


def _core(words: str) -> list[str]:
    """The words of a condition without which it is not told: its records, and what sort of thing is meant (国有房屋)."""
    had = [word.text for match in HAS.finditer(words) for word in content(match[0])]
    return [*had, *RECORD.regex.findall(_BASIS.sub("", words)), *(word.text for word in content(words) if word.tag == "b")]


def _weight(word: Word) -> float:
    return min(_MOST, dictionary().rarity(word)) - _LEAST
