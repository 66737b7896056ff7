"""Typed reading of STUDYARCHIVE_… variables. A bad value stops the start with a sentence, never with a guess."""

import os

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on", "是"}
NO = {"0", "false", "no", "off", "否", ""}


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def words(name: str, default: list[str]) -> list[str]:
    """A list written with commas."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”看不懂：请写 1（是）或 0（否）。")


def integer(name: str, default: int, *, at_least: int, at_most: int | None = None) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().isdecimal() and int(value) >= at_least and (at_most is None or int(value) <= at_most):
        return int(value)
    limit = f"{at_least} 到 {at_most} 之间" if at_most is not None else f"不小于 {at_least}"
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”不对：请写{limit}的整数。")
