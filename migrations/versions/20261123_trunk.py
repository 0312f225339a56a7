"""The tables of the engine and of the trunk areas

Revision: 20261123_trunk
Follows: 
"""

import sqlalchemy as sa
from alembic import op

revision = '20261123_trunk'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    op.create_table('ab_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('label', sa.String(length=150), nullable=True),
    sa.Column('description', sa.String(length=512), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    op.create_table('ab_permission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    op.create_table('ab_register_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_name', sa.String(length=64), nullable=False),
    sa.Column('last_name', sa.String(length=64), nullable=False),
    sa.Column('username', sa.String(length=128), nullable=False),
    sa.Column('password', sa.String(length=256), nullable=True),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('registration_date', sa.DateTime(), nullable=True),
    sa.Column('registration_hash', sa.String(length=256), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('email'),
    sa.UniqueConstraint('username')
    )
    op.create_table('ab_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    op.create_table('ab_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_name', sa.String(length=64), nullable=False),
    sa.Column('last_name', sa.String(length=64), nullable=False),
    sa.Column('username', sa.String(length=128), nullable=False),
    sa.Column('password', sa.String(length=256), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=True),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('last_login', sa.DateTime(), nullable=True),
    sa.Column('login_count', sa.Integer(), nullable=True),
    sa.Column('fail_login_count', sa.Integer(), nullable=True),
    sa.Column('created_on', sa.DateTime(), nullable=True),
    sa.Column('changed_on', sa.DateTime(), nullable=True),
    sa.Column('created_by_fk', sa.Integer(), nullable=True),
    sa.Column('changed_by_fk', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_fk'], ['ab_user.id'], ),
    sa.ForeignKeyConstraint(['created_by_fk'], ['ab_user.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('email'),
    sa.UniqueConstraint('username')
    )
    op.create_table('ab_view_menu',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=250), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    op.create_table('assignment_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('movement_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('post_kind', sa.String(length=40), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_assignment_past')),
    info={'record': 'assignment'}
    )
    with op.batch_alter_table('assignment_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('mime', sa.String(length=60), nullable=False),
    sa.Column('original_name', sa.String(length=200), nullable=False),
    sa.Column('sent_by', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('token', name=op.f('uq_attachment_token'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_sent_by'), ['sent_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_sha256'), ['sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_subject_id'), ['subject_id'], unique=False)

    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('record', sa.String(length=60), nullable=True),
    sa.Column('row_id', sa.Integer(), nullable=True),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('detail', sa.JSON(), nullable=True),
    sa.Column('succeeded', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_act'), ['act'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_subject_id'), ['subject_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_user_id'), ['user_id'], unique=False)

    op.create_table('batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch'))
    )
    op.create_table('catalogue_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('name_vi', sa.String(length=250), nullable=False),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('external_codes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('attributes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('confidence', sa.String(length=20), nullable=True),
    sa.Column('basis', sa.String(length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_catalogue_item')),
    sa.UniqueConstraint('list_code', 'code', name='uq_catalogue_item_key'),
    info={'record': 'catalogue_item'}
    )
    with op.batch_alter_table('catalogue_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_catalogue_item_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_catalogue_item_list_code'), ['list_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_catalogue_item_name_vi_key'), ['name_vi_key'], unique=False)
        batch_op.create_index('ix_catalogue_item_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('catalogue_item_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('list_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=True),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('external_codes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('attributes', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('confidence', sa.String(length=20), nullable=True),
    sa.Column('basis', sa.String(length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_catalogue_item_past')),
    info={'record': 'catalogue_item'}
    )
    with op.batch_alter_table('catalogue_item_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_catalogue_item_past_id'), ['id'], unique=False)

    op.create_table('contract_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('contract_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('job', sa.String(length=250), nullable=True),
    sa.Column('job_group', sa.String(length=40), nullable=True),
    sa.Column('pay_mode', sa.String(length=40), nullable=True),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
    sa.Column('funding', sa.String(length=40), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.String(length=250), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_contract_past')),
    info={'record': 'contract'}
    )
    with op.batch_alter_table('contract_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contract_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('decision_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('document_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_decision_past')),
    info={'record': 'decision'}
    )
    with op.batch_alter_table('decision_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('employee_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('staff_number', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=True),
    sa.Column('full_name', sa.String(length=150), nullable=True),
    sa.Column('other_names', sa.String(length=250), nullable=True),
    sa.Column('gender_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('born_on_in_register', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('personal_id_number', sa.Text(), nullable=True),
    sa.Column('social_insurance_number', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('health_insurance_number', sa.String(length=15).with_variant(sa.String(length=15, collation='C'), 'postgresql'), nullable=True),
    sa.Column('phone', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('photo', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('photo_taken_on', sa.Date(), nullable=True),
    sa.Column('ethnic_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('religion_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('marital_status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('birth_place', sa.String(length=250), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('current_address', sa.String(length=250), nullable=True),
    sa.Column('family_origin_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('salary_step', sa.Integer(), nullable=True),
    sa.Column('salary_coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('occupation_before', sa.String(length=250), nullable=True),
    sa.Column('first_recruited_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('first_recruiting_body', sa.String(length=250), nullable=True),
    sa.Column('joined_unit_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('general_education_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('academic_title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('academic_title_year', sa.Integer(), nullable=True),
    sa.Column('state_honour_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state_honour_year', sa.Integer(), nullable=True),
    sa.Column('main_duties', sa.Text(), nullable=True),
    sa.Column('strengths', sa.String(length=250), nullable=True),
    sa.Column('longest_job', sa.String(length=250), nullable=True),
    sa.Column('unit_remark', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('personal_id_number_index', sa.String(length=64), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_employee_past')),
    info={'record': 'employee'}
    )
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employee_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('family_member_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('relation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('side', sa.String(length=40), nullable=True),
    sa.Column('full_name', sa.String(length=150), nullable=True),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('has_died', sa.Boolean(), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('occupation', sa.String(length=250), nullable=True),
    sa.Column('position', sa.String(length=250), nullable=True),
    sa.Column('workplace', sa.String(length=250), nullable=True),
    sa.Column('address', sa.String(length=250), nullable=True),
    sa.Column('organisations', sa.String(length=250), nullable=True),
    sa.Column('old_regime_work', sa.Text(), nullable=True),
    sa.Column('criminal_record', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_family_member_past')),
    info={'record': 'family_member'}
    )
    with op.batch_alter_table('family_member_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_family_member_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_family_member_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('headcount_quota_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('quota_year', sa.Integer(), nullable=True),
    sa.Column('civil_servants', sa.Integer(), nullable=True),
    sa.Column('public_employees_budget', sa.Integer(), nullable=True),
    sa.Column('public_employees_revenue', sa.Integer(), nullable=True),
    sa.Column('contract_workers', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_headcount_quota_past')),
    info={'record': 'headcount_quota'}
    )
    with op.batch_alter_table('headcount_quota_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_headcount_quota_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_headcount_quota_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('holiday',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('works', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holiday')),
    sa.UniqueConstraint('day', name=op.f('uq_holiday_day'))
    )
    op.create_table('identity_document_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('is_current', sa.Boolean(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('number_index', sa.String(length=64), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_identity_document_past')),
    info={'record': 'identity_document'}
    )
    with op.batch_alter_table('identity_document_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_identity_document_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_identity_document_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('function', sa.String(length=60), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('requested_by', sa.Integer(), nullable=True),
    sa.Column('once', sa.String(length=120), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('progress_done', sa.Integer(), nullable=False),
    sa.Column('progress_total', sa.Integer(), nullable=True),
    sa.Column('step', sa.JSON(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('taken_by', sa.String(length=120), nullable=True),
    sa.Column('heartbeat_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('result_path', sa.String(length=43), nullable=True),
    sa.Column('result_name', sa.String(length=200), nullable=True),
    sa.Column('result_mime', sa.String(length=100), nullable=True),
    sa.Column('message', sa.Text(), nullable=True),
    sa.Column('error_id', sa.String(length=12), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('once', name=op.f('uq_job_once'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_requested_by'), ['requested_by'], unique=False)
        batch_op.create_index('ix_job_state_heartbeat', ['state', 'heartbeat_at'], unique=False)

    op.create_table('job_position',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('name_vi', sa.String(length=250), nullable=False),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('lowest_grade', sa.Integer(), nullable=True),
    sa.Column('highest_grade', sa.Integer(), nullable=True),
    sa.Column('description', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_position')),
    sa.UniqueConstraint('code', name='uq_job_position_key'),
    info={'record': 'job_position'}
    )
    with op.batch_alter_table('job_position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_position_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_position_name_vi_key'), ['name_vi_key'], unique=False)
        batch_op.create_index('ix_job_position_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('job_position_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=True),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('lowest_grade', sa.Integer(), nullable=True),
    sa.Column('highest_grade', sa.Integer(), nullable=True),
    sa.Column('description', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_job_position_past')),
    info={'record': 'job_position'}
    )
    with op.batch_alter_table('job_position_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_position_past_id'), ['id'], unique=False)

    op.create_table('kept_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_form')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_kept_form_key_hash'))
    )
    with op.batch_alter_table('kept_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_form_expires_at'), ['expires_at'], unique=False)

    op.create_table('org_unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=35).with_variant(sa.String(length=35, collation='C'), 'postgresql'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=False),
    sa.Column('short_name', sa.String(length=60), nullable=True),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_type', sa.String(length=250), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('managing_unit_id', sa.Integer(), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('qcvn_code', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('budget_code', sa.String(length=7).with_variant(sa.String(length=7, collation='C'), 'postgresql'), nullable=True),
    sa.Column('gso_code', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('code_status', sa.String(length=20), nullable=True),
    sa.Column('service_sector', sa.String(length=40), nullable=True),
    sa.Column('autonomy_group', sa.String(length=40), nullable=True),
    sa.Column('founded_by', sa.String(length=250), nullable=True),
    sa.Column('ended_by', sa.String(length=250), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('path', sa.String(length=400).with_variant(sa.String(length=400, collation='C'), 'postgresql'), nullable=False),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_org_unit')),
    sa.UniqueConstraint('code', 'valid_from', name='uq_org_unit_key'),
    info={'record': 'org_unit'}
    )
    with op.batch_alter_table('org_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_org_unit_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_managing_unit_id'), ['managing_unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_name_vi_key'), ['name_vi_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_path'), ['path'], unique=False)
        batch_op.create_index('ix_org_unit_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_org_unit_service_sector'), ['service_sector'], unique=False)
        batch_op.create_index(batch_op.f('ix_org_unit_valid_from'), ['valid_from'], unique=False)

    op.create_table('org_unit_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=35).with_variant(sa.String(length=35, collation='C'), 'postgresql'), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=True),
    sa.Column('short_name', sa.String(length=60), nullable=True),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('unit_type', sa.String(length=250), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('managing_unit_id', sa.Integer(), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('qcvn_code', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('budget_code', sa.String(length=7).with_variant(sa.String(length=7, collation='C'), 'postgresql'), nullable=True),
    sa.Column('gso_code', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('code_status', sa.String(length=20), nullable=True),
    sa.Column('service_sector', sa.String(length=40), nullable=True),
    sa.Column('autonomy_group', sa.String(length=40), nullable=True),
    sa.Column('founded_by', sa.String(length=250), nullable=True),
    sa.Column('ended_by', sa.String(length=250), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('path', sa.String(length=400).with_variant(sa.String(length=400, collation='C'), 'postgresql'), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_org_unit_past')),
    info={'record': 'org_unit'}
    )
    with op.batch_alter_table('org_unit_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_org_unit_past_id'), ['id'], unique=False)

    op.create_table('position',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('name_vi', sa.String(length=250), nullable=False),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('level', sa.String(length=250), nullable=True),
    sa.Column('org_kind', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('is_leader', sa.Boolean(), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_position')),
    sa.UniqueConstraint('code', name='uq_position_key'),
    info={'record': 'position'}
    )
    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_position_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_position_name_vi_key'), ['name_vi_key'], unique=False)
        batch_op.create_index('ix_position_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('position_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('name_vi', sa.String(length=250), nullable=True),
    sa.Column('name_en', sa.String(length=250), nullable=True),
    sa.Column('level', sa.String(length=250), nullable=True),
    sa.Column('org_kind', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('allowance_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('is_leader', sa.Boolean(), nullable=True),
    sa.Column('sort_order', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('source', sa.Text(), nullable=True),
    sa.Column('name_vi_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('superseded_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_position_past')),
    info={'record': 'position'}
    )
    with op.batch_alter_table('position_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_position_past_id'), ['id'], unique=False)

    op.create_table('salary_event_past',
    sa.Column('past_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=True),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('salary_group', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('step', sa.Integer(), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('pay_percent', sa.Integer(), nullable=True),
    sa.Column('reserved_coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('over_step_percent', sa.Integer(), nullable=True),
    sa.Column('over_step_from', sa.Date(), nullable=True),
    sa.Column('step_from', sa.Date(), nullable=True),
    sa.Column('next_count_from', sa.Date(), nullable=True),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
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
    sa.PrimaryKeyConstraint('past_id', name=op.f('pk_salary_event_past')),
    info={'record': 'salary_event'}
    )
    with op.batch_alter_table('salary_event_past', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_salary_event_past_id'), ['id'], unique=False)
        batch_op.create_index(batch_op.f('ix_salary_event_past_scope_id'), ['scope_id'], unique=False)

    op.create_table('setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting')),
    sa.UniqueConstraint('name', 'valid_from', name=op.f('uq_setting_name_valid_from'))
    )
    op.create_table('ab_api_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=256), nullable=False),
    sa.Column('key_hash', sa.String(length=256), nullable=False),
    sa.Column('lookup_hash', sa.String(length=256), nullable=True),
    sa.Column('key_prefix', sa.String(length=16), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('scopes', sa.Text(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_on', sa.DateTime(), nullable=True),
    sa.Column('expires_on', sa.DateTime(), nullable=True),
    sa.Column('revoked_on', sa.DateTime(), nullable=True),
    sa.Column('last_used_on', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('lookup_hash'),
    sa.UniqueConstraint('uuid')
    )
    with op.batch_alter_table('ab_api_key', schema=None) as batch_op:
        batch_op.create_index('idx_api_key_lookup_hash', ['lookup_hash'], unique=True)
        batch_op.create_index('idx_api_key_prefix', ['key_prefix'], unique=False)
        batch_op.create_index('idx_api_key_user_id', ['user_id'], unique=False)

    op.create_table('ab_group_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['ab_group.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('group_id', 'role_id')
    )
    with op.batch_alter_table('ab_group_role', schema=None) as batch_op:
        batch_op.create_index('idx_group_id', ['group_id'], unique=False)
        batch_op.create_index('idx_group_role_id', ['role_id'], unique=False)

    op.create_table('ab_permission_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('permission_id', sa.Integer(), nullable=False),
    sa.Column('view_menu_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['permission_id'], ['ab_permission.id'], ),
    sa.ForeignKeyConstraint(['view_menu_id'], ['ab_view_menu.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('permission_id', 'view_menu_id')
    )
    with op.batch_alter_table('ab_permission_view', schema=None) as batch_op:
        batch_op.create_index('idx_permission_id', ['permission_id'], unique=False)
        batch_op.create_index('idx_view_menu_id', ['view_menu_id'], unique=False)

    op.create_table('ab_user_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['ab_group.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('user_id', 'group_id')
    )
    with op.batch_alter_table('ab_user_group', schema=None) as batch_op:
        batch_op.create_index('idx_user_group_id', ['group_id'], unique=False)
        batch_op.create_index('idx_user_id', ['user_id'], unique=False)

    op.create_table('ab_user_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('user_id', 'role_id')
    )
    op.create_table('access_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=60), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('follows', sa.String(length=10), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('document', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_grant_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_grant_user_id'), ['user_id'], unique=False)

    op.create_table('change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('record', sa.String(length=60), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('verb', sa.String(length=10), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('base', sa.JSON(), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('needs_check', sa.Boolean(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.Integer(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision_reason', sa.Text(), nullable=True),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_change_batch_id_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_entered_by'), ['entered_by'], unique=False)
        batch_op.create_index('ix_change_inbox', ['state', 'scope_id', 'submitted_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_key_hash'), ['key_hash'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_subject_id'), ['subject_id'], unique=False)
        batch_op.create_index('ix_change_target', ['record', 'target_id', 'state'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('document_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('effective_from', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('signer_name', sa.String(length=250), nullable=True),
    sa.Column('signer_title', sa.String(length=250), nullable=True),
    sa.Column('evidence', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_decision_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('number', 'decided_on', 'unit_id', name='uq_decision_key'),
    info={'record': 'decision'}
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_decided_on'), ['decided_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_decision_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_decision_unit_id'), ['unit_id'], unique=False)

    op.create_table('employee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_number', sa.String(length=30).with_variant(sa.String(length=30, collation='C'), 'postgresql'), nullable=False),
    sa.Column('full_name', sa.String(length=150), nullable=False),
    sa.Column('other_names', sa.String(length=250), nullable=True),
    sa.Column('gender_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=False),
    sa.Column('born_on_in_register', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('personal_id_number', sa.Text(), nullable=True),
    sa.Column('social_insurance_number', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('health_insurance_number', sa.String(length=15).with_variant(sa.String(length=15, collation='C'), 'postgresql'), nullable=True),
    sa.Column('phone', sa.String(length=20).with_variant(sa.String(length=20, collation='C'), 'postgresql'), nullable=True),
    sa.Column('photo', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('photo_taken_on', sa.Date(), nullable=True),
    sa.Column('ethnic_group_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('religion_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('marital_status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('birth_place', sa.String(length=250), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('current_address', sa.String(length=250), nullable=True),
    sa.Column('family_origin_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('staff_type_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('status_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('salary_step', sa.Integer(), nullable=True),
    sa.Column('salary_coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('occupation_before', sa.String(length=250), nullable=True),
    sa.Column('first_recruited_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('first_recruiting_body', sa.String(length=250), nullable=True),
    sa.Column('joined_unit_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('general_education_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('academic_title_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('academic_title_year', sa.Integer(), nullable=True),
    sa.Column('state_honour_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('state_honour_year', sa.Integer(), nullable=True),
    sa.Column('main_duties', sa.Text(), nullable=True),
    sa.Column('strengths', sa.String(length=250), nullable=True),
    sa.Column('longest_job', sa.String(length=250), nullable=True),
    sa.Column('unit_remark', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('personal_id_number_index', sa.String(length=64), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_employee_position_id_position')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_employee_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employee')),
    sa.UniqueConstraint('personal_id_number_index', name=op.f('uq_employee_personal_id_number_index')),
    sa.UniqueConstraint('staff_number', name='uq_employee_key'),
    info={'record': 'employee'}
    )
    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employee_ethnic_group_code'), ['ethnic_group_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_full_name_key'), ['full_name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_gender_code'), ['gender_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_personal_id_number_index'), ['personal_id_number_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_rank_code'), ['rank_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_employee_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.create_index(batch_op.f('ix_employee_staff_number'), ['staff_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_staff_type_code'), ['staff_type_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_status_code'), ['status_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_unit_id'), ['unit_id'], unique=False)

    op.create_table('headcount_quota',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('quota_year', sa.Integer(), nullable=False),
    sa.Column('civil_servants', sa.Integer(), nullable=True),
    sa.Column('public_employees_budget', sa.Integer(), nullable=True),
    sa.Column('public_employees_revenue', sa.Integer(), nullable=True),
    sa.Column('contract_workers', sa.Integer(), nullable=True),
    sa.Column('decision_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_headcount_quota_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_headcount_quota')),
    sa.UniqueConstraint('unit_id', 'quota_year', name='uq_headcount_quota_key'),
    info={'record': 'headcount_quota'}
    )
    with op.batch_alter_table('headcount_quota', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_headcount_quota_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_headcount_quota_quota_year'), ['quota_year'], unique=False)
        batch_op.create_index(batch_op.f('ix_headcount_quota_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_headcount_quota_unit_id'), ['unit_id'], unique=False)

    op.create_table('login',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('session_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id')
    )
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_login_subject_id'), ['subject_id'], unique=False)

    op.create_table('ab_permission_view_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('permission_view_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['permission_view_id'], ['ab_permission_view.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('permission_view_id', 'role_id')
    )
    with op.batch_alter_table('ab_permission_view_role', schema=None) as batch_op:
        batch_op.create_index('idx_permission_view_id', ['permission_view_id'], unique=False)
        batch_op.create_index('idx_role_id', ['role_id'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('movement_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('post_kind', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unit_text', sa.String(length=250), nullable=True),
    sa.Column('position_id', sa.Integer(), nullable=True),
    sa.Column('job_position_id', sa.Integer(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_assignment_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_assignment_employee_id_employee')),
    sa.ForeignKeyConstraint(['job_position_id'], ['job_position.id'], name=op.f('fk_assignment_job_position_id_job_position')),
    sa.ForeignKeyConstraint(['position_id'], ['position.id'], name=op.f('fk_assignment_position_id_position')),
    sa.ForeignKeyConstraint(['unit_id'], ['org_unit.id'], name=op.f('fk_assignment_unit_id_org_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    info={'record': 'assignment'}
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_job_position_id'), ['job_position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_movement_code'), ['movement_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_position_id'), ['position_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_unit_id'), ['unit_id'], unique=False)

    op.create_table('contract',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contract_number', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('job', sa.String(length=250), nullable=True),
    sa.Column('job_group', sa.String(length=40), nullable=True),
    sa.Column('pay_mode', sa.String(length=40), nullable=False),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
    sa.Column('funding', sa.String(length=40), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.String(length=250), nullable=True),
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
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_contract_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract')),
    info={'record': 'contract'}
    )
    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contract_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_contract_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('family_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('relation_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=True),
    sa.Column('full_name', sa.String(length=150), nullable=False),
    sa.Column('born_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('has_died', sa.Boolean(), nullable=True),
    sa.Column('home_town', sa.String(length=250), nullable=True),
    sa.Column('occupation', sa.String(length=250), nullable=True),
    sa.Column('position', sa.String(length=250), nullable=True),
    sa.Column('workplace', sa.String(length=250), nullable=True),
    sa.Column('address', sa.String(length=250), nullable=True),
    sa.Column('organisations', sa.String(length=250), nullable=True),
    sa.Column('old_regime_work', sa.Text(), nullable=True),
    sa.Column('criminal_record', sa.Text(), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('full_name_key', sa.String(length=700).with_variant(sa.String(length=700, collation='C'), 'postgresql'), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_family_member_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_family_member')),
    info={'record': 'family_member'}
    )
    with op.batch_alter_table('family_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_family_member_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_family_member_full_name_key'), ['full_name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_family_member_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_family_member_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index('ix_family_member_search_text', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})

    op.create_table('identity_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('issued_on', sa.String(length=10).with_variant(sa.String(length=10, collation='C'), 'postgresql'), nullable=True),
    sa.Column('issuer', sa.String(length=250), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('is_current', sa.Boolean(), nullable=True),
    sa.Column('scan', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('scope_id', sa.Integer(), nullable=True),
    sa.Column('managing_id', sa.Integer(), nullable=True),
    sa.Column('number_index', sa.String(length=64), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_identity_document_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identity_document')),
    sa.UniqueConstraint('kind_code', 'number_index', name='uq_identity_document_key'),
    info={'record': 'identity_document'}
    )
    with op.batch_alter_table('identity_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_identity_document_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_identity_document_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_identity_document_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_identity_document_number_index'), ['number_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_identity_document_scope_id'), ['scope_id'], unique=False)

    op.create_table('salary_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('rank_code', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('salary_group', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=True),
    sa.Column('step', sa.Integer(), nullable=True),
    sa.Column('coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('pay_percent', sa.Integer(), nullable=True),
    sa.Column('reserved_coefficient', sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column('over_step_percent', sa.Integer(), nullable=True),
    sa.Column('over_step_from', sa.Date(), nullable=True),
    sa.Column('step_from', sa.Date(), nullable=True),
    sa.Column('next_count_from', sa.Date(), nullable=True),
    sa.Column('agreed_amount', sa.BigInteger(), nullable=True),
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
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_salary_event_decision_id_decision')),
    sa.ForeignKeyConstraint(['employee_id'], ['employee.id'], name=op.f('fk_salary_event_employee_id_employee')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_salary_event')),
    info={'record': 'salary_event'}
    )
    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_salary_event_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_salary_event_employee_id'), ['employee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_salary_event_kind_code'), ['kind_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_salary_event_managing_id'), ['managing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_salary_event_scope_id'), ['scope_id'], unique=False)




def downgrade():

    with op.batch_alter_table('salary_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_salary_event_scope_id'))
        batch_op.drop_index(batch_op.f('ix_salary_event_managing_id'))
        batch_op.drop_index(batch_op.f('ix_salary_event_kind_code'))
        batch_op.drop_index(batch_op.f('ix_salary_event_employee_id'))
        batch_op.drop_index(batch_op.f('ix_salary_event_decision_id'))

    op.drop_table('salary_event')
    with op.batch_alter_table('identity_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_identity_document_scope_id'))
        batch_op.drop_index(batch_op.f('ix_identity_document_number_index'))
        batch_op.drop_index(batch_op.f('ix_identity_document_managing_id'))
        batch_op.drop_index(batch_op.f('ix_identity_document_kind_code'))
        batch_op.drop_index(batch_op.f('ix_identity_document_employee_id'))

    op.drop_table('identity_document')
    with op.batch_alter_table('family_member', schema=None) as batch_op:
        batch_op.drop_index('ix_family_member_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_family_member_scope_id'))
        batch_op.drop_index(batch_op.f('ix_family_member_managing_id'))
        batch_op.drop_index(batch_op.f('ix_family_member_full_name_key'))
        batch_op.drop_index(batch_op.f('ix_family_member_employee_id'))

    op.drop_table('family_member')
    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_contract_scope_id'))
        batch_op.drop_index(batch_op.f('ix_contract_managing_id'))
        batch_op.drop_index(batch_op.f('ix_contract_kind_code'))
        batch_op.drop_index(batch_op.f('ix_contract_employee_id'))

    op.drop_table('contract')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_unit_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_scope_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_position_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_movement_code'))
        batch_op.drop_index(batch_op.f('ix_assignment_managing_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_job_position_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_employee_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_decision_id'))

    op.drop_table('assignment')
    with op.batch_alter_table('ab_permission_view_role', schema=None) as batch_op:
        batch_op.drop_index('idx_role_id')
        batch_op.drop_index('idx_permission_view_id')

    op.drop_table('ab_permission_view_role')
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_login_subject_id'))

    op.drop_table('login')
    with op.batch_alter_table('headcount_quota', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_headcount_quota_unit_id'))
        batch_op.drop_index(batch_op.f('ix_headcount_quota_scope_id'))
        batch_op.drop_index(batch_op.f('ix_headcount_quota_quota_year'))
        batch_op.drop_index(batch_op.f('ix_headcount_quota_managing_id'))

    op.drop_table('headcount_quota')
    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_unit_id'))
        batch_op.drop_index(batch_op.f('ix_employee_status_code'))
        batch_op.drop_index(batch_op.f('ix_employee_staff_type_code'))
        batch_op.drop_index(batch_op.f('ix_employee_staff_number'))
        batch_op.drop_index('ix_employee_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_employee_scope_id'))
        batch_op.drop_index(batch_op.f('ix_employee_rank_code'))
        batch_op.drop_index(batch_op.f('ix_employee_position_id'))
        batch_op.drop_index(batch_op.f('ix_employee_personal_id_number_index'))
        batch_op.drop_index(batch_op.f('ix_employee_managing_id'))
        batch_op.drop_index(batch_op.f('ix_employee_gender_code'))
        batch_op.drop_index(batch_op.f('ix_employee_full_name_key'))
        batch_op.drop_index(batch_op.f('ix_employee_ethnic_group_code'))

    op.drop_table('employee')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_unit_id'))
        batch_op.drop_index('ix_decision_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_decision_scope_id'))
        batch_op.drop_index(batch_op.f('ix_decision_number'))
        batch_op.drop_index(batch_op.f('ix_decision_managing_id'))
        batch_op.drop_index(batch_op.f('ix_decision_kind_code'))
        batch_op.drop_index(batch_op.f('ix_decision_decided_on'))

    op.drop_table('decision')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index('ix_change_target')
        batch_op.drop_index(batch_op.f('ix_change_subject_id'))
        batch_op.drop_index(batch_op.f('ix_change_scope_id'))
        batch_op.drop_index(batch_op.f('ix_change_managing_id'))
        batch_op.drop_index(batch_op.f('ix_change_key_hash'))
        batch_op.drop_index('ix_change_inbox')
        batch_op.drop_index(batch_op.f('ix_change_entered_by'))
        batch_op.drop_index(batch_op.f('ix_change_batch_id'))

    op.drop_table('change')
    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_grant_user_id'))
        batch_op.drop_index(batch_op.f('ix_access_grant_unit_id'))

    op.drop_table('access_grant')
    op.drop_table('ab_user_role')
    with op.batch_alter_table('ab_user_group', schema=None) as batch_op:
        batch_op.drop_index('idx_user_id')
        batch_op.drop_index('idx_user_group_id')

    op.drop_table('ab_user_group')
    with op.batch_alter_table('ab_permission_view', schema=None) as batch_op:
        batch_op.drop_index('idx_view_menu_id')
        batch_op.drop_index('idx_permission_id')

    op.drop_table('ab_permission_view')
    with op.batch_alter_table('ab_group_role', schema=None) as batch_op:
        batch_op.drop_index('idx_group_role_id')
        batch_op.drop_index('idx_group_id')

    op.drop_table('ab_group_role')
    with op.batch_alter_table('ab_api_key', schema=None) as batch_op:
        batch_op.drop_index('idx_api_key_user_id')
        batch_op.drop_index('idx_api_key_prefix')
        batch_op.drop_index('idx_api_key_lookup_hash')

    op.drop_table('ab_api_key')
    op.drop_table('setting')
    with op.batch_alter_table('salary_event_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_salary_event_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_salary_event_past_id'))

    op.drop_table('salary_event_past')
    with op.batch_alter_table('position_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_position_past_id'))

    op.drop_table('position_past')
    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.drop_index('ix_position_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_position_name_vi_key'))
        batch_op.drop_index(batch_op.f('ix_position_code'))

    op.drop_table('position')
    with op.batch_alter_table('org_unit_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_org_unit_past_id'))

    op.drop_table('org_unit_past')
    with op.batch_alter_table('org_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_org_unit_valid_from'))
        batch_op.drop_index(batch_op.f('ix_org_unit_service_sector'))
        batch_op.drop_index('ix_org_unit_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_org_unit_path'))
        batch_op.drop_index(batch_op.f('ix_org_unit_parent_id'))
        batch_op.drop_index(batch_op.f('ix_org_unit_name_vi_key'))
        batch_op.drop_index(batch_op.f('ix_org_unit_managing_unit_id'))
        batch_op.drop_index(batch_op.f('ix_org_unit_kind_code'))
        batch_op.drop_index(batch_op.f('ix_org_unit_code'))

    op.drop_table('org_unit')
    with op.batch_alter_table('kept_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_form_expires_at'))

    op.drop_table('kept_form')
    with op.batch_alter_table('job_position_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_position_past_id'))

    op.drop_table('job_position_past')
    with op.batch_alter_table('job_position', schema=None) as batch_op:
        batch_op.drop_index('ix_job_position_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_job_position_name_vi_key'))
        batch_op.drop_index(batch_op.f('ix_job_position_code'))

    op.drop_table('job_position')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index('ix_job_state_heartbeat')
        batch_op.drop_index(batch_op.f('ix_job_requested_by'))

    op.drop_table('job')
    with op.batch_alter_table('identity_document_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_identity_document_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_identity_document_past_id'))

    op.drop_table('identity_document_past')
    op.drop_table('holiday')
    with op.batch_alter_table('headcount_quota_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_headcount_quota_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_headcount_quota_past_id'))

    op.drop_table('headcount_quota_past')
    with op.batch_alter_table('family_member_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_family_member_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_family_member_past_id'))

    op.drop_table('family_member_past')
    with op.batch_alter_table('employee_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employee_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_employee_past_id'))

    op.drop_table('employee_past')
    with op.batch_alter_table('decision_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_decision_past_id'))

    op.drop_table('decision_past')
    with op.batch_alter_table('contract_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contract_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_contract_past_id'))

    op.drop_table('contract_past')
    with op.batch_alter_table('catalogue_item_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_catalogue_item_past_id'))

    op.drop_table('catalogue_item_past')
    with op.batch_alter_table('catalogue_item', schema=None) as batch_op:
        batch_op.drop_index('ix_catalogue_item_search_text', postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
        batch_op.drop_index(batch_op.f('ix_catalogue_item_name_vi_key'))
        batch_op.drop_index(batch_op.f('ix_catalogue_item_list_code'))
        batch_op.drop_index(batch_op.f('ix_catalogue_item_code'))

    op.drop_table('catalogue_item')
    op.drop_table('batch')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_user_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_subject_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_act'))

    op.drop_table('audit_entry')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_subject_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_sha256'))
        batch_op.drop_index(batch_op.f('ix_attachment_sent_by'))
        batch_op.drop_index(batch_op.f('ix_attachment_scope_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_managing_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_change_id'))

    op.drop_table('attachment')
    with op.batch_alter_table('assignment_past', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_past_scope_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_past_id'))

    op.drop_table('assignment_past')
    op.drop_table('ab_view_menu')
    op.drop_table('ab_user')
    op.drop_table('ab_role')
    op.drop_table('ab_register_user')
    op.drop_table('ab_permission')
    op.drop_table('ab_group')

