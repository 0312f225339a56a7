"""Allowances, and the day of the next raise

Revision: 20261126_allowances
Follows: 20261125_work_history
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_allowances'
down_revision = '20261125_work_history'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('allowance_event_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('method', sa.String(length=40), nullable=True),
    sa.Column('leading_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('percent', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_allowance_event_past')),
    info={'record': 'allowance_event'}
    )
    with op.batch_alter_table('allowance_event_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_allowance_event_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('allowance_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=True),
    sa.Column('leading_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('percent', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_allowance_event_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_allowance_event_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allowance_event')),
    info={'record': 'allowance_event'}
    )
    with op.batch_alter_table('allowance_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_allowance_event_allowance_code'), ['allowance_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_method'), ['method'], unique=False)
        batch_op.create_index(batch_op.f('ix_allowance_event_scope_id'), ['scope_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_raise_on', sa.Date(), nullable=True))

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_raise_on', sa.Date(), nullable=True))

    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_raise_on', sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f('ix_salary_event_salary_group'), ['salary_group'], unique=False)

    with op.batch_alter_table('salary_event_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('next_raise_on', sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table('salary_event_past', schema=None) as batch_op:
        batch_op.drop_column('next_raise_on')

    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_salary_event_salary_group'))
        batch_op.drop_column('next_raise_on')

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('next_raise_on')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_column('next_raise_on')

    with op.batch_alter_table('allowance_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_allowance_event_scope_id'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_method'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_managing_id'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_employee_id'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_decision_id'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_allowance_code'))

    op.drop_table('allowance_event')
    with op.batch_alter_table('allowance_event_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_allowance_event_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_allowance_event_past_id'))

    op.drop_table('allowance_event_past')
