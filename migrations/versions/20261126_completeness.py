"""Whether everything of a person's own items is entered

Revision: 20261126_completeness
Follows: 20261126_published_sets
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_completeness'
down_revision = '20261126_published_sets'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_complete', sa.Boolean(), nullable=True))
        batch_op.create_index(batch_op.f('ix_employee_is_complete'), ['is_complete'], unique=False)

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_complete', sa.Boolean(), nullable=True))


def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('is_complete')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_is_complete'))
        batch_op.drop_column('is_complete')
