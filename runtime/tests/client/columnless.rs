//! A table without columns has rows all the same.

use crate::db::{Mark, mark};
use crate::support::pool;

#[tokio::test]
async fn rows_without_columns_are_written_read_and_counted() {
    let pool = pool().await;
    assert_eq!(Mark::insert(mark::New {}).exec(&pool).await.unwrap(), Mark {});
    let news = || (0..3).map(|_| mark::New {});
    assert_eq!(Mark::insert_many(news()).exec(&pool).await.unwrap(), 3);
    assert_eq!(Mark::insert_many(news()).returning(&pool).await.unwrap(), vec![Mark {}; 3]);
    assert_eq!(Mark::query().count(&pool).await.unwrap(), 7);
    assert_eq!(Mark::query().limit(2).all(&pool).await.unwrap(), vec![Mark {}; 2]);
    assert!(Mark::query().exists(&pool).await.unwrap());
    assert_eq!(Mark::query().limit(5).delete().exec(&pool).await.unwrap(), 5);
    assert_eq!(Mark::query().delete().returning(&pool).await.unwrap().len(), 2);
    assert_eq!(Mark::query().first(&pool).await.unwrap(), None);
}
