"""A question as it is searched: completed from the conversation, with official terms for lay words and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyqa.retrieve.contrasts import without_steps
from policyqa.retrieve.durations import NUMBER
from policyqa.retrieve.forms import VALUES, Form, form_of
from policyqa.retrieve.kinds import OPEN, Kind, kinds_of
from policyqa.retrieve.mentions import Mentions, mentions_of, names_of
from policyqa.retrieve.spelling import Spelling
from policyqa.text.dialects import standard
from policyqa.text.fold import fold, plain
from policyqa.text.lexicon import Lexicon, Wording, official_terms
from policyqa.text.numerals import parse_numeral, to_chinese
from policyqa.text.orders import without_orders
from policyqa.text.places import in_new_names
from policyqa.text.words import dictionary
from policyqa.types import Policy, Question

#: Longer questions are cut before they are searched: five thousand characters of noise cost no more than a long question.
MAX_CHARS = 500
#: Words that lean on what was said before.
LEANING = re.compile(
    r"^(?:那|还有|另外|再|如果|要是|这)|呢[？?。]?$|这个|那个|这些|那些|它|他们|她们|[他她]那(?=[屋边家份])|上面|前面|刚才|刚说|同样|也是|"
    r"也[一-鿿]{1,4}[吗么嘛不](?:[？?。]|$)"
)
#: A step from the class that was told before, and that class.
STEP = re.compile("(?:(?P<up>升|高|多|涨)|降|掉|低|少)(?:个|了|到|下来|上去)?(?P<by>[一两二三1-3])?(?:颗|个)?星(?!期)")
STAR, MOST_STARS = re.compile("([一二三四五1-5])(?=颗?星(?!期))"), 5
#: What keyboards that go by sound make of 多少钱.
MONEY_HEARD = re.compile("多少[前千签](?=[？。！，]|\\Z)")
#: What somebody leaves out of his question by himself: 偏远镇不算.
LEFT_OUT = re.compile(
    "(?<=[，。？；])(?:[^，。？；]{2,8}(?:不算在?内?|除外|不用[说管]|先?别管)|(?:可|你|请)?别[跟和把与][^，。？；]{1,10}[弄搞]混[了淆]?)[，。！]?$"
)
#: How many official terms are set behind a lay word when the question is read with a text.
GLOSSES = 2
#: A question from which orders to the machine are taken has to ask something, or have so many characters left.
LEFT = 8
#: A year in two digits, where a phrase begins with it, or a document is of it: 24年要达到多少, 甲市23年的方案. Behind a verb it
#: is a stretch of time.
SHORT_YEAR = re.compile(
    r"(?:\A|(?<=[，。；：、？！(]))2\d(?=年(?![内来间级多以前后了的工缴社党]|\d+号))|(?<=是)2\d(?=年(?:[底末就，？]|还是))"
    r"|(?<![\d.几多近满过])2\d(?=年(?:的|那个|那份|版|出的|发的|印发的)*[^，。？\d]{0,8}?(?:方案|文件|通知|办法|意见|条例|规定))"
)
#: … and as it is spoken: 到二五年底. 二三年 alone may be two or three of them.
SPOKEN_YEAR = re.compile(
    r"(?<![一二两三四五六七八九十百千零〇\d第])二([三四五六七八九])(?=年(?![级多以来间内]))(?:(?<=[四五六七八九])|(?=年[底末初]))"
)
#: Two of a class, as it is spoken: 两星, 俩星级.
TWO_OF_CLASS = re.compile("[两俩](?=颗?星(?!期)|等奖)")
#: 好多 that asks how much, as people in the south-west say it: 补好多钱嘛. Of what is over it tells of a lot.
HOW_MUCH = re.compile("(?<![了过])好多(?=(?:钱|元|块)?[嘛呢哦哟]?[？?。]?$)")
#: Points at the matter just named, and is none itself: 时间银行这项工作由谁牵头, 托育这块谁管.
IN_APPOSITION = re.compile(
    r"(?<=[\u4e00-\u9fff])这(?:(?:[项个件]|一项)(?:工作|任务|事[情儿]?|活儿?)|一?[块摊]儿?(?:工作|事[情儿]?)?|方面)(?=[由归该是谁哪要])"
)
#: Words that leave what was said before.
LEAVING = re.compile(r"^(?:换个|换一个|另外问|再问|问个别的|不说这个)")
#: A sentence that sets what was said before aside: 好的，托育不问了。
SET_ASIDE = re.compile(
    r"^(?:[^，。？！；]{1,3}[，。！])?(?:[^，。？！；]{0,8}(?:不[问说聊管提]了?|放一?[边放]|(?:问|说)到这[儿里]?)(?:吧|哈|啊|啦)?)[，。！；](?=.)"
)
#: Kinds of a follow-up that may want the value which was asked for before: 农村也一样吗; 三星、四星分别呢.
SAME = frozenset({Kind.JUDGEMENT, Kind.LIST})
#: Asks of another thing what was asked before: 房产税呢.
LIKEWISE = re.compile(r"呢(?=[，。？,?]|$)")
#: Asks how much of what was asked for before, and names nothing to count: 她去的话是多少, 中职的又是多少.
HOW_MUCH_OF_IT = re.compile(
    r"(?:^|[，。？])(?:[我你他她它们那这去就又是能可以顶最多到底]|的话|大概|一共|总共|[^，。？]{1,6}的(?:话|又是|就是|是))*多少[呢啊呀]?[？?。]?$"
)
MEASURED = frozenset({"金额", "比例", "面积", "数目"})
#: Guesses at the answer behind another thing of which the same is asked: 合格的呢，也涨了吗. Only the value is asked for.
GUESSES = re.compile(r"(?<=呢)[，？](?:是不是|是否|要不要)?(?:[也还]|一样|同样)[^，。？]{1,12}[吗么嘛不][？?]?$")
#: Asks for nothing but what was asked before: whether it is so, and how it is written.
ASKS_BACK = re.compile(
    r"(?=.*(?:真的假的|是真是假|原[话文]|出处|依据|确定|哪[一]?条))(?:真的假的|是真是假|原[话文]|出处|依据|确定|规定|文件|你|这|那|话?是|有|在|[吗么嘛没呢啊]|"
    r"[上里的]|写[在着]?|说|哪[里儿]?|一?[条份个]|怎么|咋|如何|给我|看看|(?:什么|啥)|到底|[，。？！,?!])+"
)
#: The item next to one that was named by its number, and such a one.
BESIDE_ITEM = re.compile(r"(?P<next>[下后])(?:面)?(?:那|一)+[项条款问]|[上前](?:面)?(?:那|一)+[项条款问]")
ITEM = re.compile(r"第([\d一二三四五六七八九十百]+)[项条款问]")
#: A question of at most so many characters that follows another is taken to lean on it: what leaves its matter says so, or
#: tells more.
SHORT = 20
#: A turn of more characters stands by itself, unless it leans on what was said before.
WHOLE = 12
#: A year, or a five-year plan, for which something is asked.
OF_TIME = re.compile(r"(?:19|20)\d{2}年?|十[一二三四五]五\"?(?:期?末|完)?")
#: Things of which a question is about one at a time, beside the steps of ladders: a follow-up that names another of the same
#: sort replaces the earlier one.
ALTERNATIVES = (
    OF_TIME,
    re.compile(
        r"(?:\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|一?百)(?:多|来)?(?:周?岁|出头)|[五六七八九]十多?(?=的?呢)"
    ),
    re.compile(r"(?:[轻中重]度|完全|部分)?(?:半失能|失能|自理|失智)"),
    re.compile(r"农村|乡下|村里|城镇|城市|城里"),
    re.compile(r"分散|集中"),
    re.compile(r"公办|民办"),
    re.compile(
        r"新建|改扩建|改造|租赁|运营|(?:开张|开业|(?:建|盖|装|改|办)(?:好|成|起来))(?:了|以后|之后|后)(?=.{0,6}每[年月])"
    ),
    re.compile(r"[一-鿿]{1,2}(?<![社小园地校片辖])(?<![些个今年])(?:区|县|镇(?!街)|街道)"),
    re.compile(r"[一-鿿]{1,2}(?<![全本我城省各])市(?![级里场民政])"),
)

#: So many of a thing, and another number of them in place of that: 那开2家呢.
OTHER_COUNT = re.compile(
    rf"(?:那么?|要是|如果|换成|只?有)*[一-鿿]{{0,3}}?{NUMBER}(?P<unit>[家个所张名位户])(?!月)[^，。]{{0,4}}呢[？?]?\Z"
)
#: Points at a thing by its place alone: 碑林那家呢, 高陵的呢. It replaces the place of the earlier one, which is written with
#: its ending.
POINTED = re.compile(r"^(?:那么?|换成)?(?P<place>[一-鿿]{2,4}?)(?:的?那(?:一?[家所座处个]|[边里儿])|(?P<likewise>的?呢))")
#: What the dictionary takes the names of places for: some are names of people as well.
PLACE_TAGS = ("ns", "nr")
PLACED = re.compile(r"(?:(?![在的和与、年])[一-鿿]){2,3}(?:区|县|镇|街道)")
#: The place of the earlier turn once more: 这个区的另一家, 同区那个.
SAME_PLACE = re.compile(r"(?:[这那]个?|同一?个?|该)(?P<kind>区|县|镇|街道)(?![一-鿿]?政府)")
#: What an earlier turn spoke of and the question does not: 不是社区那种，我们是….
DENIED = re.compile(r"^(?:我们?|这|那)?(?:可|又|倒|也)?不是(?P<what>[一-鿿]{2,6}?)(?:那[种个样家])?的?[，。](?=.)")


@dataclass(frozen=True, slots=True)
class Query:
    """What a question is understood to ask.

    ``text`` is the question made self-contained, ``asked`` its own words; ``wordings`` are its lay words with the official
    terms for them, ``kinds`` what would answer it, ``form`` the form of an answer, ``mentions`` what it names. ``said`` are the
    earlier turns of whose matter it goes on to ask something else, ``place`` the place that it puts in that of theirs.
    """

    text: str
    asked: str
    wordings: tuple[Wording, ...]
    kinds: frozenset[Kind]
    form: Form | None
    mentions: Mentions
    said: str = ""
    place: str = ""

    @property
    def value(self) -> str | None:
        """The name of the value that is asked for (金额, 天数), None where it cannot be told by its marks."""
        return self.form.name if self.form and self.form.name in VALUES else None

    @property
    def official(self) -> tuple[str, ...]:
        """The official terms for the lay words, in the order of the words, each once."""
        return tuple(official_terms(self.wordings))

    def glossed(self, text: str) -> str:
        """The question, its lay words with those of their official terms that ``text`` says and the question does not.

        养老大院一年补多少 becomes 养老大院（农村互助幸福院）一年补多少 beside a text on 农村互助幸福院.
        """
        said, parts, at = fold(text), list[str](), 0
        for wording in self.wordings:
            terms = [term for term in wording.official if fold(term) in said and term not in self.text][:GLOSSES]
            parts += [self.text[at : wording.span.end], f"（{'、'.join(terms)}）" if terms else ""]
            at = wording.span.end
        return "".join([*parts, self.text[at:]])


def understand(question: Question, *, policies: Sequence[Policy], lexicon: Lexicon, spelling: Spelling | None = None) -> Query:
    """The query for ``question`` over these policies. A question is only matched, never executed or obeyed."""

    def read(turn: str) -> str:
        said = in_new_names(standard(plain(turn.strip()[:MAX_CHARS])))
        said = IN_APPOSITION.sub("", said)
        said = SPOKEN_YEAR.sub(lambda year: f"202{parse_numeral(year[1])}", said)
        said = HOW_MUCH.sub("多少", TWO_OF_CLASS.sub("二", SHORT_YEAR.sub(lambda year: f"20{year[0]}", said)))
        said = LEFT_OUT.sub("", MONEY_HEARD.sub("多少钱", said))
        kept = without_orders(said)
        said = kept if kinds_of(kept) or len(kept) >= LEFT else said
        return spelling.corrected(said) if spelling else said

    asked, turns = read(question.text), [read(turn) for turn in question.history]
    asked = _stepped(asked, turns)
    turns, asked = _denied(turns, GUESSES.sub("", asked) if turns else asked)
    if turns and ASKS_BACK.fullmatch(asked):
        asked = turns.pop()
    whole, asked = _in_same_place(asked, turns), SET_ASIDE.sub("", _in_same_place(asked, turns))
    lived, turns = turns, turns if asked == whole or LEANING.search(asked) else []
    named = mentions_of(asked, policies)
    text = complete(asked, [_without_others(turn, named.regions, policies) for turn in turns])
    before = mentions_of(text, policies)
    regions = named.regions or before.regions or _regions_before(lived, policies)
    own_kinds, own_form, opens = kinds_of(asked), form_of(asked), OPEN.search(asked) is not None
    said = text.removesuffix(asked)
    if said and HOW_MUCH_OF_IT.search(asked) and (measured := _measured(turns)):
        own_kinds, own_form = kinds_of(measured), form_of(measured)
    return Query(
        text=text,
        asked=asked,
        wordings=tuple(lexicon.wordings(text)),
        kinds=own_kinds or (frozenset() if opens else kinds_of(text)),
        form=own_form or (None if opens or own_kinds - SAME else form_of(text)),
        mentions=Mentions(named.doc_ids or before.doc_ids, regions, named.labels or before.labels, named.parts or before.parts),
        said=said.rstrip("。") if not named.regions and _goes_on(asked, turns) else "",
        place=next((place for turn in turns if (place := _place_for(asked, turn))), ""),
    )


def _measured(turns: Sequence[str]) -> str:
    """The last earlier turn that asked how much."""
    return next((turn for turn in reversed(turns) if (form := form_of(turn)) and form.name in MEASURED), "")


def complete(asked: str, history: Sequence[str]) -> str:
    """``asked`` made self-contained: a follow-up gets the turns it leans on in front, without what it replaces in them."""
    turns = [stripped for turn in history if (stripped := turn.strip().rstrip("。？！"))]
    if not turns or LEAVING.match(asked) or not (len(asked) <= SHORT or LEANING.search(asked)):
        return asked
    context: list[str] = []
    for turn in reversed(turns):
        context.insert(0, _without_replaced(_moved_on(turn, asked), asked))
        if len(turn) > WHOLE and not LEANING.search(turn):
            break
    return "。".join([*context, asked])[-MAX_CHARS:]


def leans(asked: str) -> bool:
    """Whether a question shows by its words that it goes on from what was said before."""
    named = any(alternatives.search(asked) for alternatives in ALTERNATIVES)
    return named or LEANING.search(asked) is not None or without_steps(asked, asked) != asked


def earlier(query: Query) -> Query | None:
    """The query of the turns before a follow-up that goes on to ask something else of their matter; None for any other."""
    said = query.said
    return replace(query, text=said, asked=said, said="", kinds=kinds_of(said), form=form_of(said)) if said else None


def _goes_on(asked: str, turns: Sequence[str]) -> bool:
    """Whether a follow-up asks something else of the matter of earlier turns.

    It does not where it puts another thing of a sort in the place of one: 租的呢.
    """
    asks = kinds_of(asked) - {Kind.JUDGEMENT} or form_of(asked) or OPEN.search(asked)
    return bool(asks and not LIKEWISE.search(asked)) and all(_without_replaced(turn, asked) == turn for turn in turns)


def _regions_before(turns: Sequence[str], policies: Sequence[Policy]) -> tuple[str, ...]:
    """The regions named last in a conversation: whoever turns to another matter still lives there."""
    return next((regions for turn in reversed(turns) if (regions := mentions_of(turn, policies).regions)), ())


def _without_others(turn: str, regions: Sequence[str], policies: Sequence[Policy]) -> str:
    """An earlier turn without the regions that it names, where the question names others: 全市的呢 behind 东区的."""
    others = [region for region in mentions_of(turn, policies).regions if region not in regions] if regions else []
    for name in (name for region in others for name in names_of(region)):
        turn = turn.replace(name, "")
    return turn


def _moved_on(turn: str, asked: str) -> str:
    """An earlier turn with the number of the next item, or the one before, where a follow-up asks for that: 再往下一项呢."""
    if not (step := BESIDE_ITEM.search(asked)) or not (item := ITEM.search(turn)):
        return turn
    number = (parse_numeral(item[1]) or 0) + (1 if step["next"] else -1)
    return f"{turn[: item.start(1)]}{number}{turn[item.end(1) :]}" if number > 0 else turn


def _stepped(asked: str, turns: Sequence[str]) -> str:
    """The question with the class that it reaches by a step from the one told before: 降一颗星, behind 五星的."""
    step = STEP.search(asked)
    told = next((star for turn in reversed(turns) if step and (star := STAR.search(turn))), None)
    if step is None or told is None:
        return asked
    by = parse_numeral(step["by"] or "一") or 1
    reached = (parse_numeral(told[1]) or 0) + (by if step["up"] else -by)
    return f"{asked[: step.start()]}{to_chinese(reached)}星{asked[step.end() :]}" if 1 <= reached <= MOST_STARS else asked


def _denied(turns: list[str], asked: str) -> tuple[list[str], str]:
    """The earlier turns and the question without what these speak of and the question denies."""
    denied = DENIED.match(asked)
    if denied is None or not any(denied["what"] in turn for turn in turns):
        return turns, asked
    return [turn.replace(denied["what"], "") for turn in turns], asked[denied.end() :]


def _in_same_place(asked: str, turns: Sequence[str]) -> str:
    """The question with the place of an earlier turn by its name, where it only points at it: 这个区."""
    same = SAME_PLACE.search(asked)
    named = (place for turn in reversed(turns) if same for place in PLACED.findall(turn) if place.endswith(same["kind"]))
    return SAME_PLACE.sub(place, asked, count=1) if (place := next(named, None)) else asked


def _place_for(asked: str, turn: str) -> str:
    """The place in the follow-up that stands for the one in an earlier turn; "" where it names none."""
    pointed = POINTED.search(asked)
    if pointed is None or not PLACED.search(turn) or pointed["place"] in turn:
        return ""
    is_place = not pointed["likewise"] or dictionary().cut(pointed["place"])[0].tag in PLACE_TAGS
    return pointed["place"] if is_place else ""


def _without_replaced(turn: str, asked: str) -> str:
    """An earlier turn without what the question names another thing of the same sort for."""
    for alternatives in ALTERNATIVES:
        if alternatives.search(asked):
            turn = alternatives.sub("", turn)
    turn = PLACED.sub("", turn, count=1) if _place_for(asked, turn) else turn
    if other := OTHER_COUNT.match(asked):
        turn = re.sub(rf"{NUMBER}{other['unit']}", "", turn)
    return without_steps(turn, asked)
