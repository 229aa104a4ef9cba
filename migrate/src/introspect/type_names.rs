//! Types from the text of `format_type`, which qualifies every type but those of `pg_catalog`.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::types::{BaseType, BuiltIn, DataType, Modifier};

/// The type that `text` means; `None` where it is no type's name.
pub(super) fn parse(text: &str) -> Option<DataType> {
    let (text, is_array) = match text.strip_suffix("[]") {
        Some(element) => (element, true),
        None => (text, false),
    };
    if let Some(rest) = text.strip_prefix("interval")
        && (rest.is_empty() || rest.starts_with([' ', '(']))
    {
        let (fields, numbers, _) = modifiers(rest)?;
        let fields = fields.trim();
        let word = (!fields.is_empty()).then(|| Modifier::Word(fields.to_owned()));
        let modifiers = word.into_iter().chain(numbers).collect();
        return Some(DataType { modifiers, is_array, ..DataType::built_in(BuiltIn::Interval) });
    }
    let (name, modifiers, tail) = modifiers(text)?;
    let base = match identifiers(name)? {
        Words::Qualified(schema, name) => BaseType::Declared(QualifiedName::new(schema, name)),
        Words::Bare => {
            let name = format!("{name}{tail}");
            // An alias is no name that is printed: what is quoted is another type.
            match BuiltIn::ALL.iter().find(|type_| type_.sql_name() == name) {
                Some(type_) => BaseType::BuiltIn(*type_),
                None if name == "bpchar" => BaseType::BuiltIn(BuiltIn::Char),
                None => BaseType::Declared(QualifiedName::new("pg_catalog", unquoted(&name))),
            }
        }
    };
    Some(DataType { base, modifiers, is_array })
}

/// The name, what stands in the parentheses behind it, and what follows these.
fn modifiers(text: &str) -> Option<(&str, Vec<Modifier>, &str)> {
    let mut is_quoted = false;
    let open = text.find(|c| {
        is_quoted ^= c == '"';
        c == '(' && !is_quoted
    });
    let Some(open) = open else { return Some((text, Vec::new(), "")) };
    let close = text.rfind(')')?;
    let list = text.get(open + 1..close)?.split(',').map(|part| {
        let part = part.trim();
        part.parse().map_or_else(|_| Modifier::Word(part.to_owned()), Modifier::Number)
    });
    Some((text.get(..open)?, list.collect(), text.get(close + 1..)?))
}

enum Words {
    Bare,
    Qualified(String, String),
}

/// The schema and the name, where a dot stands outside of quotes.
fn identifiers(text: &str) -> Option<Words> {
    let mut is_quoted = false;
    let dot = text.find(|c| {
        is_quoted ^= c == '"';
        c == '.' && !is_quoted
    });
    let Some(dot) = dot else { return Some(Words::Bare) };
    Some(Words::Qualified(unquoted(text.get(..dot)?), unquoted(text.get(dot + 1..)?)))
}

fn unquoted(identifier: &str) -> String {
    match identifier.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => identifier.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_form() {
        for (text, expected) in [
            ("integer", "integer"),
            ("numeric(12,-2)[]", "numeric(12,-2)[]"),
            ("timestamp(3) with time zone", "timestamp(3) with time zone"),
            ("interval day to second(3)", "interval day to second(3)"),
            ("interval(2)[]", "interval(2)[]"),
            ("character varying(20)", "character varying(20)"),
            ("bpchar", "bpchar"),
            ("\"char\"", "\"char\""),
            ("trigger", "pg_catalog.trigger"),
            ("\"any\"", "pg_catalog.\"any\""),
            ("public.geometry(Point,4326)", "public.geometry(Point,4326)"),
            ("app.\"a \"\"(.b\"[]", "app.\"a \"\"(.b\"[]"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), expected);
        }
    }
}
