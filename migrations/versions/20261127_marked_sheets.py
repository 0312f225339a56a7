"""The job that marks the faults of a long sheet, and how large a sheet is

Revision: 20261127_marked_sheets
Follows: 20261126_changes_of_few
"""

import sqlalchemy as sa
from alembic import op

revision = '20261127_marked_sheets'
down_revision = '20261126_changes_of_few'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cells', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('mark_job_id', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.drop_column('mark_job_id')
        batch_op.drop_column('cells')
