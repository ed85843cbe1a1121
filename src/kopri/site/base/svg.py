"""Writing SVG: elements, and the frame every picture has. Colours come from classes of kopri.css, never from style attributes."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

CHARACTER_WIDTH = 6.6


def element(name: str, content: object = "", **attributes: object) -> SafeString:
    """An element; attribute names as in Python (`text_anchor`, `class_`), None left out, floats to one digit."""
    written = "".join(f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items() if value is not None)
    return mark_safe(f"<{name}{written}>{content if isinstance(content, SafeString) else escape(str(content))}</{name}>")  # noqa: S308  all parts are escaped


def join(parts: Iterable[SafeString]) -> SafeString:
    """Elements one after the other."""
    return mark_safe("".join(parts))  # noqa: S308  the parts are safe


def group(*parts: SafeString, **attributes: object) -> SafeString:
    """A `<g>`."""
    return element("g", join(parts), **attributes)


def text(x: float, y: float, words: object, **attributes: object) -> SafeString:
    """A text at a place."""
    return element("text", words, x=x, y=y, **attributes)


def linked(content: SafeString, url: str, title: str = "") -> SafeString:
    """The content with its title, as a link if there is an address."""
    titled = join([element("title", title), content]) if title else content
    return element("a", titled, href=url) if url else group(titled)


def picture(width: float, height: float, title: str, description: str, content: Iterable[SafeString], *, look: str = "") -> SafeString:
    """A whole picture. `title` says what it is about, `description` what it shows, for those who do not see it.

    `look` is "wide" or "map" for pictures that are scrolled, not shrunk, on a narrow screen.
    """
    inner = join([element("title", title), element("desc", description), *content])
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}" xmlns="http://www.w3.org/2000/svg">{}</svg>',
        f"picture {look}".strip(),
        _value(width),
        _value(height),
        title,
        inner,
    )


def shortened(words: str, width: float) -> str:
    """The words cut to a width in pixels of 12-pixel type; a syllable or sign of East Asia is twice as wide as a letter."""
    room = width / CHARACTER_WIDTH
    for i, character in enumerate(words):
        room -= 1.75 if character >= "\u1100" else 1.0
        if room < 0:
            return words[: max(1, i - 1)].rstrip() + "…"
    return words


def width_of(words: str) -> float:
    """About how many pixels the words take in 12-pixel type."""
    return sum(1.75 if character >= "\u1100" else 1.0 for character in words) * CHARACTER_WIDTH


def marker(shape: int, x: float, y: float, size: float = 5, **attributes: object) -> SafeString:
    """The marker of the source number `shape`: disc, square, diamond, triangle, cross, and round again."""
    match shape % 5:
        case 0:
            return element("circle", cx=x, cy=y, r=size, **attributes)
        case 1:
            return element("rect", x=x - size * 0.9, y=y - size * 0.9, width=size * 1.8, height=size * 1.8, **attributes)
        case 2:
            return element(
                "path", d=_path((x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y)), **attributes
            )
        case 3:
            return element("path", d=_path((x, y - size * 1.2), (x + size * 1.2, y + size), (x - size * 1.2, y + size)), **attributes)
        case _:
            third = size * 0.45
            corners = [(-third, -size), (third, -size), (third, -third), (size, -third), (size, third), (third, third)]
            rest = [(third, size), (-third, size), (-third, third), (-size, third), (-size, -third), (-third, -third)]
            return element("path", d=_path(*((x + dx, y + dy) for dx, dy in corners + rest)), **attributes)


def _path(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{_value(x)},{_value(y)}" for x, y in points) + "Z"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
