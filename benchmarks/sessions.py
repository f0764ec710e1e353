"""Measures how long readers wait for a filter who use the app at the same time.

``python -m benchmarks.sessions``: so many sessions speak Streamlit's protocol over real websockets with one
server, each changes a filter every few seconds for a minute, and waits until the script has ended. First the
page with one radio button, then ours, then both again, so that the noise of the machine falls on both. No
browser takes part: what it does with the answer is measured by ``python -m benchmarks``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
from collections.abc import Callable
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.report import HELLO, OURS
from benchmarks.servers import APPS, App, running, served, streamlit

SEED = 2020
PATIENCE = 60.0  #: seconds for one answer
TIMES = 2.0  #: what ours may take, of what the page with one radio button takes
FILTER = "Families of ties"
Change = Callable[[Element, random.Random], WidgetState | None]


def main() -> None:
    """Measure, and print a table and whether the promise is kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    asked.add_argument("--sessions", type=int, default=25, help="at the same time")
    asked.add_argument("--seconds", type=int, default=60, help="for which each of them goes on")
    asked.add_argument("--every", type=float, default=5.0, help="seconds from one change to the next")
    asked.add_argument("--turns", type=int, default=2, help="of each server")
    options = asked.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning", end="\n\n", flush=True)
    apps: dict[str, tuple[App, Change]] = {
        HELLO: (streamlit(HELLO, APPS / "hello.py"), _colour),
        OURS: (served(OURS), _families),
    }
    waits: dict[str, list[list[float]]] = {name: [] for name in apps}
    for _ in range(options.turns):
        for name, (app, change) in apps.items():
            with running(app) as address:
                crowd = _crowd(address, change, options.sessions, options.seconds, options.every)
                waits[name].append(asyncio.run(crowd))
    print("| | changes | median | p95, each turn | p95 of all |\n|---|--:|--:|--:|--:|")
    all_of = {name: [wait for turn in turns for wait in turn] for name, turns in waits.items()}
    for name, turns in waits.items():
        together = all_of[name]
        each = ", ".join(f"{_p95(turn):.0f}" for turn in turns)
        middle = 1000 * median(together)
        print(f"| {name} | {len(together)} | {middle:.0f} ms | {each} ms | {_p95(together):.0f} ms |")
    ratio = _p95(all_of[OURS]) / _p95(all_of[HELLO])
    kept = "kept" if ratio <= TIMES else "MISSED"
    print(f"\n- p95 of a change: {ratio:.2f} of {HELLO}, promised at most {TIMES:g}: {kept}")
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


def _p95(waits: list[float]) -> float:
    """In milliseconds."""
    return 1000 * quantiles(waits, n=20)[-1]


async def _crowd(address: str, change: Change, sessions: int, seconds: float, every: float) -> list[float]:
    """All waits of all sessions, which begin one after the other within one interval."""
    readers = [Reader(address, change, number) for number in range(sessions)]
    opened = asyncio.Barrier(sessions)
    found = await asyncio.gather(
        *(
            reader.read(seconds, every, number * every / sessions, opened)
            for number, reader in enumerate(readers)
        )
    )
    return [wait for waits in found for wait in waits]


class Reader:
    """One session: what a browser tells the server, and what it remembers of the answers."""

    def __init__(self, address: str, change: Change, number: int):
        self.address = address.replace("http", "ws") + "/_stcore/stream"
        self.change = change
        self.chance = random.Random(f"{SEED} {number}")
        self.state = ClientState()
        self.widget: WidgetState | None = None

    async def read(self, seconds: float, every: float, later: float, opened: asyncio.Barrier) -> list[float]:
        """Open the page, and change its filter again and again: seconds from each change to its end."""
        await asyncio.sleep(later)
        waits = []
        async with connect(self.address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            await self._run(socket)
            # opening takes longer than a change: without this all would wait in one queue, and from then on
            # change their filters in the same moment
            await opened.wait()
            began = time.monotonic() + later - every
            for turn in range(round(seconds / every)):
                await asyncio.sleep(max(0.0, began + (turn + 1) * every - time.monotonic()))
                if self.widget is None:
                    raise SystemExit(f"{self.address}: the page shows no filter")
                del self.state.widget_states.widgets[:]
                self.state.widget_states.widgets.append(self.widget)
                asked = time.monotonic()
                await self._run(socket)
                waits.append(time.monotonic() - asked)
        if self.change is _families and "families=" not in self.state.query_string:
            raise SystemExit("the filter was not taken")
        return waits

    async def _run(self, socket: ClientConnection) -> None:
        """Let the script run once, and remember what the next change will be."""
        await socket.send(BackMsg(rerun_script=self.state).SerializeToString())
        async with asyncio.timeout(PATIENCE):
            async for received in socket:
                message = ForwardMsg.FromString(received)  # type: ignore[arg-type]
                kind = message.WhichOneof("type")
                if kind == "new_session":
                    self.state.page_script_hash = message.new_session.page_script_hash
                elif kind == "page_info_changed":
                    self.state.query_string = message.page_info_changed.query_string
                elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                    self.widget = self.change(message.delta.new_element, self.chance) or self.widget
                    if message.delta.new_element.WhichOneof("type") == "exception":
                        raise SystemExit(message.delta.new_element.exception.message)
                elif kind == "script_finished":
                    return


def _colour(element: Element, chance: random.Random) -> WidgetState | None:
    if element.WhichOneof("type") != "radio":
        return None
    return WidgetState(id=element.radio.id, string_value=chance.choice(element.radio.options))


def _families(element: Element, chance: random.Random) -> WidgetState | None:
    """Some families of ties, so that one reader seldom asks what another has asked."""
    if element.WhichOneof("type") != "button_group" or element.button_group.label != FILTER:
        return None
    options = [option.content for option in element.button_group.options]
    state = WidgetState(id=element.button_group.id)
    state.string_array_value.data.extend(chance.sample(options, chance.randint(1, len(options))))
    return state


if __name__ == "__main__":
    main()
