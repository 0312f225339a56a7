"""Secondments, leaves of absence, separations, declared periods

Revision: 20261125_work_history
Follows: 20261125_appointments
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_work_history'
down_revision = '20261125_appointments'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('leave_of_absence_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_leave_of_absence_past')),
    info={'record': 'leave_of_absence'}
    )
    with op.batch_alter_table('leave_of_absence_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leave_of_absence_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leave_of_absence_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('secondment_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('home_unit_id', sa.Integer(), nullable=True),
    sa.Column('host_unit_id', sa.Integer(), nullable=True),
    sa.Column('host_text', sa.String(length=250), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_secondment_past')),
    info={'record': 'secondment'}
    )
    with op.batch_alter_table('secondment_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_secondment_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('separation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('reason_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('destination', sa.String(length=250), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('handed_over_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_separation_past')),
    info={'record': 'separation'}
    )
    with op.batch_alter_table('separation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_separation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('work_period_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('begun_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=True),
    sa.Column('work', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_work_period_past')),
    info={'record': 'work_period'}
    )
    with op.batch_alter_table('work_period_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_period_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_period_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('leave_of_absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_leave_of_absence_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_leave_of_absence_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leave_of_absence')),
    info={'record': 'leave_of_absence'}
    )
    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leave_of_absence_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leave_of_absence_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leave_of_absence_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_leave_of_absence_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_leave_of_absence_scope_id'), ['scope_id'], unique=False)

    op.create_table('secondment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('home_unit_id', sa.Integer(), nullable=False),
    sa.Column('host_unit_id', sa.Integer(), nullable=True),
    sa.Column('host_text', sa.String(length=250), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_secondment_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_secondment_employee_id_employee')),
    sa.ForeignKeyConstraint(['home_unit_id'], ['org_unit.id'], name=op.f('fk_secondment_home_unit_id_org_unit')),
    sa.ForeignKeyConstraint(['host_unit_id'], ['org_unit.id'], name=op.f('fk_secondment_host_unit_id_org_unit')),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_secondment_position_id_position')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_secondment')),
    info={'record': 'secondment'}
    )
    with op.batch_alter_table('secondment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_secondment_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_home_unit_id'), ['home_unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_host_unit_id'), ['host_unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_secondment_scope_id'), ['scope_id'], unique=False)

    op.create_table('separation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reason_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('destination', sa.String(length=250), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('handed_over_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_separation_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_separation_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_separation')),
    info={'record': 'separation'}
    )
    with op.batch_alter_table('separation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_separation_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_reason_code'), ['reason_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_separation_status_code'), ['status_code'], unique=False)

    op.create_table('work_period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('begun_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=False),
    sa.Column('work', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_work_period_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_period')),
    info={'record': 'work_period'}
    )
    with op.batch_alter_table('work_period', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_period_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_period_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_period_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_period_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_work_period_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})


def downgrade():
    with op.batch_alter_table('work_period', schema=None) as batch_op:
        batch_op.drop_index('ix_work_period_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_work_period_scope_id'))
        batch_op.drop_index(batch_op.f('ix_work_period_managing_id'))
        batch_op.drop_index(batch_op.f('ix_work_period_kind_code'))
        batch_op.drop_index(batch_op.f('ix_work_period_employee_id'))

    op.drop_table('work_period')
    with op.batch_alter_table('separation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_separation_status_code'))
        batch_op.drop_index(batch_op.f('ix_separation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_separation_reason_code'))
        batch_op.drop_index(batch_op.f('ix_separation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_separation_employee_id'))
        batch_op.drop_index(batch_op.f('ix_separation_decision_id'))

    op.drop_table('separation')
    with op.batch_alter_table('secondment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_secondment_scope_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_position_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_managing_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_host_unit_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_home_unit_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_employee_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_decision_id'))

    op.drop_table('secondment')
    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_scope_id'))
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_managing_id'))
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_kind_code'))
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_employee_id'))
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_decision_id'))

    op.drop_table('leave_of_absence')
    with op.batch_alter_table('work_period_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_period_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_work_period_past_id'))

    op.drop_table('work_period_past')
    with op.batch_alter_table('separation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_separation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_separation_past_id'))

    op.drop_table('separation_past')
    with op.batch_alter_table('secondment_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_secondment_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_secondment_past_id'))

    op.drop_table('secondment_past')
    with op.batch_alter_table('leave_of_absence_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_leave_of_absence_past_id'))

    op.drop_table('leave_of_absence_past')
