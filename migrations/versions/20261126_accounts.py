"""Accounts: requests for access, custodians, whose an account is, and which request gave or ended a right

Revision: 20261126_accounts
Follows: 20261126_org_planning
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_accounts'
down_revision = '20261126_org_planning'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('access_request_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('username', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('act', sa.String(length=40), nullable=True),
    sa.Column('account_kind', sa.String(length=40), nullable=True),
    sa.Column('person_name', sa.String(length=150), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=40), nullable=True),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('follows', sa.String(length=40), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('carried_out_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('person_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_access_request_past')),
    info={'record': 'access_request'}
    )
    with op.batch_alter_table('access_request_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_request_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('unit_custodian_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('assigned_from', sa.Date(), nullable=True),
    sa.Column('assigned_to', sa.Date(), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_unit_custodian_past')),
    info={'record': 'unit_custodian'}
    )
    with op.batch_alter_table('unit_custodian_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_custodian_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_custodian_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('access_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('username', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('account_kind', sa.String(length=40), nullable=False),
    sa.Column('person_name', sa.String(length=150), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=40), nullable=True),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('follows', sa.String(length=40), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('carried_out_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('person_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_access_request_employee_id_employee')),
    sa.ForeignKeyConstraint(['target_id'], ['org_unit.id'], name=op.f('fk_access_request_target_id_org_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_access_request_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_request')),
    info={'record': 'access_request'}
    )
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_request_account_kind'), ['account_kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_person_name_key'), ['person_name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_role'), ['role'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_access_request_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_access_request_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_target_id'), ['target_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_unit_id'), ['unit_id'], unique=False)

    op.create_table('unit_custodian',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('assigned_from', sa.Date(), nullable=False),
    sa.Column('assigned_to', sa.Date(), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_unit_custodian_employee_id_employee')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_unit_custodian_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_custodian')),
    sa.UniqueConstraint('unit_id', 'assigned_from', name='uq_unit_custodian_key'),
    info={'record': 'unit_custodian'}
    )
    with op.batch_alter_table('unit_custodian', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_custodian_assigned_from'), ['assigned_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_custodian_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_custodian_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_custodian_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_unit_custodian_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_unit_custodian_unit_id'), ['unit_id'], unique=False)

    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.add_column(sa.Column('request_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_access_grant_request_id'), ['request_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('work_email', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=True))

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('work_email', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=True))

    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=15), server_default='personal', nullable=False))
        batch_op.add_column(sa.Column('unit_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_login_unit_id'), ['unit_id'], unique=False)

    _say_whose_they_are()



def _say_whose_they_are():
    """Accounts that are there already: what their rights say of them."""
    held = "EXISTS (SELECT 1 FROM access_grant g WHERE g.user_id = login.user_id AND g.role {roles})"
    of_units = "IN ('unit_hr', 'unit_approver', 'leader', 'inspector', 'province_officer')"
    op.execute(f"UPDATE login SET kind = 'unit' WHERE {held.format(roles=of_units)}")
    administers = held.format(roles="= 'administrator'")
    op.execute(f"UPDATE login SET kind = 'administrator' WHERE {administers}")
    op.execute(
        "UPDATE login SET unit_id = (SELECT min(g.unit_id) FROM access_grant g WHERE g.user_id = login.user_id)"
    )


def downgrade():
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_login_unit_id'))
        batch_op.drop_column('unit_id')
        batch_op.drop_column('kind')

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('work_email')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_column('work_email')

    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_grant_request_id'))
        batch_op.drop_column('ended_by')
        batch_op.drop_column('request_id')

    with op.batch_alter_table('unit_custodian', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_custodian_unit_id'))
        batch_op.drop_index('ix_unit_custodian_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_unit_custodian_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_custodian_managing_id'))
        batch_op.drop_index(batch_op.f('ix_unit_custodian_employee_id'))
        batch_op.drop_index(batch_op.f('ix_unit_custodian_assigned_from'))

    op.drop_table('unit_custodian')
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_request_unit_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_target_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_state'))
        batch_op.drop_index('ix_access_request_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_access_request_scope_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_role'))
        batch_op.drop_index(batch_op.f('ix_access_request_person_name_key'))
        batch_op.drop_index(batch_op.f('ix_access_request_managing_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_employee_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_act'))
        batch_op.drop_index(batch_op.f('ix_access_request_account_kind'))

    op.drop_table('access_request')
    with op.batch_alter_table('unit_custodian_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_custodian_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_custodian_past_id'))

    op.drop_table('unit_custodian_past')
    with op.batch_alter_table('access_request_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_request_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_past_id'))

    op.drop_table('access_request_past')
