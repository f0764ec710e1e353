"""What a command is: a function of the atlas and of parameters, told alike in a shell and over HTTP."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas


def in_json(value: object) -> bytes:
    """Write values as JSON that people can read too, as shell and HTTP answer."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace")


class BadParameter(UsageError):
    """A parameter has a value that makes no sense."""

    def __init__(self, parameter: str, problem: str):
        self.parameter, self.problem = parameter, problem
        super().__init__(f"{parameter}: {problem}")


@dataclass(frozen=True)
class Answered:
    """What a command answered; what is not asked for is not made."""

    record: Callable[[], Any]  #: values that JSON can hold
    lines: Callable[[], Iterable[str]]  #: in words, for people
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)  #: format → the same in it
    rows: str = ""  #: which part of the record is a table; empty where it is one itself, or has none
    aside: str = ""  #: what must be known besides, where the words are not read

    def written(self, format_: str = "json") -> bytes:
        """Write the answer as JSON or in another of its formats."""
        if format_ == "json":
            return in_json(self.record())
        return self.files[format_]()

    def to_pandas(self) -> Any:
        """Its rows as a DataFrame of pandas, what stands in a row of a row as columns of its own."""
        import pandas as pd

        if not self._rows and "csv" in self.files:
            return pd.read_csv(BytesIO(self.files["csv"]()))
        return pd.json_normalize(self._rows or self.record())

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        from graph.export.notebook import of_rows

        if not self._rows:
            return f"<pre>{escape(str(self))}</pre>"
        return of_rows(self._rows, next(iter(self.lines()), "").partition("\n")[0])

    @property
    def _rows(self) -> list[dict[str, Any]]:
        record = self.record()
        found: list[dict[str, Any]] = record if isinstance(record, list) else record.get(self.rows, [])
        return found


@dataclass(frozen=True)
class Said:
    """What a reader is told of a parameter."""

    help: str
    name: str = ""  #: where it is called otherwise than in Python
    in_place: bool = False  #: in a shell it is told by its place, not by its name
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Parameter:
    """One thing that can be said to a command."""

    name: str  #: as a reader writes it: as-of
    python: str  #: as the function calls it: as_of
    type: type  #: str, int, bool, or a StrEnum with its words
    many: bool  #: whether it may be repeated
    needed: bool
    default: Any
    said: Said

    @property
    def words(self) -> tuple[str, ...]:
        """The only words that it takes; empty if any."""
        return tuple(self.type) if issubclass(self.type, StrEnum) else ()

    def read(self, texts: Sequence[str]) -> Any:
        """Make its value of what was written; of several values the first counts, unless it may be repeated.

        Raises:
            BadParameter: it takes no such value.
        """
        values = [self._value(text) for text in texts]
        return tuple(values) if self.many else values[0]

    def _value(self, text: str) -> Any:
        if self.type is bool:
            return self._yes(text)
        if self.type is int:
            return self._number(text)
        if self.words and text not in self.words:
            raise BadParameter(self.name, f"{text[:80]!r} is none of {', '.join(self.words)}")
        return self.type(text)

    def _yes(self, text: str) -> bool:
        word = text.lower()
        if word not in ("", "1", "true", "yes", "0", "false", "no"):
            raise BadParameter(self.name, f"{text[:80]!r} is neither true nor false")
        return word in ("", "1", "true", "yes")

    def _number(self, text: str) -> int:
        least, most = self.said.least, self.said.most
        bounds = f"from {least}" + (f" to {most}" if most is not None else "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            raise BadParameter(self.name, f"{text[:80]!r} is no whole number {bounds}")
        return number


@dataclass(frozen=True)
class Command:
    """One question that the atlas answers, by name."""

    ask: Callable[..., Answered]  #: of the atlas and the parameters by name
    formats: tuple[str, ...] = ("json",)  #: in which its answer can be written

    @property
    def name(self) -> str:
        return self.ask.__name__.rstrip("_")

    @property
    def help(self) -> str:
        """What it answers."""
        return inspect.getdoc(self.ask) or ""

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What can be said to it, in the order of its function."""
        hints = get_type_hints(self.ask, localns={"Atlas": object}, include_extras=True)
        return tuple(
            _parameter(each, hints[each.name])
            for each in inspect.signature(self.ask).parameters.values()
            if each.name != "atlas"
        )

    def of_words(self, atlas: Atlas, given: Iterable[tuple[str, str]]) -> Answered:
        """Answer to parameters as they stand in an address: names and texts.

        Raises:
            BadParameter: there is no such parameter, one is missing, or one takes no such value.
        """
        texts: dict[str, list[str]] = {}
        for name, text in given:
            texts.setdefault(name.replace("_", "-"), []).append(text)
        known = {parameter.name: parameter for parameter in self.parameters}
        if strange := [name for name in texts if name not in known]:
            names = ", ".join(known) or "none"
            raise BadParameter(strange[0][:80], f"{self.name} has no such parameter; it has {names}")
        if missing := [each.name for each in self.parameters if each.needed and each.name not in texts]:
            raise BadParameter(missing[0], f"{self.name} needs it: {known[missing[0]].said.help}")
        return self.ask(atlas, **{known[name].python: known[name].read(texts[name]) for name in texts})


def _parameter(found: inspect.Parameter, hint: Any) -> Parameter:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{found.name}: a parameter of a command is Annotated with what is Said of it")
    type_, said = get_args(hint)
    many = get_origin(type_) is not None
    needed = found.default is inspect.Parameter.empty
    return Parameter(
        name=said.name or found.name.replace("_", "-"),
        python=found.name,
        type=get_args(type_)[0] if many else type_,
        many=many,
        needed=needed,
        default=None if needed else found.default,
        said=said,
    )
