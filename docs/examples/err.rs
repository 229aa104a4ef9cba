use pg_orm_book::db;
use db::Note;

async fn all_notes(pool: &pg_orm::Pool) -> Result<Vec<Note>, pg_orm::Error> {
    Note::query().all(pool).await
}
fn main() {}
