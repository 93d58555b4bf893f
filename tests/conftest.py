"""Two short invented policies that tests through the whole house share: small enough to be embedded in a blink."""

import os
import sys
from pathlib import Path

import pytest

os.environ["OMP_NUM_THREADS"] = "1"

SUBSIDIES = """甲市养老服务补贴办法

甲政办发〔2024〕3号

为保障老年人生活，制定本办法。

一、补贴对象

（一）具有甲市户籍、年满80周岁的老年人，可以申请高龄津贴。

（二）经评估为失能的低收入老年人，可以申请护理补贴。

二、补贴标准

（一）高龄津贴每人每月发放120元，由市民政局负责发放。

（二）护理补贴每人每月发放300元，由市财政局承担。
"""

NURSERIES = """# 乙区普惠托育服务通知

一、普惠托育机构收费每月不得超过1800元。

二、区卫生健康局牵头建立托育机构备案制度，2025年12月底前完成。
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="write the golden clause trees anew")


def write_corpus(folder: Path) -> Path:
    folder.mkdir()
    (folder / "butie.txt").write_text(SUBSIDIES, encoding="utf-8")
    (folder / "tuoyu.md").write_text(NURSERIES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("small") / "corpus")


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder shared by the tests that ask about the shipped documents: the first of them builds the index."""
    return tmp_path_factory.mktemp("shipped")


@pytest.fixture(scope="session")
def policyqa() -> str:
    """The installed command."""
    command = Path(sys.executable).with_name("policyqa")
    assert command.exists(), "policyqa is not installed in this environment: pip install -e '.[dev]'"
    return str(command)
