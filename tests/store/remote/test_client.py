"""Every way in which an endpoint can misbehave ends in a whole answer or in one clear line, in time."""

from __future__ import annotations

import gc
import resource
import threading
import time

import pytest

from graph.store.remote.client import TRIES, Endpoint
from graph.store.remote.trouble import AddressRefused, EndpointError, Trouble
from tests.store.remote.conftest import until

QUERY = "SELECT ?s WHERE { ?s ?p ?o }"

#: the defaults
PATIENT = {"store_seconds": 15.0}

#: id and behaviour of the samples → why there is no answer, a word of the message, and how often it is asked
FAILURES = {
    ("E02", "slow"): (Trouble.OVERDUE, "within 1.5 s (store_seconds)", 0),
    ("E03", "drip"): (Trouble.OVERDUE, "within 1.5 s (store_seconds)", 0),
    ("E04", "reset"): (None, "try again", TRIES),
    ("E05", "cut"): (Trouble.CUT, "nothing of it is shown", 1),
    ("E06", "err503"): (Trouble.FAILED, "status 503", 1),
    ("E07", "limit429"): (Trouble.BUSY, "try again in 3,600 s", 1),
    ("E08", "auth401"): (Trouble.CREDENTIALS, "ATLAS_STORE_USER", 1),
    ("E09", "login-page"): (Trouble.NOT_SPARQL, "text/html", 1),
    ("E10", "not-json"): (Trouble.NOT_SPARQL, "no whole SPARQL 1.1 JSON", 1),
    ("E11", "endless"): (Trouble.TOO_LARGE, "50,000,000 bytes (store_bytes)", 0),
    ("E12", "gzip-bomb"): (Trouble.TOO_LARGE, "50,000,000 bytes (store_bytes)", 1),
    ("E13", "redirect-file"): (Trouble.MOVED, "name the final address", 1),
    ("E14", "redirect-inside"): (Trouble.MOVED, "name the final address", 1),
    ("E15", "redirect-loop"): (Trouble.MOVED, "name the final address", 1),
}


@pytest.mark.parametrize(
    ("behaviour", "trouble", "says", "times"),
    [(behaviour, *expected) for (_, behaviour), expected in FAILURES.items()],
    ids=[f"{number}-{behaviour}" for number, behaviour in FAILURES],
)
def test_an_endpoint_that_fails_is_told_in_one_line(fake, settings, behaviour, trouble, says, times):
    hurry = {} if trouble is Trouble.OVERDUE else PATIENT
    endpoint = Endpoint(settings(f"{fake.address}/{behaviour}", **hurry))
    before, began = fake.asked(behaviour), time.monotonic()

    with pytest.raises(EndpointError) as told:
        endpoint.select(QUERY)

    assert trouble is not Trouble.OVERDUE or time.monotonic() - began < 10
    assert trouble is None or told.value.trouble is trouble
    assert says in str(told.value)
    assert "\n" not in str(told.value)
    assert "/etc/hosts" not in str(told.value)
    assert "log in" not in str(told.value)
    if times:  # it writes its log once it is done
        until(lambda: fake.asked(behaviour) - before >= times)
        assert fake.asked(behaviour) - before == times


def test_a_redirect_is_not_followed(fake, settings):
    before = fake.asked("good")
    with pytest.raises(EndpointError):
        Endpoint(settings(f"{fake.address}/redirect-inside")).select(QUERY)

    assert fake.asked("good") == before


def test_a_good_endpoint_answers(fake, settings):
    """E01."""
    rows = Endpoint(settings(f"{fake.address}/good")).select(QUERY).rows

    assert [row[0].value for row in rows] == ["urn:a"]


def test_an_evil_label_stays_text(fake, settings):
    """E16: it is a literal, and nothing that shows literals takes them for HTML."""
    rows = Endpoint(settings(f"{fake.address}/evil-label")).select(QUERY).rows

    assert [row[0].value for row in rows] == ["<img src=x onerror=window.__xss=1>"]


def test_an_endpoint_that_fails_now_and_then_is_asked_again(fake, settings):
    """E17."""
    endpoint = Endpoint(settings(f"{fake.address}/flap"))

    assert [len(endpoint.select(QUERY).rows) for _ in range(3)] == [1, 1, 1]


def test_memory_stays_flat_under_an_endless_answer(fake, settings):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for behaviour in ("endless", "gzip-bomb"):
        with pytest.raises(EndpointError):
            Endpoint(settings(f"{fake.address}/{behaviour}", store_bytes=1_000_000, **PATIENT)).select(QUERY)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


def test_nobody_listens(settings):
    from tests.serving import free_port

    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(settings(f"http://127.0.0.1:{free_port()}/query")).select(QUERY)


def test_credentials_are_sent_and_never_told(fake, settings):
    secret = settings(
        f"{fake.address}/auth401", store_user="reader", store_password="hush-hush", store_authorization=""
    )
    with pytest.raises(EndpointError) as told:
        Endpoint(secret).select(QUERY)

    for text in (str(told.value), repr(told.value), told.value.told, repr(secret)):
        assert "hush" not in text
        assert "reader" not in text
    assert fake.address not in told.value.told


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://example.org/sparql", "use https"),
        ("http://10.0.0.1/sparql", "use https"),
        ("http://127.0.0.1.example.org/", "use https"),
        ("http://2130706433/", "use https"),
        ("ftp://example.org/", "a folder or an https address"),
        ("file:///etc/hosts", "a folder or an https address"),
        ("https://", "a folder or an https address"),
        ("https://user:hush@example.org/", "no credentials in the store's address"),
        ("https://example.org:port/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
    ],
)
def test_an_address_that_may_not_be_a_store_is_refused_before_anything_is_asked(settings, address, says):
    with pytest.raises(AddressRefused, match=says) as told:
        Endpoint(settings(address))

    assert "hush" not in str(told.value)


@pytest.mark.parametrize(
    "address", ["http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/", "https://x/"]
)
def test_this_machine_needs_no_encryption(settings, address):
    assert Endpoint(settings(address)).name == address


def test_an_operator_may_allow_plain_http(settings):
    assert (
        Endpoint(settings("http://store.internal/q?key=1", store_plain_http=1)).name
        == "http://store.internal/q"
    )


def test_no_proxy_and_no_password_file_of_the_environment_is_used(fake, settings, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login reader password hush")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert Endpoint(settings(f"{fake.address}/good")).select(QUERY).rows


def test_a_broken_answer_may_be_forgotten_by_another_thread_than_the_one_that_read_it(settings, monkeypatch):
    row = '{"s": {"type": "uri", "value": "x:y"}}'
    body = f'{{"head": {{"vars": ["s"]}}, "results": {{"bindings": [{row}, {row},'.encode()
    endpoint, told, unraisable = Endpoint(settings("http://127.0.0.1:9/query")), [], []
    monkeypatch.setattr("sys.unraisablehook", unraisable.append)

    def ask() -> None:
        with pytest.raises(EndpointError) as found:
            endpoint._parsed(body)
        told.append(found.value)

    reader = threading.Thread(target=ask)
    reader.start()
    reader.join()
    assert told.pop().trouble is Trouble.CUT
    gc.collect()

    assert unraisable == []
