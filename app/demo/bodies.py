"""The bodies below the units of 2025, which the official tree leaves out: made up, and marked as such."""

from __future__ import annotations

from collections.abc import Iterator

from app.demo.seeds import Row, table

SOURCE = "Đơn vị trình diễn: tên và mã do nhóm đặt"
DEMO = "demo"
FULL_STRENGTH = 40_000  # people at which every commune has its divisions, schools and health station
PEOPLE_A_SET = 20_000  # people for whom the communes have one school of each kind
MOST_SETS = 5
PEOPLE_FOR_DIVISIONS = 1_000  # fewer, and only the agencies that are shown have divisions
SHOWN = ("Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Thanh tra tỉnh")  # where the demo accounts work


def bodies_below(people: int) -> Iterator[Row]:
    """Divisions, schools, hospitals; and for as many communes as the people can fill the bodies of a commune."""
    shown = {row["code"] for row in table("organizations_2025") if row["name_vi"] in SHOWN}
    for row in table("demo/agency_units"):
        if people >= PEOPLE_FOR_DIVISIONS or row["parent_code"] in shown:
            yield _body(row["parent_code"], row["suffix"], row["name_vi"], row)
    communes = [row for row in table("organizations_2025") if row["kind"] == "UBNDX"]
    full = min(len(communes), max(1, round(len(communes) * people / FULL_STRENGTH)))
    sets = min(MOST_SETS, max(1, round(people / PEOPLE_A_SET)))
    for place in range(full):
        commune = communes[place * len(communes) // full]
        for row in table("demo/commune_units"):
            yield from _bodies_of_commune(commune, row, sets)


def _bodies_of_commune(commune: Row, row: Row, sets: int) -> Iterator[Row]:
    """One body of a commune; of schools as many as there are sets."""
    if row["kind"] == "PHONG":
        yield _body(commune["code"], row["suffix"], row["name_vi"], row)
        return
    name = commune_name(commune["name_vi"]).split(" ", 1)[1]
    for number in range(1, 1 + (sets if row["repeated"] == "1" else 1)):
        numbered = f"{row['name_vi']} số {number}" if number > 1 else row["name_vi"]
        yield _body(commune["code"], f"{number}{row['suffix']}", f"{numbered} {name}", row)


def _body(parent_code: str, suffix: str, name: str, row: Row) -> Row:
    return {
        "code": f"{parent_code}.{suffix}",
        "parent_code": parent_code,
        "name_vi": name,
        "name_en": "",
        "kind": row["kind"],
        "unit_type": row["unit_type"],
        "gso_code": "",
        "code_status": DEMO,
        "sort_order": str(int(suffix)),
        "valid_from": "2025-07-01",
        "valid_to": "",
        "source": SOURCE,
    }


def commune_name(unit_name: str) -> str:
    """`Ủy ban nhân dân xã Tân Trào` -> `xã Tân Trào`."""
    return unit_name.removeprefix("Ủy ban nhân dân ")
