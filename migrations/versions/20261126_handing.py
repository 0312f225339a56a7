"""A change names the row that it hands on

Revision: 20261126_handing
Follows: 20261126_saved_lists
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_handing'
down_revision = '20261126_saved_lists'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('handed_from', sa.String(length=80), nullable=True))
        batch_op.create_index(batch_op.f('ix_change_handed_from'), ['handed_from'], unique=False)


def downgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_handed_from'))
        batch_op.drop_column('handed_from')
