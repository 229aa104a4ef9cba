//! Defaults in one spelling, where PostgreSQL reads several as the same.

use pg_orm_ir::catalog::Catalog;
use pg_orm_ir::types::DataType;
use pg_orm_sql::{TokenKind, tokens};

/// The catalog with the defaults of columns in their shortest spelling: what PostgreSQL shows as `'none'::text` of a
/// column of type `text`, a schema says as `'none'`, and both are read as the same constant. Where two catalogs are
/// equal so, they are equal in a database, too; where they are not, only a server knows.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Table}};
/// let with_default = |default: &str| Catalog {
///     tables: vec![Table {
///         name: QualifiedName::new("public", "t"),
///         columns: vec![Column { name: "a".into(), default: Some(default.into()), ..Column::default() }],
///         ..Table::default()
///     }],
///     ..Catalog::default()
/// };
/// let settled = |default| pg_orm_migrate::settled(with_default(default));
/// assert_eq!(settled("'it''s'::text"), with_default("'it''s'"));
/// assert_eq!(settled("'a'::text || 'b'::text"), with_default("'a'::text || 'b'::text"));
/// ```
#[must_use]
pub fn settled(mut catalog: Catalog) -> Catalog {
    for column in catalog.tables.iter_mut().flat_map(|table| &mut table.columns) {
        if let Some(default) = &mut column.default
            && let Some(short) = shortest(default, &column.type_)
        {
            *default = short;
        }
    }
    for domain in &mut catalog.domains {
        if let Some(default) = &mut domain.default
            && let Some(short) = shortest(default, &domain.base)
        {
            *default = short;
        }
    }
    catalog
}

/// The shorter spelling, where there is one.
fn shortest(default: &str, type_: &DataType) -> Option<String> {
    if !default.contains(['\'', '"']) {
        // Words of SQL alone: `CURRENT_TIMESTAMP`.
        return Some(default.to_lowercase());
    }
    let (literal, cast) = default.rsplit_once("::")?;
    let is_literal = literal.starts_with('\'')
        && tokens(literal).is_ok_and(|list| list.iter().map(|token| token.kind).eq([TokenKind::String]));
    if !is_literal {
        return None;
    }
    // A negative or a large number, as PostgreSQL shows it.
    let value = literal.trim_matches('\'');
    let is_number = value.parse::<f64>().is_ok() && !value.contains(['e', 'E', 'n', 'N', '+', ' ']);
    let shown_as = match value.parse::<i64>() {
        Ok(small) if i32::try_from(small).is_ok() => "integer",
        Ok(_) => "bigint",
        Err(_) => "numeric",
    };
    if is_number && cast == shown_as {
        return Some(value.to_owned());
    }
    let bare = DataType { modifiers: Vec::new(), ..type_.clone() };
    (cast == bare.to_string()).then(|| literal.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pg_orm_ir::types::BuiltIn;

    #[test]
    fn what_means_the_same_is_spelled_the_same() {
        let of = |default: &str, type_: BuiltIn| shortest(default, &DataType::built_in(type_));
        assert_eq!(of("'none'::character varying", BuiltIn::VarChar).as_deref(), Some("'none'"));
        assert_eq!(of("'{}'::jsonb", BuiltIn::JsonB).as_deref(), Some("'{}'"));
        assert_eq!(of("'-1'::integer", BuiltIn::BigInt).as_deref(), Some("-1"));
        assert_eq!(of("'5000000000'::bigint", BuiltIn::BigInt).as_deref(), Some("5000000000"));
        assert_eq!(of("CURRENT_TIMESTAMP", BuiltIn::TimestampTz).as_deref(), Some("current_timestamp"));
        // Another type is another expression, and what is more than a literal stays.
        assert_eq!(of("'1'::bigint", BuiltIn::BigInt).as_deref(), Some("'1'"));
        assert_eq!(of("'1'::bigint", BuiltIn::Integer), None);
        assert_eq!(of("'x'::text", BuiltIn::VarChar), None);
        assert_eq!(of("lower('X'::text)", BuiltIn::Text), None);
        assert_eq!(of("'a'::text || 'b'::text", BuiltIn::Text), None);
    }
}
