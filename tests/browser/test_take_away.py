"""What readers take away, in their browser: images, paper, a page that stands alone, a frame, the gallery."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from graph.export import formats
from tests.browser.test_accessibility import serious
from tests.conftest import Builder
from tests.export.taking import taken_of
from tests.export.test_formats import HOSTILE

SECTION = "Take it away"
MEMBERS = "as_of=2020-12-31&known_on=all&lens=relations&families=accord&standings=member"


def unfolded(visit, path: str = f"/?{MEMBERS}"):
    reader = visit(path)
    reader.unfold(SECTION)
    expect(reader.page.get_by_role("button", name="PNG", exact=True)).to_be_enabled()
    return reader


def saved(reader, label: str) -> tuple[str, bytes]:
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=label, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


# --- on Explore -------------------------------------------------------------------------------------------


def test_files_are_those_of_the_view_the_browser_makes_png_and_paper_and_nothing_serious_is_found(visit):
    reader = unfolded(visit)
    expect(reader.page.get_by_text("from graph.atlas import open_atlas")).to_be_visible()
    section = reader.page.locator("details").filter(has=reader.page.get_by_text(SECTION))
    assert serious(reader, within=section) == []
    name, svg = saved(reader, "SVG")
    root = ElementTree.fromstring(svg)
    assert name == "accord-atlas.svg"
    assert "Morocco" in "".join(root.itertext())
    assert "Kazakhstan" not in "".join(root.itertext())
    name, trig = saved(reader, "TriG")
    assert name == "accord-atlas.trig"
    assert b"MAR.abraham-accords" in trig

    name, content = saved(reader, "PNG")
    assert name == "accord-atlas.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 2560
    assert height > 800

    # and paper shows nothing but the picture
    reader.page.get_by_role("button", name="Print or PDF").click()
    paper = reader.page.frame_locator("iframe.atlas-print")
    expect(paper.locator("svg")).to_be_visible()
    assert paper.locator("body > *").count() == 1
    assert "Morocco" in (paper.locator("svg").text_content() or "")


# --- in a frame of another page ----------------------------------------------------------------------------


def test_a_frame_holds_picture_title_source_and_the_way_to_the_app_and_no_filters(visit, server):
    reader = visit(f"/?{MEMBERS}&embed=true")
    page = reader.page

    expect(reader.stage).to_be_visible()
    assert "Three states are members" in reader.title
    expect(page.get_by_text(re.compile(r"^Data [0-9a-f]{12}: "))).to_be_visible()
    assert page.get_by_role("combobox").count() == 0
    assert page.get_by_role("link", name="Timeline").count() == 0
    whole = page.get_by_role("link", name="Open in Accord Atlas").get_attribute("href") or ""
    assert whole.startswith(server)
    assert "embed" not in whole
    assert "standings=member" in whole
    # what is shown stays embedded when its address is written
    assert "embed=true" in page.url


def test_it_works_within_a_page_of_another_origin(browser, server):
    context = browser.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    address = f"{server}/?{MEMBERS}&embed=true"
    page.set_content(f'<iframe title="atlas" width="860" height="860" src="{address}"></iframe>')
    frame = page.frame_locator("iframe")

    expect(frame.locator('.stage[data-stable="1"]')).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Three states")
    context.close()


# --- the page that stands alone -----------------------------------------------------------------------------


@pytest.fixture
def offline(browser, tmp_path):
    """Open a page from a file, without any network; what it asks for and says is listed."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    heard: list[str] = []

    def opened(content: bytes) -> tuple[Page, list[str]]:
        file = tmp_path / "taken.html"
        file.write_bytes(content)
        page = context.new_page()
        page.on("request", lambda request: request.url == file.as_uri() or heard.append(request.url))
        page.on("console", lambda said: heard.append(said.text))
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(file.as_uri())
        return page, heard

    yield opened
    context.close()


def test_a_page_that_stands_alone_asks_for_nothing_and_zooms(real_atlas, offline):
    taken = real_atlas.taken(real_atlas.views["first"].view)
    page, heard = offline(formats()["html"](taken))
    picture = page.locator("svg")
    whole = picture.get_attribute("viewBox")

    assert page.locator("tbody tr").count() == len(taken.ties)
    page.get_by_role("button", name="Zoom in").click()
    zoomed = picture.get_attribute("viewBox")
    assert zoomed != whole
    page.keyboard.press("Tab")
    page.locator(".picture").focus()
    page.keyboard.press("ArrowRight")
    assert picture.get_attribute("viewBox") != zoomed
    page.get_by_role("button", name="The whole picture").click()
    assert picture.get_attribute("viewBox") is not None
    assert float((picture.get_attribute("viewBox") or "").split()[2]) == float((whole or "").split()[2])
    assert heard == []


def test_its_policy_stops_what_is_not_its_own(real_atlas, offline):
    content = formats()["html"](real_atlas.taken(real_atlas.views["bahrain"].view))
    evil = b"<script>document.title = 'run'</script><img src='https://example.org/x.png'></main>"
    page, heard = offline(content.replace(b"</main>", evil))

    assert page.title() != "run"
    assert len([said for said in heard if "Content Security Policy" in said]) == 2


def test_hostile_names_are_inert_in_a_browser(offline):
    builder = Builder()
    for code, label in HOSTILE.items():
        builder.entity(code, label=label)
    builder.source("courier", publisher='"><script>alert(2)</script>', url="javascript:alert(3)")
    for one, other in zip(HOSTILE, [*list(HOSTILE)[1:], "EVL"], strict=True):
        builder.says("courier", one, "embassy", other, "inForce", "2020")
    page, heard = offline(formats()["html"](taken_of(builder.world())))

    assert heard == []
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_svg_file_is_inert_where_it_is_opened(browser, tmp_path):
    builder = Builder()
    for code, label in HOSTILE.items():
        builder.entity(code, label=label)
    builder.source("courier")
    builder.says("courier", "MRK", "embassy", "RTL", "inForce", "2020")
    file = tmp_path / "picture.svg"
    file.write_bytes(formats()["svg"](taken_of(builder.world())))
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(file.as_uri())

    assert heard == [file.as_uri()]
    assert page.evaluate("document.querySelectorAll('script, foreignObject, a').length") == 0
    context.close()


# --- the gallery --------------------------------------------------------------------------------------------


def test_a_card_of_the_gallery_opens_its_view_and_nothing_serious_is_found_there(visit, real_atlas):
    reader = visit("/views")
    page = reader.page

    for each in real_atlas.views.values():
        picture = page.get_by_role("img", name=each.title)
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
    assert serious(reader) == []
    card = page.get_by_test_id("stColumn").filter(has_text="How often did Bolivia break with Israel?")
    card.get_by_role("link", name="Open on Explore").click()
    expect(reader.stage).to_be_visible()
    reader.wait()

    assert reader.entities >= {"Bolivia", "Israel"}
    assert "focus=BOL" in reader.query
