//! Bytes that are no value: an error, never a panic, and never more memory than they are long.

use pg_orm::Value;
use pg_orm::types::{
    Array, BitString, Box_, BytesMut, Cid, Cidr, Circle, Date, Inet, Int2Vector, Interval, Json, JsonPath,
    Jsonb, Line, Lseg, MacAddr, MacAddr8, Money, MultiRange, Numeric, OidVector, Path, PgLsn, Point, Polygon,
    Range, Snapshot, Tid, Time, TimeTz, Timestamp, TimestampTz, TsQuery, TsVector, Type, Uuid, Xid, Xid8,
};

use crate::random::Random;

/// Reads random bytes; what is read is written and read again as the same.
fn read<T: Value>(random: &mut Random, type_: Type) {
    assert!(T::accepts(&type_), "{type_}");
    let _ = T::read_nullable(&type_, None);
    let mut written = BytesMut::new();
    for turn in 0..4000 {
        let bytes = match turn % 4 {
            // Small counts are what gets furthest.
            0 => random
                .list(12, |random| {
                    random.list(4, |random| if random.bool() { 0 } else { random.u64() as u8 })
                })
                .concat(),
            1 => random.list(40, |random| if random.below(4) == 0 { random.below(5) as u8 } else { 0 }),
            // A value that was right, with a byte of it changed.
            2 if !written.is_empty() => {
                let mut bytes = written.to_vec();
                let at = random.below(bytes.len() as u64) as usize;
                bytes[at] = random.u64() as u8;
                bytes
            }
            _ => random.list(40, |random| random.u64() as u8),
        };
        let Ok(value) = T::read(&type_, &bytes) else { continue };
        written.clear();
        if value.write(&type_, &mut written).is_err() {
            written.clear();
            continue;
        }
        let again = T::read(&type_, &written).expect("what we write we read");
        assert_eq!(format!("{again:?}"), format!("{value:?}"), "{type_} {bytes:?}");
    }
}

/// The same, displayed too.
fn displayed<T: Value + std::fmt::Display>(random: &mut Random, type_: Type) {
    for _ in 0..2000 {
        let bytes = random.list(40, |random| if random.bool() { 0 } else { random.u64() as u8 });
        if let Ok(value) = T::read(&type_, &bytes) {
            let _ = value.to_string();
        }
    }
    read::<T>(random, type_);
}

#[test]
fn any_bytes_are_a_value_or_an_error() {
    let random = &mut Random::new();
    displayed::<bool>(random, Type::BOOL);
    displayed::<i8>(random, Type::CHAR);
    displayed::<i16>(random, Type::INT2);
    displayed::<i32>(random, Type::INT4);
    displayed::<i64>(random, Type::INT8);
    displayed::<u32>(random, Type::REGCLASS);
    displayed::<f32>(random, Type::FLOAT4);
    displayed::<f64>(random, Type::FLOAT8);
    displayed::<String>(random, Type::TEXT);
    read::<Vec<u8>>(random, Type::BYTEA);
    displayed::<Numeric>(random, Type::NUMERIC);
    read::<Money>(random, Type::MONEY);
    displayed::<Date>(random, Type::DATE);
    displayed::<Time>(random, Type::TIME);
    displayed::<TimeTz>(random, Type::TIMETZ);
    displayed::<Timestamp>(random, Type::TIMESTAMP);
    displayed::<TimestampTz>(random, Type::TIMESTAMPTZ);
    displayed::<Interval>(random, Type::INTERVAL);
    displayed::<Uuid>(random, Type::UUID);
    displayed::<BitString>(random, Type::VARBIT);
    displayed::<Inet>(random, Type::INET);
    displayed::<Cidr>(random, Type::CIDR);
    displayed::<MacAddr>(random, Type::MACADDR);
    displayed::<MacAddr8>(random, Type::MACADDR8);
    displayed::<Point>(random, Type::POINT);
    displayed::<Line>(random, Type::LINE);
    displayed::<Lseg>(random, Type::LSEG);
    displayed::<Box_>(random, Type::BOX);
    displayed::<Path>(random, Type::PATH);
    displayed::<Polygon>(random, Type::POLYGON);
    displayed::<Circle>(random, Type::CIRCLE);
    displayed::<Json>(random, Type::JSON);
    displayed::<Jsonb>(random, Type::JSONB);
    displayed::<JsonPath>(random, Type::JSONPATH);
    displayed::<TsVector>(random, Type::TS_VECTOR);
    displayed::<TsQuery>(random, Type::TSQUERY);
    displayed::<PgLsn>(random, Type::PG_LSN);
    displayed::<Snapshot>(random, Type::PG_SNAPSHOT);
    displayed::<Xid>(random, Type::XID);
    displayed::<Xid8>(random, Type::XID8);
    displayed::<Cid>(random, Type::CID);
    displayed::<Tid>(random, Type::TID);
    displayed::<Int2Vector>(random, Type::INT2_VECTOR);
    displayed::<OidVector>(random, Type::OID_VECTOR);
    displayed::<Range<i32>>(random, Type::INT4_RANGE);
    displayed::<Range<Numeric>>(random, Type::NUM_RANGE);
    displayed::<MultiRange<i32>>(random, Type::INT4MULTI_RANGE);
    displayed::<MultiRange<Date>>(random, Type::DATEMULTI_RANGE);
    displayed::<Array<i32>>(random, Type::INT4_ARRAY);
    displayed::<Array<String>>(random, Type::TEXT_ARRAY);
    read::<Vec<Option<i32>>>(random, Type::INT4_ARRAY);
    read::<Vec<Range<i32>>>(random, Type::INT4_RANGE_ARRAY);
    read::<Vec<Numeric>>(random, Type::NUMERIC_ARRAY);
}

#[test]
fn counts_that_lie_ask_for_no_memory() {
    let mut bytes = Vec::new();
    for part in [2_i32, 0, 23, i32::MAX, 1, i32::MAX, 1] {
        bytes.extend_from_slice(&part.to_be_bytes());
    }
    assert!(Array::<i32>::read(&Type::INT4_ARRAY, &bytes).is_err());
    for type_ in [
        Type::TS_VECTOR,
        Type::TSQUERY,
        Type::POLYGON,
        Type::VARBIT,
        Type::INT4MULTI_RANGE,
        Type::PG_SNAPSHOT,
    ] {
        let bytes = [i32::MAX.to_be_bytes(), [0; 4]].concat();
        let read = match type_ {
            Type::TS_VECTOR => TsVector::read(&type_, &bytes).is_err(),
            Type::TSQUERY => TsQuery::read(&type_, &bytes).is_err(),
            Type::POLYGON => Polygon::read(&type_, &bytes).is_err(),
            Type::VARBIT => BitString::read(&type_, &bytes).is_err(),
            Type::PG_SNAPSHOT => Snapshot::read(&type_, &bytes).is_err(),
            _ => MultiRange::<i32>::read(&type_, &bytes).is_err(),
        };
        assert!(read, "{type_}");
    }
}
