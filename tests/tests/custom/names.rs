//! Names that bite, through create, insert, filter and read.

use crate::db::{Odd, Strange, Word, strange};
use crate::support::{on_each, pool};

fn odd(plain: i32) -> Odd {
    Odd { plain, select_: Some("s".into()), upper: None, crab: Some("🦀".into()) }
}

#[test]
fn hostile_names_go_everywhere() {
    on_each(async |url| {
        let pool = pool(&url, 2).await;
        let new = |id| strange::New {
            id,
            odd: odd(id),
            odds: vec![odd(1), odd(2)],
            word: "w".into(),
            words: vec!["x".into(), "y".into()],
        };
        let one = Strange::insert(new(1)).exec(&pool).await.unwrap();
        assert_eq!((&one.odd, one.odds.len(), one.word.as_str()), (&odd(1), 2, "w"));
        let many = Strange::insert_many([new(2), new(3)]).returning(&pool).await.unwrap();
        assert_eq!(many[1].words, [Word("x".into()), Word("y".into())]);
        let query = Strange::query()
            .filter(strange::odd.eq(odd(2)).and(strange::word.eq("w")).and(strange::words.has("y")))
            .filter(strange::odds.has(odd(2)))
            .filter(strange::odd.in_([odd(2), odd(9)]));
        assert_eq!(query.all(&pool).await.unwrap(), [many[0].clone()]);
        let changed = Strange::by_id(3).update(strange::odd.set(odd(9))).set(strange::odds.append(odd(4)));
        let changed = changed.returning(&pool).await.unwrap().unwrap();
        assert_eq!((changed.odd, changed.odds.len()), (odd(9), 3));
        let error = Strange::insert(strange::New { word: "no".into(), ..new(5) }).exec(&pool).await;
        assert_eq!(error.unwrap_err().constraint(), Some("it's \"so\""));
        let error =
            Strange::insert(strange::New { odd: Odd { upper: Some("\0".into()), ..odd(5) }, ..new(5) });
        let error = error.exec(&pool).await.unwrap_err().to_string();
        assert!(error.contains("Strange.odd.") && error.contains(" holds the character NUL"), "{error}");
    });
}
