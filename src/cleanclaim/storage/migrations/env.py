"""Run the migrations on the connection that was handed in, inside its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    # SQLite cannot alter a table in place; alembic copies it.
    render_as_batch=True,
)
context.run_migrations()
