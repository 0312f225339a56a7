"""Inspections and reminders, classes for users of the database, incidents

Revision: 20261126_oversight
Follows: 20261126_national
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_oversight'
down_revision = '20261126_national'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('incident_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('severity', sa.String(length=40), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('found_on', sa.Date(), nullable=True),
    sa.Column('found_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('happened', sa.Text(), nullable=True),
    sa.Column('people_concerned', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('notice_due_on', sa.Date(), nullable=True),
    sa.Column('notice_due_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('notice_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('noticed_on', sa.Date(), nullable=True),
    sa.Column('report_due_on', sa.Date(), nullable=True),
    sa.Column('report_due_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('report_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.Column('reported_to', sa.String(length=250), nullable=True),
    sa.Column('report_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('punctuality', sa.String(length=40), nullable=True),
    sa.Column('people_told_on', sa.Date(), nullable=True),
    sa.Column('cause', sa.Text(), nullable=True),
    sa.Column('measures', sa.Text(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_incident_past')),
    info={'record': 'incident'}
    )
    with op.batch_alter_table('incident_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_incident_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('inspection_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('inspected_by', sa.String(length=250), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('period_from', sa.Date(), nullable=True),
    sa.Column('period_to', sa.Date(), nullable=True),
    sa.Column('subject_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('findings', sa.Text(), nullable=True),
    sa.Column('remedy', sa.Text(), nullable=True),
    sa.Column('remedy_by', sa.Date(), nullable=True),
    sa.Column('remedied_on', sa.Date(), nullable=True),
    sa.Column('remedy_report', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_inspection_past')),
    info={'record': 'inspection'}
    )
    with op.batch_alter_table('inspection_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inspection_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_inspection_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('user_class_member_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('class_id', sa.Integer(), nullable=True),
    sa.Column('result', sa.String(length=40), nullable=True),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_user_class_member_past')),
    info={'record': 'user_class_member'}
    )
    with op.batch_alter_table('user_class_member_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_class_member_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_member_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('user_class_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=250), nullable=True),
    sa.Column('form', sa.String(length=40), nullable=True),
    sa.Column('organiser_id', sa.Integer(), nullable=True),
    sa.Column('held_from', sa.Date(), nullable=True),
    sa.Column('held_to', sa.Date(), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_date', sa.Date(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('invited', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_user_class_past')),
    info={'record': 'user_class'}
    )
    with op.batch_alter_table('user_class_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_class_past_id'), ['id'], unique=False)

    op.create_table('incident',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('severity', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('found_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('happened', sa.Text(), nullable=False),
    sa.Column('people_concerned', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('notice_due_on', sa.Date(), nullable=True),
    sa.Column('notice_due_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('notice_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('noticed_on', sa.Date(), nullable=True),
    sa.Column('report_due_on', sa.Date(), nullable=True),
    sa.Column('report_due_at', sa.String(length=5).with_variant(sa.String(length=5, collation='C'), 'postgresql'), nullable=True),
    sa.Column('report_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.Column('reported_to', sa.String(length=250), nullable=True),
    sa.Column('report_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('punctuality', sa.String(length=40), nullable=True),
    sa.Column('people_told_on', sa.Date(), nullable=True),
    sa.Column('cause', sa.Text(), nullable=True),
    sa.Column('measures', sa.Text(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_incident_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident')),
    info={'record': 'incident'}
    )
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_incident_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_punctuality'), ['punctuality'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_incident_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_incident_severity'), ['severity'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_unit_id'), ['unit_id'], unique=False)

    op.create_table('inspection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('inspected_by', sa.String(length=250), nullable=False),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('period_from', sa.Date(), nullable=True),
    sa.Column('period_to', sa.Date(), nullable=True),
    sa.Column('subject_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('remedy', sa.Text(), nullable=True),
    sa.Column('remedy_by', sa.Date(), nullable=True),
    sa.Column('remedied_on', sa.Date(), nullable=True),
    sa.Column('remedy_report', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_inspection_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection')),
    info={'record': 'inspection'}
    )
    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inspection_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_inspection_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_inspection_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_inspection_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_inspection_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_inspection_subject_code'), ['subject_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_inspection_unit_id'), ['unit_id'], unique=False)

    op.create_table('user_class',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=250), nullable=False),
    sa.Column('form', sa.String(length=40), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('held_from', sa.Date(), nullable=False),
    sa.Column('held_to', sa.Date(), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=True),
    sa.Column('document_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('invited', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['organiser_id'], ['org_unit.id'], name=op.f('fk_user_class_organiser_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_class')),
    info={'record': 'user_class'}
    )
    with op.batch_alter_table('user_class', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_class_form'), ['form'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_organiser_id'), ['organiser_id'], unique=False)
        batch_op.create_index('ix_user_class_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('user_class_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('class_id', sa.Integer(), nullable=False),
    sa.Column('result', sa.String(length=40), nullable=False),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['class_id'], ['user_class.id'], name=op.f('fk_user_class_member_class_id_user_class')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_user_class_member_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_class_member')),
    info={'record': 'user_class_member'}
    )
    with op.batch_alter_table('user_class_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_class_member_class_id'), ['class_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_member_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_member_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_member_result'), ['result'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_class_member_scope_id'), ['scope_id'], unique=False)



def downgrade():
    with op.batch_alter_table('user_class_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_class_member_scope_id'))
        batch_op.drop_index(batch_op.f('ix_user_class_member_result'))
        batch_op.drop_index(batch_op.f('ix_user_class_member_managing_id'))
        batch_op.drop_index(batch_op.f('ix_user_class_member_employee_id'))
        batch_op.drop_index(batch_op.f('ix_user_class_member_class_id'))

    op.drop_table('user_class_member')
    with op.batch_alter_table('user_class', schema=None) as batch_op:
        batch_op.drop_index('ix_user_class_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_user_class_organiser_id'))
        batch_op.drop_index(batch_op.f('ix_user_class_form'))

    op.drop_table('user_class')
    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inspection_unit_id'))
        batch_op.drop_index(batch_op.f('ix_inspection_subject_code'))
        batch_op.drop_index(batch_op.f('ix_inspection_state'))
        batch_op.drop_index('ix_inspection_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_inspection_scope_id'))
        batch_op.drop_index(batch_op.f('ix_inspection_managing_id'))
        batch_op.drop_index(batch_op.f('ix_inspection_kind'))

    op.drop_table('inspection')
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_incident_unit_id'))
        batch_op.drop_index(batch_op.f('ix_incident_state'))
        batch_op.drop_index(batch_op.f('ix_incident_severity'))
        batch_op.drop_index('ix_incident_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_incident_scope_id'))
        batch_op.drop_index(batch_op.f('ix_incident_punctuality'))
        batch_op.drop_index(batch_op.f('ix_incident_managing_id'))
        batch_op.drop_index(batch_op.f('ix_incident_kind_code'))

    op.drop_table('incident')
    with op.batch_alter_table('user_class_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_class_past_id'))

    op.drop_table('user_class_past')
    with op.batch_alter_table('user_class_member_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_class_member_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_user_class_member_past_id'))

    op.drop_table('user_class_member_past')
    with op.batch_alter_table('inspection_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inspection_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_inspection_past_id'))

    op.drop_table('inspection_past')
    with op.batch_alter_table('incident_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_incident_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_incident_past_id'))

    op.drop_table('incident_past')
