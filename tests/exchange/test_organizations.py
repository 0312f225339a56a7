"""The province's own tree of units: real files, from an empty database."""

import time
from datetime import date

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.access.standing import operator
from app.areas.organization.models import OrgUnit, Position
from app.changes.models import Batch, Change
from app.changes.operations import submit
from app.exchange.commands import register
from app.exchange.seeding import Planting, SeedError, plant, plant_catalogues, seed_folder
from app.extensions import db
from app.records.choices import CatalogueItem

YEARS = ["--valid-from", "2004-01-01", "--valid-to", "2025-06-30"]


@pytest.fixture
def run(product_app):
    """The commands on a product whose code lists are planted."""
    if "import" not in product_app.cli.commands:
        register(product_app)
    with product_app.app_context(), operator("test"):
        plant_catalogues()

    def call(*arguments):
        return product_app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])

    return call


def last_line(result):
    return result.output.strip().splitlines()[-1]


def units(app):
    with app.app_context(), operator("test"):
        return db.session.execute(select(OrgUnit.__table__)).mappings().all()


def unit_on(code, day):
    table = OrgUnit.__table__
    open_ended = table.c.valid_to.is_(None) | (table.c.valid_to >= day)
    return (
        db.session.execute(select(table.c.name_vi).where(table.c.code == code, table.c.valid_from <= day, open_ended))
        .scalars()
        .all()
    )


def test_the_units_of_2023_and_2025_stand_side_by_side_by_their_days(run, product_app):
    old = seed_folder_of(product_app) / "organizations_2023.csv"
    new = seed_folder_of(product_app) / "organizations_2025.csv"

    tried = run("import", "org_unit", old, "--dry-run", *YEARS)
    assert tried.exit_code == 0, tried.output
    assert last_line(tried) == "516 new, 0 changed, 0 same, 0 refused"
    assert units(product_app) == []

    begun = time.monotonic()
    real = run("import", "OrgUnit", old, "--migration", "15/QĐ-UBND", *YEARS)
    assert time.monotonic() - begun < 20
    assert (real.exit_code, last_line(real)) == (0, "516 new, 0 changed, 0 same, 0 refused"), real.output
    again = run("import", "org_unit", old, "--migration", "15/QĐ-UBND", *YEARS)
    assert (again.exit_code, last_line(again)) == (0, "0 new, 0 changed, 516 same, 0 refused"), again.output

    later = run("import", "org_unit", new, "--migration", "16/QĐ-UBND")
    assert (later.exit_code, last_line(later)) == (0, "141 new, 0 changed, 0 same, 0 refused"), later.output

    with product_app.app_context(), operator("test"):
        assert unit_on("H60.05", date(2024, 1, 1)) == ["Sở Kế hoạch và Đầu tư"]
        assert unit_on("H60.05", date(2026, 1, 1)) == ["Sở Tài chính"]
        by_id = {row["id"]: row for row in db.session.execute(select(OrgUnit.__table__)).mappings()}
        roots = {row["valid_from"]: row["id"] for row in by_id.values() if row["parent_id"] is None}
        assert set(roots) == {date(2004, 1, 1), date(2025, 7, 1)}
        for row in by_id.values():
            parent = by_id.get(row["parent_id"])
            assert row["path"] == (parent["path"] if parent else "/") + f"{row['id']}/"
            assert row["path"].startswith(
                f"/{roots[date(2025, 7, 1) if row['valid_from'] == date(2025, 7, 1) else date(2004, 1, 1)]}/"
            )
        sources = db.session.execute(
            select(Batch.source, Batch.kind)
            .join(Change, Change.batch_id == Batch.id)
            .where(Change.record == "org_unit")
            .distinct()
        ).all()
        assert sorted(sources) == [("15/QĐ-UBND", "migration"), ("16/QĐ-UBND", "migration")]
        notes = db.session.scalars(
            select(AuditEntry).where(AuditEntry.act == "import", AuditEntry.record == "org_unit")
        ).all()
        assert [(note.detail["document"], note.detail["new"], note.detail["same"]) for note in notes] == [
            ("15/QĐ-UBND", 516, 0),
            ("15/QĐ-UBND", 0, 516),
            ("16/QĐ-UBND", 141, 0),
        ]


def seed_folder_of(app):
    with app.app_context():
        return seed_folder()


def test_units_are_refused_with_the_name_of_the_list_while_it_is_empty(product_app):
    if "import" not in product_app.cli.commands:
        register(product_app)
    file = seed_folder_of(product_app) / "organizations_2025.csv"
    result = product_app.test_cli_runner().invoke(args=["import", "org_unit", str(file), "--migration", "1"])
    assert result.exit_code == 1
    assert "“Loại cơ quan, đơn vị”" in result.output and "UBNDT" in result.output
    assert last_line(result) == "0 new, 0 changed, 0 same, 141 refused"
    assert units(product_app) == []


def test_facts_are_planted_whole_and_only_once(product_app):
    folder = seed_folder_of(product_app)
    plan = [Planting("positions.csv", "position"), Planting("job_positions.csv", "job_position")]
    with product_app.app_context(), operator("test"):
        assert plant_catalogues() == len(list((folder / "catalogues").glob("*.csv")))
        assert plant(folder, plan) == 2
        begun = time.monotonic()
        assert (plant_catalogues(), plant(folder, plan)) == (0, 0)
        assert time.monotonic() - begun < 2
        step = item("salary_steps", "CGCC-02")
        assert step["attributes"] == {"group_code": "CGCC", "step": "2", "coefficient": "9.40", "months_to_next": "60"}
        assert (step["valid_from"], step["source"]) == (date(2004, 10, 1), "NĐ 204/2004/NĐ-CP Bảng 1")
        head = db.session.execute(select(Position.__table__).where(Position.code == "P001")).mappings().one()
        assert (head["name_vi"], head["is_leader"], head["level"], head["org_kind"]) == (
            "Chủ tịch HĐND tỉnh",
            True,
            "Tỉnh",
            "CQDC",
        )


def test_a_clerks_correction_outlives_a_newer_file(product_app, tmp_path):
    (tmp_path / "catalogues").mkdir()
    file = tmp_path / "catalogues" / "shades.csv"
    file.write_text("code,name_vi\n1,Đỏ\n2,Xanh\n", encoding="utf-8")
    with product_app.app_context(), operator("test"):
        assert plant_catalogues(tmp_path) == 1
        submit(CatalogueItem, {"name_vi": "Đỏ thắm"}, target_id=item("shades", "1")["id"])
        db.session.commit()
        file.write_text("code,name_vi\n1,Đỏ tươi\n2,Xanh lam\n3,Vàng\n", encoding="utf-8")
        assert plant_catalogues(tmp_path) == 1
        assert [item("shades", code)["name_vi"] for code in "123"] == ["Đỏ thắm", "Xanh lam", "Vàng"]
        assert plant_catalogues(tmp_path) == 0


def test_a_faulty_file_of_facts_stops_the_planting_and_names_the_line(product_app, tmp_path):
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues" / "shades.csv").write_text("code,name_vi,valid_from\n1,Đỏ,31/02/2020\n", encoding="utf-8")
    with (
        product_app.app_context(),
        operator("test"),
        pytest.raises(SeedError, match=r"catalogues/shades\.csv: .*2.*valid_from"),
    ):
        plant_catalogues(tmp_path)


def item(list_code, code):
    table = CatalogueItem.__table__
    return (
        db.session.execute(select(table).where(table.c.list_code == list_code, table.c.code == code)).mappings().one()
    )
