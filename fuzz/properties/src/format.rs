//! Formatting a text: another layout, the same meaning, and every comment where it belongs.

use pg_orm_schema::{Sources, check_syntax, compile, format as formatted};

use crate::tokens::{Token, tokens};

/// How many tokens a comment may move: from before a block's brace to behind it, or from behind an argument's `name:`
/// to before it.
const MOVED: usize = 2;

/// Formats a text. What can't be read is refused with what `check_syntax` says; else the result is formatted itself,
/// and has the tokens, comments, schema and diagnostics of the text.
pub fn format(text: &str) {
    let unread = check_syntax(&Sources::from_text("", text));
    let result = match formatted(text) {
        Ok(_) if !unread.is_empty() => panic!("formatted in spite of {unread:?}"),
        Ok(result) => result,
        Err(refused) => {
            assert!(!unread.is_empty(), "refused without a reason");
            return assert_eq!(refused.diagnostics, unread);
        }
    };
    match formatted(&result) {
        Ok(again) => assert_eq!(again, result, "formatting again changes nothing"),
        Err(refused) => panic!("the result can't be read: {refused:?}\n{result}"),
    }
    assert!(result.is_empty() || result.ends_with('\n') && !result.ends_with("\n\n"), "{result:?}");

    let (before, after) = (tokens(text), tokens(&result));
    assert_eq!(code(&before), code(&after), "the tokens are the same\n{result}");
    for (one, other) in comments(&before).zip(comments(&after)) {
        assert_eq!(one.0, other.0, "comments keep their order\n{result}");
        assert!(one.1.abs_diff(other.1) <= MOVED, "{one:?} moved to {other:?}\n{result}");
    }
    assert_eq!(comments(&before).count(), comments(&after).count(), "each comment is there once\n{result}");

    let (before, after) = (compiled(text), compiled(&result));
    assert_eq!(before, after, "the meaning is the same\n{result}");
}

/// All but comments and commas, of which formatting adds and removes some.
fn code(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|token| !matches!(token, Token::Comment(_) | Token::Comma)).collect()
}

/// The comments, doc comments among them, with the number of tokens before each.
fn comments(tokens: &[Token]) -> impl Iterator<Item = (&str, usize)> {
    let mut before = 0;
    tokens.iter().filter_map(move |token| match token {
        Token::Comment(text) => Some((text.as_str(), before)),
        Token::Comma => None,
        Token::Doc(text) => {
            before += 1;
            Some((text.as_str(), before))
        }
        Token::Code(_) => {
            before += 1;
            None
        }
    })
}

/// The schema, and the diagnostics without their places.
fn compiled(text: &str) -> (Option<pg_orm_ir::model::Schema>, Vec<(&'static str, String)>) {
    let compiled = compile(&Sources::from_text("", text));
    // A message may quote a type or a keyword of several words as it is written.
    let words = |message: &str| message.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = compiled.diagnostics.iter().map(|told| (told.code.as_str(), words(&told.message))).collect();
    (compiled.schema, told)
}
