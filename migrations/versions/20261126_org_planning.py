"""Organisation and planning: successions of units, places of job positions, planning of leaders; more of a quota's decision

Revision: 20261126_org_planning
Follows: 20261126_personal_record
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_org_planning'
down_revision = '20261126_personal_record'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('job_position_quota_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
    sa.Column('quota_year', sa.Integer(), nullable=True),
    sa.Column('grade_5', sa.Integer(), nullable=True),
    sa.Column('grade_4', sa.Integer(), nullable=True),
    sa.Column('grade_3', sa.Integer(), nullable=True),
    sa.Column('grade_2', sa.Integer(), nullable=True),
    sa.Column('grade_1', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_job_position_quota_past')),
    info={'record': 'job_position_quota'}
    )
    with op.batch_alter_table('job_position_quota_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_position_quota_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_quota_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('planning_entry_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('title_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=True),
    sa.Column('added_on', sa.Date(), nullable=True),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('age_band_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('key_staff_present', sa.Integer(), nullable=True),
    sa.Column('key_staff_agreed', sa.Integer(), nullable=True),
    sa.Column('committee_present', sa.Integer(), nullable=True),
    sa.Column('committee_agreed', sa.Integer(), nullable=True),
    sa.Column('leaders_present', sa.Integer(), nullable=True),
    sa.Column('leaders_agreed', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('removal_reason', sa.String(length=40), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_planning_entry_past')),
    info={'record': 'planning_entry'}
    )
    with op.batch_alter_table('planning_entry_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_entry_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('planning_review_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('review_year', sa.Integer(), nullable=True),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('reviewed', sa.Integer(), nullable=True),
    sa.Column('added', sa.Integer(), nullable=True),
    sa.Column('removed', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('conclusion', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_planning_review_past')),
    info={'record': 'planning_review'}
    )
    with op.batch_alter_table('planning_review_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_review_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_review_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('planning_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=False),
    sa.Column('title_vi', sa.String(length=250), nullable=False),
    sa.Column('term_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('approver_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planning_round')),
    sa.UniqueConstraint('code', name='uq_planning_round_key'),
    info={'record': 'planning_round'}
    )
    with op.batch_alter_table('planning_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_round_approver_level_code'), ['approver_level_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_round_code'), ['code'], unique=False)
        batch_op.create_index('ix_planning_round_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_planning_round_title_vi_key'), ['title_vi_key'], unique=False)

    op.create_table('planning_round_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=True),
    sa.Column('title_vi', sa.String(length=250), nullable=True),
    sa.Column('term_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('approver_level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_planning_round_past')),
    info={'record': 'planning_round'}
    )
    with op.batch_alter_table('planning_round_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_round_past_id'), ['id'], unique=False)

    op.create_table('planning_title_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('title_vi', sa.String(length=250), nullable=True),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_planning_title_past')),
    info={'record': 'planning_title'}
    )
    with op.batch_alter_table('planning_title_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_title_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('unit_succession_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('predecessor_id', sa.Integer(), nullable=True),
    sa.Column('successor_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('effective_on', sa.Date(), nullable=True),
    sa.Column('tasks', sa.Text(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_unit_succession_past')),
    info={'record': 'unit_succession'}
    )
    with op.batch_alter_table('unit_succession_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_succession_past_id'), ['id'], unique=False)

    op.create_table('job_position_quota',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('job_position_id', sa.Integer(), nullable=False),
    sa.Column('quota_year', sa.Integer(), nullable=False),
    sa.Column('grade_5', sa.Integer(), nullable=True),
    sa.Column('grade_4', sa.Integer(), nullable=True),
    sa.Column('grade_3', sa.Integer(), nullable=True),
    sa.Column('grade_2', sa.Integer(), nullable=True),
    sa.Column('grade_1', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['job_position_id'], ['job_position.id'], name=op.f('fk_job_position_quota_job_position_id_job_position')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_job_position_quota_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_position_quota')),
    sa.UniqueConstraint('unit_id', 'job_position_id', 'quota_year', name='uq_job_position_quota_key'),
    info={'record': 'job_position_quota'}
    )
    with op.batch_alter_table('job_position_quota', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_position_quota_job_position_id'), ['job_position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_quota_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_quota_quota_year'), ['quota_year'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_quota_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_quota_unit_id'), ['unit_id'], unique=False)

    op.create_table('planning_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('review_year', sa.Integer(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.Column('reviewed', sa.Integer(), nullable=True),
    sa.Column('added', sa.Integer(), nullable=True),
    sa.Column('removed', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('conclusion', sa.Text(), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['planning_round.id'], name=op.f('fk_planning_review_round_id_planning_round')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_planning_review_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planning_review')),
    sa.UniqueConstraint('round_id', 'unit_id', 'review_year', name='uq_planning_review_key'),
    info={'record': 'planning_review'}
    )
    with op.batch_alter_table('planning_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_review_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_review_review_year'), ['review_year'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_review_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_review_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_review_unit_id'), ['unit_id'], unique=False)

    op.create_table('planning_title',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('title_vi', sa.String(length=250), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('position_id', sa.Integer(), nullable=False),
    sa.Column('level_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_planning_title_position_id_position')),
    sa.ForeignKeyConstraint(['round_id'], ['planning_round.id'], name=op.f('fk_planning_title_round_id_planning_round')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_planning_title_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planning_title')),
    sa.UniqueConstraint('code', name='uq_planning_title_key'),
    info={'record': 'planning_title'}
    )
    with op.batch_alter_table('planning_title', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_title_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_planning_title_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_planning_title_title_vi_key'), ['title_vi_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_title_unit_id'), ['unit_id'], unique=False)

    op.create_table('unit_succession',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('predecessor_id', sa.Integer(), nullable=False),
    sa.Column('successor_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('tasks', sa.Text(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['predecessor_id'], ['org_unit.id'], name=op.f('fk_unit_succession_predecessor_id_org_unit')),
    sa.ForeignKeyConstraint(['successor_id'], ['org_unit.id'], name=op.f('fk_unit_succession_successor_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_succession')),
    info={'record': 'unit_succession'}
    )
    with op.batch_alter_table('unit_succession', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_succession_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_succession_predecessor_id'), ['predecessor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_succession_successor_id'), ['successor_id'], unique=False)

    op.create_table('planning_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('title_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('age_band_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('key_staff_present', sa.Integer(), nullable=True),
    sa.Column('key_staff_agreed', sa.Integer(), nullable=True),
    sa.Column('committee_present', sa.Integer(), nullable=True),
    sa.Column('committee_agreed', sa.Integer(), nullable=True),
    sa.Column('leaders_present', sa.Integer(), nullable=True),
    sa.Column('leaders_agreed', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('removal_reason', sa.String(length=40), nullable=True),
    sa.Column('exception_reason', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_planning_entry_employee_id_employee')),
    sa.ForeignKeyConstraint(['round_id'], ['planning_round.id'], name=op.f('fk_planning_entry_round_id_planning_round')),
    sa.ForeignKeyConstraint(['title_id'], ['planning_title.id'], name=op.f('fk_planning_entry_title_id_planning_title')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_planning_entry_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planning_entry')),
    sa.UniqueConstraint('employee_id', 'title_id', 'added_on', name='uq_planning_entry_key'),
    info={'record': 'planning_entry'}
    )
    with op.batch_alter_table('planning_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planning_entry_added_on'), ['added_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_age_band_code'), ['age_band_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_removal_reason'), ['removal_reason'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_source'), ['source'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_status'), ['status'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_title_id'), ['title_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_planning_entry_unit_id'), ['unit_id'], unique=False)

    with op.batch_alter_table('headcount_quota', schema=None) as batch_op:
        batch_op.add_column(sa.Column('issuer', sa.String(length=250), nullable=True))
        batch_op.add_column(sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table('headcount_quota_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('issuer', sa.String(length=250), nullable=True))
        batch_op.add_column(sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True))



def downgrade():
    with op.batch_alter_table('headcount_quota_past', schema=None) as batch_op:
        batch_op.drop_column('evidence')
        batch_op.drop_column('issuer')

    with op.batch_alter_table('headcount_quota', schema=None) as batch_op:
        batch_op.drop_column('evidence')
        batch_op.drop_column('issuer')

    with op.batch_alter_table('planning_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_entry_unit_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_title_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_status'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_source'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_round_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_removal_reason'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_managing_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_employee_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_age_band_code'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_added_on'))

    op.drop_table('planning_entry')
    with op.batch_alter_table('unit_succession', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_succession_successor_id'))
        batch_op.drop_index(batch_op.f('ix_unit_succession_predecessor_id'))
        batch_op.drop_index(batch_op.f('ix_unit_succession_kind'))

    op.drop_table('unit_succession')
    with op.batch_alter_table('planning_title', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_title_unit_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_title_vi_key'))
        batch_op.drop_index('ix_planning_title_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_planning_title_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_round_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_position_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_managing_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_code'))

    op.drop_table('planning_title')
    with op.batch_alter_table('planning_review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_review_unit_id'))
        batch_op.drop_index(batch_op.f('ix_planning_review_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_review_round_id'))
        batch_op.drop_index(batch_op.f('ix_planning_review_review_year'))
        batch_op.drop_index(batch_op.f('ix_planning_review_managing_id'))

    op.drop_table('planning_review')
    with op.batch_alter_table('job_position_quota', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_position_quota_unit_id'))
        batch_op.drop_index(batch_op.f('ix_job_position_quota_scope_id'))
        batch_op.drop_index(batch_op.f('ix_job_position_quota_quota_year'))
        batch_op.drop_index(batch_op.f('ix_job_position_quota_managing_id'))
        batch_op.drop_index(batch_op.f('ix_job_position_quota_job_position_id'))

    op.drop_table('job_position_quota')
    with op.batch_alter_table('unit_succession_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_succession_past_id'))

    op.drop_table('unit_succession_past')
    with op.batch_alter_table('planning_title_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_title_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_title_past_id'))

    op.drop_table('planning_title_past')
    with op.batch_alter_table('planning_round_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_round_past_id'))

    op.drop_table('planning_round_past')
    with op.batch_alter_table('planning_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_round_title_vi_key'))
        batch_op.drop_index('ix_planning_round_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_planning_round_code'))
        batch_op.drop_index(batch_op.f('ix_planning_round_approver_level_code'))

    op.drop_table('planning_round')
    with op.batch_alter_table('planning_review_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_review_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_review_past_id'))

    op.drop_table('planning_review_past')
    with op.batch_alter_table('planning_entry_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planning_entry_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_planning_entry_past_id'))

    op.drop_table('planning_entry_past')
    with op.batch_alter_table('job_position_quota_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_position_quota_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_job_position_quota_past_id'))

    op.drop_table('job_position_quota_past')
