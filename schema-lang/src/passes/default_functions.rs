//! Functions as defaults: those that need no backticks, and words that are meant to be one.

use pg_orm_ir::model::{DefaultValue, SqlText};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};

use super::Context;
use super::defaults::Target;
use crate::diagnostics::objects as diagnostics;
use crate::diagnostics::values;
use crate::syntax::ast::{Args, Value, Word};

/// Functions that need no backticks, and the types that their results can be assigned to.
pub(super) const FUNCTIONS: &[(&str, &str, &[BuiltIn])] = &[
    ("now", "a time", TIMES),
    ("clock_timestamp", "a time", TIMES),
    ("statement_timestamp", "a time", TIMES),
    ("transaction_timestamp", "a time", TIMES),
    ("gen_random_uuid", "a uuid", &[BuiltIn::Uuid]),
    ("uuidv4", "a uuid", &[BuiltIn::Uuid]),
    ("uuidv7", "a uuid", &[BuiltIn::Uuid]),
    ("random", "a number", &[BuiltIn::DoublePrecision, BuiltIn::Real, BuiltIn::Numeric]),
];

const TIMES: &[BuiltIn] =
    &[BuiltIn::TimestampTz, BuiltIn::Timestamp, BuiltIn::Date, BuiltIn::Time, BuiltIn::TimeTz];

/// Words of SQL that are called without parentheses.
pub(super) const KEYWORD_FUNCTIONS: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
];

/// How the language writes a call without backticks, for a default of SQL that is one.
pub(crate) fn words_for(sql: &str, type_: &DataType) -> Option<String> {
    if let Some(name) = sql.strip_suffix("()") {
        let (name, _, fits) = FUNCTIONS.iter().find(|(known, ..)| *known == name)?;
        return is_fitting(type_, fits).then(|| format!("{name}()"));
    }
    let word = keyword_function(sql)?;
    (!type_.is_array).then(|| word.to_owned())
}

/// A call: `now()`.
pub(super) fn function<'a>(cx: &mut Context<'a>, target: &Target, word: Word<'a>) -> Option<DefaultValue> {
    let Some((_, gives, fits)) = FUNCTIONS.iter().find(|(name, ..)| *name == word.text) else {
        if let Some(keyword) = keyword_function(word.text) {
            cx.report(values::keyword_called(word, keyword));
            return None;
        }
        let names: Vec<&str> = FUNCTIONS.iter().map(|(name, ..)| *name).collect();
        cx.report(values::unknown_function(word, &names));
        return None;
    };
    let type_ = &target.type_;
    if !is_fitting(type_, fits) {
        cx.report(values::function_type(word, gives, &target.shown(), target.type_span));
        return None;
    }
    Some(DefaultValue::Sql(SqlText::text(format!("{}()", word.text))))
}

/// `nextval(app.invoice_number)`: the next number of a sequence of the schema.
pub(super) fn next_value<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    word: Word<'a>,
    call: &'a Args<'a>,
) -> Option<DefaultValue> {
    let [argument] = call.list.as_slice() else {
        cx.report(diagnostics::not_here(
            call.span,
            "`nextval` of one sequence",
            "expected the name of a sequence",
        ));
        return None;
    };
    let name = super::objects::object(cx, &argument.value, "a sequence", super::items::PUBLIC)?;
    if !is_fitting(&target.type_, &[BuiltIn::SmallInt, BuiltIn::Integer, BuiltIn::BigInt, BuiltIn::Numeric]) {
        cx.report(values::function_type(word, "a whole number", &target.shown(), target.type_span));
        return None;
    }
    let shown = name.to_string();
    if !cx.sequence_spans.contains_key(&name) {
        let known: Vec<String> = cx.sequences.iter().map(|sequence| sequence.name.to_string()).collect();
        let known = known.iter().map(String::as_str);
        let help = format!("declare it: `sequence {shown}`");
        let span = argument.value.span;
        cx.report(diagnostics::unknown_object("sequence", (&shown, span), known, Some(help)));
        return None;
    }
    let name = pg_orm_sql::literal(&shown);
    Some(DefaultValue::Sql(SqlText::text(format!("nextval({name}::regclass)"))))
}

fn is_fitting(type_: &DataType, fits: &[BuiltIn]) -> bool {
    !type_.is_array && matches!(&type_.base, BaseType::BuiltIn(base) if fits.contains(base))
}

/// The word of SQL that is meant, in whatever case it is written.
fn keyword_function(word: &str) -> Option<&'static str> {
    KEYWORD_FUNCTIONS.iter().find(|keyword| word.eq_ignore_ascii_case(keyword)).copied()
}

/// Whether a word is a function without its parentheses, which is reported.
pub(super) fn is_bare_function<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    text: &'a str,
) -> bool {
    let word = Word { text, span: value.span };
    let type_ = &target.type_;
    if KEYWORD_FUNCTIONS.contains(&text) {
        return false;
    }
    if let Some(keyword) = keyword_function(text) {
        cx.report(values::bare_function(word, keyword));
        return true;
    }
    let known = FUNCTIONS.iter().find(|(name, ..)| text.eq_ignore_ascii_case(name));
    if let Some((name, _, fits)) = known {
        if is_fitting(type_, fits) {
            cx.report(values::bare_function(word, &format!("{name}()")));
            return true;
        }
        if is_text(type_) {
            cx.report(values::function_or_text(word, name, target.type_span, &target.shown()));
            return true;
        }
        return false;
    }
    // What other databases and tools call it; a column of text may hold these words.
    match values::foreign_function(text) {
        Some(help) if !is_text(type_) && !type_.is_array => {
            cx.report(values::unknown_word(word, help));
            true
        }
        _ => false,
    }
}

fn is_text(type_: &DataType) -> bool {
    !type_.is_array && matches!(&type_.base, BaseType::BuiltIn(base) if base.category() == Category::Text)
}
