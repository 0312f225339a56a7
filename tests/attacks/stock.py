"""Stock Flask-AppBuilder over two units with one person each: the classes as the framework gives them, nothing of ours."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from flask import Flask, Response, g
from flask_appbuilder import AppBuilder, Model, ModelRestApi, ModelView, action
from flask_appbuilder.models.mixins import FileColumn
from flask_appbuilder.models.sqla.base import SQLA
from flask_appbuilder.models.sqla.filters import FilterEqual
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import ForeignKey, Integer, String, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from app.access.standing import Standing
from tests.people import sign_in


class Base(DeclarativeBase):
    """Tables of their own: those of the product stay out of it."""


class Unit(Base):
    __tablename__ = "stock_unit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))

    def __repr__(self):
        return self.name


class Person(Base):
    __tablename__ = "stock_person"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(60))
    secret: Mapped[str] = mapped_column(String(60))
    scan: Mapped[str | None] = mapped_column(FileColumn)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("stock_unit.id"))
    unit: Mapped[Unit | None] = relationship(Unit)

    def __repr__(self):
        return self.name


class Family(Base):
    __tablename__ = "stock_family"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int] = mapped_column(ForeignKey("stock_person.id"))
    person: Mapped[Person] = relationship(Person)


class FamilyView(ModelView):
    datamodel = SQLAInterface(Family)
    list_columns = ["name"]


class PersonView(ModelView):
    """Narrowed to unit 1, as the framework's documentation tells."""

    datamodel = SQLAInterface(Person)
    base_filters = [["unit_id", FilterEqual, 1]]
    related_views = [FamilyView]
    list_columns = ["name"]
    show_columns = ["name"]
    add_columns = ["name"]
    edit_columns = ["name", "scan"]
    search_columns = ["name"]

    @action("praise", "Praise", "Sure?", "fa-star")
    def praise(self, items):
        several = items if isinstance(items, list) else [items]
        return Response(f"praised {', '.join(person.name for person in several)}")


class UnitView(ModelView):
    datamodel = SQLAInterface(Unit)
    list_columns = ["code", "name"]


class OpenPersonView(ModelView):
    """Every person, by name; for what has nothing to do with scope."""

    datamodel = SQLAInterface(Person)
    list_columns = ["name"]
    search_columns = ["name"]


class PersonApi(ModelRestApi):
    datamodel = SQLAInterface(Person)
    resource_name = "stock_person"
    allow_browser_login = True
    add_columns = ["name", "secret", "unit"]


class Stock:
    """An application of stock classes on an SQLite file, and a clerk who holds what each test gives him."""

    def __init__(
        self, folder: Path, *views: type, apis: tuple[type, ...] = (), with_csrf: bool = True, **config: object
    ) -> None:
        self.folder, self.with_csrf = folder, with_csrf
        self.uploads = folder / "stock-uploads"
        self.uploads.mkdir(parents=True)
        self.app = app = Flask("stock")
        app.config.update(
            SECRET_KEY="x" * 40,
            SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'stock.sqlite'}",
            UPLOAD_FOLDER=str(self.uploads),
            FAB_CREATE_DB=False,
            FAB_UPDATE_PERMS=False,
            WTF_CSRF_ENABLED=False,
            TESTING=True,
            **config,
        )

        @app.before_request
        def without_our_wall():
            g.standing_override = Standing(unlimited=True)

        self.db = SQLA(model_class=Model)
        self.db.init_app(app)
        if with_csrf:
            CSRFProtect(app)
        with app.app_context():
            self.appbuilder = AppBuilder(app, self.db.session)
            for view in views:
                self.appbuilder.add_view_no_menu(view)
            for api in apis:
                self.appbuilder.add_api(api)
            self._fill()

    def _fill(self) -> None:
        ours = [table for name, table in Model.metadata.tables.items() if name.startswith("ab_")]
        Model.metadata.create_all(self.db.engine, tables=ours)
        Base.metadata.create_all(self.db.engine)
        units = [Unit(id=1, code="A", name="Sở A"), Unit(id=2, code="B", name="Sở B")]
        people = [("An", "z", "001", 1), ("Bình", "a", "002", 2)]
        self.db.session.add_all(units)
        self.db.session.flush()
        self.db.session.add_all([Person(name=n, note=t, secret=s, unit_id=u) for n, t, s, u in people])
        self.db.session.flush()
        self.db.session.add_all([Family(name=f"Con {number}", person_id=number) for number in (1, 2)])
        self.db.session.commit()
        self.appbuilder.sm.add_role("Public")

    @contextlib.contextmanager
    def session(self):
        """The database, in a context of its own."""
        with self.app.app_context():
            g.standing_override = Standing(unlimited=True)
            yield self.db.session

    def count(self, model: type) -> int:
        with self.session() as session:
            return session.scalar(select(func.count()).select_from(model))

    def clerk(self, **held: list[str]):
        """A browser in which a user is signed in who holds permissions by view, such as `PersonView=["can_list"]`."""
        with self.session() as session:
            sm = self.appbuilder.sm
            pairs = [sm.add_permission_view_menu(name, view) for view, names in held.items() for name in names]
            role = sm.add_role("Clerk", pairs)
            user = sm.add_user("clerk", "Clerk", "One", "clerk@tuyenquang.example", role, "pw")
            session.commit()
            key = user.id
        return sign_in(self.app, key)

    def close(self) -> None:
        with self.app.app_context():
            self.db.session.remove()
            self.db.engine.dispose()


def rison(**parts: object) -> str:
    """The query of the framework's API, which takes JSON too."""
    return json.dumps(parts)
