"""Batches: which changes carry warnings; imports: how long a sheet is

Revision: 20261125_batches
Follows: 20261125_temporary_until
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_batches'
down_revision = '20261125_temporary_until'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('has_warnings', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lines', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.drop_column('lines')

    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_column('has_warnings')
