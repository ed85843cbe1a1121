"""Every format becomes text: what is kept, what never gets in."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from kopri.reading.load import UnreadableError, load_bytes, load_path, walk

HWPX_SPACE = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'


def archive(parts: dict[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return made.getvalue()


def pdf(words: str) -> bytes:
    """A PDF of one page, written by hand; without words it has no text layer."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode() if words else b""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_text_is_kept_to_the_letter() -> None:
    text = "Line one\r\nLine two\rcurly ’quotes’ \u202eright to left\u202c \x07bell\x0c"
    assert load_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    assert load_bytes("Торговля выросла".encode(encoding), "a.txt").text == "Торговля выросла"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp949", "양국 장관은 서울에서 만나 철도 협력을 논의했다. 교역액은 42억 달러다."),
        ("cp1251", "Министры встретились в Астане и обсудили развитие железных дорог."),
        ("cp1252", "The café’s owner – a señor from Zürich – agreed to “cooperate” with the committee for years."),
    ],
)
def test_older_encodings_are_told_apart(encoding: str, text: str) -> None:
    assert load_bytes(text.encode(encoding), "a.txt").text == text


def test_web_page_gives_its_article_title_and_date_and_no_script() -> None:
    page = (
        "<html><head><title>Rail talks - Example</title><meta property='og:title' content='Rail talks'>"
        "<meta property='article:published_time' content='2024-05-01T10:00:00+09:00'><script>var secret=1</script></head>"
        "<body><nav><a href='/'>Home</a></nav><article><h1>Rail talks</h1>"
        + "<p>The two ministries met in the capital and spoke about railways and grain.</p>" * 6
        + "<script>alert('secret')</script></article></body></html>"
    )
    loaded = load_bytes(page.encode(), "a.html")
    assert "spoke about railways" in loaded.text
    assert "secret" not in loaded.text
    assert (loaded.title, loaded.published) == ("Rail talks", "2024-05-01")


def test_web_page_without_an_article_gives_its_visible_text() -> None:
    rows = "<tr><td>Year</td><td>Trade</td></tr><tr><td>2020</td><td>3.1</td></tr>"
    page = f"<html><body><script>var x='hidden'</script><table>{rows}</table></body></html>"
    text = load_bytes(page.encode(), "a.html").text
    assert "hidden" not in text
    assert "2020" in text


def test_docx_gives_paragraphs_and_tables_in_order() -> None:
    document = Document()
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip([c for row in table.rows for c in row.cells], ["Year", "Trade", "2020", "3.1"], strict=True):
        cell.text = words
    document.add_paragraph("After it.")
    made = BytesIO()
    document.save(made)
    assert load_bytes(made.getvalue(), "a.docx").text == "Before the table.\n\nYear\tTrade\n2020\t3.1\n\nAfter it."


def test_hwpx_gives_paragraphs_and_tables_of_all_sections() -> None:
    def cell(words: str) -> str:
        return f"<hp:tc><hp:subList><hp:p><hp:run><hp:t>{words}</hp:t></hp:run></hp:p></hp:subList></hp:tc>"

    first = (
        f"<hs:sec {HWPX_SPACE}><hp:p><hp:run><hp:t>협력 <hp:nbSpace/>포럼</hp:t></hp:run></hp:p>"
        f"<hp:p><hp:run><hp:tbl><hp:tr>{cell('연도')}{cell('교역')}</hp:tr><hp:tr>{cell('2020')}{cell('3.1')}</hp:tr></hp:tbl></hp:run></hp:p></hs:sec>"
    )
    second = f"<hs:sec {HWPX_SPACE}><hp:p><hp:run><hp:t>끝</hp:t></hp:run></hp:p></hs:sec>"
    data = archive({"mimetype": "application/hwp+zip", "Contents/section10.xml": second, "Contents/section0.xml": first})
    assert load_bytes(data, "a.hwpx").text == "협력 \xa0포럼\n\n연도\t교역\n2020\t3.1\n\n끝"


def test_xlsx_gives_each_sheet_as_a_table() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Trade"
    sheet.append(["Year", "Value", None])
    sheet.append([2020, 3.0, None])
    made = BytesIO()
    workbook.save(made)
    assert load_bytes(made.getvalue(), "a.xlsx").text == "Trade\n\nYear\tValue\n2020\t3"


def test_pdf_gives_its_text() -> None:
    assert load_bytes(pdf("The ministers met in the capital."), "a.pdf").text.strip() == "The ministers met in the capital."


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/c.pdf", ".hidden/x.txt", "code.py", "old.hwp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [p.relative_to(tmp_path).as_posix() for p in walk([tmp_path])] == ["a.html", "b.txt", "deep/c.pdf", "old.hwp"]


def test_a_path_is_kept_as_given(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Some words.")
    assert load_path(file).path == str(file)
    with pytest.raises(UnreadableError, match="no such file"):
        load_path(tmp_path / "none.txt")
