"""The graph in words: walked and opened by names, roles and keys alone; the same ties as on the canvas."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import expect

from graph.pages.drawings import drawing
from tests.browser.test_accessibility import serious

IN_WORDS = re.compile(r"^The same \d+ ties in words$")


class Listener:
    """A reader who has names, roles and keys, but neither sees the page nor points at it."""

    def __init__(self, reader):
        self.reader, self.page = reader, reader.page

    def button(self, name: str | re.Pattern[str]):
        return self.page.get_by_role("button", name=name).first

    def press(self, button, key: str = "Enter") -> None:
        button.focus()
        self.page.keyboard.press(key)
        self.reader.wait()

    def unfold(self, name: str | re.Pattern[str], level: int):
        """Go to a heading and unfold it."""
        button = self.page.get_by_role("heading", level=level, name=name).get_by_role("button").first
        self.press(button)
        expect(self.page.get_by_role("button", name=name, expanded=True).first).to_be_attached()
        return button

    @property
    def focused(self) -> str:
        """The name of what has the keys."""
        return str(
            self.page.evaluate(
                "() => { let at = document.activeElement;"
                " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                " return at.innerText; }"
            )
        )


def test_names_and_keys_alone_tell_who_mediated_and_since_when(visit):
    listener = Listener(visit())
    page = listener.page
    listener.unfold(IN_WORDS, 2)

    # by what has Morocco joined the Accords ...
    listener.unfold(re.compile("^Morocco "), 4)
    expect(listener.button(re.compile("^Morocco has acceded to Abraham Accords since 22"))).to_be_attached()
    # ... and who mediated them?
    listener.unfold(re.compile("^Abraham Accords "), 4)
    mediated = listener.button(re.compile("^United States has been a mediator for Abraham Accords"))
    expect(mediated).to_have_accessible_name(
        "United States has been a mediator for Abraham Accords since 15 September 2020, "
        "say two independent sources"
    )
    listener.press(mediated)
    expect(
        page.get_by_role("heading", level=2, name=re.compile("United States is a mediator"))
    ).to_be_attached()
    expect(page.get_by_role("status").filter(has_text="evidence")).to_have_text(
        "Its evidence is open beside the picture."
    )

    # since when has Kazakhstan had relations with Israel?
    listener.unfold(re.compile("^Kazakhstan "), 4)
    expect(listener.button(re.compile("diplomatic relations with Kazakhstan"))).to_have_accessible_name(
        "Israel has had diplomatic relations with Kazakhstan since 10 April 1992, "
        "say three independent sources"
    )


def test_arrows_go_through_the_outline_and_what_is_chosen_is_marked_there_and_on_the_canvas(visit):
    reader = visit("/?families=accord")
    listener = Listener(reader)
    listener.unfold(IN_WORDS, 2)
    listener.unfold(re.compile("^Bahrain "), 4)
    keys = listener.page.keyboard
    keys.press("ArrowDown")
    assert listener.focused.startswith("Morocco ")
    keys.press("ArrowUp")
    assert listener.focused.startswith("Bahrain ")
    keys.press("Tab")
    assert listener.focused == "What is known of Bahrain"
    keys.press("Escape")
    assert listener.focused.startswith("Bahrain ")
    keys.press("Home")
    assert listener.focused.startswith("Israel ")

    listener.unfold(re.compile("^Morocco "), 4)
    tie = listener.button(re.compile("^Morocco has acceded"))
    listener.press(tie)

    assert parse_qs(reader.query)["tie"] == ["MAR.abraham-accords.accession.inForce"]
    expect(reader.stage).not_to_have_attribute("data-picked", "")
    expect(tie).to_have_attribute("aria-current", "true")
    assert listener.focused.startswith("Morocco has acceded"), "the keys stay where they were"
    for end in ("Morocco", "Abraham Accords"):
        expect(listener.button(re.compile(rf"^{end} \d+ ties · open$"))).to_be_attached()
    assert serious(reader, within=listener.page.locator(".outline").first) == []

    # and what is opened on the canvas is marked here
    reader.click_entity("Kazakhstan")
    reader.wait()
    expect(listener.button(re.compile(r"^Kazakhstan \d+ ties · open$"))).to_be_attached()


def test_canvas_table_and_outline_show_the_same_ties_and_the_columns_of_their_file_are_described(
    visit, real_atlas
):
    reader = visit()
    listener = Listener(reader)
    view = real_atlas.views["first"].view
    iris = drawing(real_atlas, view).iris
    lines = reader.stage.evaluate("stage => [...stage.atlas.stage.edges.keys()]")
    canvas = {iri for line in lines for iri in iris[line]}

    reader.unfold("The same")
    reader.page.get_by_role("combobox", name="Columns").fill("Address")
    reader.page.get_by_role("option", name="Address").click()
    reader.page.keyboard.press("Escape")
    reader.wait()
    rows = list(csv.DictReader(io.StringIO(downloaded(reader, "Ties as CSV"), newline="")))
    described = json.loads(downloaded(reader, "What its columns mean"))
    assert list(rows[0]) == [column["name"] for column in described["tableSchema"]["columns"]]
    assert described["dc:source"].startswith("http://127.0.0.1:")
    assert real_atlas.world.version in described["dc:source"]
    # and the table offers no file of its own making
    reader.table.hover()
    expect(reader.page.get_by_role("button", name="Search: Ties of this view")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Download as CSV")).to_have_count(0)

    outline = told_in_words(listener, canvas)
    assert canvas == {row["iri"] for row in rows} == outline
    assert len(rows) == len(canvas) == len(real_atlas.ties(view))
    expect(listener.button(IN_WORDS)).to_have_accessible_name(f"The same {len(canvas)} ties in words")


def downloaded(reader, button: str) -> str:
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_text("utf-8")


def told_in_words(listener: Listener, awaited: set[str]) -> set[str]:
    """The ties that the outline holds once all of it is unfolded."""
    reader = listener.reader
    listener.unfold(IN_WORDS, 2)
    headings = reader.page.get_by_role("heading", level=4).get_by_role("button")
    expect(headings.last).to_be_attached()
    reader.wait()
    for heading in headings.all():
        heading.press("Enter")
    reader.wait()
    ties = reader.page.locator(".outline button.tie")
    outline: set[str] = set()
    for _ in range(100):  # what is unfolded comes piece by piece
        outline = set(ties.evaluate_all("(ties) => ties.map((tie) => tie.dataset.iri)"))
        if outline == awaited:
            break
        reader.page.wait_for_timeout(100)
    return outline
