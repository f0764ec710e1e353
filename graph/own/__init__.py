"""A reader's own data: checked at the gate, read in a process of its own, reported on, laid over the atlas.

``review`` is the way in; ``over`` lays what was accepted over a world, ``folder`` keeps it on disk.
"""
