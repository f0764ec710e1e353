"""Whose turn it is, and which process answers."""

import threading
import time

import pytest

from graph.store.guard import Limits
from graph.store.pool import Busy, Closed, Load, WorkerPool
from tests.store.small_store import processes, write_store


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return write_store(tmp_path_factory.mktemp("kept") / "store")


@pytest.fixture
def pool(kept):
    opened = WorkerPool(kept, Limits(workers=2, queue=1, seconds=5))
    yield opened
    opened.close()
    assert processes(kept) == set()


def soon(holds, seconds=5.0):
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def open_one(pool):
    with pool.lend() as worker:
        worker.graphs(time.monotonic() + 10)
        return worker


def test_a_process_is_lent_again_and_one_stands_ready(pool, kept):
    assert soon(lambda: len(processes(kept)) == 1)
    first = open_one(pool)
    assert soon(lambda: len(processes(kept)) == 2)

    assert open_one(pool) is first
    assert pool.load() == Load(running=0, waiting=0, ready=2)


def test_one_that_was_shaken_is_not_lent_again(pool, kept):
    first = open_one(pool)
    with pool.lend() as worker:
        assert worker is first
        worker.ask({"text": "ASK {}"}, time.monotonic() + 5)
        worker.in_order = False

    assert not first.alive
    assert open_one(pool) is not first


def test_one_that_has_held_much_memory_is_not_lent_again(pool):
    first = open_one(pool)
    with pool.lend():
        first.peak_mb = 600

    assert not first.alive


def test_one_that_died_while_it_stood_ready_is_passed_over(pool):
    first = open_one(pool)
    first.interrupt()
    assert soon(lambda: not first.alive)

    assert open_one(pool) is not first


def test_turns_come_in_order_and_the_line_has_an_end(pool):
    order = []

    def wait():
        with pool.turn():
            order.append("third")

    with pool.turn("a"):
        with pool.turn("b"):
            waiting = threading.Thread(target=wait)
            waiting.start()
            assert soon(lambda: pool.load() == Load(running=2, waiting=1, ready=1))
            with (
                pytest.raises(Busy, match=r"^2 queries run and 1 wait already; try again in a moment$"),
                pool.turn(),
            ):
                pass
            order.append("second")
        waiting.join()
    assert order == ["second", "third"]
    assert pool.load() == Load(running=0, waiting=0, ready=1)


def test_who_waits_too_long_is_told(kept):
    pool = WorkerPool(kept, Limits(workers=1, queue=1, seconds=0.2))
    with pool.turn():
        with pytest.raises(Busy, match=r"^No query ended within 0\.2 s; try again in a moment$"), pool.turn():
            pass
        assert pool.load().waiting == 0
    pool.close()


def test_a_session_has_one_turn_at_a_time(pool):
    with (
        pool.turn("reader"),
        pytest.raises(Busy, match=r"^Your earlier query still runs"),
        pool.turn("reader"),
    ):
        pass

    with pool.turn("reader"), pool.turn(""), pytest.raises(Busy), pool.turn("reader"):
        pass
    with pool.turn("reader"):
        pass


def test_a_closed_pool_lends_nothing(pool, kept):
    pool.close()

    assert processes(kept) == set()
    with pytest.raises(Closed), pool.turn(), pool.lend():
        pass
