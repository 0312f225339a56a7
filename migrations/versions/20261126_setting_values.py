"""Values of settings, proposed and approved on screen

Revision: 20261126_setting_values
Follows: 20261126_oversight
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_setting_values'
down_revision = '20261126_oversight'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('setting_value',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('setting', sa.String(length=80).with_variant(sa.String(length=80, collation='C'), 'postgresql'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('value', sa.String(length=500), nullable=False),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting_value')),
    sa.UniqueConstraint('setting', 'valid_from', name='uq_setting_value_key'),
    info={'record': 'setting_value'}
    )
    with op.batch_alter_table('setting_value', schema=None) as batch_op:
        batch_op.create_index('ix_setting_value_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_setting_value_setting'), ['setting'], unique=False)
        batch_op.create_index(batch_op.f('ix_setting_value_valid_from'), ['valid_from'], unique=False)

    op.create_table('setting_value_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('setting', sa.String(length=80).with_variant(sa.String(length=80, collation='C'), 'postgresql'), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('value', sa.String(length=500), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_setting_value_past')),
    info={'record': 'setting_value'}
    )
    with op.batch_alter_table('setting_value_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_setting_value_past_id'), ['id'], unique=False)



def downgrade():
    with op.batch_alter_table('setting_value_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_setting_value_past_id'))

    op.drop_table('setting_value_past')
    with op.batch_alter_table('setting_value', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_setting_value_valid_from'))
        batch_op.drop_index(batch_op.f('ix_setting_value_setting'))
        batch_op.drop_index('ix_setting_value_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.drop_table('setting_value')
