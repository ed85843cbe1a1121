"""The official rules on a whole activity: one change breaks the rule it should, and no other."""

from datetime import UTC, datetime

import pytest

from kopri.iati.check import check_file
from tests.iati.samples import BRIDGE, activities, write

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SECTORS = '<sector vocabulary="1" code="21020" percentage="60.50"/>\n    <sector vocabulary="1" code="21010" percentage="39.50"/>'
COUNTRY = '<recipient-country code="KG" percentage="100.0"/>'
OWN = '<sector vocabulary="99" code="A"{}><narrative>a</narrative></sector>'


def region(share: str) -> str:
    return f'<recipient-region vocabulary="1" code="619"{share}/>'


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("KR-GOV-010-KR-GOV-051-2024001", "KR-GOV-010", {"1.1.3", "1.1.21"}),
        (">KR-GOV-010-KR-GOV-051-2024001<", "> KR-GOV-010-1<", {"1.1.21", "1.3.1"}),
        ('reporting-org ref="KR-GOV-010"', 'reporting-org ref="KG-NONE-1"', {"1.1.21", "1.14.8"}),
        ('participating-org ref="KR-GOV-051"', 'participating-org ref="KG/1"', {"1.8.13"}),
        ('participating-org ref="KR-GOV-051"', 'participating-org ref=" KR-GOV-051 "', {"1.8.1"}),
        (' xml:lang="ko" default', " default", {"4.1.1"}),
        (' default-currency="KRW"', "", {"7.8.1"}),
        ('last-updated-datetime="2025', 'last-updated-datetime="2035', {"11.1.1"}),
        ('iso-date="2024-02-01" type="2"', 'iso-date="2027-02-01" type="2"', {"11.1.4"}),
        ('iso-date="2026-12-31" type="3"', 'iso-date="2020-12-31" type="3"', {"11.1.2"}),
        ('<transaction-date iso-date="2024-09-02"/>', '<transaction-date iso-date="2044-09-02"/>', {"11.2.1"}),
        ('<value value-date="2024-09-02">', '<value value-date="2044-09-02">', {"11.2.2"}),
        ('<period-end iso-date="2024-12-31"/>\n      <value', '<period-end iso-date="2025-12-31"/>\n      <value', {"7.5.3"}),
        ('<period-end iso-date="2024-12-31"/>\n      <value', '<period-end iso-date="2023-12-31"/>\n      <value', {"8.6.3"}),
        ('<period-end iso-date="2024-12-31"/>\n          <target', '<period-end iso-date="2023-12-31"/>\n          <target', {"8.6.1"}),
        ('<target value="40"/>', "<target/>", {"8.9.1"}),
        ('<target value="40"/>', '<target value="about 40"/>', {"8.9.2"}),
        ('<actual value="38"/>', '<actual value="1,000"/>', {"8.10.2"}),
        ('<baseline year="2023" value="0"/>', '<baseline year="2023"/>', {"8.8.1"}),
        ('<indicator measure="1">', '<indicator measure="5">', {"8.8.3", "8.9.3", "8.10.3"}),
        (SECTORS, "", {"6.2.2", "6.7.2"}),
        (SECTORS, '<sector vocabulary="1" code="21020" percentage="60"/>', {"2.1.4"}),
        (SECTORS, '<sector code="21020" percentage="60"/><sector code="21010"/>', {"2.1.1"}),
        (SECTORS, '<sector code="21020" percentage="160"/><sector code="21010" percentage="-60"/>', {"12.3.1"}),
        (SECTORS, SECTORS + OWN.format(' percentage="60"') + OWN.format(' percentage="30"'), {"2.1.2"}),
        (SECTORS, SECTORS + OWN.format(' percentage="60"'), {"2.1.4"}),
        (SECTORS, SECTORS + OWN.format(""), set()),
        (SECTORS, SECTORS + '<sector vocabulary="99" code="A"/>', {"2.2.1"}),
        (SECTORS, OWN.format(""), {"102.1.1"}),
        (COUNTRY, "", {"3.7.1", "3.7.2"}),
        (COUNTRY, '<recipient-country code="KG" percentage="90"/>', {"3.1.4"}),
        (COUNTRY, '<recipient-country code="KG" percentage="50"/><recipient-country code="KZ" percentage="40"/>', {"3.1.2"}),
        (COUNTRY, '<recipient-country code="KG"/><recipient-country code="KZ"/>', {"3.1.1", "3.1.2"}),
        (COUNTRY, region(' percentage="90"'), {"3.4.4"}),
        (COUNTRY, '<recipient-country code="KG" percentage="50"/>' + region(' percentage="40"'), {"3.4.2"}),
        ('<narrative xml:lang="en">Safer crossings &amp; better signs</narrative>', '<narrative xml:lang="en"/>', {"4.4.1"}),
        ("<narrative>KOICA</narrative>", "", set()),
        ('iso-date="2024-01-15+09:00" type="1"', 'iso-date="2024-01-15" type="4"', {"11.1.3"}),
    ],
)
def test_one_change_breaks_its_rule(tmp_path, old, new, broken):
    assert old in BRIDGE
    report = check_file(write(tmp_path, activities(BRIDGE.replace(old, new, 1))), now=NOW)
    assert {finding.id for finding in report.rules} == broken
    assert all(finding.message.endswith(".") and finding.line > 1 for finding in report.rules)
