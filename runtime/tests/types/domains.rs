//! A column of a domain takes the values of what the domain is made of, whichever type that is held by.

use std::fmt::Debug;

use pg_orm::types::{self, BoxError, BytesMut, Type};
use pg_orm::{Domain, IntoValue, Value};

/// A domain of anything.
#[derive(Debug, PartialEq)]
struct Of<T>(T);

impl<T: Value> Value for Of<T> {
    fn accepts(type_: &Type) -> bool {
        T::accepts(type_)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        T::read(type_, raw).map(Self)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        self.0.write(type_, out)
    }
}

impl<T: Value> Domain for Of<T> {
    type Base = T;

    fn from_base(base: T) -> Self {
        Self(base)
    }
}

fn taken<T>(value: T)
where
    T: Value + Clone + PartialEq + Debug + IntoValue<Of<T>> + IntoValue<Option<Of<T>>>,
{
    let domain: Of<T> = value.clone().into_value();
    assert_eq!(domain, Of(value.clone()));
    let nullable: Option<Of<T>> = value.clone().into_value();
    assert_eq!(nullable, Some(Of(value)));
}

#[test]
fn of_every_sort() {
    taken(7_u32);
    taken(7_i8);
    taken(types::Interval::from_days(1));
    taken("192.0.2.1".parse::<types::Inet>().unwrap());
    taken(types::Json("{}".into()));
    taken(types::Money(5));
    taken(types::Int2Vector(vec![1]));
    taken(types::Range::from(1..3));
    taken(types::Array::from(vec![1, 2]));
    taken(vec![Some(types::Interval::ZERO)]);
    taken(std::net::IpAddr::from([192, 0, 2, 1]));
    taken(std::time::SystemTime::UNIX_EPOCH);
}

#[cfg(all(
    feature = "bigdecimal",
    feature = "bit-vec",
    feature = "chrono",
    feature = "cidr",
    feature = "geo-types",
    feature = "ipnet",
    feature = "jiff",
    feature = "json",
    feature = "time",
    feature = "uuid"
))]
#[test]
fn of_other_crates() {
    taken(types::chrono::DateTime::<types::chrono::Utc>::UNIX_EPOCH);
    taken(types::time::OffsetDateTime::UNIX_EPOCH);
    taken(types::jiff::Timestamp::UNIX_EPOCH);
    taken(types::jiff::Span::new().days(1).fieldwise());
    taken(types::uuid::Uuid::nil());
    taken(types::serde_json::Value::Null);
    taken(types::bigdecimal::BigDecimal::from(1));
    taken("192.0.2.0/24".parse::<types::ipnet::IpNet>().unwrap());
    taken("192.0.2.0/24".parse::<types::cidr::IpCidr>().unwrap());
    taken(types::bit_vec::BitVec::from_elem(3, true));
    taken(types::geo_types::Point::new(1.0, 2.0));
}
