"""Appointments, the processes that lead to them, their votes and papers

Revision: 20261125_appointments
Follows: 20261125_evaluation
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_appointments'
down_revision = '20261125_evaluation'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('appointment_file_item_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('process_id', sa.Integer(), nullable=True),
    sa.Column('item_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('dated_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('paper', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.String(length=250), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_appointment_file_item_past')),
    info={'record': 'appointment_file_item'}
    )
    with op.batch_alter_table('appointment_file_item_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_file_item_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_file_item_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('appointment_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('term_months', sa.Integer(), nullable=True),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('process_id', sa.Integer(), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('end_reason', sa.Text(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_appointment_past')),
    info={'record': 'appointment'}
    )
    with op.batch_alter_table('appointment_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('appointment_process_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('begun_on', sa.Date(), nullable=True),
    sa.Column('term_ends_on', sa.Date(), nullable=True),
    sa.Column('in_present_post_since', sa.Date(), nullable=True),
    sa.Column('is_planned', sa.Boolean(), nullable=True),
    sa.Column('is_clear', sa.Boolean(), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('concluded_on', sa.Date(), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_appointment_process_past')),
    info={'record': 'appointment_process'}
    )
    with op.batch_alter_table('appointment_process_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_process_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('appointment_vote_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('process_id', sa.Integer(), nullable=True),
    sa.Column('step_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('summoned', sa.Integer(), nullable=True),
    sa.Column('present', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Integer(), nullable=True),
    sa.Column('percent_agreed', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('minutes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_appointment_vote_past')),
    info={'record': 'appointment_vote'}
    )
    with op.batch_alter_table('appointment_vote_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_vote_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_vote_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('appointment_process',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('position_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('term_ends_on', sa.Date(), nullable=True),
    sa.Column('in_present_post_since', sa.Date(), nullable=True),
    sa.Column('is_planned', sa.Boolean(), nullable=True),
    sa.Column('is_clear', sa.Boolean(), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('concluded_on', sa.Date(), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_appointment_process_employee_id_employee')),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_appointment_process_position_id_position')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_appointment_process_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment_process')),
    sa.UniqueConstraint('number', 'begun_on', name='uq_appointment_process_key'),
    info={'record': 'appointment_process'}
    )
    with op.batch_alter_table('appointment_process', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_process_begun_on'), ['begun_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_outcome'), ['outcome'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_appointment_process_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_appointment_process_unit_id'), ['unit_id'], unique=False)

    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('position_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('term_months', sa.Integer(), nullable=True),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('process_id', sa.Integer(), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('end_reason', sa.Text(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_appointment_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_appointment_employee_id_employee')),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_appointment_position_id_position')),
    sa.ForeignKeyConstraint(['process_id'], ['appointment_process.id'], name=op.f('fk_appointment_process_id_appointment_process')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_appointment_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment')),
    info={'record': 'appointment'}
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_process_id'), ['process_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_source'), ['source'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_unit_id'), ['unit_id'], unique=False)

    op.create_table('appointment_file_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('process_id', sa.Integer(), nullable=False),
    sa.Column('item_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('paper', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.String(length=250), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_appointment_file_item_employee_id_employee')),
    sa.ForeignKeyConstraint(['process_id'], ['appointment_process.id'], name=op.f('fk_appointment_file_item_process_id_appointment_process')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment_file_item')),
    sa.UniqueConstraint('process_id', 'item_code', name='uq_appointment_file_item_key'),
    info={'record': 'appointment_file_item'}
    )
    with op.batch_alter_table('appointment_file_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_file_item_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_file_item_item_code'), ['item_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_file_item_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_file_item_process_id'), ['process_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_file_item_scope_id'), ['scope_id'], unique=False)

    op.create_table('appointment_vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('process_id', sa.Integer(), nullable=False),
    sa.Column('step_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('summoned', sa.Integer(), nullable=True),
    sa.Column('present', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Integer(), nullable=True),
    sa.Column('percent_agreed', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('minutes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_appointment_vote_employee_id_employee')),
    sa.ForeignKeyConstraint(['process_id'], ['appointment_process.id'], name=op.f('fk_appointment_vote_process_id_appointment_process')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment_vote')),
    sa.UniqueConstraint('process_id', 'step_code', name='uq_appointment_vote_key'),
    info={'record': 'appointment_vote'}
    )
    with op.batch_alter_table('appointment_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_vote_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_vote_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_vote_process_id'), ['process_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_vote_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_vote_step_code'), ['step_code'], unique=False)


def downgrade():
    with op.batch_alter_table('appointment_vote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_vote_step_code'))
        batch_op.drop_index(batch_op.f('ix_appointment_vote_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_vote_process_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_vote_managing_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_vote_employee_id'))

    op.drop_table('appointment_vote')
    with op.batch_alter_table('appointment_file_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_process_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_managing_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_item_code'))
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_employee_id'))

    op.drop_table('appointment_file_item')
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_unit_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_source'))
        batch_op.drop_index(batch_op.f('ix_appointment_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_position_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_managing_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_kind_code'))
        batch_op.drop_index(batch_op.f('ix_appointment_employee_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_decision_id'))

    op.drop_table('appointment')
    with op.batch_alter_table('appointment_process', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_process_unit_id'))
        batch_op.drop_index('ix_appointment_process_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_appointment_process_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_position_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_outcome'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_number'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_managing_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_kind_code'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_employee_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_begun_on'))

    op.drop_table('appointment_process')
    with op.batch_alter_table('appointment_vote_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_vote_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_vote_past_id'))

    op.drop_table('appointment_vote_past')
    with op.batch_alter_table('appointment_process_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_process_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_process_past_id'))

    op.drop_table('appointment_process_past')
    with op.batch_alter_table('appointment_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_past_id'))

    op.drop_table('appointment_past')
    with op.batch_alter_table('appointment_file_item_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_file_item_past_id'))

    op.drop_table('appointment_file_item_past')
