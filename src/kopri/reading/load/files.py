"""Files and folders: what a file is, is told by its content and checked against its name; then the format's own module reads it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from kopri.reading.load.loaded import Loaded, UnreadableError

Loader = Callable[[bytes, str], Loaded]
SUFFIXES: Final = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".hwpx": "hwpx",
    ".xlsx": "xlsx",
}
OLD: Final = {".hwp": "Save it as .hwpx or PDF.", ".doc": "Save it as .docx.", ".xls": "Save it as .xlsx.", ".rtf": "Save it as .docx."}
READABLE: Final = "txt, html, pdf, docx, hwpx and xlsx can be read."
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
TAG: Final = re.compile(rb"</?(?:p|div|span|a|h[1-6]|table|br|ul|article|section)\b[^>]{0,500}>", re.IGNORECASE)
MEGABYTES: Final = 50


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: each path itself, or in a folder every file with a suffix that means a document, in sorted order.

    Old binary formats are among them, so that their refusal is seen; hidden files are not.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.is_file() and not hidden and file.suffix.lower() in SUFFIXES | OLD:
                yield file


def load_path(path: Path, megabytes: float = MEGABYTES) -> Loaded:
    """Read a file.

    Args:
        path: the file; `Loaded.path` is this path as given.
        megabytes: refuse larger files (1 MB = 1,000,000 bytes) before reading them.

    Raises:
        UnreadableError: if it cannot be read, with the reason and what would be right.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise UnreadableError(name, "it is a folder.", "Give its files.")
        _check_size(path.stat().st_size, name, megabytes)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(name, "there is no such file.") from None
    except OSError as error:
        raise UnreadableError(name, f"it cannot be opened: {error.strerror}.") from None
    return load_bytes(data, name, megabytes)


def load_bytes(data: bytes, name: str, megabytes: float = MEGABYTES) -> Loaded:
    """Read a file's content.

    Args:
        data: its bytes.
        name: its name or path; the suffix must fit the content.
        megabytes: refuse larger ones.

    Raises:
        UnreadableError: if it cannot be read, with the reason and what would be right.
    """
    _check_size(len(data), name, megabytes)
    if not data.strip():
        raise UnreadableError(name, "it is empty.")
    kind = _format(data, name)
    loader: Loader = getattr(
        import_module(f"kopri.reading.load.{'text' if kind == 'txt' else kind}"), f"load_{'text' if kind == 'txt' else kind}"
    )
    try:
        loaded = loader(data, name)
    except UnreadableError:
        raise
    except MemoryError:
        raise UnreadableError(name, "reading it needs more memory than there is.") from None
    except Exception as error:
        raise UnreadableError(name, f"this {kind} is broken: {type(error).__name__}: {error}.", "Save it again in its program.") from error
    text = loaded.text if kind == "txt" else _storable(loaded.text)
    if not text.strip():
        raise UnreadableError(name, "there is no text in it.")
    return replace(loaded, text=text)


def _check_size(size: int, name: str, megabytes: float) -> None:
    if size > megabytes * 1_000_000:
        raise UnreadableError(name, f"it is {size / 1e6:.1f} MB; the limit is {megabytes:g} MB.", "Give the part that matters.")


def _format(data: bytes, name: str) -> str:
    """The format of the content, if it is one of ours and the name does not contradict it."""
    suffix = Path(name).suffix.lower()
    content = sniff(data, name)
    if content == "txt" and suffix in {".html", ".htm", ".xhtml"} and TAG.search(data[:200_000]):
        content = "html"
    if content == "html" and suffix in {".txt", ".text", ".md"}:
        content = "txt"
    said = SUFFIXES.get(suffix)
    if said is None and suffix in OLD:
        raise UnreadableError(
            name, f"its name ends in {suffix}, but its content is {content}.", f"Rename it to .{content} if that is right."
        )
    if said is None and content == "txt" and re.fullmatch(r"\.[a-z][a-z0-9]{0,5}", suffix):
        raise UnreadableError(name, f"files of type {suffix} are not read.", READABLE)
    if said is not None and said != content:
        raise UnreadableError(
            name, f"its name ends in {suffix}, but its content is {content}.", f"Rename it to .{content} if that is right."
        )
    return content


def sniff(data: bytes, name: str) -> str:
    """The format that the first bytes and the archive's directory show: "txt" if nothing else.

    Raises:
        UnreadableError: for old binary formats, pictures and archives that are none of ours.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(OLE):
        raise UnreadableError(name, *_old_format(data, name))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_format(data, name)
    for magic, what in (
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"{\\rtf", "RTF"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
    ):
        if data.startswith(magic):
            raise UnreadableError(name, f"it is {what}.", READABLE)
    return "html" if HTML.match(data.lstrip(b"\xef\xbb\xbf")[:4096]) else "txt"


def _old_format(data: bytes, name: str) -> tuple[str, str]:
    if b"HWP Document File" in data or name.lower().endswith(".hwp"):
        return "it is an old binary .hwp.", OLD[".hwp"]
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "it is encrypted.", "Save it without a password."
    return "it is an old binary Office file.", OLD.get(Path(name).suffix.lower(), "Save it as .docx, .xlsx or PDF.")


def _archive_format(data: bytes, name: str) -> str:
    from kopri.reading.load.archives import open_archive

    entries = set(open_archive(data, name).namelist())
    if "word/document.xml" in entries:
        return "docx"
    if "xl/workbook.xml" in entries:
        return "xlsx"
    if any(entry.startswith("Contents/section") for entry in entries) or "Contents/content.hpf" in entries:
        return "hwpx"
    raise UnreadableError(
        name, f"it is a zip archive of {len(entries)} files, none of the document formats.", f"Unpack it first. {READABLE}"
    )


def _storable(text: str) -> str:
    """Extracted text without what no database stores: NULs and halves of surrogate pairs become U+FFFD."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
