"""Changes that somebody made are found among those that were loaded

Revision: 20261126_changes_of_few
Follows: 20261126_orders
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_changes_of_few'
down_revision = '20261126_orders'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        for name in ('key_hash', 'handed_from', 'entered_by'):
            batch_op.drop_index(f'ix_change_{name}')
    for name in ('key_hash', 'handed_from', 'entered_by', 'decided_by'):
        given = sa.text(f'{name} IS NOT NULL')
        op.create_index(f'ix_change_{name}', 'change', [name], postgresql_where=given, sqlite_where=given)
    waiting = sa.text("state IN ('submitted', 'checked')")
    op.create_index('ix_change_waiting', 'change', ['submitted_at'], postgresql_where=waiting, sqlite_where=waiting)


def downgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_waiting')
        for name in ('key_hash', 'handed_from', 'entered_by', 'decided_by'):
            batch_op.drop_index(f'ix_change_{name}')
        for name in ('key_hash', 'handed_from', 'entered_by'):
            batch_op.create_index(f'ix_change_{name}', [name], unique=False)
