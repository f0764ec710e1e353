"""A link that is made today can be told later what changed."""

from graph.store.versions import inventory, recorded


def test_the_present_version_is_on_record(real_atlas, dataset):
    """Write it down with ``accord-atlas record``."""
    data = real_atlas.settings.data

    assert recorded(data, real_atlas.world.version) == inventory(dataset)


def test_a_link_made_from_an_older_version_is_told_what_differs(real_atlas):
    older = sorted(
        path.stem
        for path in (real_atlas.settings.data / "versions").glob("*.csv")
        if path.stem != real_atlas.world.version
    )

    for version in older:
        assert real_atlas.since(version).startswith(
            f"the link was made from data version '{version}' and opens on the present one; "
        )
        assert "not on record" not in real_atlas.since(version)
    assert "not on record" in real_atlas.since("0123456789ab")
