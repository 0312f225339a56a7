"""Lists that people keep, and the day on which the age of retirement is reached

Revision: 20261126_saved_lists
Follows: 20261126_allowances
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_saved_lists'
down_revision = '20261126_allowances'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('saved_list',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('record', sa.String(length=60), nullable=False),
    sa.Column('asks', sa.Text(), nullable=False),
    sa.Column('shared_with', sa.String(length=400).with_variant(sa.String(length=400, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_list'))
    )
    with op.batch_alter_table('saved_list', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_list_shared_with'), ['shared_with'], unique=False)
        batch_op.create_index(batch_op.f('ix_saved_list_user_id'), ['user_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('retires_on', sa.Date(), nullable=True))

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('retires_on', sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('retires_on')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_column('retires_on')

    with op.batch_alter_table('saved_list', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_list_user_id'))
        batch_op.drop_index(batch_op.f('ix_saved_list_shared_with'))

    op.drop_table('saved_list')
