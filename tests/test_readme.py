"""The READMEs cannot rot: their commands exist, their options and settings are the real ones, the two languages agree."""

import os
import re
import shlex
import subprocess
from functools import cache
from pathlib import Path

import pytest

from policyqa.settings import Settings

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
COMMANDS = ("ingest", "ask", "batch", "clauses", "serve", "duties", "benefits", "targets", "conflicts", "tables", "eval")
PYTHON = re.compile(r"```python\n(.*?)```", re.S)
SHELL = re.compile(r"```sh\n(.*?)```", re.S)


@cache
def help_of(policyqa: str, *command: str) -> str:
    done = subprocess.run([policyqa, *command, "--help"], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def shell_lines(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [line for block in SHELL.findall(text) for line in block.splitlines() if line.strip()]


def test_both_languages_show_the_same_commands() -> None:
    english, chinese = map(shell_lines, READMES)
    assert [line.partition("  #")[0].strip() for line in english] == [line.partition("  #")[0].strip() for line in chinese]


@pytest.mark.parametrize("readme", READMES)
def test_the_first_two_lines_install_ask_and_test(readme: str) -> None:
    first, second = shell_lines(readme)[:2]
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install") and "policyqa ask" in first
    assert "适老化改造" in first
    assert second.endswith(".venv/bin/python -m pytest -q")
    assert second in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_python_examples_run(shipped_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("POLICYQA_HOME", str(shipped_home))
    code, chinese = ("".join(PYTHON.findall((ROOT / readme).read_text(encoding="utf-8"))) for readme in READMES)
    assert re.sub("  # .*", "", code) == re.sub("  # .*", "", chinese)
    exec(code, {})
    printed = capsys.readouterr().out
    assert "2000元" in printed and "市民政局" in printed


@pytest.mark.parametrize("readme", READMES)
def test_the_answer_shown_is_what_the_command_prints(readme: str, policyqa: str, shipped_home: Path) -> None:
    question = shlex.split(shell_lines(readme)[0])[-1]
    [shown] = re.findall(r"```text\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.S)
    environment = {**os.environ, "POLICYQA_HOME": str(shipped_home)}
    done = subprocess.run([policyqa, "ask", question], capture_output=True, encoding="utf-8", env=environment, timeout=600)
    assert done.stdout == shown


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_shown_exists(readme: str, policyqa: str) -> None:
    calls = [call for line in shell_lines(readme) for call in re.findall(r"policyqa ((?:--)?\w+[^|&#]*)", line)]
    assert {call.split()[0] for call in calls} >= set(COMMANDS)
    for call in calls:
        command = [word for word in call.split()[:1] if not word.startswith("-")]
        for option in re.findall(r"(?<!\S)--[a-z-]+", call):
            assert option in help_of(policyqa, *command), f"{readme}: {call}"


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_is_in_the_table_with_its_default(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(POLICYQA_\w+)` \| ([^|]+?) \|", text, re.M))
    assert set(shown) == {f"POLICYQA_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str | int):
            assert shown[f"POLICYQA_{name.upper()}"] == f"`{field.default}`"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese(command: str, policyqa: str) -> None:
    text = help_of(policyqa, *filter(None, [command]))
    assert text.strip().startswith("用法：")
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "default", "required"):
        assert english not in text


def test_the_commands_table_repeats_the_help(policyqa: str) -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        first = next(line.strip() for line in help_of(policyqa, command).splitlines()[2:] if line.strip())
        assert first in text
