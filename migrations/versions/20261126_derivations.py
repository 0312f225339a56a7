"""By which declaration the derived columns of each record were worked out

Revision: 20261126_derivations
Follows: 20261126_completeness
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_derivations'
down_revision = '20261126_completeness'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('derivation',
    sa.Column('record', sa.String(length=60), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('worked_out_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('record', name=op.f('pk_derivation'))
    )


def downgrade():
    op.drop_table('derivation')
