"""Answers that are kept as long as what they are about: an atlas that is closed takes its answers with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar
from weakref import ref

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def kept(maxsize: int) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """Keep the last *maxsize* answers of a function with the first of its arguments: an atlas or a table.

    A cache for all of them would hold on to each long after its reader has gone, and let one reader's
    own data push out what is kept for everybody.
    """

    def decorate(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
        name = f"kept {function.__module__}.{function.__qualname__}"

        @wraps(function)
        def ask(*args: Asked.args, **named: Asked.kwargs) -> Made:
            owner: Any = args[0]
            answers = owner.__dict__.get(name)
            if answers is None:
                # weakly: what keeps its own answers, and is kept by them, would not go by itself
                me = ref(owner)
                remembered = lru_cache(maxsize)(lambda *asked, **by_name: function(me(), *asked, **by_name))  # type: ignore[arg-type]
                answers = owner.__dict__.setdefault(name, remembered)
            made: Made = answers(*args[1:], **named)
            return made

        return ask

    return decorate
