"""What a question was understood to ask is told in words that can be checked."""

import pytest

from policyqa.retrieve.query import understand
from policyqa.retrieve.readings import readings
from policyqa.retrieve.spelling import Spelling
from policyqa.text.lexicon import Group, Lexicon
from policyqa.types import Question

LEXICON = Lexicon([Group("口语与书面语", ("居家适老化改造",), ("装扶手",))])
SPELLING = Spelling("高龄津贴每月发放到人，低保对象优先。" * 3, [])

READ = [
    ("高令津帖多少钱？", (), {"错字按读音改为": "高龄津贴多少钱？", "问的是": "金额"}),
    ("我爸75岁，城里的，领低保，能装扶手吗？", (), {"文件里的说法": "居家适老化改造"}),
    ("那三星的呢？", ("五星级养老院补多少钱？",), {"问题补全为": "养老院补多少钱。那三星的呢？"}),
    ("高齡津貼多少錢？", (), {"问的是": "金额"}),
]


@pytest.mark.parametrize(("question", "history", "told"), READ)
def test_what_was_read(question: str, history: tuple[str, ...], told: dict[str, str]) -> None:
    query = understand(Question(question, history), policies=[], lexicon=LEXICON, spelling=SPELLING)
    read = dict(readings(query, question))
    assert told.items() <= read.items(), read
    assert ("错字按读音改为" in read) == ("错字按读音改为" in told)


def test_the_circumstances_of_the_asker_are_told() -> None:
    question = "我爸75岁，城里的，领低保，能装扶手吗？"
    read = dict(readings(understand(Question(question), policies=[], lexicon=LEXICON), question))
    assert {"年龄75", "低保", "城乡：城镇"} <= set(read["情况"].split("、"))


def test_a_question_that_names_nothing_is_read_as_nothing() -> None:
    assert readings(understand(Question("嗯"), policies=[], lexicon=LEXICON), "嗯") == ()
