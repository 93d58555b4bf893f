"""The question sets are what their READMEs say: every quote lies in its clause, every fact in a quote, every kind is there.

Of the twins, half are answered by a document and half by none.
"""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from policyqa.ingest.corpus import Catalogue, load, scan
from policyqa.types import Document

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS, ELSEWHERE, LEARN = ROOT / "eval" / "questions", ROOT / "eval" / "elsewhere", ROOT / "eval" / "learn"
CORPUS = ROOT / "corpus"
SPLITS = {"dev": "d", "test": "t"}
#: Every set: its file, its documents, and what its ids begin with.
SETS = {
    **{split: (QUESTIONS / f"{split}.jsonl", CORPUS, prefix) for split, prefix in SPLITS.items()},
    "train": (QUESTIONS / "train.jsonl", CORPUS, "(f[abcdgh]|h[aceg]|j[a-d]|k[a-c]|l[ab]|m[dehik]|n[acde]|o[a-x])"),
    "cities": (ELSEWHERE / "cities.jsonl", ELSEWHERE / "cities", "fe"),
    "regulations": (ELSEWHERE / "regulations.jsonl", ELSEWHERE / "regulations", "fr"),
    "places": (ELSEWHERE / "places.jsonl", ELSEWHERE / "places", "(f[pq]|hb)"),
    "towns": (ELSEWHERE / "towns.jsonl", ELSEWHERE / "towns", "ft"),
    "villages": (ELSEWHERE / "villages.jsonl", ELSEWHERE / "villages", "fu"),
    "hamlets": (ELSEWHERE / "hamlets.jsonl", ELSEWHERE / "hamlets", "hd"),
    "districts": (ELSEWHERE / "districts.jsonl", ELSEWHERE / "districts", "hi"),
    "boroughs": (ELSEWHERE / "boroughs.jsonl", ELSEWHERE / "boroughs", "hj"),
    "counties": (ELSEWHERE / "counties.jsonl", ELSEWHERE / "counties", "hf"),
    "cantons": (ELSEWHERE / "cantons.jsonl", ELSEWHERE / "cantons", "ma"),
    "shires": (ELSEWHERE / "shires.jsonl", ELSEWHERE / "shires", "mb"),
    "wards": (ELSEWHERE / "wards.jsonl", ELSEWHERE / "wards", "mc"),
    "parishes": (ELSEWHERE / "parishes.jsonl", ELSEWHERE / "parishes", "mf"),
    "dales": (ELSEWHERE / "dales.jsonl", ELSEWHERE / "dales", "mg"),
    "vales": (ELSEWHERE / "vales.jsonl", ELSEWHERE / "vales", "mj"),
    "fells": (ELSEWHERE / "fells.jsonl", ELSEWHERE / "fells", "ml"),
    "moors": (ELSEWHERE / "moors.jsonl", ELSEWHERE / "moors", "nb"),
    "glens": (ELSEWHERE / "glens.jsonl", ELSEWHERE / "glens", "gl"),
    "combes": (ELSEWHERE / "combes.jsonl", ELSEWHERE / "combes", "cb"),
    "holdout": (QUESTIONS / "holdout.jsonl", CORPUS, "hl"),
    "holdout elsewhere": (ELSEWHERE / "holdout.jsonl", ELSEWHERE / "prefectures", "hm"),
    **{f"verdicts {path.stem}": (path, ELSEWHERE / path.stem, "hk") for path in (ELSEWHERE / "verdicts").glob("*.jsonl")},
}

FIELDS = {
    "id", "kind", "role", "question", "history", "answerable", "gold", "facts", "forbidden", "verdict", "note",
}  # fmt: skip
MINIMUM = {
    "amount": 30, "eligibility": 30, "duty": 30, "target": 30, "table": 30, "definition": 12, "multi": 12,
    "compare": 12, "followup": 12, "noisy": 12, "conflict": 12, "adversarial": 12, "unanswerable": 42,
}  # fmt: skip
ROLES = {"resident", "clerk", "evaluator"}
VERDICTS = {"符合", "不符合", "有条件", "文件未写明"}

#: Page numbers of the paper edition that the texts kept: ``— 9 —`` alone on its line.
PAGE_NUMBER = re.compile(r"^\s*[—-]\s*\d+\s*[—-]\s*$", re.MULTILINE)

#: Character pairs that two questions share may not exceed this part of all pairs when one is in dev and the other in test:
#: 0.4 is the highest seen between questions that ask for different facts.
SIMILAR = 0.45


def folded(text: str) -> str:
    """``text`` without white space, widths folded: hard wraps inside words are layout, not wording."""
    return "".join(unicodedata.normalize("NFKC", PAGE_NUMBER.sub("", text)).split()).lower()


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in SETS[name][0].read_text(encoding="utf-8").splitlines()]


ENTRIES = [(name, entry) for name in SETS for entry in read(name)]


def quotes(entry: dict[str, Any]) -> list[dict[str, str]]:
    return [quote for group in entry["gold"] for quote in group]


def wrong(problems: list[str]) -> None:
    """Fail with all problems at once: whoever edits the set wants the whole list. Only ids are shown, never an entry."""
    assert not problems, "\n" + "\n".join(problems)


def documents(folder: Path) -> list[Document]:
    catalogue = Catalogue.load(folder)
    return [load(file, catalogue=catalogue) for file in scan(folder)]


@pytest.fixture(scope="module")
def clauses() -> dict[tuple[str, str, str], str]:
    """The text of every clause by set, document and path."""
    read = {folder: documents(folder) for _, folder, _ in SETS.values()}
    return {
        (name, *clause.key): folded(clause.text)
        for name, (_, folder, _) in SETS.items()
        for document in read[folder]
        for clause in (*document.clauses, *document.subclauses)
    }


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {path.stem: folded(path.read_text(encoding="utf-8")) for path in CORPUS.glob("*.txt")}


def test_every_entry_has_the_fields_of_the_readme() -> None:
    problems = []
    for name, entry in ENTRIES:
        good = (
            set(entry) == FIELDS
            and re.fullmatch(rf"{SETS[name][2]}-{entry['kind']}-\d{{2}}", entry["id"])
            and entry["kind"] in MINIMUM
            and entry["role"] in ROLES
            and entry["verdict"] in {None, *VERDICTS}
            and entry["question"].strip()
            and all(isinstance(turn, str) and turn.strip() for turn in entry["history"])
            and all(isinstance(words, str) and words for words in entry["forbidden"])
            and all(isinstance(fact, str) or set(fact) == {"fact", "computed"} for fact in entry["facts"])
            and all(group and all(set(quote) == {"doc_id", "clause", "quote"} for quote in group) for group in entry["gold"])
        )
        if not good:
            problems.append(f"{entry['id']}: a field is missing, unknown or of the wrong form")
    wrong(problems)


def test_ids_are_unique() -> None:
    assert [i for i, n in Counter(entry["id"] for _, entry in ENTRIES).items() if n > 1] == []


def test_kinds_reach_their_minimum_and_split_evenly() -> None:
    counts = Counter((split, entry["kind"]) for split, entry in ENTRIES)
    problems = [
        f"{kind}: {counts['dev', kind]} dev + {counts['test', kind]} test, at least {least} wanted, halves within 3"
        for kind, least in MINIMUM.items()
        if counts["dev", kind] + counts["test", kind] < least or abs(counts["dev", kind] - counts["test", kind]) > 3
    ]
    wrong(problems)


def test_answerable_questions_have_gold_and_facts_and_the_others_have_neither() -> None:
    problems = []
    for name, entry in ENTRIES:
        if entry["answerable"] != (entry["kind"] != "unanswerable"):
            problems.append(f"{entry['id']}: only the kind unanswerable is not answerable")
        if bool(entry["gold"]) != entry["answerable"] or bool(entry["facts"]) != entry["answerable"]:
            problems.append(f"{entry['id']}: gold and facts go with answerable")
        if entry["kind"] == "eligibility" and not entry["verdict"]:
            problems.append(f"{entry['id']}: eligibility wants a verdict")
        if entry["kind"] in {"followup", "unanswerable"} and name not in SPLITS:
            continue  # outsiders wrote follow-ups that the documents do not answer as well
        if bool(entry["history"]) != (entry["kind"] == "followup"):
            problems.append(f"{entry['id']}: history goes with followup")
    wrong(problems)


def test_every_quote_of_dev_and_test_stands_in_its_file(sources: dict[str, str]) -> None:
    """The other sets quote clauses, in which the cells of a row may stand in another order than in the file."""
    problems = [
        f"{entry['id']}: not in {quote['doc_id']}"
        for name, entry in ENTRIES
        for quote in quotes(entry)
        if name in SPLITS and folded(quote["quote"]) not in sources.get(quote["doc_id"], "")
    ]
    wrong(problems)


def test_every_quote_lies_in_its_clause(clauses: dict[tuple[str, str, str], str]) -> None:
    problems = [
        f"{entry['id']}: not in {quote['doc_id']} {quote['clause']}"
        for name, entry in ENTRIES
        for quote in quotes(entry)
        if folded(quote["quote"]) not in clauses.get((name, quote["doc_id"], quote["clause"]), "")
    ]
    wrong(problems)


def test_every_fact_stands_in_a_quote_or_says_how_it_is_computed() -> None:
    problems = []
    for _, entry in ENTRIES:
        gold = [folded(quote["quote"]) for quote in quotes(entry)]
        for number, fact in enumerate(entry["facts"]):
            stands = any(folded(fact) in quote for quote in gold) if isinstance(fact, str) else bool(fact["computed"].strip())
            if not stands:
                problems.append(f"{entry['id']}: fact {number} is in no gold quote")
    wrong(problems)


def test_nothing_is_both_wanted_and_forbidden() -> None:
    problems = []
    for _, entry in ENTRIES:
        wanted = {fact if isinstance(fact, str) else fact["fact"] for fact in entry["facts"]}
        if any(words in fact for words in entry["forbidden"] for fact in wanted if not starts_number(words, fact)):
            problems.append(f"{entry['id']}: a forbidden string is part of a fact")
    wrong(problems)


def starts_number(words: str, fact: str) -> bool:
    """Whether ``words`` occurs in ``fact`` only inside a longer number (50元 in 150元), which scorers do not count."""
    return bool(re.match(r"\d", words)) and not re.search(rf"(?<![\d.]){re.escape(words)}", fact)


def pairs(entry: dict[str, Any]) -> set[str]:
    text = folded("".join((*entry["history"], entry["question"])))
    return {text[i : i + 2] for i in range(len(text) - 1)}


def test_no_question_that_is_tuned_on_is_nearly_one_of_test() -> None:
    test = [(entry["id"], pairs(entry)) for entry in read("test")]
    tuned = [(entry["id"], pairs(entry)) for name in ("dev", "train") for entry in read(name)]
    problems = [f"{i} ~ {j}" for i, a in tuned for j, b in test if len(a & b) > SIMILAR * len(a | b)]
    wrong(problems)


def test_the_readme_counts_the_questions() -> None:
    counts = Counter((split, entry["kind"]) for split, entry in ENTRIES)
    text = (QUESTIONS / "README.md").read_text(encoding="utf-8")
    rows = {
        row[1]: (int(row[2]), int(row[3])) for row in re.finditer(r"^\| `(\w+)` \|.*\| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    }
    assert rows == {kind: (counts["dev", kind], counts["test", kind]) for kind in MINIMUM}


def folder_of(name: str) -> Path:
    return next((folder for folder in (LEARN / name, ELSEWHERE / name) if folder.is_dir()), CORPUS)


@pytest.fixture(scope="module", params=sorted(path.stem for path in LEARN.glob("*.jsonl")))
def twins(request: pytest.FixtureRequest) -> tuple[Path, list[dict[str, Any]]]:
    path = LEARN / f"{request.param}.jsonl"
    return folder_of(request.param), [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_quote_of_the_twins_lies_in_its_clause(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, entries = twins
    clauses = {c.key: folded(c.text) for document in documents(folder) for c in (*document.clauses, *document.subclauses)}
    quotes = [(entry["id"], quote) for entry in entries for group in entry["gold"] for quote in group]
    assert [i for i, quote in quotes if folded(quote["quote"]) not in clauses.get((quote["doc_id"], quote["clause"]), "")] == []


def test_as_many_of_the_twins_are_answered_as_not(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, entries = twins
    assert all(set(entry) == {"id", "kind", "question", "answerable", "gold"} for entry in entries)
    assert all(bool(entry["gold"]) == entry["answerable"] for entry in entries)
    assert len({entry["id"] for entry in entries}) == len({entry["question"] for entry in entries}) == len(entries)
    answered = sum(entry["answerable"] for entry in entries) / len(entries)
    assert abs(answered - (0.625 if folder == LEARN / "laws" else 0.5)) < 0.05  # laws leave less unsaid


def test_no_twin_is_nearly_a_question_of_test(twins: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, entries = twins
    test = [pairs(entry) for entry in read("test")] if folder == CORPUS else []
    own = [(entry["id"], pairs({**entry, "history": []})) for entry in entries]
    assert [i for i, a in own if any(len(a & b) > SIMILAR * len(a | b) for b in test)] == []
