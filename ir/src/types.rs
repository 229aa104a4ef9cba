//! Data types: PostgreSQL's own, in one table, and those that a schema declares.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::QualifiedName;

/// The type of a column, of a parameter or of a session's setting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DataType {
    /// The type, or an array's element type.
    pub base: BaseType,
    /// What stands in parentheses: `varchar(20)`, `numeric(12, 2)`, `geometry(Point, 4326)`; and the fields of an
    /// interval, `interval day to second(3)`. Empty where nothing does.
    pub modifiers: Vec<Modifier>,
    /// Whether it is an array. PostgreSQL does not keep the number of dimensions.
    pub is_array: bool,
}

/// What is known of an array beyond what PostgreSQL keeps of its type: which Rust type holds its values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ArrayShape {
    /// `text?[]`: elements may be null.
    pub has_nulls: bool,
    /// `text[][]`: there may be several dimensions, and lower bounds other than one.
    pub has_dimensions: bool,
}

/// What narrows a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Modifier {
    /// A number: a length, a precision, a scale.
    Number(i32),
    /// A word: a kind of geometry, the fields of an interval.
    Word(String),
}

impl Modifier {
    /// The number, where it is one.
    #[must_use]
    pub const fn number(&self) -> Option<i32> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Word(_) => None,
        }
    }
}

impl From<i32> for Modifier {
    fn from(number: i32) -> Self {
        Self::Number(number)
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

/// A type without its modifiers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BaseType {
    /// One that every PostgreSQL has.
    BuiltIn(BuiltIn),
    /// One that a schema declares.
    Declared(QualifiedName),
}

impl DataType {
    /// A built-in type without modifiers.
    #[must_use]
    pub const fn built_in(base: BuiltIn) -> Self {
        Self { base: BaseType::BuiltIn(base), modifiers: Vec::new(), is_array: false }
    }

    /// A type that a schema declares.
    #[must_use]
    pub const fn declared(name: QualifiedName) -> Self {
        Self { base: BaseType::Declared(name), modifiers: Vec::new(), is_array: false }
    }

    /// This type's array.
    #[must_use]
    pub fn into_array(self) -> Self {
        Self { is_array: true, ..self }
    }

    /// The same without `is_array`.
    #[must_use]
    pub fn element(&self) -> Self {
        Self { is_array: false, ..self.clone() }
    }
}

/// `text`, which PostgreSQL takes a value to be of that nothing is said of.
impl Default for DataType {
    fn default() -> Self {
        Self::built_in(BuiltIn::Text)
    }
}

/// As SQL writes it: `numeric(12,2)`, `timestamp(3) with time zone`, `app.post_state[]`.
impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = match &self.base {
            // Without a length `character` is one character; `bpchar` is any number of them.
            BaseType::BuiltIn(BuiltIn::Char) if self.modifiers.is_empty() => ("bpchar", ""),
            BaseType::BuiltIn(BuiltIn::Interval) => {
                f.write_str("interval")?;
                return self.fmt_interval(f);
            }
            // `time` and `timestamp` take their precision in the middle.
            BaseType::BuiltIn(base) => match base.sql_name().split_once(' ') {
                Some((head, tail)) if !self.modifiers.is_empty() && tail.ends_with("time zone") => {
                    (head, tail)
                }
                _ => (base.sql_name(), ""),
            },
            BaseType::Declared(name) => {
                write!(f, "{name}")?;
                ("", "")
            }
        };
        f.write_str(head)?;
        if !self.modifiers.is_empty() {
            let list: Vec<String> = self.modifiers.iter().map(ToString::to_string).collect();
            write!(f, "({})", list.join(","))?;
        }
        if !tail.is_empty() {
            write!(f, " {tail}")?;
        }
        if self.is_array {
            f.write_str("[]")?;
        }
        Ok(())
    }
}

impl DataType {
    /// What follows `interval`: ` day to second(3)[]`.
    fn fmt_interval(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in &self.modifiers {
            match modifier {
                Modifier::Word(fields) => write!(f, " {fields}")?,
                Modifier::Number(precision) => write!(f, "({precision})")?,
            }
        }
        if self.is_array { f.write_str("[]") } else { Ok(()) }
    }
}

macro_rules! built_in_types {
    ($($variant:ident, $sql:literal, $internal:literal, [$($alias:literal),*], $modifiers:literal, $category:ident;)*) => {
        /// A type that every PostgreSQL has (manual, chapter 8).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum BuiltIn {
            $(#[doc = concat!("`", $sql, "`")] $variant,)*
        }

        impl BuiltIn {
            /// Every one, in the manual's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that `format_type` prints.
            #[must_use]
            pub const fn sql_name(self) -> &'static str {
                match self { $(Self::$variant => $sql,)* }
            }

            /// The name in `pg_type.typname`.
            #[must_use]
            pub const fn internal_name(self) -> &'static str {
                match self { $(Self::$variant => $internal,)* }
            }

            /// The other names that PostgreSQL takes for it; the first one is the shortest usual spelling
            /// where it differs from [`sql_name`](Self::sql_name).
            #[must_use]
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($alias),*],)* }
            }

            /// How many modifiers it takes at the most: `numeric(p, s)` takes two.
            #[must_use]
            pub const fn max_modifiers(self) -> usize {
                match self { $(Self::$variant => $modifiers,)* }
            }

            /// The kind of values it holds.
            #[must_use]
            pub const fn category(self) -> Category {
                match self { $(Self::$variant => Category::$category,)* }
            }
        }
    };
}

/// What sort of values a type holds; says which literals may be its default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// `true`, `false`.
    Boolean,
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Number,
    /// Text.
    Text,
    /// Dates, times, spans.
    Time,
    /// JSON.
    Json,
    /// Addresses.
    Network,
    /// Points, lines, areas.
    Geometry,
    /// Ranges and multiranges.
    Range,
    /// Anything else: written as a string.
    Other,
}

built_in_types! {
    SmallInt, "smallint", "int2", ["int2"], 0, Integer;
    Integer, "integer", "int4", ["int", "int4"], 0, Integer;
    BigInt, "bigint", "int8", ["int8"], 0, Integer;
    Numeric, "numeric", "numeric", ["decimal", "dec"], 2, Number;
    Real, "real", "float4", ["float4"], 0, Number;
    DoublePrecision, "double precision", "float8", ["float8", "float"], 0, Number;
    Money, "money", "money", [], 0, Number;
    VarChar, "character varying", "varchar", ["varchar", "char varying"], 1, Text;
    Char, "character", "bpchar", ["char", "bpchar"], 1, Text;
    Text, "text", "text", [], 0, Text;
    Name, "name", "name", [], 0, Text;
    InternalChar, "\"char\"", "char", [], 0, Text;
    Bytea, "bytea", "bytea", [], 0, Other;
    Timestamp, "timestamp without time zone", "timestamp", ["timestamp"], 1, Time;
    TimestampTz, "timestamp with time zone", "timestamptz", ["timestamptz"], 1, Time;
    Date, "date", "date", [], 0, Time;
    Time, "time without time zone", "time", ["time"], 1, Time;
    TimeTz, "time with time zone", "timetz", ["timetz"], 1, Time;
    Interval, "interval", "interval", [], 1, Time;
    Boolean, "boolean", "bool", ["bool"], 0, Boolean;
    Point, "point", "point", [], 0, Geometry;
    Line, "line", "line", [], 0, Geometry;
    LSeg, "lseg", "lseg", [], 0, Geometry;
    Box, "box", "box", [], 0, Geometry;
    Path, "path", "path", [], 0, Geometry;
    Polygon, "polygon", "polygon", [], 0, Geometry;
    Circle, "circle", "circle", [], 0, Geometry;
    Cidr, "cidr", "cidr", [], 0, Network;
    Inet, "inet", "inet", [], 0, Network;
    MacAddr, "macaddr", "macaddr", [], 0, Network;
    MacAddr8, "macaddr8", "macaddr8", [], 0, Network;
    Bit, "bit", "bit", [], 1, Other;
    VarBit, "bit varying", "varbit", ["varbit"], 1, Other;
    TsVector, "tsvector", "tsvector", [], 0, Other;
    TsQuery, "tsquery", "tsquery", [], 0, Other;
    Uuid, "uuid", "uuid", [], 0, Other;
    Xml, "xml", "xml", [], 0, Other;
    Json, "json", "json", [], 0, Json;
    JsonB, "jsonb", "jsonb", [], 0, Json;
    JsonPath, "jsonpath", "jsonpath", [], 0, Other;
    Int4Range, "int4range", "int4range", [], 0, Range;
    Int8Range, "int8range", "int8range", [], 0, Range;
    NumRange, "numrange", "numrange", [], 0, Range;
    TsRange, "tsrange", "tsrange", [], 0, Range;
    TsTzRange, "tstzrange", "tstzrange", [], 0, Range;
    DateRange, "daterange", "daterange", [], 0, Range;
    Int4MultiRange, "int4multirange", "int4multirange", [], 0, Range;
    Int8MultiRange, "int8multirange", "int8multirange", [], 0, Range;
    NumMultiRange, "nummultirange", "nummultirange", [], 0, Range;
    TsMultiRange, "tsmultirange", "tsmultirange", [], 0, Range;
    TsTzMultiRange, "tstzmultirange", "tstzmultirange", [], 0, Range;
    DateMultiRange, "datemultirange", "datemultirange", [], 0, Range;
    Oid, "oid", "oid", [], 0, Other;
    RegClass, "regclass", "regclass", [], 0, Other;
    RegCollation, "regcollation", "regcollation", [], 0, Other;
    RegConfig, "regconfig", "regconfig", [], 0, Other;
    RegDictionary, "regdictionary", "regdictionary", [], 0, Other;
    RegNamespace, "regnamespace", "regnamespace", [], 0, Other;
    RegOper, "regoper", "regoper", [], 0, Other;
    RegOperator, "regoperator", "regoperator", [], 0, Other;
    RegProc, "regproc", "regproc", [], 0, Other;
    RegProcedure, "regprocedure", "regprocedure", [], 0, Other;
    RegRole, "regrole", "regrole", [], 0, Other;
    RegType, "regtype", "regtype", [], 0, Other;
    PgLsn, "pg_lsn", "pg_lsn", [], 0, Other;
    PgSnapshot, "pg_snapshot", "pg_snapshot", [], 0, Other;
    TxidSnapshot, "txid_snapshot", "txid_snapshot", [], 0, Other;
    Xid, "xid", "xid", [], 0, Other;
    Xid8, "xid8", "xid8", [], 0, Other;
    Cid, "cid", "cid", [], 0, Other;
    Tid, "tid", "tid", [], 0, Other;
    RefCursor, "refcursor", "refcursor", [], 0, Other;
    Int2Vector, "int2vector", "int2vector", [], 0, Other;
    OidVector, "oidvector", "oidvector", [], 0, Other;
}

impl BuiltIn {
    /// The type that PostgreSQL reads `name` as: any of its names, in any case, with any white space.
    /// Modifiers are not part of a name.
    ///
    /// ```
    /// use pg_orm_ir::types::BuiltIn;
    /// assert_eq!(BuiltIn::from_name("Double  Precision"), Some(BuiltIn::DoublePrecision));
    /// assert_eq!(BuiltIn::from_name("int4"), Some(BuiltIn::Integer));
    /// assert_eq!(BuiltIn::from_name("integr"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        Self::ALL.iter().copied().find(|type_| {
            type_.sql_name() == name
                || type_.aliases().contains(&name.as_str())
                // `"char"` and `char` are two types: the internal name of the first is the alias of the second.
                || type_.internal_name() == name && *type_ != Self::InternalChar
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_type() {
        for &type_ in BuiltIn::ALL {
            for name in [type_.sql_name()].iter().chain(type_.aliases()) {
                assert_eq!(BuiltIn::from_name(name), Some(type_), "{name}");
            }
        }
        assert_eq!(BuiltIn::from_name("char"), Some(BuiltIn::Char));
        assert_eq!(BuiltIn::from_name("\"char\""), Some(BuiltIn::InternalChar));
    }

    #[test]
    fn displays_as_format_type_does() {
        let with = |base, modifiers: &[i32]| DataType {
            modifiers: modifiers.iter().copied().map(Modifier::from).collect(),
            ..DataType::built_in(base)
        };
        assert_eq!(with(BuiltIn::Numeric, &[12, 2]).to_string(), "numeric(12,2)");
        let fields = DataType {
            modifiers: vec![Modifier::Word("day to second".into()), Modifier::Number(3)],
            ..DataType::built_in(BuiltIn::Interval)
        };
        assert_eq!(fields.into_array().to_string(), "interval day to second(3)[]");
        assert_eq!(with(BuiltIn::TimestampTz, &[3]).to_string(), "timestamp(3) with time zone");
        assert_eq!(with(BuiltIn::TimestampTz, &[]).to_string(), "timestamp with time zone");
        assert_eq!(with(BuiltIn::Char, &[3]).to_string(), "character(3)");
        assert_eq!(with(BuiltIn::Char, &[]).to_string(), "bpchar");
        assert_eq!(with(BuiltIn::VarBit, &[3]).into_array().to_string(), "bit varying(3)[]");
        assert_eq!(
            DataType::declared(QualifiedName::new("app", "State")).into_array().to_string(),
            "app.\"State\"[]"
        );
    }
}
