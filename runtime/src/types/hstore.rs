//! `hstore`: texts by keys.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, write_count};
use super::pg_vector::of_extension;
use super::{BoxError, BytesMut, Unfit};
use crate::value::write_text;

/// A value of `hstore` (manual, appendix F): each key once, with a text or NULL.
///
/// ```
/// use pg_orm::types::Hstore;
/// let hstore: Hstore = [("a", Some("1")), ("b", None)].into_iter().collect();
/// assert_eq!(hstore["a"].as_deref(), Some("1"));
/// assert_eq!(hstore.to_string(), r#""a"=>"1", "b"=>NULL"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Hstore(
    /// The texts by their keys.
    pub BTreeMap<String, Option<String>>,
);

impl From<BTreeMap<String, Option<String>>> for Hstore {
    fn from(map: BTreeMap<String, Option<String>>) -> Self {
        Self(map)
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, Option<V>)> for Hstore {
    fn from_iter<I: IntoIterator<Item = (K, Option<V>)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), value.map(V::into))).collect())
    }
}

impl Deref for Hstore {
    type Target = BTreeMap<String, Option<String>>;

    fn deref(&self) -> &BTreeMap<String, Option<String>> {
        &self.0
    }
}

impl DerefMut for Hstore {
    fn deref_mut(&mut self) -> &mut BTreeMap<String, Option<String>> {
        &mut self.0
    }
}

impl Binary for Hstore {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.count("an hstore's number of pairs")?;
        let mut map = BTreeMap::new();
        for _ in 0..count {
            let key = from.part()?.ok_or(Unfit::Malformed { type_: "hstore" })?;
            let value = from.part()?.map(std::str::from_utf8).transpose()?;
            map.insert(std::str::from_utf8(key)?.to_owned(), value.map(str::to_owned));
        }
        Ok(Self(map))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_count("an hstore", self.0.len(), out)?;
        for (key, value) in &self.0 {
            write_count("a key", key.len(), out)?;
            write_text(key, out)?;
            match value {
                None => out.put_i32(-1),
                Some(value) => {
                    write_count("a value", value.len(), out)?;
                    write_text(value, out)?;
                }
            }
        }
        Ok(())
    }
}

of_extension!(Hstore: "hstore");

/// As PostgreSQL prints it, the shortest keys first.
impl fmt::Display for Hstore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let mut pairs: Vec<(&String, &Option<String>)> = self.0.iter().collect();
        pairs.sort_by_key(|(key, _)| key.len());
        for (i, (key, value)) in pairs.into_iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            let value = value.as_deref().map_or_else(|| "NULL".to_owned(), quoted);
            write!(f, "{comma}{}=>{value}", quoted(key))?;
        }
        Ok(())
    }
}
