"""Public holidays are a code list, which is kept on screen; nothing ever wrote to their table

Revision: 20261126_holidays
Follows: 20261126_self_service
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_holidays'
down_revision = '20261126_self_service'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table('holiday')


def downgrade():
    op.create_table('holiday',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('works', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holiday')),
    sa.UniqueConstraint('day', name=op.f('uq_holiday_day'))
    )
