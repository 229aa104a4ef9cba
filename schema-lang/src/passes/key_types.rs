//! Which types a foreign key may join: those that PostgreSQL can compare, whatever their width.

use pg_orm_ir::types::{BaseType, BuiltIn, DataType};

use super::Context;
use super::types::Of;

/// How PostgreSQL compares a field with what it references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// It does, as it is or with the one side widened.
    Comparable,
    /// It finds no `=` for a domain over an enum, even with itself.
    DomainOfEnum,
    /// It doesn't.
    Different,
}

/// Types of one family hold the same values in Rust and compare in PostgreSQL without a cast.
pub(super) fn family(type_: &DataType) -> (BaseType, bool) {
    let base = match type_.base {
        BaseType::BuiltIn(BuiltIn::VarChar | BuiltIn::Text) => BaseType::BuiltIn(BuiltIn::Text),
        ref base => base.clone(),
    };
    (base, type_.is_array)
}

/// Whether a column of the type `here` may reference one of the type `there` (manual, `CREATE TABLE`, `REFERENCES`): a key's
/// index has an operator for both, or what is here becomes what is there without being told to. Domains are what they are made of.
pub(super) fn meeting(cx: &Context<'_>, here: &DataType, there: &DataType) -> Meeting {
    if is_domain_of_enum(cx, here) || is_domain_of_enum(cx, there) {
        return Meeting::DomainOfEnum;
    }
    let (here, there) = (cx.underlying_type(here).type_, cx.underlying_type(there).type_);
    let is_comparable = if here.is_array || there.is_array {
        family(&here) == family(&there)
    } else {
        is_comparable(&side(cx, &here), &side(cx, &there))
    };
    if is_comparable { Meeting::Comparable } else { Meeting::Different }
}

/// What a side of a key is compared as.
#[derive(Debug, PartialEq, Eq)]
enum Side<'t> {
    BuiltIn(BuiltIn),
    CiText,
    Other(&'t BaseType),
}

fn side<'t>(cx: &Context<'_>, type_: &'t DataType) -> Side<'t> {
    match &type_.base {
        BaseType::BuiltIn(base) => Side::BuiltIn(*base),
        BaseType::Declared(name) if name.name == "citext" && cx.is_of_extension(name) => Side::CiText,
        other => Side::Other(other),
    }
}

fn is_comparable(here: &Side<'_>, there: &Side<'_>) -> bool {
    use BuiltIn::{
        BigInt, Bit, Char, Cidr, Date, DoublePrecision, Inet, Integer, Interval, MacAddr, MacAddr8, Name,
        Numeric, Oid, Real, SmallInt, Text, Time, TimeTz, Timestamp, TimestampTz, VarBit, VarChar,
    };
    let (here, there) = match (here, there) {
        _ if here == there => return true,
        (Side::BuiltIn(here), Side::BuiltIn(there)) => (here, there),
        // Text becomes `citext` only where it is told to; the other way it does by itself.
        (Side::CiText, Side::BuiltIn(there)) => return matches!(there, Text | VarChar),
        _ => return false,
    };
    match there {
        SmallInt | Integer | BigInt => matches!(here, SmallInt | Integer | BigInt),
        Numeric => matches!(here, SmallInt | Integer | BigInt),
        Real | DoublePrecision => {
            matches!(here, SmallInt | Integer | BigInt | Numeric | Real | DoublePrecision)
        }
        Oid => matches!(here, SmallInt | Integer | BigInt) || is_registered(*here),
        there if is_registered(*there) => matches!(here, SmallInt | Integer | BigInt | Oid),
        Text | VarChar => matches!(here, Text | VarChar | Char | Name),
        Char => matches!(here, Text | VarChar),
        Name => matches!(here, Text | VarChar | Char),
        Date | Timestamp | TimestampTz => matches!(here, Date | Timestamp | TimestampTz),
        TimeTz | Interval => matches!(here, Time),
        MacAddr | MacAddr8 => matches!(here, MacAddr | MacAddr8),
        Inet | Cidr => matches!(here, Inet | Cidr),
        Bit | VarBit => matches!(here, Bit | VarBit),
        _ => false,
    }
}

/// Whether values are the numbers of what they name: `regclass` and its like.
fn is_registered(type_: BuiltIn) -> bool {
    type_.internal_name().starts_with("reg")
}

/// PostgreSQL finds no `=` for such a domain, so that it makes no foreign key of it.
fn is_domain_of_enum(cx: &Context<'_>, type_: &DataType) -> bool {
    let underlying = cx.underlying_type(type_);
    matches!(underlying.of, Of::Enum(_)) && underlying.type_ != *type_ && !underlying.type_.is_array
}
