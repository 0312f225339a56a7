"""Recruitment; receptions, contracts of every kind with annexes, probation

Revision: 20261126_contracts
Follows: 20261126_handing
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_contracts'
down_revision = '20261126_handing'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('applicant_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('candidate_no', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=True),
    sa.Column('full_name', sa.String(length=150), nullable=True),
    sa.Column('gender_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('personal_id_number', sa.Text(), nullable=True),
    sa.Column('phone', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('address', sa.String(length=250), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('ethnic_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('applied_on', sa.Date(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('major', sa.String(length=250), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('diploma_issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('priority_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('priority_points', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('round1_general', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('round1_language', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('language_exempt', sa.Boolean(), nullable=True),
    sa.Column('round2_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('total_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('recognised_on', sa.Date(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_applicant_past')),
    info={'record': 'applicant'}
    )
    with op.batch_alter_table('applicant_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_applicant_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('contract_annex_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('contract_id', sa.Integer(), nullable=True),
    sa.Column('annex_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('subject', sa.String(length=40), nullable=True),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('step', sa.Integer(), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('job', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_contract_annex_past')),
    info={'record': 'contract_annex'}
    )
    with op.batch_alter_table('contract_annex_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contract_annex_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_annex_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('probation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('months', sa.Integer(), nullable=True),
    sa.Column('tutor_name', sa.String(length=250), nullable=True),
    sa.Column('pay_percent', sa.Integer(), nullable=True),
    sa.Column('days_not_counted', sa.Integer(), nullable=True),
    sa.Column('counts_from', sa.Date(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_probation_past')),
    info={'record': 'probation'}
    )
    with op.batch_alter_table('probation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_probation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_probation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('reception_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('method_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ground_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('from_body', sa.String(length=250), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_reception_past')),
    info={'record': 'reception'}
    )
    with op.batch_alter_table('reception_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('recruitment_plan_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('plan_year', sa.Integer(), nullable=True),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('vacancies', sa.Integer(), nullable=True),
    sa.Column('approved_by', sa.String(length=250), nullable=True),
    sa.Column('approval_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_recruitment_plan_past')),
    info={'record': 'recruitment_plan'}
    )
    with op.batch_alter_table('recruitment_plan_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_plan_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_plan_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('recruitment_post_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('post_title', sa.String(length=250), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('vacancies', sa.Integer(), nullable=True),
    sa.Column('required_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('required_major', sa.String(length=250), nullable=True),
    sa.Column('language_required', sa.Boolean(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_recruitment_post_past')),
    info={'record': 'recruitment_post'}
    )
    with op.batch_alter_table('recruitment_post_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_post_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('recruitment_round_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('method_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('notice_date', sa.Date(), nullable=True),
    sa.Column('application_deadline', sa.Date(), nullable=True),
    sa.Column('round1_on', sa.Date(), nullable=True),
    sa.Column('round2_on', sa.Date(), nullable=True),
    sa.Column('round2_form', sa.String(length=40), nullable=True),
    sa.Column('results_on', sa.Date(), nullable=True),
    sa.Column('council_size', sa.Integer(), nullable=True),
    sa.Column('council_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('council_members', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_recruitment_round_past')),
    info={'record': 'recruitment_round'}
    )
    with op.batch_alter_table('recruitment_round_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_round_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('recruitment_plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('plan_year', sa.Integer(), nullable=False),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('vacancies', sa.Integer(), nullable=True),
    sa.Column('approved_by', sa.String(length=250), nullable=True),
    sa.Column('approval_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_recruitment_plan_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recruitment_plan')),
    sa.UniqueConstraint('number', 'unit_id', name='uq_recruitment_plan_key'),
    info={'record': 'recruitment_plan'}
    )
    with op.batch_alter_table('recruitment_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_plan_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_plan_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_plan_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_recruitment_plan_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_recruitment_plan_staff_type_code'), ['staff_type_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_plan_unit_id'), ['unit_id'], unique=False)

    op.create_table('probation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('months', sa.Integer(), nullable=True),
    sa.Column('tutor_name', sa.String(length=250), nullable=True),
    sa.Column('pay_percent', sa.Integer(), nullable=True),
    sa.Column('days_not_counted', sa.Integer(), nullable=True),
    sa.Column('counts_from', sa.Date(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_probation_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_probation_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_probation')),
    info={'record': 'probation'}
    )
    with op.batch_alter_table('probation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_probation_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_probation_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_probation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_probation_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_probation_state'), ['state'], unique=False)

    op.create_table('reception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('method_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ground_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('from_body', sa.String(length=250), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_reception_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_reception_employee_id_employee')),
    sa.ForeignKeyConstraint(['job_position_id'], ['job_position.id'], name=op.f('fk_reception_job_position_id_job_position')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_reception_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reception')),
    info={'record': 'reception'}
    )
    with op.batch_alter_table('reception', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reception_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_job_position_id'), ['job_position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_method_code'), ['method_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reception_unit_id'), ['unit_id'], unique=False)

    op.create_table('recruitment_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('method_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('notice_date', sa.Date(), nullable=False),
    sa.Column('application_deadline', sa.Date(), nullable=True),
    sa.Column('round1_on', sa.Date(), nullable=True),
    sa.Column('round2_on', sa.Date(), nullable=True),
    sa.Column('round2_form', sa.String(length=40), nullable=True),
    sa.Column('results_on', sa.Date(), nullable=True),
    sa.Column('council_size', sa.Integer(), nullable=True),
    sa.Column('council_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('council_members', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['plan_id'], ['recruitment_plan.id'], name=op.f('fk_recruitment_round_plan_id_recruitment_plan')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_recruitment_round_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recruitment_round')),
    sa.UniqueConstraint('number', 'unit_id', name='uq_recruitment_round_key'),
    info={'record': 'recruitment_round'}
    )
    with op.batch_alter_table('recruitment_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_round_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_method_code'), ['method_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_plan_id'), ['plan_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_recruitment_round_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_recruitment_round_staff_type_code'), ['staff_type_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_round_unit_id'), ['unit_id'], unique=False)

    op.create_table('contract_annex',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contract_id', sa.Integer(), nullable=False),
    sa.Column('annex_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=False),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('step', sa.Integer(), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('job', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['contract_id'], ['contract.id'], name=op.f('fk_contract_annex_contract_id_contract')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_contract_annex_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract_annex')),
    sa.UniqueConstraint('contract_id', 'annex_number', name='uq_contract_annex_key'),
    info={'record': 'contract_annex'}
    )
    with op.batch_alter_table('contract_annex', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contract_annex_annex_number'), ['annex_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_annex_contract_id'), ['contract_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_annex_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_annex_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_annex_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_contract_annex_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_contract_annex_subject'), ['subject'], unique=False)

    op.create_table('recruitment_post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('post_title', sa.String(length=250), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('vacancies', sa.Integer(), nullable=False),
    sa.Column('required_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('required_major', sa.String(length=250), nullable=True),
    sa.Column('language_required', sa.Boolean(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['job_position_id'], ['job_position.id'], name=op.f('fk_recruitment_post_job_position_id_job_position')),
    sa.ForeignKeyConstraint(['round_id'], ['recruitment_round.id'], name=op.f('fk_recruitment_post_round_id_recruitment_round')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_recruitment_post_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recruitment_post')),
    sa.UniqueConstraint('round_id', 'code', name='uq_recruitment_post_key'),
    info={'record': 'recruitment_post'}
    )
    with op.batch_alter_table('recruitment_post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recruitment_post_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_job_position_id'), ['job_position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_required_level_code'), ['required_level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recruitment_post_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_recruitment_post_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_recruitment_post_unit_id'), ['unit_id'], unique=False)

    op.create_table('applicant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('candidate_no', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=False),
    sa.Column('full_name', sa.String(length=150), nullable=False),
    sa.Column('gender_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('personal_id_number', sa.Text(), nullable=True),
    sa.Column('phone', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('address', sa.String(length=250), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('ethnic_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('applied_on', sa.Date(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('major', sa.String(length=250), nullable=True),
    sa.Column('institution', sa.String(length=250), nullable=True),
    sa.Column('diploma_issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('priority_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('priority_points', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('round1_general', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('round1_language', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('language_exempt', sa.Boolean(), nullable=True),
    sa.Column('round2_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('total_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('recognised_on', sa.Date(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['post_id'], ['recruitment_post.id'], name=op.f('fk_applicant_post_id_recruitment_post')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_applicant_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_applicant')),
    sa.UniqueConstraint('post_id', 'candidate_no', name='uq_applicant_key'),
    info={'record': 'applicant'}
    )
    with op.batch_alter_table('applicant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_applicant_candidate_no'), ['candidate_no'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_full_name_key'), ['full_name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_gender_code'), ['gender_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_level_code'), ['level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_outcome'), ['outcome'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_post_id'), ['post_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_applicant_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_applicant_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_applicant_unit_id'), ['unit_id'], unique=False)

    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.add_column(sa.Column('term_kind', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('unit_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('lasts_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('job_position_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('short_reason', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('step', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True))

    # What is on record was concluded by the unit of the employee, and lasts as it said until now.
    op.execute('UPDATE contract SET unit_id = (SELECT unit_id FROM employee WHERE employee.id = contract.employee_id)')
    op.execute('UPDATE contract SET lasts_until = COALESCE(CAST(ended_on AS VARCHAR(10)), effective_to)')

    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.alter_column('unit_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_index(batch_op.f('ix_contract_contract_number'), ['contract_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_funding'), ['funding'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_job_group'), ['job_group'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_job_position_id'), ['job_position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_term_kind'), ['term_kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_unit_id'), ['unit_id'], unique=False)
        batch_op.create_unique_constraint('uq_contract_key', ['contract_number', 'unit_id'])
        batch_op.create_foreign_key(batch_op.f('fk_contract_job_position_id_job_position'), 'job_position', ['job_position_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_contract_unit_id_org_unit'), 'org_unit', ['unit_id'], ['id'])

    with op.batch_alter_table('contract_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('term_kind', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('unit_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('lasts_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('job_position_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('short_reason', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('step', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True))



def downgrade():
    with op.batch_alter_table('contract_past', schema=None) as batch_op:
        batch_op.drop_column('coefficient')
        batch_op.drop_column('step')
        batch_op.drop_column('rank_code')
        batch_op.drop_column('short_reason')
        batch_op.drop_column('job_position_id')
        batch_op.drop_column('lasts_until')
        batch_op.drop_column('unit_id')
        batch_op.drop_column('term_kind')

    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_contract_unit_id_org_unit'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_contract_job_position_id_job_position'), type_='foreignkey')
        batch_op.drop_constraint('uq_contract_key', type_='unique')
        batch_op.drop_index(batch_op.f('ix_contract_unit_id'))
        batch_op.drop_index(batch_op.f('ix_contract_term_kind'))
        batch_op.drop_index(batch_op.f('ix_contract_job_position_id'))
        batch_op.drop_index(batch_op.f('ix_contract_job_group'))
        batch_op.drop_index(batch_op.f('ix_contract_funding'))
        batch_op.drop_index(batch_op.f('ix_contract_contract_number'))
        batch_op.drop_column('coefficient')
        batch_op.drop_column('step')
        batch_op.drop_column('rank_code')
        batch_op.drop_column('short_reason')
        batch_op.drop_column('job_position_id')
        batch_op.drop_column('lasts_until')
        batch_op.drop_column('unit_id')
        batch_op.drop_column('term_kind')

    with op.batch_alter_table('applicant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_applicant_unit_id'))
        batch_op.drop_index('ix_applicant_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_applicant_scope_id'))
        batch_op.drop_index(batch_op.f('ix_applicant_post_id'))
        batch_op.drop_index(batch_op.f('ix_applicant_outcome'))
        batch_op.drop_index(batch_op.f('ix_applicant_managing_id'))
        batch_op.drop_index(batch_op.f('ix_applicant_level_code'))
        batch_op.drop_index(batch_op.f('ix_applicant_gender_code'))
        batch_op.drop_index(batch_op.f('ix_applicant_full_name_key'))
        batch_op.drop_index(batch_op.f('ix_applicant_candidate_no'))

    op.drop_table('applicant')
    with op.batch_alter_table('recruitment_post', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_post_unit_id'))
        batch_op.drop_index('ix_recruitment_post_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_recruitment_post_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_round_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_required_level_code'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_managing_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_job_position_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_code'))

    op.drop_table('recruitment_post')
    with op.batch_alter_table('contract_annex', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contract_annex_subject'))
        batch_op.drop_index('ix_contract_annex_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_contract_annex_scope_id'))
        batch_op.drop_index(batch_op.f('ix_contract_annex_managing_id'))
        batch_op.drop_index(batch_op.f('ix_contract_annex_employee_id'))
        batch_op.drop_index(batch_op.f('ix_contract_annex_contract_id'))
        batch_op.drop_index(batch_op.f('ix_contract_annex_annex_number'))

    op.drop_table('contract_annex')
    with op.batch_alter_table('recruitment_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_round_unit_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_state'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_staff_type_code'))
        batch_op.drop_index('ix_recruitment_round_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_recruitment_round_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_plan_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_number'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_method_code'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_managing_id'))

    op.drop_table('recruitment_round')
    with op.batch_alter_table('reception', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reception_unit_id'))
        batch_op.drop_index(batch_op.f('ix_reception_scope_id'))
        batch_op.drop_index(batch_op.f('ix_reception_method_code'))
        batch_op.drop_index(batch_op.f('ix_reception_managing_id'))
        batch_op.drop_index(batch_op.f('ix_reception_kind_code'))
        batch_op.drop_index(batch_op.f('ix_reception_job_position_id'))
        batch_op.drop_index(batch_op.f('ix_reception_employee_id'))
        batch_op.drop_index(batch_op.f('ix_reception_decision_id'))

    op.drop_table('reception')
    with op.batch_alter_table('probation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_probation_state'))
        batch_op.drop_index(batch_op.f('ix_probation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_probation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_probation_employee_id'))
        batch_op.drop_index(batch_op.f('ix_probation_decision_id'))

    op.drop_table('probation')
    with op.batch_alter_table('recruitment_plan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_unit_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_staff_type_code'))
        batch_op.drop_index('ix_recruitment_plan_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_number'))
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_managing_id'))

    op.drop_table('recruitment_plan')
    with op.batch_alter_table('recruitment_round_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_round_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_round_past_id'))

    op.drop_table('recruitment_round_past')
    with op.batch_alter_table('recruitment_post_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_post_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_post_past_id'))

    op.drop_table('recruitment_post_past')
    with op.batch_alter_table('recruitment_plan_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_recruitment_plan_past_id'))

    op.drop_table('recruitment_plan_past')
    with op.batch_alter_table('reception_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reception_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_reception_past_id'))

    op.drop_table('reception_past')
    with op.batch_alter_table('probation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_probation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_probation_past_id'))

    op.drop_table('probation_past')
    with op.batch_alter_table('contract_annex_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contract_annex_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_contract_annex_past_id'))

    op.drop_table('contract_annex_past')
    with op.batch_alter_table('applicant_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_applicant_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_applicant_past_id'))

    op.drop_table('applicant_past')
