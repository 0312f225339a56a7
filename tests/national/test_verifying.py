"""A packet is verified by itself: every tampering is found, and named by file, line and field."""

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

import app
from app.national import container
from app.national.lines import HELD_BACK, MANIFEST, SUMS, UNITS, LineWriter, group_file, schema_file
from app.national.telling import KINDS
from app.national.verifying import verify

FIRST, SECOND = group_file(1), group_file(2)


def found(path):
    return [(fault.kind, fault.file, fault.line, fault.field) for fault in verify(path).faults]


def kinds(path):
    return {fault.kind for fault in verify(path).faults}


def test_a_packet_as_it_was_made_is_sound_and_says_what_is_in_it(packet):
    verdict = verify(packet)
    assert verdict.faults == []
    assert verdict.manifest["counts"] == {"people": 5, "units": 3, "removed": 1, "held_back": 1}
    assert verdict.manifest["reasons_for_holding_back"] == {"1.01 missing": 1}
    assert [part["field"] for part in verdict.manifest["not_sent"]] == ["9.01"]


def test_it_is_verified_where_there_is_no_setting_and_no_database(packet, tmp_path):
    command = [sys.executable, "-m", "app.national", str(packet)]
    root = str(Path(app.__file__).parent.parent)
    done = subprocess.run(command, env={"PYTHONPATH": root}, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sound"), done.stderr


def test_the_lines_fit_the_schemas_by_anybodys_reading(repacked):
    for name in [*map(group_file, range(1, 11)), UNITS, HELD_BACK]:
        schema = json.loads(repacked.files[schema_file(name)])
        jsonschema.Draft202012Validator.check_schema(schema)
        for line in repacked.lines(name):
            jsonschema.validate(json.loads(line)["data"], schema, jsonschema.Draft202012Validator)


def test_a_flipped_byte_is_found_wherever_it_is(packet, tmp_path):
    whole = packet.read_bytes()
    spoilt = tmp_path / "spoilt.zip"
    for place in [*range(0, len(whole), 61), *range(len(whole) - 90, len(whole), 3)]:
        spoilt.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not verify(spoilt).is_sound, place


def test_a_packet_cut_off_or_added_to_is_found(packet, tmp_path):
    whole = packet.read_bytes()
    spoilt = tmp_path / "spoilt.zip"
    for content in (b"", whole[:50], whole[:-1], whole[: len(whole) // 2], b"x" + whole, whole + b"x"):
        spoilt.write_bytes(content)
        assert not verify(spoilt).is_sound


def test_an_altered_value_is_named_by_line_and_field(repacked):
    lines = repacked.lines(SECOND)
    lines[3] = lines[3].replace("Ma Văn Bình".encode(), "Ma Văn Bính".encode())
    repacked.put(SECOND, lines)
    assert ("altered", SECOND, 4, "family[1].2.01") in found(repacked.pack())
    repacked.hash_anew()
    assert found(repacked.pack()) == [("altered", SECOND, 4, "family[1].2.01")]


def test_a_value_that_does_not_fit_is_named_by_what_the_schema_wants(repacked):
    lines = repacked.lines(FIRST)
    lines[1] = lines[1].replace(b'"1.01":"008187000002"', b'"1.01":"8187000002"')
    lines[2] = lines[2].replace(b'"1.02":', b'"1.77":')
    repacked.put(FIRST, lines)
    repacked.hash_anew()
    seen = found(repacked.pack())
    assert ("schema", FIRST, 2, "1.01") in seen and ("altered", FIRST, 2, "1.01") in seen
    assert ("schema", FIRST, 3, "1.77") in seen and ("schema", FIRST, 3, "1.02") in seen


def test_lines_that_changed_places_are_found(repacked):
    for name in (FIRST, UNITS):
        lines = repacked.lines(name)
        lines[0], lines[1] = lines[1], lines[0]
        repacked.put(name, lines)
    repacked.hash_anew()
    seen = found(repacked.pack())
    for name in (FIRST, UNITS):
        assert {("order", name, 1, "line"), ("order", name, 2, "line"), ("chain", name, 1, "")} <= set(seen)
    assert ("other_person", SECOND, 1, "key") in seen


def test_lines_that_are_gone_and_lines_that_are_there_twice_are_found(repacked):
    lines = repacked.lines(SECOND)
    repacked.put(SECOND, [*lines[:2], *lines[3:]])
    assert {("order", SECOND, 3, "line"), ("chain", SECOND, 3, ""), ("count", SECOND, None, "lines")} <= set(
        found(repacked.pack())
    )
    repacked.put(SECOND, lines)
    first = repacked.lines(FIRST)
    repacked.put(FIRST, [*first, first[0]])
    repacked.hash_anew()
    seen = found(repacked.pack())
    assert {("duplicate", FIRST, 6, "key"), ("order", FIRST, 6, "line"), ("count", FIRST, None, "lines")} <= set(seen)
    repacked.put(FIRST, first[:-1])
    repacked.hash_anew()
    assert ("count", FIRST, None, "lines") in found(repacked.pack())


def test_a_wrong_count_in_the_manifest_is_found(repacked):
    manifest = repacked.manifest
    manifest["counts"]["people"] = 4
    repacked.files[MANIFEST] = json.dumps(manifest).encode()
    repacked.hash_anew()
    assert found(repacked.pack()) == [("count", MANIFEST, None, "counts.people")]


@pytest.mark.parametrize("name", [FIRST, UNITS, schema_file(FIRST), MANIFEST, SUMS])
def test_a_missing_file_is_named(repacked, name):
    del repacked.files[name]
    assert ("missing_file", name, None, "") in found(repacked.pack())


def test_a_file_too_many_is_named(repacked):
    repacked.files["groups/11.jsonl"] = b"{}\n"
    assert ("extra_file", "groups/11.jsonl", None, "") in found(repacked.pack())


def test_a_name_that_would_steer_the_terminal_is_told_without_its_signs(packet, tmp_path):
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(packet.read_bytes())
    with zipfile.ZipFile(spoilt, "a") as packed:
        packed.writestr("\x1b[2J.jsonl", b"x")
    assert ("bad_name", "?[2J.jsonl", None, "") in found(spoilt)


def test_a_file_of_another_packet_does_not_fit(repacked):
    other = LineWriter("20261127T000000Z-00000000", UNITS)
    repacked.put(UNITS, [other.line(f"H60.{number}", {"0.01": f"H60.{number}"}) for number in (1, 2, 3)])
    repacked.hash_anew()
    assert ("chain", UNITS, 1, "") in found(repacked.pack())


def test_a_line_written_otherwise_though_it_says_the_same_is_found(repacked):
    lines = repacked.lines(UNITS)
    repacked.put(UNITS, [lines[0].replace(b'"line":1', b'"line": 1'), *lines[1:]])
    assert kinds(repacked.pack()) & {"chain", "altered"}
    repacked.put(UNITS, [b"{}\n", *lines[1:]])
    assert ("not_a_line", UNITS, 1, "") in found(repacked.pack())


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "groups\\01.jsonl", "C:evil", "groups/"])
def test_a_name_that_leads_out_of_the_packet_is_refused_before_anything_is_read(packet, tmp_path, name):
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(packet.read_bytes())
    with zipfile.ZipFile(spoilt, "a") as packed:
        packed.writestr(zipfile.ZipInfo(name), b"" if name.endswith("/") else b"x")
    assert kinds(spoilt) & {"bad_name", "no_plain_file"}
    assert not {fault.kind for fault in verify(spoilt).faults} & {"missing_file", "extra_file"}


def test_a_zip_that_would_unfold_to_a_mountain_is_refused(repacked, monkeypatch):
    repacked.files[FIRST] = b"0" * 20_000_000
    assert kinds(repacked.pack()) == {"too_large"}
    monkeypatch.setattr(container, "MOST_BYTES", 1000)
    assert "too_large" in kinds(repacked.pack())


def test_files_that_are_there_twice_links_and_hidden_bytes_are_refused(packet, tmp_path):
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(packet.read_bytes())
    with zipfile.ZipFile(spoilt, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(FIRST, b"{}\n")
    assert "duplicate_file" in kinds(spoilt)
    with zipfile.ZipFile(spoilt, "w") as packed:
        link = zipfile.ZipInfo(FIRST)
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    assert "no_plain_file" in kinds(spoilt)
    whole = packet.read_bytes()
    with zipfile.ZipFile(packet) as packed:
        start = packed.start_dir
    end = whole.rindex(b"PK\x05\x06")
    moved = struct.pack("<L", start + 4)
    spoilt.write_bytes(whole[:start] + b"HIDE" + whole[start : end + 16] + moved + whole[end + 20 :])
    assert "hidden_bytes" in kinds(spoilt)


def test_every_fault_has_a_name_for_people(packet):
    source = (Path(app.__file__).parent / "national" / "verifying.py").read_text()
    source += (Path(app.__file__).parent / "national" / "container.py").read_text()
    assert [kind for kind in KINDS if f'"{kind}"' not in source] == []
