"""`flask import`, `flask import-sheet` and `flask export` as an operator types them."""

import csv
import stat

import click
import openpyxl
import pytest
from flask_babel import force_locale
from sqlalchemy import func, select

from app.access.models import AuditEntry
from app.changes.models import Change
from app.exchange import commands
from app.exchange.commands import register
from app.extensions import db
from tests.toys import Colour, Person

COLOURS = (["Colour code", "Colour name"], ["do", "Đỏ"], ["xanh", "Xanh"])


@pytest.fixture
def run(world):
    if "import" not in world.app.cli.commands:
        register(world.app)

    def call(*arguments):
        with world.app.app_context(), force_locale("en"):
            return world.app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])

    return call


def count(world, record=Colour):
    with world.as_operator():
        return db.session.scalar(select(func.count()).select_from(record.__table__))


def lines(result):
    return result.output.strip().splitlines()


def test_a_dry_run_needs_neither_user_nor_document_and_writes_nothing(run, world, sheets):
    result = run("import", "colour", sheets.csv(*COLOURS), "--dry-run")
    assert (result.exit_code, lines(result)) == (
        0,
        ["Nothing was written: this was a dry run.", "2 new, 0 changed, 0 same, 0 refused"],
    )
    assert count(world) == 0


def test_the_sheet_to_fill_in_is_had_at_the_console_and_taken_when_it_is_filled(run, world, tmp_path):
    file = tmp_path / "colours.xlsx"
    assert run("import-sheet", "colour", "--to", file).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    [head] = [row for row in sheet.iter_rows() if (row[0].value or "").startswith("Colour code")]
    below = head[0].row + 1
    sheet.cell(below, 1, "do")
    sheet.cell(below, 2, "Đỏ")
    book.save(file)
    assert lines(run("import", "colour", file, "--dry-run"))[-1] == "1 new, 0 changed, 0 same, 0 refused"


def test_the_sheet_of_a_user_is_for_whoever_keeps_the_record_and_is_logged(run, world, tmp_path):
    assert run("import-sheet", "person", "--to", tmp_path / "mine.xlsx", "--as", "hr_a").exit_code == 0
    refused = run("import-sheet", "person", "--to", tmp_path / "none.xlsx", "--as", "nobody")
    assert (refused.exit_code, [path.name for path in tmp_path.glob("*.xlsx")]) == (1, ["mine.xlsx"])
    with world.as_operator():
        noted = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "import_sheet")).all()
        assert [entry.user_id for entry in noted] == [world.users["hr_a"]]


def test_the_sheet_to_fill_in_is_a_workbook_and_nothing_else(run, tmp_path):
    refused = run("import-sheet", "colour", "--to", tmp_path / "colours.csv")
    assert (refused.exit_code, list(tmp_path.glob("colours*"))) == (2, [])
    assert "The file must end in .xlsx." in refused.output


def test_a_real_import_without_a_way_says_which_there_are(run, world, sheets):
    result = run("import", "colour", sheets.csv(*COLOURS))
    assert result.exit_code == 2
    assert "--as USER" in result.output and "--migration NUMBER" in result.output
    both = run("import", "colour", sheets.csv(*COLOURS), "--as", "officer", "--migration", "1")
    assert both.exit_code == 2 and "not both" in both.output
    assert count(world) == 0


@pytest.mark.parametrize("name", ["colour", "Colour"])
def test_a_record_goes_by_either_of_its_names(run, world, sheets, name):
    result = run("import", name, sheets.csv(*COLOURS), "--migration", "7/CV")
    assert (result.exit_code, lines(result)) == (0, ["2 new, 0 changed, 0 same, 0 refused"])
    assert count(world) == 2


def test_an_unknown_record_is_answered_with_those_that_are_known(run, sheets):
    result = run("import", "colours", sheets.csv(*COLOURS), "--dry-run")
    assert result.exit_code == 2
    assert "“colours”" in result.output
    assert all(name in result.output for name in ("catalogue_item", "colour", "person", "posting"))


def test_refused_rows_end_with_one_and_the_counts_stand_in_the_last_line(run, world, sheets):
    path = sheets.csv(*COLOURS, ["", "Không mã"])
    result = run("import", "colour", path, "--migration", "7/CV")
    assert result.exit_code == 1
    assert lines(result) == [
        "Line 4, column “Colour code”: This item is required.",
        "Nothing was written.",
        "2 new, 0 changed, 0 same, 1 refused",
    ]
    assert count(world) == 0
    partly = run("import", "colour", path, "--migration", "7/CV", "--partial")
    assert (partly.exit_code, lines(partly)[-1]) == (0, "2 new, 0 changed, 0 same, 1 refused")
    assert "Nothing was written." not in partly.output
    assert count(world) == 2


def test_the_last_line_is_the_same_in_vietnamese(world, run, sheets):
    path = sheets.csv(*COLOURS)
    result = world.app.test_cli_runner().invoke(args=["import", "colour", str(path), "--dry-run"])
    assert lines(result)[-1] == "2 new, 0 changed, 0 same, 0 refused"


def test_rows_come_in_as_the_entries_of_a_user(run, world, sheets):
    path = sheets.csv(["Person number", "Person name", "Region of the person"], ["E9", "Kim", "Phòng A1"])
    result = run("import", "person", path, "--as", "HR_A")
    assert (result.exit_code, lines(result)) == (0, ["1 new, 0 changed, 0 same, 0 refused"])
    with world.as_operator():
        change = db.session.scalars(select(Change).where(Change.state == "submitted")).one()
        assert (change.entered_by, change.record) == (world.users["hr_a"], "person")
    outside = run("import", "person", path, "--as", "hr_b")
    assert outside.exit_code == 1
    assert "outside your scope" in outside.output


def test_a_user_who_does_not_exist_or_may_not_write_is_refused_in_words(run, world, sheets):
    path = sheets.csv(*COLOURS)
    unknown = run("import", "colour", path, "--as", "ghost")
    assert unknown.exit_code == 2 and "No active user is called “ghost”." in unknown.output
    helpless = run("import", "colour", path, "--as", "leader_a")
    assert helpless.exit_code == 1 and "You do not have the right to do this." in helpless.output
    assert count(world) == 0


def test_an_unreadable_file_is_refused_in_words(run, sheets):
    result = run("import", "colour", sheets.bytes(b"%PDF-1.4", "scan.pdf"), "--dry-run")
    assert result.exit_code == 1
    assert "neither a workbook" in result.output and "Traceback" not in result.output


def test_values_for_empty_cells_are_given_by_name(run, world, sheets):
    path = sheets.csv(["code", "name_vi"], ["3", "Khác"])
    assert run("import", "catalogue_item", path, "--dry-run").exit_code == 1
    result = run(
        "import", "catalogue_item", path, "--migration", "1", "--set", "list_code=genders", "--valid-from", "01/01/2020"
    )
    assert (result.exit_code, lines(result)) == (0, ["1 new, 0 changed, 0 same, 0 refused"])
    wrong = run("import", "colour", sheets.csv(*COLOURS), "--dry-run", "--valid-to", "2020-01-01")
    assert wrong.exit_code == 1 and "valid_to" in wrong.output


def test_a_user_exports_what_he_sees_and_the_operator_everything(run, world, tmp_path):
    mine, all_ = tmp_path / "mine.xlsx", tmp_path / "all.csv"
    result = run("export", "person", "--to", mine, "--as", "leader_a", "--columns", "number,secret_number,faith")
    assert (result.exit_code, lines(result)) == (0, ["2 rows, 2 columns"])
    rows = list(openpyxl.load_workbook(mine).active.iter_rows(values_only=True))
    assert rows[1:] == [("E1", "008•••••••02"), ("E2", "008•••••••04")]
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    assert run("export", "Person", "--to", all_, "--operator").exit_code == 0
    with all_.open(encoding="utf-8-sig", newline="") as file:
        assert [row["Faith"] for row in csv.DictReader(file)] == ["đạo E1", "đạo E2", "đạo E3", "đạo E4"]
    with world.as_operator():
        notes = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "export").order_by(AuditEntry.id)).all()
        assert [(note.user_id, note.detail["rows"]) for note in notes] == [(world.users["leader_a"], 2), (None, 4)]


def test_an_export_says_whose_rows_and_into_what(run, world, tmp_path):
    target = tmp_path / "x.csv"
    for arguments in (
        ["--to", target],
        ["--to", target, "--operator", "--as", "officer"],
        ["--to", tmp_path / "x.pdf", "--operator"],
    ):
        assert run("export", "person", *arguments).exit_code == 2
    unknown = run("export", "person", "--to", target, "--operator", "--columns", "shoe_size")
    assert unknown.exit_code == 2 and "shoe_size" in unknown.output
    nowhere = run("export", "person", "--to", tmp_path / "no" / "x.csv", "--operator")
    assert nowhere.exit_code == 1 and "another folder" in nowhere.output
    refused = run("export", "person", "--to", target, "--as", "admin")
    assert refused.exit_code == 1 and "You do not have the right" in refused.output
    assert list(tmp_path.iterdir()) == []


def test_a_progress_bar_appears_on_a_terminal_after_a_while(monkeypatch):
    shown = []

    class Bar:
        pos = 0

        def __init__(self, length, file):
            self.length = length

        def __enter__(self):
            shown.append(self.length)

        def __exit__(self, *_error):
            shown.append("end")

        def update(self, steps):
            self.pos += steps
            shown.append(self.pos)

    clock = iter([0.0, 1.0, 3.0, 4.0])
    monkeypatch.setattr(click, "progressbar", Bar)
    monkeypatch.setattr(commands.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(commands.sys.stderr, "isatty", lambda: True, raising=False)
    with commands._Patience() as patience:
        for done in (10, 20, 30):
            patience(done, 30)
    assert shown == [30, 20, 30, "end"]


def test_persons_are_left_alone_by_a_dry_run_of_a_user(run, world, sheets):
    path = sheets.csv(["Person number", "Person name"], ["E1", "An Mới"])
    result = run("import", "person", path, "--as", "hr_a", "--dry-run")
    assert lines(result)[-1] == "0 new, 1 changed, 0 same, 0 refused"
    with world.as_operator():
        assert db.session.scalar(select(func.count()).select_from(Change).where(Change.state == "submitted")) == 0
        assert count(world, Person) == 4
