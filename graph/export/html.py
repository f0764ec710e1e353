"""A view as one page that stands alone: nothing to fetch, and nothing runs but ours."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

from graph.export.svg import picture
from graph.export.taken import LICENCE, NOTICE, Taken, clocks
from graph.model.sentences import sentence
from graph.model.source import Claim
from graph.model.tie import Tie
from graph.model.web import is_page
from graph.model.words import counted, one_line

_PARTS = Path(__file__).with_name("page")


def written(taken: Taken) -> bytes:
    """Write the picture, and below it every tie of the view with who says so.

    The page's own content security policy lets one script and one style run, by their digests, and lets
    nothing be fetched from anywhere.
    """
    script, style = _part("page.js"), _part("page.css")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_text(taken.title)} · Accord Atlas</title>
<style>{style}</style>
</head>
<body>
<main>
<div class="picture" tabindex="0" role="group" aria-label="Picture; plus and minus zoom, arrows push">{
        picture(taken, "light")
    }</div>
<div class="acts"><button type="button" data-act="in" aria-label="Zoom in">+</button>
<button type="button" data-act="out" aria-label="Zoom out">&minus;</button>
<button type="button" data-act="whole">The whole picture</button>
<span>Point at something to read more. Ctrl and the wheel zoom too.</span></div>
<h2>{_text(counted(len(taken.ties), "tie"))} of the view, and who reports them</h2>
<div class="table"><table>
<thead><tr><th scope="col">Tie</th><th scope="col">Kind</th><th scope="col">Certainty</th>
<th scope="col">Support</th><th scope="col">Sources</th></tr></thead>
<tbody>
{"".join(_row(taken, tie, certainty) for tie, certainty in taken.ties)}</tbody>
</table></div>
<h2>Notices</h2>
<p>{_text(taken.about["view"])}. {_text(clocks(taken))}.</p>
<p>{_text(NOTICE)} <a href="{LICENCE}" rel="noopener noreferrer">{LICENCE}</a></p>
<p>What stands here is what sources report, not a judgement of ours. The code of the atlas, and of this
page, is under the MIT licence.</p>
</main>
<script>{script}</script>
</body>
</html>
"""
    return page.encode("utf-8", "replace")


def _row(taken: Taken, tie: Tie, certainty: str) -> str:
    said = "".join(f"<li>{_source(taken, claim)}</li>" for claim in taken.claims(tie))
    support = str(tie.grade_on(taken.day)) + (", sources disagree" if tie.disputed else "")
    return (
        f"<tr><td>{_text(sentence(tie, taken.world, taken.day))}</td><td>{_text(tie.kind.label)}</td>"
        f"<td>{_text(certainty)}</td><td>{_text(support)}</td><td><ul>{said}</ul></td></tr>\n"
    )


def _source(taken: Taken, claim: Claim) -> str:
    source = taken.world.source_by_iri[claim.source]
    title = _text(source.title)
    if is_page(source.url):
        title = f'<a href="{escape(source.url)}" rel="noopener noreferrer">{title}</a>'
    told = [_text(source.publisher), _text(source.dated())]
    denied = "denied by " if claim.denies else ""
    return f"{denied}{title} ({', '.join(word for word in told if word)})"


def _text(text: str) -> str:
    return escape(one_line(text))


def _digest(part: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    return _PARTS.joinpath(name).read_text(encoding="utf-8")
