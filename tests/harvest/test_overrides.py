from __future__ import annotations

import pytest

from graph.errors import DataError
from graph.harvest.overrides import Label, Located, read_labels, read_locations


def test_labels_are_read_by_code(desk):
    desk.fact(
        "labels.toml", '[XBO]\nreason = "contested"\nlabel.en = "Borduria"\nalias.en = ["Bordurian Republic"]'
    )

    assert read_labels(desk.data) == {
        "XBO": Label("contested", {"en": "Borduria"}, {"en": ("Bordurian Republic",)})
    }


def test_locations_are_read_by_code(desk):
    desk.fact("locations.toml", '[SYL]\nreason = "its capital is disputed"\nuse = "country"')

    assert read_locations(desk.data) == {"SYL": Located.COUNTRY}


def test_files_that_are_not_there_override_nothing(tmp_path):
    assert (read_labels(tmp_path), read_locations(tmp_path)) == ({}, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[XBO]\nlabel.en = "Borduria"', "labels.toml: [XBO] gives no reason"),
        ('XBO = "Borduria"', "labels.toml: [XBO] gives no reason"),
        ('[XBO]\nreason = "r"\nlable.en = "B"', "labels.toml: [XBO] has no key 'lable'"),
        ('[XBO]\nreason = "r"\nlabel = "B"', "labels.toml: [XBO] 'label' must give one name a language"),
        (
            '[XBO]\nreason = "r"\nalias.en = "B"',
            "labels.toml: [XBO] 'alias' must give a list of names a language",
        ),
        ("[XBO]\nreason = ", "labels.toml, line 2: "),
    ],
)
def test_a_bad_entry_is_named(desk, text, message):
    desk.fact("labels.toml", text)

    with pytest.raises(DataError) as caught:
        read_labels(desk.data)
    assert str(caught.value).startswith(message)


def test_a_location_is_the_country_or_none(desk):
    desk.fact("locations.toml", '[SYL]\nreason = "r"\nuse = "capital"')

    with pytest.raises(DataError, match=r"^locations\.toml: \[SYL\] 'use' must be 'country' or 'none'$"):
        read_locations(desk.data)
