"""What may go out about a person: the one place that reads for a packet.

Official rows alone, by the classes, so that both walls stand: a waiting change is in another table and never looked at. What
the mapping withholds is not read. Who asks must hold the act and reach the whole province.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from app.access.standing import Standing, current_standing
from app.changes.refusals import NotAllowed
from app.extensions import db
from app.national.columns import Data, LinkedRows, Part, Released, external_codes, parts_of
from app.national.mapping import GROUP_OF_UNITS, GROUPS, Rule, Standard
from app.records.area import registry

ACT = "export_national"


def may_export(standing: Standing) -> bool:
    """The act is held by a role of the whole province alone; the operator's commands may it too."""
    return standing.unlimited or (standing.may_act(ACT) and standing.province_wide)


def refuse_unless_allowed() -> None:
    """Raise `NotAllowed` for whoever may not have packets made."""
    if not may_export(current_standing()):
        raise NotAllowed


def releasable(standard: Standard, person_id: int) -> Released | None:
    """What may go out about one person; None where there is nobody, or a rule keeps him back."""
    return next(iter(Releasing(standard).people([person_id])), None)


class Releasing:
    """Reads for one packet, a batch of people at a time; `withheld` counts those whom a rule keeps back."""

    def __init__(self, standard: Standard) -> None:
        refuse_unless_allowed()
        subject = registry().subject
        assert subject is not None
        external = external_codes(standard.external)
        self.standard, self.subject, self.linked = standard, subject, LinkedRows()
        self.parts = [part for group in GROUPS for part in parts_of(group, standard.of_group(group), external)]
        self.tree = parts_of(GROUP_OF_UNITS, standard.of_group(GROUP_OF_UNITS), external)
        self.withheld = 0

    def people(self, keys: Sequence[int]) -> list[Released]:
        """What may go out about these people, in the order of their keys.

        The right is asked anew: a job goes on with what its requester may do by then, and half a province is no packet.
        """
        refuse_unless_allowed()
        back = self._kept_back(keys)
        self.withheld += len(back)
        found = {key: Released(key, "", self._empty()) for key in sorted(set(keys) - back)}
        present: set[int] = set()
        for part in self.parts:
            rows = part.rows(part.owner.in_(list(found)), *(~_matches(rule) for rule in self._rules(part)))
            self.linked.learn(part, rows)
            for row in rows:
                self._add(part, row, found[row[part.record.subject_from or ""]])
            if part.record is self.subject:
                present.update(row["id"] for row in rows)
        return [released for released in found.values() if released.id in present]

    def units(self, keys: Sequence[int]) -> list[Released]:
        """The units with these keys, as the standard wants them, in that order."""
        found: list[Released] = []
        for part in self.tree:
            model: Any = part.record
            rows = {row["id"]: row for row in part.rows(model.id.in_(keys))}
            self.linked.learn(part, rows.values())
            for key in (key for key in keys if key in rows):
                unit = Released(key, _natural_key(part, rows[key]))
                unit.groups[GROUP_OF_UNITS] = part.data(rows[key], self.linked, unit)
                found.append(unit)
        return found

    def _empty(self) -> dict[int, Data]:
        """Every group with its tables: an empty one says that there is nothing, or nothing any more."""
        groups: dict[int, Data] = {group: {} for group in GROUPS}
        for part in self.parts:
            if part.block:
                groups[part.group][part.block] = []
        return groups

    def _add(self, part: Part, row: Mapping[str, Any], released: Released) -> None:
        data = part.data(row, self.linked, released)
        if part.block:
            released.groups[part.group][part.block].append(data)
        else:
            released.groups[part.group].update(data)
            released.key = data.get(self.standard.identified_by) or released.key

    def _rules(self, part: Part) -> list[Rule]:
        return [rule for rule in self.standard.rules if rule.record == part.record.name and not rule.whole_person]

    def _kept_back(self, keys: Sequence[int]) -> set[int]:
        """The people whom a rule keeps back whole."""
        found: set[int] = set()
        for rule in self.standard.rules:
            if rule.whole_person:
                record = registry().record(rule.record)
                owner: Any = getattr(record, record.subject_from or "")
                found.update(db.session.scalars(select(owner).where(owner.in_(keys), _matches(rule))))
        return found


def _natural_key(part: Part, row: Mapping[str, Any]) -> str:
    """A unit by its natural key, as codes are used again: `H60.05 2025-07-01`."""
    return " ".join(str(declared.dump(row[declared.name])) for declared in part.record.key_fields())


def _matches(rule: Rule) -> Any:
    """The rows that a rule names; one that has nothing in the field is none of them."""
    model: Any = registry().record(rule.record)
    if not rule.field:
        return model.id.is_not(None)
    column, parse = getattr(model, rule.field), model.fields[rule.field].kind.parse
    return column.is_not(None) & or_(*(column == parse(value) for value in rule.values))
