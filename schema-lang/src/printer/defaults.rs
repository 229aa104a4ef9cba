//! Defaults in the language's own words, where the words make the same SQL again.

use pg_orm_ir::catalog::{Catalog, Enum};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};

use super::chosen::ChosenNames;
use super::text;
use crate::passes::default_words;

/// What stands in `@default(..)`.
pub(super) fn default(sql: &str, type_: &DataType, catalog: &Catalog, chosen: &ChosenNames) -> String {
    words(sql, type_, catalog, chosen).unwrap_or_else(|| text::sql(sql, 2))
}

fn words(sql: &str, type_: &DataType, catalog: &Catalog, chosen: &ChosenNames) -> Option<String> {
    if let Some(word) = default_words(sql, type_) {
        return Some(word);
    }
    if let Some(sequence) = sequence(sql, catalog) {
        return Some(sequence);
    }
    let bare = DataType { modifiers: Vec::new(), ..type_.clone() };
    if let BaseType::BuiltIn(base) = bare.base
        && !bare.is_array
    {
        if base == BuiltIn::Boolean && matches!(sql, "true" | "false") {
            return Some(sql.to_owned());
        }
        if matches!(base.category(), Category::Integer | Category::Number)
            && base != BuiltIn::Money
            && let Some(number) = number(sql)
        {
            return Some(number);
        }
    }
    let (value, cast) = string_literal(sql)?;
    if cast != Some(bare.to_string().as_str()) {
        return None;
    }
    if bare.is_array {
        return (value == "{}").then(|| "[]".to_owned());
    }
    match &bare.base {
        BaseType::Declared(name) => {
            let enum_ = catalog.enums.iter().find(|enum_| enum_.name == *name)?;
            label(enum_, &value, chosen)
        }
        // A number in quotes is another expression than a number.
        BaseType::BuiltIn(base) if matches!(base.category(), Category::Integer | Category::Number) => None,
        BaseType::BuiltIn(BuiltIn::Boolean) => None,
        // These are checked by length, which a default's cast need not hold to.
        BaseType::BuiltIn(BuiltIn::Bit | BuiltIn::VarBit | BuiltIn::InternalChar | BuiltIn::Name) => None,
        BaseType::BuiltIn(_) => Some(text::string(&value)),
    }
}

fn label(enum_: &Enum, value: &str, chosen: &ChosenNames) -> Option<String> {
    let at = enum_.labels.iter().position(|label| label == value)?;
    chosen.enum_words(&enum_.name, &enum_.labels).get(at).cloned()
}

/// `nextval('app.number'::regclass)` of a sequence of the schema.
fn sequence(sql: &str, catalog: &Catalog) -> Option<String> {
    let inner = sql.strip_prefix("nextval(")?.strip_suffix(')')?;
    let (value, cast) = string_literal(inner)?;
    let sequence = catalog.sequences.iter().find(|sequence| sequence.name.to_string() == value)?;
    let name = &sequence.name;
    (cast == Some("regclass") && text::is_word(&name.schema) && text::is_word(&name.name))
        .then(|| format!("nextval({}.{})", name.schema, name.name))
}

/// A number that SQL writes as PostgreSQL has printed it.
fn number(sql: &str) -> Option<String> {
    let is_number = |text: &str| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match text.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(text),
        }
    };
    if is_number(sql) {
        return Some(sql.to_owned());
    }
    let (value, cast) = string_literal(sql)?;
    let positive = value.strip_prefix('-').unwrap_or(&value);
    let printed_as = match value.parse::<i64>() {
        _ if !is_number(positive) => return None,
        Ok(small) if i32::try_from(small).is_ok() => "integer",
        Ok(_) => "bigint",
        Err(_) => "numeric",
    };
    let is_quoted_by_postgres = value.starts_with('-') || printed_as == "bigint";
    (is_quoted_by_postgres && cast == Some(printed_as)).then_some(value)
}

/// `'it''s'::text`: what the literal says, and the type behind it.
fn string_literal(sql: &str) -> Option<(String, Option<&str>)> {
    let rest = sql.strip_prefix('\'')?;
    let mut value = String::new();
    let mut characters = rest.char_indices();
    while let Some((at, c)) = characters.next() {
        if c != '\'' {
            value.push(c);
            continue;
        }
        match rest.get(at + 1..)? {
            after if after.starts_with('\'') => {
                value.push('\'');
                characters.next();
            }
            "" => return Some((value, None)),
            after => return Some((value, Some(after.strip_prefix("::")?))),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use pg_orm_ir::QualifiedName;

    #[test]
    fn what_postgres_prints_becomes_words() {
        let mood = Enum {
            name: QualifiedName::new("app", "mood"),
            labels: vec!["so so".into(), "good".into()],
            ..Enum::default()
        };
        let catalog = Catalog { enums: vec![mood.clone()], ..Catalog::default() };
        let of = |sql: &str, type_: DataType| default(sql, &type_, &catalog, &ChosenNames::default());
        let built_in = DataType::built_in;
        assert_eq!(of("0", built_in(BuiltIn::BigInt)), "0");
        assert_eq!(of("'-1'::integer", built_in(BuiltIn::SmallInt)), "-1");
        assert_eq!(of("'-1'::smallint", built_in(BuiltIn::SmallInt)), "`'-1'::smallint`");
        assert_eq!(of("'it''s'::text", built_in(BuiltIn::Text)), "\"it's\"");
        assert_eq!(of("'{}'::text[]", built_in(BuiltIn::Text).into_array()), "[]");
        assert_eq!(of("'so so'::app.mood", DataType::declared(mood.name)), "so_so");
        assert_eq!(of("now()", built_in(BuiltIn::TimestampTz)), "now()");
        assert_eq!(of("CURRENT_TIMESTAMP", built_in(BuiltIn::TimestampTz)), "current_timestamp");
        assert_eq!(
            of("(now() + '1 day'::interval)", built_in(BuiltIn::TimestampTz)),
            "`(now() + '1 day'::interval)`"
        );
        assert_eq!(of("true", built_in(BuiltIn::Boolean)), "true");
    }
}
