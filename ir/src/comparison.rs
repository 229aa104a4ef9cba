//! How PostgreSQL compares the values of a type: whether it has `=` for them, and an order.

use crate::model::{DeclaredType, Schema};
use crate::types::{BaseType, BuiltIn, DataType};

/// What PostgreSQL can do with two values of a type; the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// Nothing: there is no operator `=`.
    Incomparable,
    /// Tell whether they are equal; there is no order that `order by` could take.
    Unordered,
    /// Tell which comes first.
    Ordered,
}

impl BuiltIn {
    /// How its values compare: whether it has `=`, and a default operator class of btree (manual, section 11.10).
    #[must_use]
    pub const fn comparison(self) -> Comparison {
        match self {
            Self::Point
            | Self::Polygon
            | Self::Xml
            | Self::Json
            | Self::JsonPath
            | Self::PgSnapshot
            | Self::TxidSnapshot
            | Self::RefCursor => Comparison::Incomparable,
            Self::Line | Self::LSeg | Self::Box | Self::Path | Self::Circle | Self::Xid | Self::Cid => {
                Comparison::Unordered
            }
            _ => Comparison::Ordered,
        }
    }
}

/// How values of a type of an extension compare. Of a type that nothing is known of they are taken to have an order: most have.
fn of_extension(name: &str) -> Comparison {
    match name {
        "lquery" | "ltxtquery" | "query_int" | "box2d" | "box3d" | "spheroid" => Comparison::Incomparable,
        // It has an order for indexes, and no `<`.
        "hstore" | "raster" => Comparison::Unordered,
        _ => Comparison::Ordered,
    }
}

impl Schema {
    /// How values of a type compare. Arrays do as their elements, domains as what they are made of, composites as the least
    /// comparable of their fields.
    #[must_use]
    pub fn comparison(&self, type_: &DataType) -> Comparison {
        self.comparison_within(type_, self.domains.len() + self.composites.len())
    }

    /// `depth` ends a circle of types, which the language refuses.
    fn comparison_within(&self, type_: &DataType, depth: usize) -> Comparison {
        let name = match &type_.base {
            BaseType::BuiltIn(base) => return base.comparison(),
            BaseType::Declared(name) => name,
        };
        let Some(depth) = depth.checked_sub(1) else { return Comparison::Ordered };
        match self.declared_type(name) {
            Some(DeclaredType::Domain(domain)) => self.comparison_within(&domain.base, depth),
            Some(DeclaredType::Composite(composite)) => {
                let fields = composite.fields.iter().map(|field| self.comparison_within(&field.type_, depth));
                fields.min().unwrap_or(Comparison::Ordered)
            }
            Some(DeclaredType::Enum(_)) => Comparison::Ordered,
            None => of_extension(&name.name),
        }
    }
}
