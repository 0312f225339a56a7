"""The end of a password that an administrator gave

Revision: 20261125_temporary_until
Follows: 20261125_signing_in
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_temporary_until'
down_revision = '20261125_signing_in'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.add_column(sa.Column('temporary_until', sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.drop_column('temporary_until')
