"""Training: qualifications, courses, plans, dispatches, and the highest levels of an employee

Revision: 20261125_training
Follows: 20261125_backup
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_training'
down_revision = '20261125_backup'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('qualification_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('major', sa.String(length=250), nullable=True),
    sa.Column('field_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('diploma_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('register_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('recognition_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('verification', sa.String(length=40), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('started_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('mode_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_qualification_past')),
    info={'record': 'qualification'}
    )
    with op.batch_alter_table('qualification_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_qualification_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('training_dispatch_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('course', sa.String(length=250), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('funding_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('commit_months', sa.Integer(), nullable=True),
    sa.Column('committed_until', sa.Date(), nullable=True),
    sa.Column('served_months', sa.Integer(), nullable=True),
    sa.Column('compensation_amount', sa.BigInteger(), nullable=True),
    sa.Column('compensated_on', sa.Date(), nullable=True),
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
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_training_dispatch_past')),
    info={'record': 'training_dispatch'}
    )
    with op.batch_alter_table('training_dispatch_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_dispatch_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('training_plan_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('plan_year', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('course', sa.String(length=250), nullable=True),
    sa.Column('audience', sa.String(length=250), nullable=True),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('funding_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_training_plan_past')),
    info={'record': 'training_plan'}
    )
    with op.batch_alter_table('training_plan_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_plan_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_plan_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('training_record_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('course', sa.String(length=250), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('lessons', sa.Integer(), nullable=True),
    sa.Column('dispatch_id', sa.Integer(), nullable=True),
    sa.Column('completed_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('certificate', sa.String(length=250), nullable=True),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('valid_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('political_theory_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state_management_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('defence_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('foreign_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('foreign_language_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ethnic_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('score', sa.String(length=30), nullable=True),
    sa.Column('it_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('started_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('mode_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_training_record_past')),
    info={'record': 'training_record'}
    )
    with op.batch_alter_table('training_record_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_record_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('training_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('plan_year', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('course', sa.String(length=250), nullable=False),
    sa.Column('audience', sa.String(length=250), nullable=True),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('funding_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_training_plan_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_plan')),
    sa.UniqueConstraint('unit_id', 'plan_year', 'course', name='uq_training_plan_key'),
    info={'record': 'training_plan'}
    )
    with op.batch_alter_table('training_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_plan_course'), ['course'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_plan_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_plan_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_plan_plan_year'), ['plan_year'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_plan_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_training_plan_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_training_plan_unit_id'), ['unit_id'], unique=False)

    op.create_table('qualification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('major', sa.String(length=250), nullable=False),
    sa.Column('field_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('diploma_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('register_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('recognition_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('verification', sa.String(length=40), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('started_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=False),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('mode_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_qualification_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_qualification')),
    info={'record': 'qualification'}
    )
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_qualification_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_field_code'), ['field_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_level_code'), ['level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_qualification_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_qualification_verification'), ['verification'], unique=False)

    op.create_table('training_dispatch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('course', sa.String(length=250), nullable=False),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('funding_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('commit_months', sa.Integer(), nullable=True),
    sa.Column('committed_until', sa.Date(), nullable=True),
    sa.Column('served_months', sa.Integer(), nullable=True),
    sa.Column('compensation_amount', sa.BigInteger(), nullable=True),
    sa.Column('compensated_on', sa.Date(), nullable=True),
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
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_training_dispatch_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_training_dispatch_employee_id_employee')),
    sa.ForeignKeyConstraint(['plan_id'], ['training_plan.id'], name=op.f('fk_training_dispatch_plan_id_training_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_dispatch')),
    info={'record': 'training_dispatch'}
    )
    with op.batch_alter_table('training_dispatch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_dispatch_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_funding_code'), ['funding_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_plan_id'), ['plan_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_dispatch_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_training_dispatch_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_training_dispatch_state'), ['state'], unique=False)

    op.create_table('training_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('course', sa.String(length=250), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('lessons', sa.Integer(), nullable=True),
    sa.Column('dispatch_id', sa.Integer(), nullable=True),
    sa.Column('completed_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('certificate', sa.String(length=250), nullable=True),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('valid_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('political_theory_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state_management_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('defence_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('foreign_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('foreign_language_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ethnic_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('score', sa.String(length=30), nullable=True),
    sa.Column('it_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('started_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=False),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('mode_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['dispatch_id'], ['training_dispatch.id'], name=op.f('fk_training_record_dispatch_id_training_dispatch')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_training_record_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_record')),
    info={'record': 'training_record'}
    )
    with op.batch_alter_table('training_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_record_dispatch_id'), ['dispatch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_outcome'), ['outcome'], unique=False)
        batch_op.create_index(batch_op.f('ix_training_record_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_training_record_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('highest_qualification_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('highest_qualification_major', sa.String(length=250), nullable=True))
        batch_op.add_column(sa.Column('political_theory_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('state_management_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('foreign_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('foreign_language_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('ethnic_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('it_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.create_index(batch_op.f('ix_employee_foreign_language_level_code'), ['foreign_language_level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_highest_qualification_code'), ['highest_qualification_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_it_level_code'), ['it_level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_political_theory_code'), ['political_theory_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_state_management_code'), ['state_management_code'], unique=False)

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('highest_qualification_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('highest_qualification_major', sa.String(length=250), nullable=True))
        batch_op.add_column(sa.Column('political_theory_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('state_management_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('foreign_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('foreign_language_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('ethnic_language_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('it_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))



def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('it_level_code')
        batch_op.drop_column('ethnic_language_code')
        batch_op.drop_column('foreign_language_level_code')
        batch_op.drop_column('foreign_language_code')
        batch_op.drop_column('state_management_code')
        batch_op.drop_column('political_theory_code')
        batch_op.drop_column('highest_qualification_major')
        batch_op.drop_column('highest_qualification_code')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_state_management_code'))
        batch_op.drop_index(batch_op.f('ix_employee_political_theory_code'))
        batch_op.drop_index(batch_op.f('ix_employee_it_level_code'))
        batch_op.drop_index(batch_op.f('ix_employee_highest_qualification_code'))
        batch_op.drop_index(batch_op.f('ix_employee_foreign_language_level_code'))
        batch_op.drop_column('it_level_code')
        batch_op.drop_column('ethnic_language_code')
        batch_op.drop_column('foreign_language_level_code')
        batch_op.drop_column('foreign_language_code')
        batch_op.drop_column('state_management_code')
        batch_op.drop_column('political_theory_code')
        batch_op.drop_column('highest_qualification_major')
        batch_op.drop_column('highest_qualification_code')

    with op.batch_alter_table('training_record', schema=None) as batch_op:
        batch_op.drop_index('ix_training_record_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_training_record_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_record_outcome'))
        batch_op.drop_index(batch_op.f('ix_training_record_managing_id'))
        batch_op.drop_index(batch_op.f('ix_training_record_kind_code'))
        batch_op.drop_index(batch_op.f('ix_training_record_employee_id'))
        batch_op.drop_index(batch_op.f('ix_training_record_dispatch_id'))

    op.drop_table('training_record')
    with op.batch_alter_table('training_dispatch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_dispatch_state'))
        batch_op.drop_index('ix_training_dispatch_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_training_dispatch_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_plan_id'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_managing_id'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_kind_code'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_funding_code'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_employee_id'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_decision_id'))

    op.drop_table('training_dispatch')
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_qualification_verification'))
        batch_op.drop_index('ix_qualification_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_qualification_scope_id'))
        batch_op.drop_index(batch_op.f('ix_qualification_managing_id'))
        batch_op.drop_index(batch_op.f('ix_qualification_level_code'))
        batch_op.drop_index(batch_op.f('ix_qualification_field_code'))
        batch_op.drop_index(batch_op.f('ix_qualification_employee_id'))

    op.drop_table('qualification')
    with op.batch_alter_table('training_plan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_plan_unit_id'))
        batch_op.drop_index('ix_training_plan_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_training_plan_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_plan_plan_year'))
        batch_op.drop_index(batch_op.f('ix_training_plan_managing_id'))
        batch_op.drop_index(batch_op.f('ix_training_plan_kind_code'))
        batch_op.drop_index(batch_op.f('ix_training_plan_course'))

    op.drop_table('training_plan')
    with op.batch_alter_table('training_record_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_record_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_record_past_id'))

    op.drop_table('training_record_past')
    with op.batch_alter_table('training_plan_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_plan_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_plan_past_id'))

    op.drop_table('training_plan_past')
    with op.batch_alter_table('training_dispatch_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_dispatch_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_training_dispatch_past_id'))

    op.drop_table('training_dispatch_past')
    with op.batch_alter_table('qualification_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_qualification_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_qualification_past_id'))

    op.drop_table('qualification_past')
