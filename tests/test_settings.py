"""Limits and places from the environment."""

from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.settings import Settings


def test_defaults_need_no_environment():
    settings = Settings.from_environment({})

    assert settings == Settings()
    assert (settings.data / "ontology.ttl").is_file()


def test_each_limit_has_a_variable():
    settings = Settings.from_environment(
        {"ATLAS_CACHE": "/tmp/x", "ATLAS_QUERY_SECONDS": "2.5", "ATLAS_QUERY_ROWS": "7"}
    )

    assert (settings.cache, settings.query_seconds, settings.query_rows) == (Path("/tmp/x"), 2.5, 7)


def test_what_is_no_number_is_named():
    with pytest.raises(UsageError, match="ATLAS_QUERY_ROWS: 'many' is not a number"):
        Settings.from_environment({"ATLAS_QUERY_ROWS": "many"})
