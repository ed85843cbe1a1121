"""Invented files in the style of a Korean publisher, and the published ones where they are at hand."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "iati"
PUBLISHED = sorted((SHARED / "samples").glob("published/*.xml")) + sorted((SHARED / "samples").glob("official-example/**/*.xml"))
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/iati, the published files, is not here")

BRIDGE = """\
  <iati-activity xml:lang="ko" default-currency="KRW" last-updated-datetime="2025-03-01T09:00:00+09:00" hierarchy="1">
    <iati-identifier>KR-GOV-010-KR-GOV-051-2024001</iati-identifier>
    <reporting-org ref="KR-GOV-010" type="10"><narrative>국무조정실</narrative></reporting-org>
    <title>
      <narrative>키르기스스탄 도로 안전 개선</narrative>
      <narrative xml:lang="en">Road safety in Kyrgyzstan</narrative>
    </title>
    <description type="1"><narrative xml:lang="en">Safer crossings &amp; better signs</narrative></description>
    <participating-org ref="KR-GOV-051" type="10" role="3"><narrative>KOICA</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date iso-date="2024-01-15+09:00" type="1"/>
    <activity-date iso-date="2024-02-01" type="2"/>
    <activity-date iso-date="2026-12-31" type="3"/>
    <recipient-country code="KG" percentage="100.0"/>
    <sector vocabulary="1" code="21020" percentage="60.50"/>
    <sector vocabulary="1" code="21010" percentage="39.50"/>
    <budget type="1" status="2">
      <period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
      <value currency="KRW" value-date="2024-01-01">1500000000</value>
    </budget>
    <transaction>
      <transaction-type code="3"/>
      <transaction-date iso-date="2024-05-20"/>
      <value currency="KRW" value-date="2024-05-20">700000000.00</value>
      <description><narrative xml:lang="en">First tranche</narrative></description>
      <receiver-org ref="KG-GOV-1"><narrative xml:lang="en">Road department</narrative></receiver-org>
    </transaction>
    <transaction>
      <transaction-type code="3"/>
      <transaction-date iso-date="2024-09-02"/>
      <value value-date="2024-09-02">-12500.125</value>
    </transaction>
    <result type="1">
      <title><narrative xml:lang="en">Crossings rebuilt</narrative></title>
      <indicator measure="1">
        <title><narrative xml:lang="en">Number of crossings</narrative></title>
        <baseline year="2023" value="0"/>
        <period>
          <period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
          <target value="40"/><actual value="38"/>
        </period>
      </indicator>
    </result>
  </iati-activity>
"""


def activities(*records: str, version: str = "2.03", attributes: str = "") -> str:
    """A file of these activities, without an XML declaration."""
    return f'<iati-activities version="{version}"{attributes}>\n{"".join(records)}</iati-activities>\n'


def write(folder: Path, text: str, name: str = "file.xml") -> Path:
    """The text as a UTF-8 file."""
    path = folder / name
    path.write_bytes(text.encode())
    return path
