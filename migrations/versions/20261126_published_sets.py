"""Figures released to all units

Revision: 20261126_published_sets
Follows: 20261126_job_reasons
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_published_sets'
down_revision = '20261126_job_reasons'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('published_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=250), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('document_number', sa.String(length=60), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('released_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('released_by', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Integer(), nullable=True),
    sa.Column('withdrawn_why', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_set'))
    )
    with op.batch_alter_table('published_set', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_set_counted_on'), ['counted_on'], unique=False)



def downgrade():
    with op.batch_alter_table('published_set', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_published_set_counted_on'))

    op.drop_table('published_set')
