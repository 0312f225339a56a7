"""The register of national packets, which is only added to

Revision: 20261126_national
Follows: 20261126_accounts
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_national'
down_revision = '20261126_accounts'
branch_labels = None
depends_on = None

TABLES = ('national_packet', 'national_held_back')
MESSAGE = 'the register of packets is only added to'


def upgrade():
    op.create_table('national_packet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('standard', sa.String(length=60), nullable=False),
    sa.Column('mapping', sa.String(length=64), nullable=False),
    sa.Column('since_id', sa.Integer(), nullable=True),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until_change', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['since_id'], ['national_packet.id'], name=op.f('fk_national_packet_since_id_national_packet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_national_packet')),
    sa.UniqueConstraint('code', name=op.f('uq_national_packet_code'))
    )
    with op.batch_alter_table('national_packet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_national_packet_made_at'), ['made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_national_packet_since_id'), ['since_id'], unique=False)

    op.create_table('national_held_back',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('packet_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('line', sa.String(length=60), nullable=False),
    sa.Column('record', sa.String(length=60), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['packet_id'], ['national_packet.id'], name=op.f('fk_national_held_back_packet_id_national_packet')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_national_held_back'))
    )
    with op.batch_alter_table('national_held_back', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_national_held_back_packet_id'), ['packet_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_national_held_back_subject_id'), ['subject_id'], unique=False)

    for statement in locks(op.get_bind().dialect.name):
        op.execute(statement)


def locks(dialect):
    """What keeps the rows as they were entered, whoever connects."""
    if dialect == 'postgresql':
        yield (
            'CREATE FUNCTION national_register_guard() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for table in TABLES:
        if dialect == 'postgresql':
            yield (
                f'CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} '
                'FOR EACH STATEMENT EXECUTE FUNCTION national_register_guard()'
            )
            continue
        for verb in ('UPDATE', 'DELETE'):
            yield f"CREATE TRIGGER {table}_guard_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"


def downgrade():
    op.drop_table('national_held_back')
    op.drop_table('national_packet')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION national_register_guard()')
