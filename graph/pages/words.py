"""Text of the data on the page: shown as it is, never read as markup."""

from __future__ import annotations

import re
import unicodedata

from graph.model.web import is_page

#: what Streamlit makes a link of by itself, even where its signs are escaped
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www|xmpp)(?=[:.])|(?<=\w)(?=@)")
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^@&=])")
#: signs that turn the direction of the text around them
_BIDI = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], "\N{WHITE SQUARE}"
)


def plain(text: str) -> str:
    """A text that Markdown shows letter for letter; signs that steer direction or hide are made visible."""
    visible = "".join(
        " " if char in "\n\r\t" else "\N{WHITE SQUARE}" if unicodedata.category(char) == "Cc" else char
        for char in text.translate(_BIDI)
    )
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub("\\g<0>\N{WORD JOINER}", visible))


def link(text: str, url: str) -> str:
    """A link to a page of the web, or the plain text where the address is of no such page."""
    if not is_page(url):
        return plain(text)
    address = url.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
    # a bar would end the cell of a table
    address = address.replace("|", "%7C")
    return f"[{plain(text)}]({address})"
