//! Which type in Rust the columns of a type of PostgreSQL have: the section `[types]` of pgorm.toml.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use pg_orm_ir::types::BuiltIn;
use proc_macro2::TokenStream;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};

/// The types in Rust that a schema's columns have, for those types of PostgreSQL that several can hold.
///
/// Each key is a type of PostgreSQL, each value the crate whose type holds it: `pg_orm` for ours, which hold every value, or
/// `std`. Ranges and multiranges hold what the type that they are made of is held by.
///
/// ```
/// use pg_orm_build::Config;
/// let config = Config::from_text("[types]\ntimestamptz = \"jiff\"\nnumeric = \"pg_orm\"")?;
/// let wrong = Config::from_text("[types]\ntimestamtz = \"jiff\"").unwrap_err().to_string();
/// assert!(wrong.contains("did you mean `timestamptz`?"), "{wrong}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Types {
    /// Those that are not the default.
    chosen: BTreeMap<&'static str, &'static Choice>,
}

/// A type in Rust that can hold a type of PostgreSQL.
#[derive(Debug, PartialEq, Eq)]
struct Choice {
    /// What stands in pgorm.toml.
    name: &'static str,
    /// The type.
    path: &'static str,
}

const fn choice(name: &'static str, path: &'static str) -> Choice {
    Choice { name, path }
}

macro_rules! choices {
    ($($type_:ident: $($name:literal $path:literal),+;)*) => {
        /// Each type with its choices, the default first.
        static CHOICES: &[(&str, &[Choice])] =
            &[$((BuiltIn::$type_.internal_name(), &[$(choice($name, $path)),+])),*];
    };
}

choices! {
    Numeric: "rust_decimal" "pg_orm::types::rust_decimal::Decimal",
        "bigdecimal" "pg_orm::types::bigdecimal::BigDecimal",
        "pg_orm" "pg_orm::types::Numeric";
    Date: "chrono" "pg_orm::types::chrono::NaiveDate",
        "time" "pg_orm::types::time::Date",
        "jiff" "pg_orm::types::jiff::civil::Date",
        "pg_orm" "pg_orm::types::Date";
    Time: "chrono" "pg_orm::types::chrono::NaiveTime",
        "time" "pg_orm::types::time::Time",
        "jiff" "pg_orm::types::jiff::civil::Time",
        "pg_orm" "pg_orm::types::Time";
    Timestamp: "chrono" "pg_orm::types::chrono::NaiveDateTime",
        "time" "pg_orm::types::time::PrimitiveDateTime",
        "jiff" "pg_orm::types::jiff::civil::DateTime",
        "pg_orm" "pg_orm::types::Timestamp";
    TimestampTz: "chrono" "pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>",
        "time" "pg_orm::types::time::OffsetDateTime",
        "jiff" "pg_orm::types::jiff::Timestamp",
        "std" "std::time::SystemTime",
        "pg_orm" "pg_orm::types::TimestampTz";
    Interval: "pg_orm" "pg_orm::types::Interval",
        "jiff" "pg_orm::types::jiff::SpanFieldwise";
    Uuid: "uuid" "pg_orm::types::uuid::Uuid",
        "pg_orm" "pg_orm::types::Uuid";
    Json: "serde_json" "pg_orm::types::serde_json::Value",
        "pg_orm" "pg_orm::types::Json";
    JsonB: "serde_json" "pg_orm::types::serde_json::Value",
        "pg_orm" "pg_orm::types::Jsonb";
    Inet: "pg_orm" "pg_orm::types::Inet",
        "std" "std::net::IpAddr",
        "ipnet" "pg_orm::types::ipnet::IpNet",
        "cidr" "pg_orm::types::cidr::IpInet";
    Cidr: "pg_orm" "pg_orm::types::Cidr",
        "ipnet" "pg_orm::types::ipnet::IpNet",
        "cidr" "pg_orm::types::cidr::IpCidr";
    MacAddr: "pg_orm" "pg_orm::types::MacAddr",
        "eui48" "pg_orm::types::eui48::MacAddress";
    Bit: "pg_orm" "pg_orm::types::BitString",
        "bit-vec" "pg_orm::types::bit_vec::BitVec";
    VarBit: "pg_orm" "pg_orm::types::BitString",
        "bit-vec" "pg_orm::types::bit_vec::BitVec";
    Point: "pg_orm" "pg_orm::types::Point",
        "geo-types" "pg_orm::types::geo_types::Point<f64>";
    LSeg: "pg_orm" "pg_orm::types::Lseg",
        "geo-types" "pg_orm::types::geo_types::Line<f64>";
    Box: "pg_orm" "pg_orm::types::Box_",
        "geo-types" "pg_orm::types::geo_types::Rect<f64>";
    Path: "pg_orm" "pg_orm::types::Path",
        "geo-types" "pg_orm::types::geo_types::LineString<f64>";
    Polygon: "pg_orm" "pg_orm::types::Polygon",
        "geo-types" "pg_orm::types::geo_types::Polygon<f64>";
}

/// Those of extensions' types.
static OF_EXTENSIONS: &[(&str, &[Choice])] = &[
    (
        "vector",
        &[choice("pg_orm", "pg_orm::types::Vector"), choice("pgvector", "pg_orm::types::pgvector::Vector")],
    ),
    (
        "halfvec",
        &[
            choice("pg_orm", "pg_orm::types::HalfVector"),
            choice("pgvector", "pg_orm::types::pgvector::HalfVector"),
        ],
    ),
    (
        "sparsevec",
        &[
            choice("pg_orm", "pg_orm::types::SparseVector"),
            choice("pgvector", "pg_orm::types::pgvector::SparseVector"),
        ],
    ),
];

fn all() -> impl Iterator<Item = &'static (&'static str, &'static [Choice])> {
    CHOICES.iter().chain(OF_EXTENSIONS)
}

fn choices_of(type_: &str) -> &'static [Choice] {
    all().find(|(it, _)| *it == type_).map_or(&[], |(_, choices)| choices)
}

impl Types {
    /// The features of `pg-orm` that the types need, beside its default ones; sorted, each once.
    #[must_use]
    pub fn features(&self) -> Vec<&'static str> {
        let names = self.chosen.values().map(|choice| choice.name);
        let others = names.filter(|name| {
            !matches!(*name, "pg_orm" | "std" | "chrono" | "uuid" | "serde_json" | "rust_decimal")
        });
        others.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The type in Rust; `None` where there is nothing to choose.
    pub(crate) fn path(&self, type_: BuiltIn) -> Option<TokenStream> {
        self.path_of(type_.internal_name())
    }

    /// The type in Rust of an extension's type; `None` where none of these holds it.
    pub(crate) fn path_of_extension(&self, name: &str) -> Option<TokenStream> {
        OF_EXTENSIONS.iter().find(|(known, _)| *known == name).and_then(|(known, _)| self.path_of(known))
    }

    fn path_of(&self, type_: &str) -> Option<TokenStream> {
        let choice = self.chosen.get(type_).copied().or_else(|| choices_of(type_).first())?;
        // Each of them is a path.
        choice.path.parse().ok()
    }
}

/// What stands in the section's stead of a type that is none of its keys.
#[derive(Debug, thiserror::Error)]
enum Mistake {
    #[error("`{key}` is no type whose type in Rust can be chosen\nhelp: {}", .help.as_deref().unwrap_or("see the book's table of types"))]
    Unknown { key: String, help: Option<String> },
    #[error("there is nothing to choose for `{key}`: one type in Rust holds every value")]
    Single { key: String },
    #[error("`{key}` holds what its elements are held by: choose for `{element}`")]
    Range { key: String, element: &'static str },
    #[error("`{key}` is chosen twice")]
    Twice { key: String },
    #[error("`{value}` does not hold `{key}`\nhelp: {help}")]
    Value { key: &'static str, value: String, help: String },
}

/// What a range type is a range of.
pub(crate) const fn element_of(range: BuiltIn) -> Option<BuiltIn> {
    match range {
        BuiltIn::Int4Range | BuiltIn::Int4MultiRange => Some(BuiltIn::Integer),
        BuiltIn::Int8Range | BuiltIn::Int8MultiRange => Some(BuiltIn::BigInt),
        BuiltIn::NumRange | BuiltIn::NumMultiRange => Some(BuiltIn::Numeric),
        BuiltIn::TsRange | BuiltIn::TsMultiRange => Some(BuiltIn::Timestamp),
        BuiltIn::TsTzRange | BuiltIn::TsTzMultiRange => Some(BuiltIn::TimestampTz),
        BuiltIn::DateRange | BuiltIn::DateMultiRange => Some(BuiltIn::Date),
        _ => None,
    }
}

fn did_you_mean(written: &str, names: impl Iterator<Item = &'static str>) -> Option<String> {
    pg_orm_schema::suggestion(written, names).map(|near| format!("did you mean `{near}`?"))
}

fn key(key: String) -> Result<&'static str, Mistake> {
    let Some(type_) = BuiltIn::from_name(&key) else {
        if let Some((known, _)) = OF_EXTENSIONS.iter().find(|(known, _)| *known == key) {
            return Ok(known);
        }
        let names = all().map(|(type_, _)| *type_);
        return Err(Mistake::Unknown { help: did_you_mean(&key, names), key });
    };
    if !choices_of(type_.internal_name()).is_empty() {
        return Ok(type_.internal_name());
    }
    Err(match element_of(type_) {
        Some(element) if !choices_of(element.internal_name()).is_empty() => {
            Mistake::Range { key, element: element.internal_name() }
        }
        _ => Mistake::Single { key },
    })
}

fn value(type_: &'static str, value: &str) -> Result<&'static Choice, Mistake> {
    let choices = choices_of(type_);
    let plain = |name: &str| name.replace('_', "-");
    choices.iter().find(|choice| plain(choice.name) == plain(value)).ok_or_else(|| {
        let names = choices.iter().map(|choice| choice.name);
        let list: Vec<String> = names.clone().map(|name| format!("`{name}`")).collect();
        let list = format!("choose one of {}", list.join(", "));
        let help = match did_you_mean(value, names) {
            Some(near) => format!("{near} ({list})"),
            None => list,
        };
        Mistake::Value { key: type_, value: value.to_owned(), help }
    })
}

impl<'de> de::Deserialize<'de> for Types {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Section)
    }
}

struct Section;

impl<'de> Visitor<'de> for Section {
    type Value = Types;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of types and crates: `timestamptz = \"jiff\"`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Types, A::Error> {
        let mut types = Types::default();
        while let Some(type_) = map.next_key_seed(Key)? {
            let choice = map.next_value_seed(Chosen(type_))?;
            if types.chosen.insert(type_, choice).is_some() {
                return Err(de::Error::custom(Mistake::Twice { key: type_.to_owned() }));
            }
        }
        // The default, said or not, is the same.
        types.chosen.retain(|type_, choice| choices_of(type_).first() != Some(*choice));
        Ok(types)
    }
}

/// A key, so that a mistake is told where it stands.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'static str, D::Error> {
        let text: String = de::Deserialize::deserialize(deserializer)?;
        key(text).map_err(de::Error::custom)
    }
}

/// The value for a type.
struct Chosen(&'static str);

impl<'de> DeserializeSeed<'de> for Chosen {
    type Value = &'static Choice;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'static Choice, D::Error> {
        let text: String = de::Deserialize::deserialize(deserializer)?;
        value(self.0, &text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    #[test]
    fn mistakes_say_what_to_write() {
        for (text, told) in [
            ("timestamtz = \"jiff\"", "did you mean `timestamptz`?"),
            ("timestamptz = \"jif\"", "did you mean `jiff`? (choose one of `chrono`"),
            ("date = \"uuid\"", "choose one of `chrono`, `time`, `jiff`, `pg_orm`"),
            ("text = \"std\"", "nothing to choose for `text`"),
            ("tstzrange = \"jiff\"", "choose for `timestamptz`"),
            ("decimal = \"pg_orm\"\nnumeric = \"pg_orm\"", "`numeric` is chosen twice"),
            ("date = 1", "expected a string"),
        ] {
            let error = Config::from_text(&format!("[types]\n{text}")).unwrap_err().to_string();
            assert!(error.contains(told) && error.contains("--> pgorm.toml:"), "{text}: {error}");
        }
    }

    #[test]
    fn crates_that_are_no_default_are_features() {
        let text = "[types]\ndate = \"time\"\ntimestamp = \"time\"\ntimestamptz = \"std\"\nbit = \"bit_vec\"\nuuid = \"pg_orm\"";
        assert_eq!(Config::from_text(text).unwrap().types.features(), ["bit-vec", "time"]);
    }

    #[test]
    fn every_choice_is_a_type_and_every_spelling_finds_it() {
        for (type_, choices) in all() {
            for choice in *choices {
                syn::parse_str::<syn::Type>(choice.path).unwrap();
                let text = format!("[types]\n\"{type_}\" = \"{}\"", choice.name.replace('-', "_"));
                let types = Config::from_text(&text).unwrap().types;
                assert_eq!(types.path_of(type_).unwrap().to_string().replace(' ', ""), choice.path);
            }
        }
        assert_eq!(Config::from_text("[types]\ndate = \"chrono\"").unwrap().types, Types::default());
    }
}
