"""`flask national …`, as the operator uses it."""

import zipfile

import pytest

from app.areas.personnel.models import Employee
from app.extensions import db
from tests.factories import planted


@pytest.fixture
def run(prepared):
    planted(Employee, personal_id_number="008187000001")
    db.session.commit()
    return lambda *arguments: prepared.test_cli_runner().invoke(args=["national", *map(str, arguments)])


def test_a_packet_is_made_verified_continued_and_listed(run, tmp_path):
    file, following = tmp_path / "a.zip", tmp_path / "b.zip"
    done = run("export", "--full", "--to", file)
    assert done.exit_code == 0, done.output
    sha256 = done.output.split("SHA-256 ")[1].split()[0]
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("export", "--since", 1, "--to", following).exit_code == 0
    assert run("verify", file, "--sha256", sha256).exit_code == 0
    other = run("verify", following, "--sha256", sha256)
    assert other.exit_code == 1 and "không phải gói" in other.output
    listed = run("list").output
    assert sha256 in listed and "Phần thay đổi từ gói 1" in listed
    assert run("check").output.strip() == "Bảng ánh xạ không có lỗi."


def test_what_is_wrong_is_said_with_file_line_and_field(run, tmp_path):
    file = tmp_path / "a.zip"
    run("export", "--full", "--to", file)
    with zipfile.ZipFile(file) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    contents["groups/01.jsonl"] = contents["groups/01.jsonl"].replace(b'"1.05":"2"', b'"1.05":"1"')
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in contents.items():
            packed.writestr(name, content)
    said = run("verify", file)
    assert said.exit_code == 1
    assert "groups/01.jsonl, dòng 1, 1.05: giá trị không phải giá trị đã ghi" in said.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--full"),
        (("--full", "--since", "1"), "--full"),
        (("--since", "7"), "gói 7"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(run, tmp_path, arguments, said):
    refused = run("export", *arguments, "--to", tmp_path / "a.zip")
    assert refused.exit_code == 1 and said in refused.output
    assert not (tmp_path / "a.zip").exists()


def test_a_file_that_is_there_is_not_written_over(run, tmp_path):
    (tmp_path / "a.zip").write_text("x")
    assert run("export", "--full", "--to", tmp_path / "a.zip").exit_code == 1
    assert (tmp_path / "a.zip").read_text() == "x"
    assert run("export", "--full", "--to", tmp_path / "no" / "a.zip").exit_code == 1
