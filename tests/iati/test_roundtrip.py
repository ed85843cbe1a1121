"""What is read is written again: nothing lost, nothing added."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopri.cli import main
from kopri.iati.facts import facts_of
from kopri.iati.model import Attribute, Comment, Dataset, Element, Head, Instruction, Tail
from kopri.iati.read import element_from_xml, read_dataset, read_parts
from kopri.iati.write import element_to_xml, write_dataset, write_parts
from tests.iati.samples import BRIDGE, PUBLISHED, activities, needs_shared, write

TRAPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- above --><?style sheet="a"?>
<iati-activities xmlns:kf="https://example.org/forum" version="2.03" kf:batch="7">
  <!-- between -->
  <iati-activity xmlns:other="https://example.org/other" kf:b="1" a="2" xml:lang="ko" other:c="3">
    <iati-identifier>KR-GOV-010-1</iati-identifier>
    <title><narrative>가 <![CDATA[<b>&]]> 나&#13;</narrative></title>
    <kf:edition kf:number="17"><kf:host xmlns:kf="https://example.org/inner">Seoul</kf:host></kf:edition>
    <unknown quoted="a &quot;b&quot; &lt;c&gt; &#10;d">text <inline/> tail<!-- inside --><?go?></unknown>
    <plain xmlns="https://example.org/default"><inner xmlns=""/></plain>
    <value>0012.500</value><value>-1e3</value><period iso-date="2017-02-06+08:00"/>
  </iati-activity>
  <kf:note/>
</iati-activities>
<!-- below --><?end?>
"""


def copy(path: Path) -> Path:
    """Through the model, part by part."""
    out = path.with_name(f"out-{path.name}")
    write_parts(read_parts(path), out)
    return out


@needs_shared
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_file_keeps_every_fact(path, tmp_path):
    out = tmp_path / "out.xml"
    assert main(["iati", "roundtrip", str(path), "--out", str(out)]) == 0
    before, after = facts_of(path), facts_of(out)
    assert sum(before.values()) > 100
    assert before - after == {}
    assert after - before == {}


def test_traps_are_kept(tmp_path):
    path = write(tmp_path, TRAPS)
    assert facts_of(copy(path)) == facts_of(path)


def test_whole_file_and_stream_write_the_same(tmp_path):
    path = write(tmp_path, TRAPS)
    write_dataset(read_dataset(path), tmp_path / "whole.xml")
    assert (tmp_path / "whole.xml").read_bytes() == copy(path).read_bytes()


def test_second_round_changes_no_byte(tmp_path):
    once = copy(write(tmp_path, TRAPS))
    assert copy(once).read_bytes() == once.read_bytes()


def test_layout_between_elements_is_kept(tmp_path):
    path = write(tmp_path, activities(BRIDGE))
    assert copy(path).read_text(encoding="utf-8").split("\n", 1)[1] == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings(encoding, tmp_path):
    path = tmp_path / "file.xml"
    text = activities(
        "<iati-activity><iati-identifier>é–1</iati-identifier></iati-activity>" if encoding[0] != "i" else "<iati-activity a='é'/>"
    )
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
    assert facts_of(copy(path)) == facts_of(path)


def test_a_record_stands_on_its_own(tmp_path):
    """What the site keeps of an imported project can be put back under its root."""
    dataset = read_dataset(write(tmp_path, TRAPS))
    (record,) = dataset.records
    alone = element_from_xml(element_to_xml(record))
    content = tuple(alone if node is record else node for node in dataset.content)
    write_dataset(Dataset(dataset.head, content, dataset.tail), tmp_path / "again.xml")
    assert facts_of(tmp_path / "again.xml") == facts_of(tmp_path / "file.xml")


def test_facts_see_what_is_lost(tmp_path):
    """The measure itself: a comment, a prefix, a zero and a doubled element each count."""
    whole = facts_of(write(tmp_path, TRAPS))
    for change in [
        ("<!-- inside -->", ""),
        ("kf:b", "kf:bb"),
        ("0012.500", "012.500"),
        ("<inline/>", "<inline/><inline/>"),
        ("<?go?>", ""),
    ]:
        other = facts_of(write(tmp_path, TRAPS.replace(*change), "other.xml"))
        assert other != whole, change


NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True).filter(lambda name: not name.startswith("xml"))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r 가ж<&>'\""), min_size=1, max_size=12
)
NOTHING: st.SearchStrategy = st.nothing()
PREFIXED = st.sampled_from([("a", "https://example.org/a"), ("b", "https://example.org/b")])
COMMENTS = st.from_regex(r"[a-z <&가]{0,9}", fullmatch=True).map(Comment)
INSTRUCTIONS = st.builds(Instruction, NAMES, st.from_regex(r"([a-z<&가][a-z <&가]{0,5})?", fullmatch=True))


@st.composite
def attributes(draw):
    plain = [Attribute(name, draw(TEXTS)) for name in draw(st.sets(NAMES, max_size=3))]
    foreign = [Attribute(f"{{{uri}}}{draw(NAMES)}", draw(TEXTS), prefix) for prefix, uri in draw(st.sets(PREFIXED, max_size=2))]
    return tuple(plain + foreign)


@st.composite
def elements(draw, inner=NOTHING):
    prefix, uri = draw(st.just((None, "")) | PREFIXED)
    name = draw(NAMES)
    content = draw(st.lists(TEXTS | COMMENTS | INSTRUCTIONS | inner, max_size=4))
    joined: list[object] = []
    for node in content:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
    return Element(f"{{{uri}}}{name}" if uri else name, draw(attributes()), tuple(joined), prefix)


def without_declarations(node):
    """Where a namespace is declared is the writer's choice for elements made by hand."""
    if not isinstance(node, Element):
        return node
    return Element(node.name, node.attributes, tuple(without_declarations(child) for child in node.content), node.prefix)


@settings(deadline=None)
@given(elements(elements(elements())))
def test_any_record_comes_back(record):
    assert without_declarations(element_from_xml(element_to_xml(record))) == record


@settings(deadline=None)
@given(st.lists(elements(elements()), min_size=1, max_size=3), st.lists(COMMENTS, max_size=2))
def test_any_file_comes_back(tmp_path_factory, records, beside):
    path = tmp_path_factory.mktemp("any") / "file.xml"
    head = Head("activities", Element("iati-activities", (Attribute("version", "2.03"),)), tuple(beside))
    dataset = Dataset(head, tuple(records), Tail(tuple(beside)))
    write_dataset(dataset, path)
    again = read_dataset(path)
    assert tuple(without_declarations(node) for node in again.content) == dataset.content
    assert (again.head, again.tail) == (dataset.head, dataset.tail)
    assert facts_of(copy(path)) == facts_of(path)
