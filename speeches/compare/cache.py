"""Keep what a comparison computed, by its key; the key says which speeches are seen, so nothing crosses visibility.

In this process only, the last few comparisons; a restart loses nothing but half a second.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")

# Results kept; one comparison of 60 speeches makes about ten, some 10 MB together.
KEPT = 60

_results: OrderedDict[tuple[str, str], object] = OrderedDict()
_lock = Lock()


def remembered(key: str, name: str, make: Callable[[], T]) -> T:
    """The result called `name` of the comparison `key`, made at its first use.

    Two threads that ask at once may both make it; the results are equal.
    """
    with _lock:
        if (key, name) in _results:
            _results.move_to_end((key, name))
            return cast(T, _results[key, name])
    result = make()
    with _lock:
        _results[key, name] = result
        while len(_results) > KEPT:
            _results.popitem(last=False)
    return result


def forget() -> None:
    """Drop everything, as a restart would; for measurements and tests."""
    with _lock:
        _results.clear()
