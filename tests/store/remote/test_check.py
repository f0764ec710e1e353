"""What an engine can do is said before it becomes the store."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from graph.store.remote import ask, check
from graph.store.remote.client import Endpoint
from graph.store.remote.dialect import dialects, recognised
from graph.store.remote.trouble import AddressRefused


def found(report, what):
    return next(finding for finding in report.findings if finding.what == what)


def test_a_good_engine_is_usable_and_its_counts_agree(tiny_engine, settings):
    report = check.check(settings(tiny_engine))

    assert report.usable
    assert report.dialect == "oxigraph"
    assert "1 Tie, 1 Claim, 1 Source, 1 TieKind, 2 State" in found(report, "holds an atlas").says
    assert found(report, "counts agree").says.startswith("1 sources")
    assert not found(report, "union of graphs").ok  # and that is no reason against it


def test_an_engine_that_counts_otherwise_than_it_gives_is_not(tiny_engine, settings, monkeypatch):
    honest = ask.of_class
    monkeypatch.setattr(ask, "of_class", lambda *given: honest(*given).replace("DISTINCT", "DISTINCT ?none"))
    report = check.check(settings(tiny_engine))

    assert not report.usable


def test_an_engine_that_loses_dates_is_told_and_still_usable(tiny_engine, settings, monkeypatch):
    monkeypatch.setattr(ask, "dated", lambda year, by_value: f"SELECT ({int(by_value)} AS ?n) WHERE {{ }}")
    report = check.check(settings(tiny_engine))

    assert report.usable
    assert not found(report, "filters of dates").ok


@pytest.mark.parametrize("behaviour", ["auth401", "login-page", "not-json", "redirect-loop", "good", "reset"])
def test_what_is_no_endpoint_is_not_tried_on(fake, settings, behaviour):
    report = check.check(settings(f"{fake.address}/{behaviour}"))

    assert not report.usable
    assert "It cannot be the store" in check.told(report)


def test_the_command_says_it_in_lines_and_in_json(tiny_engine):
    def run(*arguments):
        command = [sys.executable, "-m", "graph", "check-endpoint", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    told, read = run(tiny_engine), run(tiny_engine, "--json")
    refused = run("http://example.org/sparql")

    assert told.returncode == read.returncode == 0
    assert told.stdout.endswith("It can be the store.\n")
    assert json.loads(read.stdout)["usable"] is True
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "use https" in refused.stderr


def test_an_address_that_may_not_be_a_store_is_not_asked(settings):
    with pytest.raises(AddressRefused):
        check.check(settings("http://169.254.169.254/latest"))


def test_every_dialect_can_be_named_and_recognised(settings):
    assert {"generic", "oxigraph", "virtuoso"} <= dialects().keys()
    for name, dialect in dialects().items():
        assert dialect.title
        assert dialect.pages in ("names", "offset")
        assert Endpoint(replace(settings("https://x/"), store_dialect=name)).dialect is dialect
        if dialect.server:
            assert recognised(f"{dialect.server}/1.2") is dialect
    assert recognised("nginx").name == "generic"
