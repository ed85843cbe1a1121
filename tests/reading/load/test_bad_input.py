"""What cannot be read is refused with its name, the reason and what would be right."""

import os
import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from test_formats import archive, pdf

from kopri.reading.load import UnreadableError, load_bytes, load_path
from kopri.reading.load.limited import read_limited

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        load_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


def docx_with(part: str, content: bytes) -> bytes:
    plain = BytesIO()
    Document().save(plain)
    made = BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
        if part not in old.namelist():
            new.writestr(part, content)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"", b" \r\n\t "])
def test_empty(data: bytes) -> None:
    assert "it is empty" in refused(data, "a.txt")


def test_huge_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as out:
        out.truncate(61_200_000)
    with pytest.raises(UnreadableError, match=r"it is 61\.2 MB; the limit is 50 MB"):
        load_path(file)
    with pytest.raises(UnreadableError, match=r"it is 0\.2 MB; the limit is 0\.1 MB"):
        load_bytes(b"x" * 200_000, "a.txt", megabytes=0.1)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"abc\x00def", "NUL stands at byte 3"), (bytes(range(1, 32)) * 9, "control characters"), (b"\x89PNG\r\n\x1a\n", "a picture")],
)
def test_binary(data: bytes, says: str) -> None:
    assert says in refused(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Trade \xff\xfe\xfa rose", "byte 6 is 0xff"),
        ("Türkmenistan geçdi ğşı çok güzel".encode("cp1254"), "it is not UTF-8"),
        ("Министры встретились в Астане".encode("koi8-r"), "it is not UTF-8"),
        (b"\xff\xfeA\x00B", "UTF-16-LE"),
        (("\ufffd" * 20 + " lost").encode(), "already lost"),
    ],
)
def test_bytes_in_no_sure_encoding(data: bytes, says: str) -> None:
    assert says in refused(data, "a.txt")


def test_a_name_that_contradicts_the_content_is_told() -> None:
    assert "its name ends in .docx, but its content is pdf" in refused(pdf("The ministers met in the capital."), "a.docx")
    assert "files of type .csv are not read" in refused(b"a,b\n1,2\n", "a.csv")
    assert "its content is txt" in refused(b"no tags at all", "a.html")


def test_pdf_encrypted_broken_or_scanned() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("The ministers met in the capital."))))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    assert "encrypted" in refused(made.getvalue(), "a.pdf")
    assert "broken" in refused(b"%PDF-1.4\nrubbish", "a.pdf")
    assert "scan" in refused(pdf(""), "a.pdf")
    assert "OCR" in refused(pdf(""), "a.pdf")


def test_old_binary_formats_are_refused_with_advice() -> None:
    assert "Save it as .hwpx or PDF" in refused(OLE + b"HWP Document File", "a.hwp")
    assert "Save it as .docx" in refused(OLE + bytes(600), "a.doc")
    assert "encrypted" in refused(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_zip_bombs_are_refused_before_they_are_unpacked() -> None:
    assert "zip bomb" in refused(docx_with("word/document.xml", b" " * 60_000_000), "a.docx")
    assert "5001 entries" in refused(archive({f"word/{n}.xml": "" for n in range(5_001)}), "a.docx")


def test_a_directory_that_lies_about_a_size_makes_a_broken_file() -> None:
    data = bytearray(docx_with("word/document.xml", b"<w:document/>" + b" " * 500_000))
    at = data.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", data, at + 24, 100)
    assert "broken" in refused(bytes(data), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="w">&a;</w:document>'
    assert "DTD or entities" in refused(docx_with("word/document.xml", bomb.encode(encoding)), "a.docx")


def test_archives_that_are_no_documents_or_broken() -> None:
    assert "none of the document formats" in refused(archive({"a.txt": "x"}), "a.docx")
    assert "broken" in refused(b"PK\x03\x04rubbish", "a.docx")
    assert "not well-formed" in refused(archive({"Contents/section0.xml": "<open>"}), "a.hwpx")


def test_html_whose_bytes_are_not_what_it_declares() -> None:
    assert "declares utf-8" in refused(b"<html><head><meta charset='utf-8'></head><body>\xff\xfe</body></html>", "a.html")


def test_deeply_nested_html_does_no_harm() -> None:
    page = "<html><body>" + "<div>" * 50_000 + "words " * 50 + "</body></html>"
    with suppress(UnreadableError):
        assert "words" in load_bytes(page.encode(), "a.html").text


def test_a_limited_process_reads_and_refuses_alike() -> None:
    assert read_limited("Die Tür".encode(), "a.txt").text == "Die Tür"
    with pytest.raises(UnreadableError, match="it is empty"):
        read_limited(b" ", "a.txt")


def test_a_limited_process_that_needs_too_much_time_or_memory_is_an_unreadable_file() -> None:
    heavy = docx_with("word/media/a.bin", os.urandom(30_000_000))
    with pytest.raises(UnreadableError, match=r"memory|limits are"):
        read_limited(heavy, "a.docx", megabytes=60)
    with pytest.raises(UnreadableError, match=r"longer than|limits are|broken"):
        read_limited(b"<html><body>" + b"<p>word word word</p>" * 400_000, "a.html", seconds=1)
