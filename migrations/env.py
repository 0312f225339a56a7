"""Runs the migrations as the owner of the application's database, with the locks of official tables opened and set again."""

from alembic import context
from alembic.autogenerate.render import _repr_type
from flask import current_app
from sqlalchemy.types import TypeDecorator

database = current_app.extensions["migrate"].db
hooks = current_app.extensions["migration_hooks"]


def included(item, name, kind, _reflected, _compare_to):
    """Tables of records that this application does not list (toys of the tests) are none of its business."""
    return kind != "table" or hooks.is_ours(item, name)


def written(kind, item, autogen_context):
    """A column type of ours is written as the type that the database sees: a migration imports nothing from `app`."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return _repr_type(item.impl_instance, autogen_context)
    return False


def run():
    with database.engines.get("owner", database.engine).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            compare_type=True,
            include_object=included,
            render_item=written,
        )
        with context.begin_transaction(), hooks.around(connection):
            context.run_migrations()
        connection.commit()


run()
