"""An index for the order in which a list begins

Revision: 20261126_orders
Follows: 20261126_holidays
"""

from alembic import op

revision = '20261126_orders'
down_revision = '20261126_holidays'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.create_index('ix_access_request_document_date', ['document_date'], unique=False)

    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.create_index('ix_address_since', ['since'], unique=False)

    with op.batch_alter_table('allowance_event', schema=None) as batch_op:
        batch_op.create_index('ix_allowance_event_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('annual_evaluation', schema=None) as batch_op:
        batch_op.create_index('ix_annual_evaluation_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index('ix_appointment_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('appointment_vote', schema=None) as batch_op:
        batch_op.create_index('ix_appointment_vote_held_on_step_code', ['held_on', 'step_code'], unique=False)

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.create_index('ix_contract_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('contract_annex', schema=None) as batch_op:
        batch_op.create_index('ix_contract_annex_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('disciplinary_action', schema=None) as batch_op:
        batch_op.create_index('ix_disciplinary_action_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('evaluation_period', schema=None) as batch_op:
        batch_op.create_index('ix_evaluation_period_starts_on', ['starts_on'], unique=False)

    with op.batch_alter_table('family_member', schema=None) as batch_op:
        batch_op.create_index('ix_family_member_side_relation_code', ['side', 'relation_code'], unique=False)

    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.create_index('ix_former_name_used_until', ['used_until'], unique=False)

    with op.batch_alter_table('identity_document', schema=None) as batch_op:
        batch_op.create_index('ix_identity_document_issued_on', ['issued_on'], unique=False)

    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.create_index('ix_incident_found_on', ['found_on'], unique=False)

    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.create_index('ix_inspection_document_date', ['document_date'], unique=False)

    with op.batch_alter_table('job_position', schema=None) as batch_op:
        batch_op.create_index('ix_job_position_sort_order', ['sort_order'], unique=False)

    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.create_index('ix_leave_of_absence_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('military_service', schema=None) as batch_op:
        batch_op.create_index('ix_military_service_enlisted_on', ['enlisted_on'], unique=False)

    with op.batch_alter_table('planning_round', schema=None) as batch_op:
        batch_op.create_index('ix_planning_round_starts_on', ['starts_on'], unique=False)

    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.create_index('ix_position_sort_order', ['sort_order'], unique=False)

    with op.batch_alter_table('probation', schema=None) as batch_op:
        batch_op.create_index('ix_probation_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.create_index('ix_qualification_issued_on', ['issued_on'], unique=False)

    with op.batch_alter_table('reception', schema=None) as batch_op:
        batch_op.create_index('ix_reception_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('recruitment_plan', schema=None) as batch_op:
        batch_op.create_index('ix_recruitment_plan_plan_year', ['plan_year'], unique=False)

    with op.batch_alter_table('recruitment_round', schema=None) as batch_op:
        batch_op.create_index('ix_recruitment_round_notice_date', ['notice_date'], unique=False)

    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.create_index('ix_reward_year_from_effective_from', ['year_from', 'effective_from'], unique=False)

    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.create_index('ix_salary_event_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('secondment', schema=None) as batch_op:
        batch_op.create_index('ix_secondment_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('separation', schema=None) as batch_op:
        batch_op.create_index('ix_separation_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('training_dispatch', schema=None) as batch_op:
        batch_op.create_index('ix_training_dispatch_effective_from', ['effective_from'], unique=False)

    with op.batch_alter_table('training_record', schema=None) as batch_op:
        batch_op.create_index('ix_training_record_completed_on_started_on', ['completed_on', 'started_on'], unique=False)

    with op.batch_alter_table('unit_reward', schema=None) as batch_op:
        batch_op.create_index('ix_unit_reward_year_from_effective_from', ['year_from', 'effective_from'], unique=False)

    with op.batch_alter_table('unit_succession', schema=None) as batch_op:
        batch_op.create_index('ix_unit_succession_effective_on', ['effective_on'], unique=False)

    with op.batch_alter_table('update_campaign', schema=None) as batch_op:
        batch_op.create_index('ix_update_campaign_starts_on', ['starts_on'], unique=False)

    with op.batch_alter_table('user_class', schema=None) as batch_op:
        batch_op.create_index('ix_user_class_held_from', ['held_from'], unique=False)

    with op.batch_alter_table('work_period', schema=None) as batch_op:
        batch_op.create_index('ix_work_period_begun_on', ['begun_on'], unique=False)



def downgrade():
    with op.batch_alter_table('work_period', schema=None) as batch_op:
        batch_op.drop_index('ix_work_period_begun_on')

    with op.batch_alter_table('user_class', schema=None) as batch_op:
        batch_op.drop_index('ix_user_class_held_from')

    with op.batch_alter_table('update_campaign', schema=None) as batch_op:
        batch_op.drop_index('ix_update_campaign_starts_on')

    with op.batch_alter_table('unit_succession', schema=None) as batch_op:
        batch_op.drop_index('ix_unit_succession_effective_on')

    with op.batch_alter_table('unit_reward', schema=None) as batch_op:
        batch_op.drop_index('ix_unit_reward_year_from_effective_from')

    with op.batch_alter_table('training_record', schema=None) as batch_op:
        batch_op.drop_index('ix_training_record_completed_on_started_on')

    with op.batch_alter_table('training_dispatch', schema=None) as batch_op:
        batch_op.drop_index('ix_training_dispatch_effective_from')

    with op.batch_alter_table('separation', schema=None) as batch_op:
        batch_op.drop_index('ix_separation_effective_from')

    with op.batch_alter_table('secondment', schema=None) as batch_op:
        batch_op.drop_index('ix_secondment_effective_from')

    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.drop_index('ix_salary_event_effective_from')

    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.drop_index('ix_reward_year_from_effective_from')

    with op.batch_alter_table('recruitment_round', schema=None) as batch_op:
        batch_op.drop_index('ix_recruitment_round_notice_date')

    with op.batch_alter_table('recruitment_plan', schema=None) as batch_op:
        batch_op.drop_index('ix_recruitment_plan_plan_year')

    with op.batch_alter_table('reception', schema=None) as batch_op:
        batch_op.drop_index('ix_reception_effective_from')

    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.drop_index('ix_qualification_issued_on')

    with op.batch_alter_table('probation', schema=None) as batch_op:
        batch_op.drop_index('ix_probation_effective_from')

    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.drop_index('ix_position_sort_order')

    with op.batch_alter_table('planning_round', schema=None) as batch_op:
        batch_op.drop_index('ix_planning_round_starts_on')

    with op.batch_alter_table('military_service', schema=None) as batch_op:
        batch_op.drop_index('ix_military_service_enlisted_on')

    with op.batch_alter_table('leave_of_absence', schema=None) as batch_op:
        batch_op.drop_index('ix_leave_of_absence_effective_from')

    with op.batch_alter_table('job_position', schema=None) as batch_op:
        batch_op.drop_index('ix_job_position_sort_order')

    with op.batch_alter_table('inspection', schema=None) as batch_op:
        batch_op.drop_index('ix_inspection_document_date')

    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.drop_index('ix_incident_found_on')

    with op.batch_alter_table('identity_document', schema=None) as batch_op:
        batch_op.drop_index('ix_identity_document_issued_on')

    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.drop_index('ix_former_name_used_until')

    with op.batch_alter_table('family_member', schema=None) as batch_op:
        batch_op.drop_index('ix_family_member_side_relation_code')

    with op.batch_alter_table('evaluation_period', schema=None) as batch_op:
        batch_op.drop_index('ix_evaluation_period_starts_on')

    with op.batch_alter_table('disciplinary_action', schema=None) as batch_op:
        batch_op.drop_index('ix_disciplinary_action_effective_from')

    with op.batch_alter_table('contract_annex', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_annex_effective_from')

    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_effective_from')

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index('ix_assignment_effective_from')

    with op.batch_alter_table('appointment_vote', schema=None) as batch_op:
        batch_op.drop_index('ix_appointment_vote_held_on_step_code')

    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index('ix_appointment_effective_from')

    with op.batch_alter_table('annual_evaluation', schema=None) as batch_op:
        batch_op.drop_index('ix_annual_evaluation_effective_from')

    with op.batch_alter_table('allowance_event', schema=None) as batch_op:
        batch_op.drop_index('ix_allowance_event_effective_from')

    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.drop_index('ix_address_since')

    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.drop_index('ix_access_request_document_date')

