"""A wrong declaration stops the start, naming class, field and remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.records.area import Registry, StandardList
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.handing import mistakes as handing_mistakes
from app.records.links import Link
from app.records.record import ALL_ROLES, Record, ScopedRecord, TreeRecord

SCOPES = ("rows", "pick", "open")
RESERVED = {"id", "label", "plural", "name", "fields", "past", "scope", "rules", "title", "metadata", "registry"}


class DeclarationError(RuntimeError):
    """Every mistake found in the declarations, one a line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def check(registry: Registry, levels: set[str], roles: Mapping[str, Collection[str]]) -> None:
    """Raise `DeclarationError` when a declaration contradicts itself or another. `roles` says which levels each sees."""
    mistakes = [mistake for record in registry for mistake in _record(record, registry, levels, roles)]
    mistakes += list(_feeding(registry))
    mistakes += [mistake for area in registry.areas for one in area.lists for mistake in _standard_list(one)]
    if sum(record.scope_tree for record in registry) > 1:
        mistakes.append("two records are marked scope_tree: leave the mark on one of them")
    if sum(record.subject_from == "id" for record in registry) > 1:
        mistakes.append("two records say subject_from = 'id': only one can be the record of the persons")
    if mistakes:
        raise DeclarationError(mistakes)


def _standard_list(one: StandardList) -> Iterator[str]:
    for name in (*one.filters, *((one.by,) if one.by else ()), *one.columns):
        if name not in one.record.fields:
            yield f"StandardList '{one.name}': {one.record.__name__} has no field '{name}'; name declared fields"


def _record(
    record: type[Record], registry: Registry, levels: set[str], roles: Mapping[str, Collection[str]]
) -> Iterator[str]:
    name = record.__name__
    if not str(record.label) or not str(record.plural):
        yield f"{name}: has no label or plural; say both, in English, inside _()"
    if not record.named_by:
        yield f"{name}: has no named_by; name the fields by which people know a row"
    for part in record.named_by:
        if part not in record.fields:
            yield f"{name}.named_by: there is no field '{part}'; name declared fields"
    if record.scope not in SCOPES:
        yield f"{name}.scope: '{record.scope}' is unknown; use one of {', '.join(SCOPES)}"
    if record.scope == "rows" and not issubclass(record, ScopedRecord):
        yield f"{name}: scope 'rows' needs scope_id and managing_id; derive it from ScopedRecord"
    if record.scope == "rows" and not (record.scope_from or record.subject_from):
        yield f"{name}: belongs to no unit; name the field that gives it in scope_from, or the person in subject_from"
    if record.scope_tree and not issubclass(record, TreeRecord):
        yield f"{name}: scope_tree needs a path; derive it from TreeRecord"
    for option in ("scope_from", "subject_from", "rest_to"):
        given = getattr(record, option)
        if given and given != "id" and given not in record.fields:
            yield f"{name}.{option}: there is no field '{given}'; name a declared field"
    yield from _places(record, registry)
    for part in (name.removeprefix("-") for name in record.ordered_by):
        if part not in record.__table__.c:
            yield f"{name}.ordered_by: there is no column '{part}'; name declared fields"
    for option in ("readers", "writers", "approvers"):
        for role in set(getattr(record, option)) - roles.keys():
            yield f"{name}.{option}: there is no role '{role}'; known roles: {', '.join(sorted(roles))}"
    yield from handing_mistakes(record, list(registry))
    yield from _level(record, levels, roles)
    for field in record.fields.values():
        yield from _field(record, field, registry, levels)


def _level(record: type[Record], levels: set[str], roles: Mapping[str, Collection[str]]) -> Iterator[str]:
    """A record of a level is opened to nobody by default: it names its readers, and each holds the level."""
    if record.record_level == "open":
        return
    name = record.__name__
    if record.record_level not in levels:
        yield f"{name}.record_level: '{record.record_level}' is unknown; use one of {', '.join(sorted(levels))}"
        return
    if set(record.readers) >= set(ALL_ROLES):
        yield f"{name}.readers: everybody may read a record of level '{record.record_level}'; name its readers"
    for option in ("readers", "writers", "approvers"):
        without = [
            role
            for role in getattr(record, option)
            if record.record_level not in roles.get(role, (record.record_level,))
        ]
        if without:
            yield f"{name}.{option}: {', '.join(without)} may not see the level '{record.record_level}'; name roles that may"


def _places(record: type[Record], registry: Registry) -> Iterator[str]:
    """What gives a row its unit and its person must lead to units and to persons."""
    name = record.__name__
    trees = [other for other in registry if other.scope_tree]
    for option, targets, meant in (
        ("scope_from", trees, "the record marked scope_tree"),
        ("subject_from", [registry.subject], "the record of the persons"),
        ("managed_by", [record], "its own record"),
    ):
        given = getattr(record, option, None)
        field = record.fields.get(given or "")
        if option == "managed_by" and given and field is None:
            yield f"{name}.managed_by: there is no field '{given}'; name a declared field"
        if field is not None and not (isinstance(field.kind, Link) and field.kind.target in targets):
            yield f"{name}.{option}: '{given}' must be a link to {meant}"


def _field(record: type[Record], field: Field, registry: Registry, levels: set[str]) -> Iterator[str]:
    where = f"{record.__name__}.{field.name}"
    if field.name in RESERVED:
        yield f"{where}: the engine uses this name; choose another"
    if field.level not in levels:
        yield f"{where}: level '{field.level}' is unknown; use one of {', '.join(sorted(levels))}"
    if field.secret and (field.listed and field.level == "open"):
        yield f"{where}: a secret field in a list needs a level that masks it; say level="
    if field.secret and field.counted:
        yield f"{where}: a secret field cannot be counted by the database; take away counted or secret"
    if field.counted and not field.kind.countable:
        yield f"{where}: every row may have a value of its own, so a chart would say nothing; take counted away"
    if field.counted and not field.question:
        yield f"{where}: is counted but asks nothing; give the question that its chart answers in question="
    for other, _value in field.among:
        if other not in record.fields or record.fields[other].secret:
            yield f"{where}: among names '{other}', by which no list is narrowed; name a field of this record"
    if isinstance(field.kind, Link) and field.kind.target.record_level not in ("open", record.record_level):
        yield f"{where}: would name rows of {field.kind.target.__name__}, whose level is '{field.kind.target.record_level}'"
    if isinstance(field.kind, Link) and field.kind.target.name not in registry.records:
        yield f"{where}: links to {field.kind.target.__name__}, which no area lists; list it"


def _is_coded(field: Field | None) -> bool:
    return field is not None and isinstance(field.kind, CatalogueKind)


def _feeding(registry: Registry) -> Iterator[str]:
    """Two records of one precedence that feed one column would quarrel; a fed column must exist and be of the same kind."""
    fed: dict[tuple[str, str, int], str] = {}
    for record in registry:
        for field in record.fields.values():
            if field.current is None:
                continue
            target, column = field.current.class_, field.current.key
            where, key = f"{record.__name__}.{field.name}", (target.name, column, record.precedence)
            if key in fed:
                yield f"{where}: {fed[key]} already feeds {target.__name__}.{column}; give one of them another precedence"
            fed[key] = where
            if not record.subject_from:
                yield f"{where}: feeds a person's column but {record.__name__} is about no person; set subject_from"
            if not hasattr(record, "in_force"):
                yield f"{where}: feeds a current value but has no time of force; add the DecisionBlock"
            if target is not registry.subject:
                yield f"{where}: feeds {target.__name__}, which is not the record of the persons; take current= away"
            fed_field = target.fields.get(column)
            if fed_field and (fed_field.key or fed_field.unique or fed_field.searched or fed_field.secret):
                yield f"{where}: feeds {target.__name__}.{column}, a key, searched or secret field; those are typed"
            if field.highest_by and not _is_coded(record.fields.get(field.highest_by)):
                yield f"{where}: highest_by names '{field.highest_by}', which is no field with a code list; name one"
            if column in target.fields and type(target.fields[column].kind) is not type(field.kind):
                yield f"{where}: feeds {target.__name__}.{column}, which is of another kind; declare both alike"
