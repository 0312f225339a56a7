"""The register of backups and of restore tests

Revision: 20261125_backup
Follows: 20261125_batches
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_backup'
down_revision = '20261125_batches'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('backup',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('recipients', sa.JSON(), nullable=False),
    sa.Column('migration', sa.String(length=60), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('files', sa.Integer(), nullable=True),
    sa.Column('message', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_backup'))
    )
    with op.batch_alter_table('backup', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_backup_made_at'), ['made_at'], unique=False)

    op.create_table('restore_test',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tested_on', sa.Date(), nullable=False),
    sa.Column('backup_id', sa.Integer(), nullable=False),
    sa.Column('tested_by', sa.String(length=150), nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('entered_by', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['backup_id'], ['backup.id'], name=op.f('fk_restore_test_backup_id_backup')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_restore_test'))
    )
    with op.batch_alter_table('restore_test', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_restore_test_backup_id'), ['backup_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_restore_test_tested_on'), ['tested_on'], unique=False)


def downgrade():
    with op.batch_alter_table('restore_test', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_restore_test_tested_on'))
        batch_op.drop_index(batch_op.f('ix_restore_test_backup_id'))

    op.drop_table('restore_test')
    with op.batch_alter_table('backup', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_backup_made_at'))

    op.drop_table('backup')
