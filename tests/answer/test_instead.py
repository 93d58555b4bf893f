"""What a clause gives some instead of what it gives all: told to those who say that they are such, and to nobody else."""

import pytest

from policyqa.answer.instead import by_instead
from policyqa.answer.parts import Source
from policyqa.retrieve.query import understand
from policyqa.retrieve.statements import statements_of
from policyqa.text.lexicon import Lexicon
from policyqa.types import Clause, Question, Span

TRAINING = "参加集中培训的，另给予每人每天50元伙食补助，最长不超过20天；低保家庭成员提高至每人每天80元。"
VISITS = "对独居、留守老年人，由志愿者每月至少上门2次，上门率达到100%；其中独居且年满85周岁的，每月至少上门4次。"
CRECHES = "托育园按实际收托人数，给予每人每月200元补助；其中收托18个月以下婴幼儿的，提高至每人每月350元。"
CHANGED = "护理床租金每月80元。月限额由130元提高到160元。"
EDGE = "重度失能老年人每月补贴300元。低保边缘家庭的重度失能老年人，补贴标准提高至每月360元。"
SHOPS = "首次开店的，给予一次性补贴7000元；其中毕业5年内高校毕业生、登记失业半年以上人员，补贴提高到9000元。"
RAISED = "低保家庭成员提高至每人每天80元，最长不超过20天。"

TOLD = [
    # a clause, the number of the statement that was chosen, a question, what is told
    (TRAINING, 0, "我家吃低保，集中培训伙食一天补多少？", RAISED),
    (TRAINING, 1, "我家吃低保，集中培训伙食一天补多少？", RAISED),
    (TRAINING, 0, "我家不是低保，集中培训伙食一天补多少？", None),
    (TRAINING, 0, "集中培训伙食一天补多少？", None),
    # what has to hold together is told as a whole
    (VISITS, 0, "我舅舅88，一个人住，独居，志愿者每月上门几次？", "独居且年满85周岁的，每月至少上门4次。"),
    (VISITS, 0, "88岁老人跟儿子住，志愿者每月上门几次？", None),
    (VISITS, 0, "70岁独居老人，志愿者每月上门几次？", None),
    (CRECHES, 0, "收了个十个月大的婴幼儿，每月补多少钱？", "收托18个月以下婴幼儿的，提高至每人每月350元。"),
    # time of one thing is none of another
    (SHOPS, 0, "我登记失业八个月了，开店补贴多少？", "毕业5年内高校毕业生、登记失业半年以上人员，补贴提高到9000元。"),
    (SHOPS, 0, "我刚登记失业一个月，开店补贴多少？", None),
    (SHOPS, 0, "我大学毕业三年，高校毕业生，开店补贴多少？", "毕业5年内高校毕业生、登记失业半年以上人员，补贴提高到9000元。"),
    # … and where it does not hold, what is given to all
    (TRAINING, 1, "我家不是低保，集中培训伙食一天补多少？", "参加集中培训：每人每天50元，最长不超过20天。"),
    # what was before is no case, nor is a neighbouring class
    (CHANGED, 0, "护理床租金每月多少？", None),
    (EDGE, 0, "低保家庭，重度失能的老人每月补多少？", None),
]


@pytest.mark.parametrize(("text", "number", "question", "told"), TOLD)
def test_another_value_for_some(text: str, number: int, question: str, told: str | None) -> None:
    clause = Clause("d", "一", "item", Span(5, 5 + len(text)), text)
    query = understand(Question(question), policies=[], lexicon=Lexicon([]))
    part = by_instead(query, Source(clause, statements_of(clause)[number].span), Lexicon([]))
    assert (part.text if part else None) == told
