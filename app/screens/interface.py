"""The framework's data model on top of the one door: what it would write becomes a change, what it counts is bounded."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import inspect, select

from app.access.scope import pickable
from app.access.search import bounded_count
from app.access.standing import current_standing
from app.changes import operations
from app.extensions import db
from app.records.record import Record


class RecordInterface(SQLAInterface):
    """Reads pass the wall and pick scope; `add`, `edit` and `delete` hand over to `app.changes`."""

    obj: type[Record]

    def apply_all(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        narrowed = query.filter(pickable(self.obj, current_standing()))
        return super().apply_all(narrowed, *args, **kwargs)

    def query_count(self, query: Any, filters: Any = None, select_columns: Any = None) -> int:
        narrowed = self.apply_filters(
            query.filter(pickable(self.obj, current_standing())), self.get_inner_filters(filters)
        )
        return bounded_count(
            select(self.obj.id).where(narrowed.whereclause) if narrowed.whereclause is not None else select(self.obj.id)
        )

    def get_related_obj(self, col_name: str, value: Any) -> Any:
        """Relation filters read through the wall too."""
        return self.get_related_interface(col_name).get(value)

    def add(self, item: Record, commit: bool = True) -> Any:
        values = {name: getattr(item, name) for name in self.obj.fields}
        if inspect(item).pending:
            db.session.expunge(item)
        return self._submitted(values, None, commit)

    def edit(self, item: Record, commit: bool = True) -> Any:
        values = {name: getattr(item, name) for name in self.obj.fields}
        db.session.expire(item)
        return self._submitted(values, item.id, commit)

    def delete(self, item: Record, commit: bool = True) -> Any:
        return self._submitted({}, item.id, commit, verb="cancel")

    def delete_all(self, items: list[Record]) -> Any:
        return [self.delete(item) for item in items]

    def _submitted(self, values: dict[str, Any], row_id: int | None, commit: bool, verb: str | None = None) -> Any:
        with db.session.no_autoflush:
            submission = operations.submit(self.obj, values, target_id=row_id, verb=verb)
        if commit:
            db.session.commit()
        return submission.change
