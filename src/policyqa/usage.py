"""Makes typer speak Chinese: panel titles, the help option, and what it says about wrong usage."""

from __future__ import annotations

import re
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

#: Raised on wrong usage. Newer typer carries its own copy of click and exports only the leaves, so their base is found here.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__base__)

#: What typer says in English and what we say, tried in order; what matches none is told as it is.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"Missing command\.?", "没有写命令"),
    (r"No such command '(.+?)'.*", r"没有“\1”这个命令"),
    (r"No such option:? (\S+).*", r"没有 \1 这个选项"),
    (r"Missing (?:argument|parameter):? '(.+?)'.*", r"缺少参数 \1"),
    (r"Missing option '(.+?)'.*", r"缺少选项 \1"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"多出了参数 \1（问题里有空格时请加引号）"),
    (r"Option '?(.+?)'? requires an argument\.?", r"选项 \1 后面要写值"),
    (r"Option '?(.+?)'? does not take a value\.?", r"选项 \1 后面不写值"),
    (r"Invalid value for '?(.+?)'?: .*valid integer.*", r"\1 的值应是整数"),
    (r"Invalid value for '?(.+?)'?: .*less than or equal to (\S+)", r"\1 的值最大是 \2"),
    (r"Invalid value for '?(.+?)'?: .*greater than or equal to (\S+)", r"\1 的值最小是 \2"),
    (r"Invalid value for '?(.+?)'?: .*not in the range (.+?)\.?", r"\1 的值要在范围 \2 内"),
    (r"Invalid value for '?(.+?)'?: (.+)", r"\1 的值不对：\2"),
)

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
}


def usage_message(error: typer.BadParameter) -> str:
    """What was wrong with the command line, in Chinese, on one line."""
    english = " ".join(error.format_message().split())
    for pattern, chinese in _PHRASES:
        match = re.fullmatch(pattern, english)
        if match:
            return match.expand(chinese)
    return f"用法不对：{english}"


class _Chinese:
    """Mixed into a command: its usage line and its help option in Chinese."""

    def get_help_option(self, ctx: Any) -> Any:
        """The ``--help`` option."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这页说明"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page, its panels titled in Chinese."""
        from typer import rich_utils  # noqa: PLC0415 - it loads a Markdown parser, which only help pages need

        for name, title in _PANELS.items():
            setattr(rich_utils, name, title)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", "用法：", 1).replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]")


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is Chinese."""
