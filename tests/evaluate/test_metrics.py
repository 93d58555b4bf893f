"""Every metric worked by hand."""

from collections.abc import Callable
from math import log2
from typing import Any

import numpy as np
import pytest

from policyqa.evaluate.metrics import ALL, BY_NAME, HEADLINES
from policyqa.evaluate.metrics.char_f1 import char_f1
from policyqa.evaluate.metrics.rouge import ceiling, rouge_l
from policyqa.evaluate.metrics.verdict import confusion

Make = Callable[..., Any]


def value(name: str, question: Any, line: Any) -> float | None:
    """The metric's value for one answer."""
    values = [column(question, line) for column in BY_NAME[name].columns]
    return next((v for v in values if v is not None), None)


def test_names_are_unique_and_headlines_exist() -> None:
    assert len(BY_NAME) == len(ALL)
    assert set(HEADLINES) <= set(BY_NAME)


class TestCitations:
    GOLD = (("d 一", "copy 一"), ("d 二",))

    @pytest.mark.parametrize(
        ("cited", "hit_1", "hit_3", "precision", "recall"),
        [
            (["d 一", "d 二"], 1, 1, 1, 1),
            (["copy 一"], 1, 1, 1, 1 / 2),
            (["d 三", "d 二", "copy 一"], 0, 1, 2 / 3, 1),
            (["d 三", "d 四", "d 五", "d 一"], 0, 0, 1 / 4, 1 / 2),
            (["d 一", "copy 一"], 1, 1, 1, 1 / 2),
            ([], 0, 0, 0, 0),
        ],
    )
    def test_of_an_answer(
        self, question: Make, line: Make, cited: list[str], hit_1: float, hit_3: float, precision: float, recall: float
    ) -> None:
        asked, said = question(self.GOLD), line("是", cited=cited)
        assert value("hit_1", asked, said) == hit_1
        assert value("hit_3", asked, said) == hit_3
        assert value("citation_precision", asked, said) == pytest.approx(precision)
        assert value("citation_recall", asked, said) == recall

    def test_a_refusal_stands_on_nothing(self, question: Make, line: Make) -> None:
        asked, said = question(self.GOLD), line("文件没有写", cited=["d 一"], refused=True)
        assert [value(name, asked, said) for name in ("hit_1", "hit_3", "citation_recall")] == [0, 0, 0]
        assert value("citation_precision", asked, said) is None

    def test_where_refusing_is_open_its_citations_count(self, question: Make, line: Make) -> None:
        asked = question(self.GOLD, verdict="文件未写明")
        said = line("文件没有写明", cited=["d 一"], refused=True, verdict="文件未写明")
        assert (value("hit_1", asked, said), value("citation_recall", asked, said)) == (1, 1 / 2)

    def test_nothing_to_cite_no_value(self, question: Make, line: Make) -> None:
        for asked in (question(), question((("d",),))):
            names = ("hit_1", "citation_precision", "citation_recall", "path_exact", "recall_10", "mrr_10", "ndcg_10")
            assert [value(name, asked, line("是", cited=["d 一"])) for name in names] == [None] * len(names)

    def test_path_exactness(self, question: Make, line: Make) -> None:
        asked = question((("law 第二十条",),))
        said = line("是", cited=["law 第二章/第二十条/第一款", "law 第二十条", "law 第三条"])
        assert value("path_exact", asked, said) == 1 / 2
        assert value("path_exact", asked, line("是", cited=["law 第三条"])) is None


class TestRetrieval:
    def test_recall_rank_and_gain(self, question: Make, line: Make) -> None:
        asked = question((("d 一", "copy 一"), ("d 二",), ("d 三",)))
        said = line(retrieved=["d 四", "copy 一", "d 一", "d 五", "d 六", "d 二"])
        assert value("retrieval_hit_1", asked, said) == 0
        assert value("recall_1", asked, said) == 0
        assert value("recall_5", asked, said) == pytest.approx(1 / 3)
        assert value("recall_10", asked, said) == pytest.approx(2 / 3)
        assert value("mrr_10", asked, said) == 1 / 2
        # Gains at ranks 2 and 6; the copy at rank 3 finds nothing new. Ideal: ranks 1, 2, 3.
        gained = 1 / log2(3) + 1 / log2(7)
        ideal = 1 + 1 / log2(3) + 1 / log2(4)
        assert value("ndcg_10", asked, said) == pytest.approx(gained / ideal)

    def test_best_and_worst(self, question: Make, line: Make) -> None:
        asked = question((("d 一",),))
        assert [value(n, asked, line(retrieved=["d 一"])) for n in ("retrieval_hit_1", "recall_1", "mrr_10", "ndcg_10")] == [
            1
        ] * 4
        late = line(retrieved=[f"d 甲{i}" for i in range(10)] + ["d 一"])
        assert [value(n, asked, late) for n in ("recall_10", "recall_20", "mrr_10", "ndcg_10")] == [0, 1, 0, 0]

    def test_two_quotes_of_one_clause_are_found_together(self, question: Make, line: Make) -> None:
        assert value("ndcg_10", question((("d 一",), ("d 一",))), line(retrieved=["d 一"])) == 1

    def test_document_hit_counts_clauses(self, question: Make, line: Make) -> None:
        asked, said = question((("d",),)), line(retrieved=["x 一", "x 二", "y 一", "x 三", "d 一"])
        assert [value(f"document_hit_{k}", asked, said) for k in (1, 5)] == [0, 1]


class TestFacts:
    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("农村每户不超过2000元，由市财政局承担。", 1),
            ("农村每户不超过二千元，由市财政局承担", 1),
            ("农村每户不超过2000元。", 0),
            ("农村2000元，城镇4000元，由市财政局承担。", 0),
            ("农村2000元，一共14000元，由市财政局承担。", 1),
        ],
    )
    def test_all_and_no_forbidden(self, question: Make, line: Make, answer: str, expected: float) -> None:
        asked = question(facts=("2000元", "市财政局"), forbidden=("4000元",))
        assert value("facts", asked, line(answer)) == expected

    def test_cited_facts_may_stand_in_quotes(self, question: Make, line: Make) -> None:
        asked = question(facts=("2000元", "市财政局"), forbidden=("4000元",))
        said = line("不超过2000元", cited=["d 一 农村2000元，城镇4000元，由市财政局承担"])
        assert (value("facts", asked, said), value("facts_cited", asked, said)) == (0, 1)

    def test_without_facts_no_value(self, question: Make, line: Make) -> None:
        assert value("facts", question(), line("是")) is None


class TestNumericFidelity:
    CITED = (
        "d 一 对示范项目每个补助5万元，农村每户不超过2000元；投资4500 达到60%以上，另一地55%，居民降低4个百分点，外地的减半",
    )

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("每户不超过2000元[1]。", 1),
            ("每户不超过二千元。", 1),
            ("每户不超过3000元。", 0),
            ("投资4500万元。", 1),
            ("补助5元。", 0),
            ("达到60元。", 0),
            ("3家 × 5万元 = 15万元。", 1),
            ("可得3×5万元＝15万元，每个5万元。", 1),
            ("3家 × 5万元 = 16万元。", 0),
            ("7家 × 5万元 = 35万元。", 0),
            ("相差：60%-55%=5个百分点。", 1),
            ("相差：60%-55%=6个百分点。", 0),
            ("支付60%-4个百分点=56%。", 1),
            ("支付60%-4个百分点=57%。", 0),
            ("5万元+4500万元=4505万元，4505万元-2000元=45048000元。", 1),
            ("减半后5万元×50%=2.5万元。", 1),
            ("5万元 × 60% = 3万元。", 1),
            ("一共15万元。", 0),
            ("1. 每户2000元\n2. 达到60%", 1),
            ("有两种情况。", None),
            ("可以申请。", None),
        ],
    )
    def test_stands_in_what_is_cited_or_is_computed(
        self, question: Make, line: Make, answer: str, expected: float | None
    ) -> None:
        asked = question(question="我们有3家示范项目，一共多少？")
        assert value("numbers", asked, line(answer, cited=self.CITED)) == expected

    def test_a_year_that_is_asked_about_has_twelve_months(self, question: Make, line: Make) -> None:
        said = line("400元×12个月=4800元。", cited=["d 一 每人每月400元"])
        of_year, of_all = question(question="全年多少钱？"), question(question="一共多少钱？")
        assert (value("numbers", of_year, said), value("numbers", of_all, said)) == (1, 0)

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("成员单位共十二家：甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑。", 1),
            ("成员单位共十三家：甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑。", 0),
            ("共十一项：一、甲；二、乙。", 0),
        ],
    )
    def test_a_list_shows_how_many_it_counts_off(self, answer: str, expected: float, question: Make, line: Make) -> None:
        assert value("numbers", question(), line(answer, cited=["d 一 甲、乙"])) == expected

    def test_the_label_is_cited_too(self, question: Make, line: Make) -> None:
        said = line("依据甲政办发〔2024〕3号，补助5万元", cited=self.CITED)
        assert value("numbers", question(), said) == 0
        said["citations"][0]["label"] = "《办法》（甲政办发〔2024〕3号）第二部分"
        assert value("numbers", question(), said) == 1

    def test_refusals_are_left_out(self, question: Make, line: Make) -> None:
        assert value("numbers", question(), line("文件没有写2030年的数", refused=True)) is None


class TestRefusal:
    @pytest.mark.parametrize(
        ("answerable", "refused", "precision", "recall", "answered"),
        [
            (False, True, 1, 1, None),
            (False, False, None, 0, None),
            (True, True, 0, None, 0),
            (True, False, None, None, 1),
            (None, True, None, None, None),
        ],
    )
    def test_columns(
        self, question: Make, line: Make, answerable: bool, refused: bool, precision: float, recall: float, answered: float
    ) -> None:
        asked, said = question(answerable=answerable), line(refused=refused)
        found = [value(name, asked, said) for name in ("refusal_precision", "refusal_recall", "answer_rate")]
        assert found == [precision, recall, answered]

    def test_open_questions_are_left_out(self, question: Make, line: Make) -> None:
        asked = question(answerable=True, verdict="文件未写明")
        assert value("refusal_balanced", asked, line(refused=True)) is None

    def test_balanced_accuracy_is_the_mean_of_both_rates(self) -> None:
        nan = np.nan
        refused_unanswerable = np.array([1.0, 0.0, nan, nan, nan, nan])
        answered_answerable = np.array([nan, nan, 1.0, 1.0, 1.0, 0.0])
        assert BY_NAME["refusal_balanced"].reduce([refused_unanswerable, answered_answerable]) == (1 / 2 + 3 / 4) / 2


class TestVerdict:
    def test_accuracy_and_confusion(self, question: Make, line: Make) -> None:
        pairs = [
            (question(verdict="符合"), line(verdict="符合")),
            (question(verdict="符合"), line(verdict="有条件")),
            (question(verdict="不符合"), line()),
            (question(verdict="文件未写明"), line(refused=True)),
            (question(), line(verdict="符合")),
        ]
        assert [value("verdict", *pair) for pair in pairs] == [1, 0, 0, 1, None]
        assert confusion(pairs) == {
            "符合": {"符合": 1, "有条件": 1},
            "不符合": {"无": 1},
            "文件未写明": {"文件未写明": 1},
        }


class TestReferences:
    def test_rouge_l(self) -> None:
        # LCS of 甲乙丙丁 and 甲丙丁戊己 is 甲丙丁: R = 3/5, P = 3/4, β² = 1.44.
        expected = (1 + 1.44) * (3 / 5) * (3 / 4) / (3 / 5 + 1.44 * (3 / 4))
        assert rouge_l("甲乙 丙丁", "甲丙丁\n戊己") == pytest.approx(expected)
        assert (rouge_l("", "甲"), rouge_l("乙", "甲"), rouge_l("甲", "甲")) == (0, 0, 1)

    def test_ceiling_tries_single_sentences_and_ordered_pairs(self) -> None:
        text = "甲局牵头。乙局配合。丙局负责。"
        assert ceiling(text, "丙局负责。") == 1
        assert ceiling(text, "甲局牵头。丙局负责。") == 1
        assert ceiling(text, "丙局负责。甲局牵头。") < 1
        assert ceiling("", "甲") == 0

    def test_ceiling_of_a_long_clause(self) -> None:
        text = "".join(f"第{i}项由甲局办理。" for i in range(200)) + "台账由乙局保管。名单由丙局公布。"
        assert ceiling(text, "台账由乙局保管。名单由丙局公布。") == 1

    def test_char_f1(self) -> None:
        # common 甲甲 = 2 of 3 and of 4 characters: P = 2/3, R = 2/4.
        assert char_f1("甲甲乙", "甲 甲丙丁") == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
        assert (char_f1("", ""), char_f1("甲", "乙"), char_f1("甲", "甲")) == (0, 0, 1)

    def test_of_answers(self, question: Make, line: Make) -> None:
        asked, said = question((("d",),), reference="甲局牵头。"), line("乙", cited=["d 一 甲局牵头。乙局配合。"])
        assert [value(n, asked, said) for n in ("rouge_l", "rouge_l_ceiling", "char_f1")] == [0, 1, 0]
        assert value("rouge_l", question(), said) is None


def test_length_and_latency(question: Make, line: Make) -> None:
    assert value("length", question(), line("每户 不超过\n2000元")) == 10
    assert value("length", question(), line("没有写", refused=True)) is None
    times = [line(latency_ms=ms) for ms in (10, 20, 30, 40, 0)]
    column = np.array([np.nan if v is None else v for v in (value("latency_p50", question(), one) for one in times)])
    assert BY_NAME["latency_p50"].reduce([column]) == 25
    # Rank 0.95 · 3 = 2.85 counted from 0: 30 + 0.85 · 10.
    assert BY_NAME["latency_p95"].reduce([column]) == pytest.approx(38.5)
