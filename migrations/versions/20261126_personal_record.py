"""The personal record: names, addresses, Party, organisations, service, health, policy, declarations, papers of the file

Revision: 20261126_personal_record
Follows: 20261126_rewards_discipline
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_personal_record'
down_revision = '20261126_rewards_discipline'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('address_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=True),
    sa.Column('commune_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('district_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('province_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('line', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_address_past')),
    info={'record': 'address'}
    )
    with op.batch_alter_table('address_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_address_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_address_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('asset_declaration_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('declared_year', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('handed_in_on', sa.Date(), nullable=True),
    sa.Column('reference', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kept_at', sa.String(length=250), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_asset_declaration_past')),
    info={'record': 'asset_declaration'}
    )
    with op.batch_alter_table('asset_declaration_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asset_declaration_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asset_declaration_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('file_paper_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=True),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('kept_at', sa.String(length=250), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('verified_by', sa.String(length=250), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_file_paper_past')),
    info={'record': 'file_paper'}
    )
    with op.batch_alter_table('file_paper_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_paper_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_paper_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('foreign_relation_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('organisation', sa.Text(), nullable=True),
    sa.Column('work', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_foreign_relation_past')),
    info={'record': 'foreign_relation'}
    )
    with op.batch_alter_table('foreign_relation_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_foreign_relation_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_foreign_relation_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('former_name_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('full_name', sa.String(length=150), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('used_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('used_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('paper_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('paper_on', sa.Date(), nullable=True),
    sa.Column('paper_issuer', sa.String(length=250), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_former_name_past')),
    info={'record': 'former_name'}
    )
    with op.batch_alter_table('former_name_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_name_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('health_record_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('examined_on', sa.Date(), nullable=True),
    sa.Column('class_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('height_cm', sa.Integer(), nullable=True),
    sa.Column('weight_kg', sa.Numeric(precision=4, scale=1), nullable=True),
    sa.Column('blood_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('facility', sa.String(length=250), nullable=True),
    sa.Column('conclusion', sa.Text(), nullable=True),
    sa.Column('certificate', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_health_record_past')),
    info={'record': 'health_record'}
    )
    with op.batch_alter_table('health_record_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_health_record_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_health_record_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('history_declaration_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('declared_to', sa.Text(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_history_declaration_past')),
    info={'record': 'history_declaration'}
    )
    with op.batch_alter_table('history_declaration_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_history_declaration_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_history_declaration_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('military_service_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('enlisted_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('discharged_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_military_service_past')),
    info={'record': 'military_service'}
    )
    with op.batch_alter_table('military_service_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_military_service_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_military_service_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('organisation_membership_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('organisation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('left_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_organisation_membership_past')),
    info={'record': 'organisation_membership'}
    )
    with op.batch_alter_table('organisation_membership_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_membership_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_membership_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('party_membership_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('official_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('cell', sa.String(length=250), nullable=True),
    sa.Column('card_number', sa.Text(), nullable=True),
    sa.Column('exempt_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('end_reason_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_party_membership_past')),
    info={'record': 'party_membership'}
    )
    with op.batch_alter_table('party_membership_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_membership_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_membership_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('party_post_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('body', sa.String(length=250), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_party_post_past')),
    info={'record': 'party_post'}
    )
    with op.batch_alter_table('party_post_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_post_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_post_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('policy_status_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('policy_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('disability_percent', sa.Integer(), nullable=True),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('certificate_issuer', sa.String(length=250), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_policy_status_past')),
    info={'record': 'policy_status'}
    )
    with op.batch_alter_table('policy_status_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_status_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_status_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('address',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('commune_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('district_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('province_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('line', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_address_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_address')),
    info={'record': 'address'}
    )
    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_address_commune_code'), ['commune_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_address_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_address_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_address_scope_id'), ['scope_id'], unique=False)

    op.create_table('asset_declaration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('declared_year', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('handed_in_on', sa.Date(), nullable=True),
    sa.Column('reference', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kept_at', sa.String(length=250), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_asset_declaration_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asset_declaration')),
    info={'record': 'asset_declaration'}
    )
    with op.batch_alter_table('asset_declaration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asset_declaration_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asset_declaration_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_asset_declaration_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asset_declaration_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asset_declaration_state'), ['state'], unique=False)

    op.create_table('file_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('kept_at', sa.String(length=250), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('verified_by', sa.String(length=250), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_file_paper_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_paper')),
    info={'record': 'file_paper'}
    )
    with op.batch_alter_table('file_paper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_paper_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_paper_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_paper_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_file_paper_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_file_paper_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_file_paper_state'), ['state'], unique=False)

    op.create_table('foreign_relation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('work', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_foreign_relation_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_foreign_relation')),
    info={'record': 'foreign_relation'}
    )
    with op.batch_alter_table('foreign_relation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_foreign_relation_country_code'), ['country_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_foreign_relation_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_foreign_relation_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_foreign_relation_scope_id'), ['scope_id'], unique=False)

    op.create_table('former_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=150), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('used_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('used_until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('paper_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('paper_on', sa.Date(), nullable=True),
    sa.Column('paper_issuer', sa.String(length=250), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_former_name_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_former_name')),
    info={'record': 'former_name'}
    )
    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_name_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_full_name_key'), ['full_name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_former_name_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_former_name_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('health_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('examined_on', sa.Date(), nullable=False),
    sa.Column('class_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('height_cm', sa.Integer(), nullable=True),
    sa.Column('weight_kg', sa.Numeric(precision=4, scale=1), nullable=True),
    sa.Column('blood_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('facility', sa.String(length=250), nullable=True),
    sa.Column('conclusion', sa.Text(), nullable=True),
    sa.Column('certificate', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_health_record_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_health_record')),
    info={'record': 'health_record'}
    )
    with op.batch_alter_table('health_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_health_record_class_code'), ['class_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_health_record_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_health_record_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_health_record_scope_id'), ['scope_id'], unique=False)

    op.create_table('history_declaration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('declared_to', sa.Text(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_history_declaration_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history_declaration')),
    info={'record': 'history_declaration'}
    )
    with op.batch_alter_table('history_declaration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_history_declaration_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_history_declaration_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_history_declaration_scope_id'), ['scope_id'], unique=False)

    op.create_table('military_service',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enlisted_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('discharged_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_military_service_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_military_service')),
    info={'record': 'military_service'}
    )
    with op.batch_alter_table('military_service', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_military_service_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_military_service_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_military_service_rank_code'), ['rank_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_military_service_scope_id'), ['scope_id'], unique=False)

    op.create_table('organisation_membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('left_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('place', sa.String(length=250), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_organisation_membership_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_membership')),
    info={'record': 'organisation_membership'}
    )
    with op.batch_alter_table('organisation_membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_membership_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_membership_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_membership_organisation_code'), ['organisation_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_membership_scope_id'), ['scope_id'], unique=False)

    op.create_table('party_membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('official_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('cell', sa.String(length=250), nullable=True),
    sa.Column('card_number', sa.Text(), nullable=True),
    sa.Column('exempt_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('end_reason_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_party_membership_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party_membership')),
    info={'record': 'party_membership'}
    )
    with op.batch_alter_table('party_membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_membership_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_membership_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_membership_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_membership_status_code'), ['status_code'], unique=False)

    op.create_table('party_post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('body', sa.String(length=250), nullable=True),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_party_post_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party_post')),
    info={'record': 'party_post'}
    )
    with op.batch_alter_table('party_post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_post_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_post_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_post_position_code'), ['position_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_post_scope_id'), ['scope_id'], unique=False)

    op.create_table('policy_status',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('policy_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('since', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('until', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('disability_percent', sa.Integer(), nullable=True),
    sa.Column('certificate_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('certificate_issuer', sa.String(length=250), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_policy_status_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_status')),
    info={'record': 'policy_status'}
    )
    with op.batch_alter_table('policy_status', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_status_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_status_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_status_policy_code'), ['policy_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_status_scope_id'), ['scope_id'], unique=False)

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('birth_difference', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('party_status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_official_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('first_organisation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('first_organisation_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('enlisted_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('discharged_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('military_rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.create_index(batch_op.f('ix_employee_party_status_code'), ['party_status_code'], unique=False)

    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.add_column(sa.Column('birth_difference', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('party_status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_joined_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_official_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('party_position_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('first_organisation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('first_organisation_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('enlisted_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('discharged_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True))
        batch_op.add_column(sa.Column('military_rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True))



def downgrade():
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_column('military_rank_code')
        batch_op.drop_column('discharged_on')
        batch_op.drop_column('enlisted_on')
        batch_op.drop_column('first_organisation_on')
        batch_op.drop_column('first_organisation_code')
        batch_op.drop_column('party_position_code')
        batch_op.drop_column('party_official_on')
        batch_op.drop_column('party_joined_on')
        batch_op.drop_column('party_status_code')
        batch_op.drop_column('birth_difference')

    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_party_status_code'))
        batch_op.drop_column('military_rank_code')
        batch_op.drop_column('discharged_on')
        batch_op.drop_column('enlisted_on')
        batch_op.drop_column('first_organisation_on')
        batch_op.drop_column('first_organisation_code')
        batch_op.drop_column('party_position_code')
        batch_op.drop_column('party_official_on')
        batch_op.drop_column('party_joined_on')
        batch_op.drop_column('party_status_code')
        batch_op.drop_column('birth_difference')

    with op.batch_alter_table('policy_status', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_policy_status_scope_id'))
        batch_op.drop_index(batch_op.f('ix_policy_status_policy_code'))
        batch_op.drop_index(batch_op.f('ix_policy_status_managing_id'))
        batch_op.drop_index(batch_op.f('ix_policy_status_employee_id'))

    op.drop_table('policy_status')
    with op.batch_alter_table('party_post', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_post_scope_id'))
        batch_op.drop_index(batch_op.f('ix_party_post_position_code'))
        batch_op.drop_index(batch_op.f('ix_party_post_managing_id'))
        batch_op.drop_index(batch_op.f('ix_party_post_employee_id'))

    op.drop_table('party_post')
    with op.batch_alter_table('party_membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_membership_status_code'))
        batch_op.drop_index(batch_op.f('ix_party_membership_scope_id'))
        batch_op.drop_index(batch_op.f('ix_party_membership_managing_id'))
        batch_op.drop_index(batch_op.f('ix_party_membership_employee_id'))

    op.drop_table('party_membership')
    with op.batch_alter_table('organisation_membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_membership_scope_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_membership_organisation_code'))
        batch_op.drop_index(batch_op.f('ix_organisation_membership_managing_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_membership_employee_id'))

    op.drop_table('organisation_membership')
    with op.batch_alter_table('military_service', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_military_service_scope_id'))
        batch_op.drop_index(batch_op.f('ix_military_service_rank_code'))
        batch_op.drop_index(batch_op.f('ix_military_service_managing_id'))
        batch_op.drop_index(batch_op.f('ix_military_service_employee_id'))

    op.drop_table('military_service')
    with op.batch_alter_table('history_declaration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_history_declaration_scope_id'))
        batch_op.drop_index(batch_op.f('ix_history_declaration_managing_id'))
        batch_op.drop_index(batch_op.f('ix_history_declaration_employee_id'))

    op.drop_table('history_declaration')
    with op.batch_alter_table('health_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_health_record_scope_id'))
        batch_op.drop_index(batch_op.f('ix_health_record_managing_id'))
        batch_op.drop_index(batch_op.f('ix_health_record_employee_id'))
        batch_op.drop_index(batch_op.f('ix_health_record_class_code'))

    op.drop_table('health_record')
    with op.batch_alter_table('former_name', schema=None) as batch_op:
        batch_op.drop_index('ix_former_name_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_former_name_scope_id'))
        batch_op.drop_index(batch_op.f('ix_former_name_managing_id'))
        batch_op.drop_index(batch_op.f('ix_former_name_full_name_key'))
        batch_op.drop_index(batch_op.f('ix_former_name_employee_id'))

    op.drop_table('former_name')
    with op.batch_alter_table('foreign_relation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_foreign_relation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_foreign_relation_managing_id'))
        batch_op.drop_index(batch_op.f('ix_foreign_relation_employee_id'))
        batch_op.drop_index(batch_op.f('ix_foreign_relation_country_code'))

    op.drop_table('foreign_relation')
    with op.batch_alter_table('file_paper', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_paper_state'))
        batch_op.drop_index('ix_file_paper_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_file_paper_scope_id'))
        batch_op.drop_index(batch_op.f('ix_file_paper_managing_id'))
        batch_op.drop_index(batch_op.f('ix_file_paper_kind_code'))
        batch_op.drop_index(batch_op.f('ix_file_paper_employee_id'))

    op.drop_table('file_paper')
    with op.batch_alter_table('asset_declaration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_asset_declaration_state'))
        batch_op.drop_index(batch_op.f('ix_asset_declaration_scope_id'))
        batch_op.drop_index(batch_op.f('ix_asset_declaration_managing_id'))
        batch_op.drop_index(batch_op.f('ix_asset_declaration_kind_code'))
        batch_op.drop_index(batch_op.f('ix_asset_declaration_employee_id'))

    op.drop_table('asset_declaration')
    with op.batch_alter_table('address', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_address_scope_id'))
        batch_op.drop_index(batch_op.f('ix_address_managing_id'))
        batch_op.drop_index(batch_op.f('ix_address_employee_id'))
        batch_op.drop_index(batch_op.f('ix_address_commune_code'))

    op.drop_table('address')
    with op.batch_alter_table('policy_status_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_policy_status_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_policy_status_past_id'))

    op.drop_table('policy_status_past')
    with op.batch_alter_table('party_post_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_post_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_party_post_past_id'))

    op.drop_table('party_post_past')
    with op.batch_alter_table('party_membership_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_membership_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_party_membership_past_id'))

    op.drop_table('party_membership_past')
    with op.batch_alter_table('organisation_membership_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_membership_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_membership_past_id'))

    op.drop_table('organisation_membership_past')
    with op.batch_alter_table('military_service_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_military_service_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_military_service_past_id'))

    op.drop_table('military_service_past')
    with op.batch_alter_table('history_declaration_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_history_declaration_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_history_declaration_past_id'))

    op.drop_table('history_declaration_past')
    with op.batch_alter_table('health_record_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_health_record_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_health_record_past_id'))

    op.drop_table('health_record_past')
    with op.batch_alter_table('former_name_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_name_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_former_name_past_id'))

    op.drop_table('former_name_past')
    with op.batch_alter_table('foreign_relation_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_foreign_relation_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_foreign_relation_past_id'))

    op.drop_table('foreign_relation_past')
    with op.batch_alter_table('file_paper_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_paper_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_file_paper_past_id'))

    op.drop_table('file_paper_past')
    with op.batch_alter_table('asset_declaration_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_asset_declaration_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_asset_declaration_past_id'))

    op.drop_table('asset_declaration_past')
    with op.batch_alter_table('address_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_address_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_address_past_id'))

    op.drop_table('address_past')
