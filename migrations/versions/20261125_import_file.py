"""Uploaded sheets on their way in

Revision: 20261125_import_file
Follows: 20261123_trunk
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_import_file'
down_revision = '20261123_trunk'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('import_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('record', sa.String(length=60), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('kept_as', sa.String(length=60), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('partial', sa.Boolean(), nullable=False),
    sa.Column('taken_to', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_import_file_batch_id_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_file')),
    sa.UniqueConstraint('token', name=op.f('uq_import_file_token'))
    )
    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_file_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_file_sent_at'), ['sent_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_file_user_id'), ['user_id'], unique=False)


def downgrade():
    with op.batch_alter_table('import_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_file_user_id'))
        batch_op.drop_index(batch_op.f('ix_import_file_sent_at'))
        batch_op.drop_index(batch_op.f('ix_import_file_batch_id'))

    op.drop_table('import_file')
