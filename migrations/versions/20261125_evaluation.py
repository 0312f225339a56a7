"""Evaluation: periods, evaluations of people and units, and the last grade of an employee

Revision: 20261125_evaluation
Follows: 20261125_training
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_evaluation'
down_revision = '20261125_training'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('annual_evaluation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('period_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('rated_as', sa.String(length=40), nullable=True),
    sa.Column('peer_group', sa.String(length=250), nullable=True),
    sa.Column('heads_unit', sa.Boolean(), nullable=True),
    sa.Column('months_served', sa.Integer(), nullable=True),
    sa.Column('general_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('task_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('total_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('self_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('not_graded_reason', sa.String(length=40), nullable=True),
    sa.Column('party_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('party_opinion', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_annual_evaluation_past')),
    info={'record': 'annual_evaluation'}
    )
    with op.batch_alter_table('annual_evaluation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_annual_evaluation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('evaluation_period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=False),
    sa.Column('title_vi', sa.String(length=250), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_period')),
    sa.UniqueConstraint('code', name='uq_evaluation_period_key'),
    info={'record': 'evaluation_period'}
    )
    with op.batch_alter_table('evaluation_period', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_period_code'), ['code'], unique=False)
        batch_op.create_index('ix_evaluation_period_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_evaluation_period_title_vi_key'), ['title_vi_key'], unique=False)

    op.create_table('evaluation_period_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('title_vi', sa.String(length=250), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('title_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_evaluation_period_past')),
    info={'record': 'evaluation_period'}
    )
    with op.batch_alter_table('evaluation_period_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_period_past_id'), ['id'], unique=False)

    op.create_table('unit_evaluation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('period_id', sa.Integer(), nullable=True),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_unit_evaluation_past')),
    info={'record': 'unit_evaluation'}
    )
    with op.batch_alter_table('unit_evaluation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_evaluation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_evaluation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('unit_evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['period_id'], ['evaluation_period.id'], name=op.f('fk_unit_evaluation_period_id_evaluation_period')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_unit_evaluation_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_evaluation')),
    sa.UniqueConstraint('unit_id', 'period_id', name='uq_unit_evaluation_key'),
    info={'record': 'unit_evaluation'}
    )
    with op.batch_alter_table('unit_evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_evaluation_grade_code'), ['grade_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_evaluation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_evaluation_period_id'), ['period_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_evaluation_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_evaluation_unit_id'), ['unit_id'], unique=False)

    op.create_table('annual_evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('rated_as', sa.String(length=40), nullable=False),
    sa.Column('peer_group', sa.String(length=250), nullable=True),
    sa.Column('heads_unit', sa.Boolean(), nullable=True),
    sa.Column('months_served', sa.Integer(), nullable=True),
    sa.Column('general_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('task_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('total_score', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('self_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('not_graded_reason', sa.String(length=40), nullable=True),
    sa.Column('party_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('party_opinion', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_annual_evaluation_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_annual_evaluation_employee_id_employee')),
    sa.ForeignKeyConstraint(['period_id'], ['evaluation_period.id'], name=op.f('fk_annual_evaluation_period_id_evaluation_period')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_annual_evaluation_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_annual_evaluation')),
    info={'record': 'annual_evaluation'}
    )
    with op.batch_alter_table('annual_evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_annual_evaluation_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_grade_code'), ['grade_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_not_graded_reason'), ['not_graded_reason'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_period_id'), ['period_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_rated_as'), ['rated_as'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_annual_evaluation_unit_id'), ['unit_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('last_graded_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.create_index(batch_op.f('ix_employee_last_grade_code'), ['last_grade_code'], unique=False)

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_grade_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('last_graded_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))



def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('last_graded_on')
        batch_op.drop_column('last_grade_code')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_last_grade_code'))
        batch_op.drop_column('last_graded_on')
        batch_op.drop_column('last_grade_code')

    with op.batch_alter_table('annual_evaluation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_unit_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_rated_as'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_period_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_not_graded_reason'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_grade_code'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_employee_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_decision_id'))

    op.drop_table('annual_evaluation')
    with op.batch_alter_table('unit_evaluation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_unit_id'))
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_period_id'))
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_grade_code'))

    op.drop_table('unit_evaluation')
    with op.batch_alter_table('unit_evaluation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_unit_evaluation_past_id'))

    op.drop_table('unit_evaluation_past')
    with op.batch_alter_table('evaluation_period_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_period_past_id'))

    op.drop_table('evaluation_period_past')
    with op.batch_alter_table('evaluation_period', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evaluation_period_title_vi_key'))
        batch_op.drop_index('ix_evaluation_period_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_evaluation_period_code'))

    op.drop_table('evaluation_period')
    with op.batch_alter_table('annual_evaluation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_annual_evaluation_past_id'))

    op.drop_table('annual_evaluation_past')
