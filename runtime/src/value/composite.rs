//! Composites as structs: the binary form of a row type, field by field (`record_send`, `record_recv`).

use std::fmt;

use tokio_postgres::types::Field;

use crate::types::{BoxError, Bytes, BytesMut, Kind, Type, Unfit};
use crate::value::{NulInText, Value, base_type, write_part};

/// What a composite and its attributes are called in the database, in the order of the struct's fields.
#[derive(Debug)]
pub struct Layout {
    /// The type's name (`pg_type.typname`).
    pub type_: &'static str,
    /// The attributes, one a field.
    pub attributes: &'static [&'static str],
}

/// A composite that is not what the struct was generated for, or no longer what this connection learnt of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Changed {
    #[error("`{type_}` has no attribute `{attribute}` in the database: {MEND}")]
    Missing { type_: String, attribute: &'static str },
    #[error(
        "`{type_}` has an attribute `{attribute}` in the database that this program does not know, and would set to NULL: {MEND}"
    )]
    Unknown { type_: String, attribute: String },
    #[error("the attribute `{attribute}` of `{type_}` is of type `{found}` in the database: {MEND}")]
    Type { type_: String, attribute: &'static str, found: String },
    #[error("`{type_}` has changed in the database since this connection learnt of it")]
    Stale { type_: String },
}

const MEND: &str = "migrate the database, or build the program from the schema that the database has";

/// What is wrong with one field of a composite.
#[derive(Debug)]
struct InField {
    attribute: &'static str,
    source: BoxError,
}

impl fmt::Display for InField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attribute, source } = self;
        if source.downcast_ref::<Unfit>() == Some(&Unfit::Null) {
            return write!(
                f,
                "its attribute `{attribute}` is NULL, which any attribute may be in the database: write `?` behind its type in the schema"
            );
        }
        write!(f, "its attribute `{attribute}`: {source}")
    }
}

impl std::error::Error for InField {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// What others look for in an error stays at its top: a text with NUL in it, a type that has changed.
#[cold]
fn in_field(attribute: &'static str, source: BoxError) -> BoxError {
    match source.downcast::<NulInText>() {
        Ok(mut nul) => {
            nul.attributes.push(attribute);
            nul
        }
        Err(source) if source.is::<Changed>() => source,
        Err(source) => Box::new(InField { attribute, source }),
    }
}

impl Layout {
    /// Whether a type is the composite, whatever its attributes.
    pub fn is_of(&self, type_: &Type) -> bool {
        let base = base_type(type_);
        matches!(base.kind(), Kind::Composite(_)) && base.name() == self.type_
    }

    /// Begins to read a value.
    ///
    /// # Errors
    /// Where it has not as many attributes as the type is known to have.
    pub fn read<'r>(&'static self, type_: &'r Type, raw: &'r [u8]) -> Result<ReadComposite<'r>, BoxError> {
        let attributes = attributes(type_)?;
        let mut left = Bytes::of(raw);
        if left.count("a composite's number of attributes")? != attributes.len() {
            return Err(self.stale());
        }
        let behind_count = left.rest();
        Ok(ReadComposite {
            layout: self,
            attributes,
            whole: behind_count,
            left: Bytes::of(behind_count),
            at: 0,
            next: 0,
        })
    }

    /// Begins to write a value.
    ///
    /// # Errors
    /// Where the type has an attribute that no field stands for: it would be set to NULL.
    pub fn write<'o>(
        &'static self,
        type_: &'o Type,
        out: &'o mut BytesMut,
    ) -> Result<WriteComposite<'o>, BoxError> {
        let attributes = attributes(type_)?;
        if let Some(unknown) = attributes.iter().find(|field| !self.attributes.contains(&field.name())) {
            let attribute = unknown.name().to_owned();
            return Err(Changed::Unknown { type_: self.type_.to_owned(), attribute }.into());
        }
        out.extend_from_slice(&i32::try_from(attributes.len()).map_err(|_| Unfit::TooLong)?.to_be_bytes());
        let names = attributes.iter().map(Field::name);
        let parts = if names.eq(self.attributes.iter().copied()) {
            None
        } else {
            Some(vec![BytesMut::new(); attributes.len()])
        };
        Ok(WriteComposite { layout: self, attributes, out, parts, next: 0 })
    }

    /// The next field's name, and where its attribute stands in the type: mostly where the field stands.
    fn find(&self, attributes: &[Field], next: usize) -> Result<(&'static str, usize), BoxError> {
        let name = self.attributes.get(next).copied().unwrap_or_default();
        if attributes.get(next).is_some_and(|field| field.name() == name) {
            return Ok((name, next));
        }
        match attributes.iter().position(|field| field.name() == name) {
            Some(place) => Ok((name, place)),
            None => Err(Changed::Missing { type_: self.type_.to_owned(), attribute: name }.into()),
        }
    }

    #[cold]
    fn stale(&self) -> BoxError {
        Changed::Stale { type_: self.type_.to_owned() }.into()
    }

    #[cold]
    fn wrong(&self, attribute: &'static str, type_: &Type) -> BoxError {
        Changed::Type { type_: self.type_.to_owned(), attribute, found: type_.name().to_owned() }.into()
    }
}

fn attributes(type_: &Type) -> Result<&[Field], BoxError> {
    match base_type(type_).kind() {
        Kind::Composite(fields) => Ok(fields),
        _ => Err(Unfit::NotAComposite.into()),
    }
}

/// A composite's value, read field by field.
#[derive(Debug)]
pub struct ReadComposite<'r> {
    layout: &'static Layout,
    attributes: &'r [Field],
    /// All attributes.
    whole: &'r [u8],
    /// Those from `at` on.
    left: Bytes<'r>,
    at: usize,
    /// The struct's next field.
    next: usize,
}

impl ReadComposite<'_> {
    /// The next field's value. Where the type's attributes stand in another order, they are found by name.
    ///
    /// # Errors
    /// Where there is no such attribute, or its value is not what `T` holds; the error names it.
    #[expect(clippy::should_implement_trait, reason = "reads a value of a type of the caller's choice")]
    pub fn next<T: Value>(&mut self) -> Result<T, BoxError> {
        let (name, place) = self.layout.find(self.attributes, self.next)?;
        self.next += 1;
        let Some(type_) = self.attributes.get(place).map(Field::type_) else {
            return Err(self.layout.stale());
        };
        let part = self.part(place, type_)?;
        if !T::accepts(type_) {
            return Err(self.layout.wrong(name, type_));
        }
        T::read_nullable(type_, part).map_err(|source| in_field(name, source))
    }

    /// The bytes of the attribute at `place`.
    fn part(&mut self, place: usize, type_: &Type) -> Result<Option<&[u8]>, BoxError> {
        if place < self.at {
            (self.left, self.at) = (Bytes::of(self.whole), 0);
        }
        loop {
            let oid = self.left.u32()?;
            let part = self.left.part()?;
            self.at += 1;
            if self.at > place {
                return if oid == type_.oid() { Ok(part) } else { Err(self.layout.stale()) };
            }
        }
    }
}

/// A composite's value, written field by field.
#[derive(Debug)]
pub struct WriteComposite<'o> {
    layout: &'static Layout,
    attributes: &'o [Field],
    out: &'o mut BytesMut,
    /// Each attribute's bytes, where the type has them in another order than the struct.
    parts: Option<Vec<BytesMut>>,
    /// The struct's next field.
    next: usize,
}

impl WriteComposite<'_> {
    /// Writes the next field's value.
    ///
    /// # Errors
    /// Where there is no such attribute, or its type has no such value; the error names it.
    pub fn next<T: Value>(mut self, value: &T) -> Result<Self, BoxError> {
        let (name, place) = self.layout.find(self.attributes, self.next)?;
        self.next += 1;
        let Some(type_) = self.attributes.get(place).map(Field::type_) else {
            return Err(self.layout.stale());
        };
        if !T::accepts(type_) {
            return Err(self.layout.wrong(name, type_));
        }
        let out = match self.parts.as_mut().and_then(|parts| parts.get_mut(place)) {
            Some(part) => part,
            None => &mut *self.out,
        };
        out.extend_from_slice(&type_.oid().to_be_bytes());
        write_part(value, type_, out).map_err(|source| in_field(name, source))?;
        Ok(self)
    }

    /// Ends the value.
    ///
    /// # Errors
    /// None; the signature is the caller's.
    pub fn end(self) -> Result<(), BoxError> {
        for part in self.parts.iter().flatten() {
            self.out.extend_from_slice(part);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static LAYOUT: Layout = Layout { type_: "pair", attributes: &["x", "y"] };

    #[derive(Debug, PartialEq)]
    struct Pair {
        x: Option<i32>,
        y: String,
    }

    impl Value for Pair {
        fn accepts(type_: &Type) -> bool {
            LAYOUT.is_of(type_)
        }

        fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
            let mut parts = LAYOUT.read(type_, raw)?;
            Ok(Self { x: parts.next()?, y: parts.next()? })
        }

        fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
            LAYOUT.write(type_, out)?.next(&self.x)?.next(&self.y)?.end()
        }
    }

    fn pair_of(attributes: &[(&str, Type)]) -> Type {
        let fields = attributes.iter().map(|(name, type_)| Field::new((*name).to_owned(), type_.clone()));
        Type::new("pair".into(), 70_000, Kind::Composite(fields.collect()), "public".into())
    }

    fn written(value: &Pair, type_: &Type) -> Result<BytesMut, String> {
        let mut out = BytesMut::new();
        value.write(type_, &mut out).map(|()| out).map_err(|error| error.to_string())
    }

    #[test]
    fn attributes_are_found_by_name() {
        let value = Pair { x: Some(7), y: "seven".into() };
        let straight = pair_of(&[("x", Type::INT4), ("y", Type::TEXT)]);
        let turned = pair_of(&[("y", Type::TEXT), ("x", Type::INT4)]);
        let (one, other) = (written(&value, &straight).unwrap(), written(&value, &turned).unwrap());
        assert_eq!(one.len(), other.len());
        assert_ne!(one, other);
        for (type_, bytes) in [(&straight, &one), (&turned, &other)] {
            assert_eq!(Pair::read(type_, bytes).unwrap(), value);
        }
        // What was written before the connection noticed.
        let error = Pair::read(&straight, &other).unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(Changed::Stale { .. })), "{error}");
    }

    #[test]
    fn what_does_not_fit_is_told_by_name() {
        let value = Pair { x: None, y: String::new() };
        let refused = |attributes: &[(&str, Type)]| written(&value, &pair_of(attributes)).unwrap_err();
        let error = refused(&[("x", Type::INT4), ("y", Type::TEXT), ("z", Type::INT4)]);
        assert!(error.contains("an attribute `z`"), "{error}");
        assert!(refused(&[("x", Type::INT4)]).contains("no attribute `y`"));
        assert!(refused(&[("x", Type::INT8), ("y", Type::TEXT)]).contains("`x` of `pair` is of type `int8`"));
        let type_ = pair_of(&[("x", Type::INT4), ("y", Type::TEXT)]);
        let null =
            [&2_i32.to_be_bytes()[..], &23_u32.to_be_bytes(), &[255; 4], &25_u32.to_be_bytes(), &[255; 4]];
        let error = Pair::read(&type_, &null.concat()).unwrap_err().to_string();
        assert!(error.contains("`y` is NULL") && error.contains("write `?`"), "{error}");
        let nul = Pair { x: None, y: "\0".into() };
        let error = nul.write(&type_, &mut BytesMut::new()).unwrap_err();
        assert_eq!(error.downcast_ref::<NulInText>().unwrap().attributes, ["y"]);
    }

    #[test]
    fn bytes_that_are_no_composite_are_errors() {
        let type_ = pair_of(&[("x", Type::INT4), ("y", Type::TEXT)]);
        let bytes = written(&Pair { x: Some(1), y: "abc".into() }, &type_).unwrap();
        for end in 0..bytes.len() {
            assert!(Pair::read(&type_, &bytes[..end]).is_err(), "{end}");
        }
        for place in 0..bytes.len() {
            let mut other = bytes.clone();
            other[place] ^= 0x80;
            // Any answer, but an answer.
            let _ = Pair::read(&type_, &other);
        }
        assert!(Pair::read(&Type::TEXT, b"abc").is_err());
    }
}
