"""Rewards of people and units, disciplinary actions

Revision: 20261126_rewards_discipline
Follows: 20261126_contracts
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_rewards_discipline'
down_revision = '20261126_contracts'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('disciplinary_action_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('subject_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('line', sa.String(length=40), nullable=True),
    sa.Column('form_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('violation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('violation', sa.Text(), nullable=True),
    sa.Column('violated_on', sa.Date(), nullable=True),
    sa.Column('is_recidivism', sa.Boolean(), nullable=True),
    sa.Column('found_on', sa.Date(), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('is_complex', sa.Boolean(), nullable=True),
    sa.Column('limitation_exception_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('limitation_until', sa.Date(), nullable=True),
    sa.Column('limitation_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effect_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('raise_delay_months', sa.Integer(), nullable=True),
    sa.Column('raise_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('promoted_from', sa.Date(), nullable=True),
    sa.Column('promotion_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('party_action_id', sa.Integer(), nullable=True),
    sa.Column('ended_early_on', sa.Date(), nullable=True),
    sa.Column('ended_early_by', sa.String(length=40), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_disciplinary_action_past')),
    info={'record': 'disciplinary_action'}
    )
    with op.batch_alter_table('disciplinary_action_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disciplinary_action_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('reward_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('initiative', sa.String(length=250), nullable=True),
    sa.Column('award_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=True),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('award_level', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('achievement', sa.Text(), nullable=True),
    sa.Column('bonus_multiple', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('bonus_amount', sa.BigInteger(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_reward_past')),
    info={'record': 'reward'}
    )
    with op.batch_alter_table('reward_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reward_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('unit_reward_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('award_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=True),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('award_level', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('achievement', sa.Text(), nullable=True),
    sa.Column('bonus_multiple', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('bonus_amount', sa.BigInteger(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_unit_reward_past')),
    info={'record': 'unit_reward'}
    )
    with op.batch_alter_table('unit_reward_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_reward_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('unit_reward',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('award_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=False),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('award_level', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('achievement', sa.Text(), nullable=True),
    sa.Column('bonus_multiple', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('bonus_amount', sa.BigInteger(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_unit_reward_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_reward')),
    info={'record': 'unit_reward'}
    )
    with op.batch_alter_table('unit_reward', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_reward_award_code'), ['award_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_award_level'), ['award_level'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_title_code'), ['title_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_reward_unit_id'), ['unit_id'], unique=False)

    op.create_table('disciplinary_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('line', sa.String(length=40), nullable=True),
    sa.Column('form_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('violation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('violation', sa.Text(), nullable=True),
    sa.Column('violated_on', sa.Date(), nullable=True),
    sa.Column('is_recidivism', sa.Boolean(), nullable=True),
    sa.Column('found_on', sa.Date(), nullable=True),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('is_complex', sa.Boolean(), nullable=True),
    sa.Column('limitation_exception_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('limitation_until', sa.Date(), nullable=True),
    sa.Column('limitation_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('effective_to', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('effect_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('raise_delay_months', sa.Integer(), nullable=True),
    sa.Column('raise_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('promoted_from', sa.Date(), nullable=True),
    sa.Column('promotion_rule_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('party_action_id', sa.Integer(), nullable=True),
    sa.Column('ended_early_on', sa.Date(), nullable=True),
    sa.Column('ended_early_by', sa.String(length=40), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_disciplinary_action_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_disciplinary_action_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disciplinary_action')),
    info={'record': 'disciplinary_action'}
    )
    with op.batch_alter_table('disciplinary_action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disciplinary_action_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_form_code'), ['form_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_line'), ['line'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_party_action_id'), ['party_action_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_raise_rule_code'), ['raise_rule_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_subject_code'), ['subject_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_disciplinary_action_violation_code'), ['violation_code'], unique=False)

    op.create_table('reward',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('initiative', sa.String(length=250), nullable=True),
    sa.Column('award_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('year_from', sa.Integer(), nullable=False),
    sa.Column('year_to', sa.Integer(), nullable=True),
    sa.Column('award_level', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('achievement', sa.Text(), nullable=True),
    sa.Column('bonus_multiple', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('bonus_amount', sa.BigInteger(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_reward_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_reward_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reward')),
    info={'record': 'reward'}
    )
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reward_award_code'), ['award_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_award_level'), ['award_level'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reward_title_code'), ['title_code'], unique=False)



def downgrade():
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reward_title_code'))
        batch_op.drop_index(batch_op.f('ix_reward_scope_id'))
        batch_op.drop_index(batch_op.f('ix_reward_managing_id'))
        batch_op.drop_index(batch_op.f('ix_reward_kind_code'))
        batch_op.drop_index(batch_op.f('ix_reward_employee_id'))
        batch_op.drop_index(batch_op.f('ix_reward_decision_id'))
        batch_op.drop_index(batch_op.f('ix_reward_award_level'))
        batch_op.drop_index(batch_op.f('ix_reward_award_code'))

    op.drop_table('reward')
    with op.batch_alter_table('disciplinary_action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_violation_code'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_subject_code'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_scope_id'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_raise_rule_code'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_party_action_id'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_managing_id'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_line'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_form_code'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_employee_id'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_decision_id'))

    op.drop_table('disciplinary_action')
    with op.batch_alter_table('unit_reward', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_reward_unit_id'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_title_code'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_managing_id'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_kind_code'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_award_level'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_award_code'))

    op.drop_table('unit_reward')
    with op.batch_alter_table('unit_reward_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_reward_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_reward_past_id'))

    op.drop_table('unit_reward_past')
    with op.batch_alter_table('reward_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reward_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_reward_past_id'))

    op.drop_table('reward_past')
    with op.batch_alter_table('disciplinary_action_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_disciplinary_action_past_id'))

    op.drop_table('disciplinary_action_past')
