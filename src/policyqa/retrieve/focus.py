"""What a question turns on: the words of the clause in which it asks, apart from the words of asking themselves.

"我妈八十三了，高龄津贴一个月能领多少" turns on 高龄津贴. A text that never mentions it does not answer, however much else it
shares with the question.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from policyqa.errors import CorpusError
from policyqa.facts.ladders import ranges_over
from policyqa.retrieve.kinds import PATTERNS
from policyqa.settings import default_corpus
from policyqa.text.fold import fold
from policyqa.text.lexicon import Lexicon, Wording
from policyqa.text.words import Word, dictionary
from policyqa.text.wordset import WordSet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "asking.toml"
CLAUSE = re.compile(r"[^，。！？；：、,!?;:\n]+")
#: A term in quotation marks is what its clause names: the other words describe.
QUOTED = re.compile('"[^"]{1,20}"')
#: What a word of a part of speech counts: nouns, verbs used as nouns and abbreviations name what is asked about; a verb or a
#: word that tells kinds apart (普惠, 无障碍) is more often said in another way by the text. Names of persons are nearly always
#: other words, and often cut wrongly: they name something, but none is ever missed.
NAMING = {"nr": 0.0, "v": 0.6, "n": 1.0, "vn": 1.0, "j": 1.0, "l": 0.6, "i": 0.6, "an": 1.0, "b": 0.6}
#: Tags of words that name a thing: nouns, abbreviations, qualities. A verb used as a noun (分摊, 打响) is an act, which a
#: text may tell in other words: of questions with one that no document knows four in five are answered, two with a noun.
NOUNS = ("n", "j", "an")
#: An auxiliary in front of a verb, which the dictionary takes for a word: 该补, 能领.
AUXILIARY = ("该", "能")
#: What a word counts that sets the scene in a clause before the one that asks: a text may say it in quite another way.
SCENE = 0.5
#: Who is so old is the asker's case, not the matter where that is named beside: 92岁老人高龄津贴多少.
AGED = re.compile(r"\d周?岁的?(老年?人|老头子?|老太太?|孩子|小孩|娃娃?|儿童|爷爷|奶奶|父亲|母亲|爸爸?|妈妈?|公公|婆婆)")
#: Between two of which one is asked for: a text that speaks of one of them speaks of it, 按商用还是民用.
EITHER = re.compile("还是")
#: From this rarity on a noun of one character counts as a word of the question.
RARE_NOUN = 10.5
#: A word of this rarity is rare: that another is rarer still tells nothing more.
RARE = 10.0
#: How surely a word of two characters stands for a text that has these two with one or two between: 社工 for 社会工作者.
ABBREVIATED = 0.6
#: How many characters may stand between the parts of a compound that a text writes apart: 社会保险补贴, 租赁住房给予补贴.
APART = 4
#: A word seen so seldom in general Chinese was cut together by a machine, and its part of speech is a guess: 两间房, 挑出来.
GUESSED = 3
#: Of how many questions the words are kept: they are looked at several times for one.
QUESTIONS = 256


@dataclass(frozen=True, slots=True)
class FocusWord:
    """A word that a question turns on, and the ``others`` that a text may say for it: official terms, lay words like it.

    ``rarity`` is -ln p of the word in general Chinese, less for what names less: a verb, or a word of the scene. ``is_noun``
    tells whether it names a thing. ``parts`` are those of a compound that general Chinese has no word for (社保补贴), each with
    all that may be said for it.
    """

    text: str
    rarity: float
    others: tuple[str, ...]
    is_noun: bool = True
    parts: tuple[tuple[str, ...], ...] = ()

    def match(self, text: str) -> float:
        """How surely ``text`` (folded) speaks of this word: 1 when it holds it or one of the others, less for a part of it."""
        if self.text in text or any(other in text for other in self.others):
            return 1.0
        if self.parts and re.search(f".{{0,{APART}}}".join(map(_alternatives, self.parts)), text):
            return 1.0
        if len(self.text) == 1:
            return 0.0
        if len(self.text) == 2:
            is_spelt_out = self.text[0] in text and self.text[1] in text and re.search(_spelt_out(self.text), text)
            return ABBREVIATED if is_spelt_out else 0.0
        pairs = [self.text[i : i + 2] for i in range(len(self.text) - 1)]
        return 0.7 * sum(pair in text for pair in pairs) / len(pairs)


def words_of_asking(folder: Path) -> list[str]:
    """The words of asking beside the documents of ``folder``, or else the shipped ones, folded.

    Raises:
        CorpusError: the file cannot be read.
    """
    own = folder / FILE_NAME
    path = own if own.is_file() else default_corpus() / FILE_NAME
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
        return [fold(word) for group in groups for word in group["words"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"词表无法使用：{path}（{error}）") from error


class Focus:
    """Finds the words that questions turn on."""

    def __init__(self, lexicon: Lexicon, asking: Iterable[str]) -> None:
        """``asking`` are the words of asking, folded."""
        self._lexicon = lexicon
        self._asking = WordSet(asking)
        self.words = lru_cache(maxsize=QUESTIONS)(self._words)

    def _words(self, asked: str) -> tuple[FocusWord, ...]:
        """The words that ``asked`` turns on: those of the last clause that asks, or of the one before when it has none.

        What is asked before it counts as scene. A scene is told in lay words: where some of these stand for official terms, or
        are such, the others only describe. One clause alone in front of 补多少钱 is no scene: it names the matter.
        """
        text = fold(asked)
        clauses = [match[0] for match in CLAUSE.finditer(text)]
        asking = [i for i, clause in enumerate(clauses) if any(kind.regex.search(clause) for kind in PATTERNS.values())]
        last = asking.pop() if asking else len(clauses) - 1
        if last >= 0 and (found := self._naming(clauses[last])):
            before = {word.text: replace(word, is_noun=False) for i in asking for word in self._naming(clauses[i], share=SCENE)}
            return tuple((before | {word.text: word for word in found}).values())
        told = clauses[: max(last, 0)]
        for clause in reversed(told):
            if scene := self._naming(clause, share=SCENE if len(told) > 1 else 1.0):
                return tuple(word for word in scene if word.others or word.text in self._terms.words) or scene
        return ()

    def _naming(self, clause: str, *, share: float = 1.0) -> tuple[FocusWord, ...]:
        wordings = self._lexicon.wordings(clause)
        quoted = [match.span() for match in QUOTED.finditer(clause)]
        found: dict[str, FocusWord] = {}
        places: dict[str, int] = {}
        for word in self._cut(clause):
            part = NAMING.get(word.tag, NAMING.get(word.tag[:2], NAMING.get(word.tag[:1])))
            if part is not None and self._telling(word):
                others = (*_said_for(_touching(word, wordings)), *ranges_over(word.text))
                rarity = share * part * dictionary().rarity(word)
                names = word.tag.startswith(NOUNS) and not 0 < word.frequency <= GUESSED
                names = names and (not quoted or any(start <= word.start < end for start, end in quoted))
                found[word.text] = FocusWord(word.text, rarity, others, names, self._parts(word))
                places[word.text] = word.start
        for either in EITHER.finditer(clause):
            before = max((text for text in found if places[text] < either.start()), key=places.__getitem__, default=None)
            behind = min((text for text in found if places[text] >= either.end()), key=places.__getitem__, default=None)
            if before and behind:
                for one, other in ((before, found[behind]), (behind, found[before])):
                    found[one] = replace(found[one], others=(*found[one].others, other.text, *other.others))
        asker = set(AGED.findall(clause))
        return tuple(word for word in found.values() if word.text not in asker) or tuple(found.values())

    def _parts(self, word: Word) -> tuple[tuple[str, ...], ...]:
        """What a compound is made of, each part with the other words for it; nothing for a word of general Chinese."""
        parts = [] if word.frequency else [part.text for part in dictionary().cut(word.text)]
        if len(parts) < 2 or min(map(len, parts)) < 2:
            return ()
        return tuple((part, *_said_for(self._lexicon.wordings(part))) for part in parts)

    def _cut(self, clause: str) -> Iterator[Word]:
        """The words of a clause: official terms, and what lies between them by the dictionary, words of asking apart."""
        start = 0
        for piece, is_term in self._terms.pieces(clause):
            if is_term:
                yield Word(piece, start, 0, "n")
            else:
                told = "".join("，" * len(part) if asks else part for part, asks in self._asking.pieces(piece))
                yield from (replace(word, start=start + word.start) for word in dictionary().cut(told))
            start += len(piece)

    @cached_property
    def _terms(self) -> WordSet:
        """Official terms that general Chinese does not know as words: 托位, 适老化改造."""
        terms = {fold(term) for group in self._lexicon.groups for term in group.official}
        return WordSet(terms - dictionary().known(terms))

    def _telling(self, word: Word) -> bool:
        """Whether a word names something by itself; one of one character does when it is a rare noun, such as 胎."""
        if len(word.text) == 1:
            return word.tag == "n" and dictionary().rarity(word) >= RARE_NOUN
        return not word.text.isnumeric() and not (word.tag == "v" and word.text.startswith(AUXILIARY))


def _touching(word: Word, wordings: Iterable[Wording]) -> Iterator[Wording]:
    """The wordings that have a character in common with a word."""
    return (each for each in wordings if each.span.start < word.start + len(word.text) and word.start < each.span.end)


def _said_for(wordings: Iterable[Wording]) -> tuple[str, ...]:
    """What a text may say for lay words: their official terms, and the lay words like them."""
    return tuple(fold(term) for each in wordings for term in (*each.official, *each.alike))


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for a part of a compound, said in one of these ways, or spelt out."""
    return f"(?:{'|'.join([*map(re.escape, words), *(_spelt_out(word) for word in words[:1] if len(word) == 2)])})"


def _spelt_out(word: str) -> str:
    """A pattern for what two characters stand for: 社会保险 for 社保."""
    return f"{re.escape(word[0])}[一-鿿]{{1,2}}{re.escape(word[1])}"


def rarest(focus: Iterable[FocusWord], text: str) -> float:
    """The rarity of the rarest focus word that ``text`` does not speak of, in part for one that it speaks of in part."""
    return min(max((word.rarity * (1 - word.match(text)) for word in focus), default=0.0), RARE)
