"""The watch over every test in the browser sees what it is there for."""

from __future__ import annotations

MISDEEDS = {
    "asked another host: https://elsewhere.example/data": (
        "fetch('https://elsewhere.example/data').catch(() => 0)"
    ),
    "asked another host: https://elsewhere.example/picture.png": (
        "new Promise((done) => { const picture = new Image(); picture.onerror = done;"
        " picture.src = 'https://elsewhere.example/picture.png'; })"
    ),
    "asked another host: ws://elsewhere.example/": (
        "new Promise((done) => { new WebSocket('ws://elsewhere.example/').onerror = done; })"
    ),
    "error in a script: broken": (
        "new Promise((done) => { setTimeout(() => { setTimeout(done, 50); throw Error('broken'); }); })"
    ),
    "console: a complaint": "console.error('a complaint')",
}


def test_a_page_that_misbehaves_is_told(visit, watch):
    page = visit("/notices").page

    for misdeed in MISDEEDS.values():
        page.evaluate(misdeed)
    # a browser tells things in their order, and this is the last of them
    while "console: a complaint" not in watch.complaints:
        page.wait_for_timeout(20)
    told = set(watch.complaints)
    watch.complaints.clear()

    assert set(MISDEEDS) <= told
