//! Diagnostics of values: arguments and entries of the wrong kind, and defaults that do not fit.

use super::{Diagnostic, codes, list, suggestion};
use crate::source::Span;
use crate::syntax::ast::{Arg, Value, ValueKind, Word};

/// What a value is, for "expected .., found ..".
pub(crate) fn kind(value: &Value<'_>) -> &'static str {
    match value.kind {
        ValueKind::Path(path) if path.contains(['.', ':']) => "a path",
        ValueKind::Path(_) => "a word",
        ValueKind::Call(..) => "a call",
        ValueKind::List(_) => "a list",
        ValueKind::Map(_) => "a map",
        ValueKind::Sql(_) => "SQL",
        ValueKind::String(_) => "a string",
        ValueKind::Number(_) => "a number",
        ValueKind::Bool(_) => "true or false",
        ValueKind::With(..) => "a value with an operator",
    }
}

pub(crate) fn expected(what: &str, value: &Value<'_>) -> Diagnostic {
    let message = format!("expected {what}, found {}", kind(value));
    let diagnostic = Diagnostic::error(codes::WRONG_VALUE, message, value.span, format!("expected {what}"));
    match &value.kind {
        // `decimal(10.2)`
        ValueKind::Number(number) if what == "a whole number" && number.contains('.') => {
            let numbers = number.replace('.', ", ");
            diagnostic
                .help(format!("two numbers are separated by a comma: `{numbers}`"))
                .perhaps(value.span, numbers)
        }
        // `varchar(max)`
        ValueKind::Path(word) if what == "a whole number" && word.eq_ignore_ascii_case("max") => {
            diagnostic.help("a text of any length is `text`")
        }
        ValueKind::Path(_) if what == "true or false" => diagnostic.help("write `true` or `false`"),
        _ => diagnostic,
    }
}

/// As [`expected`], where a word stands in quotes, in a list or in another language's spelling.
pub(crate) fn expected_word(what: &str, value: &Value<'_>, words: &[&str]) -> Diagnostic {
    let diagnostic = expected(what, value);
    let inner = match &value.kind {
        ValueKind::List(list) => match list.as_slice() {
            [one] => one,
            _ => return diagnostic,
        },
        _ => value,
    };
    let meant = match &inner.kind {
        ValueKind::String(text) => &**text,
        ValueKind::Path(word) => *word,
        ValueKind::Bool(true) => "true",
        ValueKind::Bool(false) => "false",
        ValueKind::Number(number) => *number,
        _ => return diagnostic,
    };
    let is_flag = words == ["true", "false"];
    let meant = match meant.to_lowercase().as_str() {
        "yes" | "on" | "1" | "true" if is_flag => "true",
        "no" | "off" | "0" | "false" if is_flag => "false",
        _ => meant,
    };
    let is_word = meant.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && meant.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_word && (words.is_empty() || words.contains(&meant)) {
        diagnostic.help(format!("write `{meant}`")).perhaps(value.span, meant)
    } else {
        diagnostic
    }
}

/// SQL in quotes instead of backticks.
pub(crate) fn expected_sql(what: &str, value: &Value<'_>) -> Diagnostic {
    let diagnostic = expected(what, value);
    let sql = match &value.kind {
        ValueKind::String(text) if !text.contains(['`', '\n']) && !text.trim().is_empty() => text.to_string(),
        ValueKind::Bool(is) => is.to_string(),
        _ => return diagnostic,
    };
    diagnostic.help(format!("SQL stands between backticks: `{sql}`")).replace(value.span, format!("`{sql}`"))
}

/// A name of the database without its quotes.
pub(crate) fn expected_name(what: &str, value: &Value<'_>) -> Diagnostic {
    let diagnostic = expected(&format!("{what} in quotes"), value);
    let name = match &value.kind {
        ValueKind::Path(word) => *word,
        ValueKind::Sql(sql) if !sql.text.contains('\n') => &sql.text,
        _ => return diagnostic,
    };
    let quoted = super::string(name);
    diagnostic.help(format!("write `{quoted}`")).replace(value.span, quoted)
}

/// What can stand in a place.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [_] => format!("{} can stand here", list(words.iter().copied(), "or")),
        _ => format!("one of {} can stand here", list(words.iter().copied(), "and")),
    }
}

pub(crate) fn not_one_of(what: &str, word: Word<'_>, words: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not {what}", word.text);
    let diagnostic = Diagnostic::error(codes::NOT_ONE_OF, message, word.span, "not known here");
    match suggestion(word.text, words.iter().copied()) {
        // With one word, the question says it already.
        Some(near) if words.len() > 1 => {
            diagnostic.help(format!("did you mean `{near}`?\n{}", one_of(words))).perhaps(word.span, near)
        }
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).perhaps(word.span, near),
        None => diagnostic.help(one_of(words)),
    }
}

pub(crate) fn default_type(value: &Value<'_>, type_: &str, type_span: Span, expected: &str) -> Diagnostic {
    // An element of a list is judged by itself.
    if type_.ends_with("[]") && !expected.starts_with("a list") {
        return element_type(value, type_, type_span, expected);
    }
    let message = format!("{} cannot be the default of a column of type `{type_}`", kind(value));
    let diagnostic =
        Diagnostic::error(codes::DEFAULT_TYPE, message, value.span, format!("expected {expected}"))
            .label(type_span, format!("`{type_}`"));
    match literal_meant(value, type_, expected) {
        Some(meant) => diagnostic.help(format!("write `@default({meant})`")).perhaps(value.span, meant),
        None => diagnostic.help("any expression can stand between backticks: @default(`..`)"),
    }
}

fn element_type(value: &Value<'_>, type_: &str, type_span: Span, expected: &str) -> Diagnostic {
    let message = format!("{} cannot be an element of a default of type `{type_}`", kind(value));
    let diagnostic =
        Diagnostic::error(codes::DEFAULT_TYPE, message, value.span, format!("expected {expected}"))
            .label(type_span, format!("`{type_}`"));
    match literal_meant(value, type_.trim_end_matches("[]").trim_end_matches('?'), expected) {
        Some(meant) => diagnostic.help(format!("write `{meant}`")).perhaps(value.span, meant),
        None => diagnostic.help("any expression can stand between backticks: @default(`..`)"),
    }
}

/// The literal that was meant, where only its quotes or its kind are wrong.
fn literal_meant(value: &Value<'_>, type_: &str, expected: &str) -> Option<String> {
    let is_array = type_.ends_with("[]");
    match (&value.kind, expected) {
        (ValueKind::Map(_), _) if is_array && is_empty(value) => Some("[]".to_owned()),
        (ValueKind::Map(_), _) if type_.starts_with("json") && is_empty(value) => Some("\"{}\"".to_owned()),
        (ValueKind::List(list), _) if type_.starts_with("json") && list.is_empty() => {
            Some("\"[]\"".to_owned())
        }
        // `"{}"`, `"{a,b}"`, `"a"`, `1`: as PostgreSQL writes an array, or its only element.
        (ValueKind::String(text), _) if is_array => {
            let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let is_text = matches!(type_, "text[]" | "character varying[]");
            let element = |element: &str| if is_text { super::string(element) } else { element.to_owned() };
            match inner {
                Some("") => Some("[]".to_owned()),
                Some(inner) if inner.contains(['"', '{', '\\']) => None,
                Some(inner) => Some(inner.split(',').map(element).collect::<Vec<_>>().join(", "))
                    .map(|list| format!("[{list}]")),
                None => is_text.then(|| format!("[{}]", super::string(text))),
            }
        }
        (ValueKind::Number(digits), _) if is_array => Some(format!("[{digits}]")),
        (ValueKind::Path(word), "true or false") => {
            Some(word.to_lowercase()).filter(|text| text == "true" || text == "false")
        }
        (ValueKind::String(text), "true or false") => {
            Some(text.to_lowercase()).filter(|text| text == "true" || text == "false")
        }
        (ValueKind::Number("1"), "true or false") => Some("true".to_owned()),
        (ValueKind::Number("0"), "true or false") => Some("false".to_owned()),
        (ValueKind::String(text), "a whole number") => {
            text.parse::<i64>().is_ok().then(|| text.trim_start_matches('+').to_owned())
        }
        (ValueKind::Number(digits), "a string") if matches!(type_, "text") => Some(super::string(digits)),
        (ValueKind::Bool(is), "a string") if type_ == "text" => Some(format!("\"{is}\"")),
        (ValueKind::Path(word), _) if expected.starts_with("a string: ") => Some(super::string(word)),
        _ => None,
    }
}

/// Whether a map has nothing in it, which its length tells.
fn is_empty(value: &Value<'_>) -> bool {
    value.span.end - value.span.start == 2
}

pub(crate) fn default_range(value: Span, type_: &str, type_span: Span, limits: &str) -> Diagnostic {
    Diagnostic::error(
        codes::DEFAULT_RANGE,
        format!("this default does not fit `{type_}`"),
        value,
        limits.to_owned(),
    )
    .label(type_span, format!("`{type_}`"))
}

pub(crate) fn default_text(value: Span, type_: &str, type_span: Span, why: &str) -> Diagnostic {
    Diagnostic::error(
        codes::DEFAULT_TEXT,
        format!("this text is not a value of `{type_}`"),
        value,
        why.to_owned(),
    )
    .label(type_span, format!("`{type_}`"))
}

pub(crate) fn default_label(
    written: &str,
    span: Span,
    enum_: Word<'_>,
    labels: &[&str],
    is_string: bool,
) -> Diagnostic {
    let message = format!("the enum `{}` has no value `{written}`", enum_.text);
    let values = format!("its values are {}", list(labels.iter().copied(), "and"));
    if is_string && labels.contains(&written) {
        let message = format!("a value of the enum `{}` is written without quotes", enum_.text);
        return Diagnostic::error(codes::DEFAULT_LABEL, message, span, "a string")
            .help(format!("write `{written}`"))
            .replace(span, written);
    }
    // `State.draft`, as Rust writes it.
    if let Some((_, last)) = written.rsplit_once(['.', ':'])
        && labels.contains(&last)
    {
        return Diagnostic::error(codes::DEFAULT_LABEL, message, span, "not one of its values")
            .label(enum_.span, "the enum")
            .help(format!("a value stands alone: `{last}`"))
            .replace(span, last);
    }
    let diagnostic = Diagnostic::error(codes::DEFAULT_LABEL, message, span, "not one of its values")
        .label(enum_.span, "the enum");
    match suggestion(written, labels.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?\n{values}")).perhaps(span, near),
        None => diagnostic.help(values),
    }
}

pub(crate) fn default_null(span: Span, is_nullable: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::DEFAULT_NULL, "null as a default", span, "not needed");
    if is_nullable {
        diagnostic.help("a nullable column without a default is null: remove the attribute")
    } else {
        diagnostic.help("this column is never null: remove the attribute, or write `?` behind the type")
    }
}

/// What to write for a function of another database or tool.
pub(crate) fn foreign_function(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "autoincrement" | "auto_increment" | "increment" | "serial" => {
            Some("a column that numbers itself is written `bigint @identity`")
        }
        "uuid" | "cuid" | "uuid_generate_v4" | "newid" => {
            Some("PostgreSQL's own function for this is `gen_random_uuid()`")
        }
        "getdate" | "sysdate" | "sysdatetime" | "systimestamp" | "utcnow" => Some("write `now()`"),
        _ => None,
    }
}

/// A word that stands for a function without its parentheses.
pub(crate) fn bare_function(word: Word<'_>, meant: &str) -> Diagnostic {
    let message = format!("`{}` is not a value", word.text);
    Diagnostic::error(codes::DEFAULT_TYPE, message, word.span, "a function is meant?")
        .help(format!("did you mean `{meant}`?"))
        .replace(word.span, meant)
}

/// A word on a column of text that may be a function or the text itself.
pub(crate) fn function_or_text(word: Word<'_>, name: &str, type_span: Span, type_: &str) -> Diagnostic {
    let message = format!("a word cannot be the default of a column of type `{type_}`");
    Diagnostic::error(codes::DEFAULT_TYPE, message, word.span, "a text or a function?")
        .label(type_span, format!("`{type_}`"))
        .help(format!(
            "the text is @default(\"{}\"), what the function gives is @default(`{name}()::text`)",
            word.text
        ))
}

/// A word of another database or tool.
pub(crate) fn unknown_word(word: Word<'_>, help: &str) -> Diagnostic {
    let message = format!("`{}` is not a value", word.text);
    Diagnostic::error(codes::DEFAULT_TYPE, message, word.span, "not known as a default").help(help)
}

/// A word of SQL that is written like a function.
pub(crate) fn keyword_called(word: Word<'_>, keyword: &str) -> Diagnostic {
    let message = format!("`{}` with parentheses", word.text);
    Diagnostic::error(codes::UNKNOWN_FUNCTION, message, word.span, "a word of SQL, not a function")
        .help(format!("write it without parentheses: @default({keyword})"))
}

pub(crate) fn default_moment(span: Span, word: &str, written: Option<&str>) -> Diagnostic {
    let help = match written {
        Some(written) => format!("write @default({written}), which is asked anew for each row"),
        None => {
            "write it as SQL between backticks, with `now()` or `current_date`: @default(`..`)".to_owned()
        }
    };
    Diagnostic::error(
        codes::DEFAULT_MOMENT,
        format!("\"{word}\" in a string is the moment of the migration, not that of the insert"),
        span,
        "every row would get the same",
    )
    .help(help)
}

pub(crate) fn unknown_function(word: Word<'_>, names: &[&str]) -> Diagnostic {
    if let Some(help) = foreign_function(word.text) {
        let message = format!("unknown function `{}`", word.text);
        return Diagnostic::error(codes::UNKNOWN_FUNCTION, message, word.span, "not known as a default")
            .help(help);
    }
    let sql = format!("any expression can stand between backticks: @default(`{}(..)`)", word.text);
    let diagnostic = Diagnostic::error(
        codes::UNKNOWN_FUNCTION,
        format!("unknown function `{}`", word.text),
        word.span,
        "not known as a default",
    );
    match suggestion(word.text, names.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?\n{sql}")).perhaps(word.span, near),
        None => diagnostic.help(sql),
    }
}

pub(crate) fn function_takes_nothing(word: Word<'_>, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_FUNCTION,
        format!("`{}()` with arguments", word.text),
        span,
        "takes none here",
    )
    .help("any expression can stand between backticks: @default(`..`)")
}

pub(crate) fn function_type(word: Word<'_>, gives: &str, type_: &str, type_span: Span) -> Diagnostic {
    let message = format!("`{}()` gives {gives}, the column is `{type_}`", word.text);
    Diagnostic::error(codes::DEFAULT_TYPE, message, word.span, format!("gives {gives}"))
        .label(type_span, format!("`{type_}`"))
        .help("any expression can stand between backticks: @default(`..`)")
}

pub(crate) fn bare_expression(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::WRONG_VALUE,
        "not an expression of an index",
        span,
        "expected a field, or expr(`..`)",
    )
    .help("an expression is written with its name and between backticks: expr(`lower(name)`)")
}

/// `lower(email)` among the keys of an index.
pub(crate) fn bare_function_of_field(span: Span, function: &str, args: &[Arg<'_>]) -> Diagnostic {
    let fields: Option<Vec<&str>> = args
        .iter()
        .map(|arg| match (arg.name, &arg.value.kind) {
            (None, ValueKind::Path(field)) => Some(*field),
            _ => None,
        })
        .collect();
    let diagnostic = Diagnostic::error(
        codes::WRONG_VALUE,
        "an expression without `expr`",
        span,
        "not a field of the model",
    );
    match fields {
        Some(fields) => {
            let written = format!("expr(`{function}({})`)", fields.join(", "));
            diagnostic.help(format!("write {written}")).perhaps(span, written)
        }
        None => diagnostic.help("an expression stands between backticks: expr(`..`)"),
    }
}
