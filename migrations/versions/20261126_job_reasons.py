"""The reason of a batch decision no longer lies in clear in the row of the job that carried it out

Revision: 20261126_job_reasons
Follows: 20261126_setting_values
"""

import sqlalchemy as sa
from alembic import op

revision = '20261126_job_reasons'
down_revision = '20261126_setting_values'
branch_labels = None
depends_on = None

job = sa.table('job', sa.column('id', sa.Integer), sa.column('function', sa.String), sa.column('state', sa.String), sa.column('arguments', sa.JSON))


def upgrade():
    connection = op.get_bind()
    over = sa.and_(job.c.function == 'act_on_batch', job.c.state.not_in(('waiting', 'running')))
    for key, arguments in connection.execute(sa.select(job.c.id, job.c.arguments).where(over)).all():
        rest = {name: value for name, value in arguments.items() if name != 'reason'}
        connection.execute(sa.update(job).where(job.c.id == key).values(arguments=rest))


def downgrade():
    pass
