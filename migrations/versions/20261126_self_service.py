"""Campaigns, and people who confirm their own record

Revision: 20261126_self_service
Follows: 20261126_derivations
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_self_service'
down_revision = '20261126_derivations'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('update_campaign_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('field_groups', sa.Text(), nullable=True),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('staff_types', sa.Text(), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_update_campaign_past')),
    info={'record': 'update_campaign'}
    )
    with op.batch_alter_table('update_campaign_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_update_campaign_past_id'), ['id'], unique=False)

    op.create_table('yearly_confirmation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('confirmed_year', sa.Integer(), nullable=True),
    sa.Column('campaign_id', sa.Integer(), nullable=True),
    sa.Column('digest', sa.String(length=64).with_variant(sa.String(length=64, collation='C'), 'postgresql'), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_yearly_confirmation_past')),
    info={'record': 'yearly_confirmation'}
    )
    with op.batch_alter_table('yearly_confirmation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('update_campaign',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name_vi', sa.String(length=250), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('field_groups', sa.Text(), nullable=True),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('staff_types', sa.Text(), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_update_campaign_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_campaign')),
    sa.UniqueConstraint('document_number', name='uq_update_campaign_key'),
    info={'record': 'update_campaign'}
    )
    with op.batch_alter_table('update_campaign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_update_campaign_document_number'), ['document_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_update_campaign_name_vi_key'), ['name_vi_key'], unique=False)
        batch_op.create_index('ix_update_campaign_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_update_campaign_unit_id'), ['unit_id'], unique=False)

    op.create_table('yearly_confirmation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=False),
    sa.Column('confirmed_year', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=True),
    sa.Column('digest', sa.String(length=64).with_variant(sa.String(length=64, collation='C'), 'postgresql'), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['update_campaign.id'], name=op.f('fk_yearly_confirmation_campaign_id_update_campaign')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_yearly_confirmation_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_yearly_confirmation')),
    sa.UniqueConstraint('confirmed_on', 'digest', name='uq_yearly_confirmation_key'),
    info={'record': 'yearly_confirmation'}
    )
    with op.batch_alter_table('yearly_confirmation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_confirmed_on'), ['confirmed_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_digest'), ['digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_yearly_confirmation_scope_id'), ['scope_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_on', sa.Date(), nullable=True))

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_on', sa.Date(), nullable=True))



def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('confirmed_on')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_column('confirmed_on')

    with op.batch_alter_table('yearly_confirmation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_employee_id'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_digest'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_confirmed_on'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_campaign_id'))

    op.drop_table('yearly_confirmation')
    with op.batch_alter_table('update_campaign', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_update_campaign_unit_id'))
        batch_op.drop_index('ix_update_campaign_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_update_campaign_name_vi_key'))
        batch_op.drop_index(batch_op.f('ix_update_campaign_document_number'))

    op.drop_table('update_campaign')
    with op.batch_alter_table('yearly_confirmation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_yearly_confirmation_past_id'))

    op.drop_table('yearly_confirmation_past')
    with op.batch_alter_table('update_campaign_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_update_campaign_past_id'))

    op.drop_table('update_campaign_past')
