"""Web pages: the article with its title and date; scripts and styles never reach the text."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kopri.reading.load.loaded import Loaded, UnreadableError
from kopri.reading.load.text import decode

CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,20})", re.IGNORECASE)
UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "head", "select", "button", "input"}
)
BLOCKS: Final = re.compile(
    r"address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|"
    r"li|main|nav|ol|p|pre|section|table|tr|ul"
)
DATE_METAS: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)
ISO_DATE: Final = re.compile(r"\s*((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))")
SHORT: Final = 200


def load_html(data: bytes, name: str) -> Loaded:
    """The article of a web page, headed by its title; the page's whole visible text if no article stands out.

    Raises:
        UnreadableError: if the bytes are in no sure encoding or there is no text.
    """
    page = _decode(data, name)
    root = document_fromstring(page, parser=HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True))
    extracted = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
    article = str(getattr(extracted, "text", None) or "").strip()
    title, published = _title(root), _published(root)
    text = article
    if len(article) < SHORT:
        whole = visible_text(root)
        text = whole if len(whole) > 2 * len(article) else article
    if not text:
        raise UnreadableError(name, "there is no text on this web page.", "Save the page after it has loaded, or copy its text.")
    if title and title not in text[: len(title) + 300]:
        text = f"{title}\n\n{text}"
    return Loaded(path=name, text=text, format="html", title=title, published=published)


def _decode(data: bytes, name: str) -> str:
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        label = declared.group(1).decode().lower()
        try:
            text = data.decode({"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252"}.get(label, label))
        except UnicodeDecodeError as error:
            raise UnreadableError(
                name,
                f"it declares {label}, but byte {error.start} ({data[error.start]:#04x}) does not belong to that.",
                "Save it as UTF-8.",
            ) from None
        except LookupError:
            return decode(data, name)
        # A declaration before the first tag would make lxml refuse a decoded string.
        return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", decode(data, name))


def _title(root: HtmlElement) -> str | None:
    for path in ("//meta[@property='og:title']/@content", "//h1[1]//text()", "//title//text()"):
        words = " ".join(" ".join(str(part) for part in root.xpath(path)[:20]).split())
        if words:
            return words[:300]
    return None


def _published(root: HtmlElement) -> str | None:
    """The publication date the page states in its metadata, as an ISO day; None if it states none or several."""
    found: list[str] = []
    for meta in root.iter("meta"):
        label = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if label in DATE_METAS:
            found.append(meta.get("content") or "")
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        found.extend(_linked_data_dates(str(script)))
    if not found:
        found = [str(d) for d in root.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")]
    days = {m.group(1) for value in found if (m := ISO_DATE.match(value))}
    return days.pop() if len(days) == 1 else None


def _linked_data_dates(script: str) -> Iterator[str]:
    try:
        pending: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item)
        elif isinstance(item, dict):
            yield str(item.get("datePublished") or "")
            pending.extend(item.get("@graph") or [])


def visible_text(root: HtmlElement) -> str:
    """All text a reader of the page would see, blocks on their own lines, table cells parted by TAB."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and name in UNSEEN:
            for child in list(element):
                element.remove(child)
            element.text = None
        if BLOCKS.fullmatch(name):
            parts.append("\n")
        if event == "start":
            parts.append(_inline(element.text))
            continue
        if name in {"td", "th"} and element.getnext() is not None:
            parts.append("\t")
        parts.append(_inline(element.tail))
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _inline(words: str | None) -> str:
    return re.sub(r"\s+", " ", words) if words else ""
