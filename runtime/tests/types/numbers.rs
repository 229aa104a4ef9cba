//! Numbers, truth values, bits and bytes.

use pg_orm::types::{BitString, Money, Numeric, PgLsn, Uuid, Xid, Xid8};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(SmallInt: i16, "smallint");
case!(Integer: i32, "integer");
case!(BigInt: i64, "bigint");
case!(Real: f32, "real");
case!(DoublePrecision: f64, "double precision");
case!(Boolean: bool, "boolean");
case!(Char: i8, "\"char\"");
case!(Bytea: Vec<u8>, "bytea");
case!(Numbers: Numeric, "numeric");
case!(Moneys: Money, "money");
case!(Uuids: Uuid, "uuid");
case!(Lsns: PgLsn, "pg_lsn");
case!(Xids: Xid, "xid");
case!(Xid8s: Xid8, "xid8");
case!(Bits: BitString, "bit(3)");
case!(VarBits: BitString, "bit varying");

#[test]
fn integers() {
    on_each_version(async |pool, _| {
        let check =
            Check::<SmallInt>::new(["0", "-32768", "32767"]).random(300, |random| random.u64() as i16);
        check.displayed().parsed().run(pool).await;
        let check = Check::<Integer>::new(["0", "-2147483648", "2147483647"]);
        check.random(300, |random| random.u64() as i32).displayed().parsed().run(pool).await;
        let check = Check::<BigInt>::new(["0", "-9223372036854775808", "9223372036854775807"]);
        check.random(300, |random| random.u64() as i64).displayed().parsed().run(pool).await;
        let check =
            Check::<Moneys>::new(["0", "12.50", "-1", "92233720368547758.07", "-92233720368547758.08"]);
        check.random(300, |random| Money(random.u64() as i64)).run(pool).await;
        let check = Check::<Lsns>::new(["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"]);
        check.random(300, |random| PgLsn(random.u64())).displayed().parsed().run(pool).await;
        let check = Check::<Xids>::new(["0", "3", "4294967295"]);
        check.random(300, |random| Xid(random.u64() as u32)).displayed().parsed().run(pool).await;
        let check = Check::<Xid8s>::new(["0", "4294967296", "18446744073709551615"]);
        check.random(300, |random| Xid8(random.u64())).displayed().parsed().run(pool).await;
    });
}

#[test]
fn floats() {
    on_each_version(async |pool, _| {
        let edges = ["0", "-0", "NaN", "Infinity", "-Infinity", "1e-45", "3.4028235e38"];
        let check = Check::<Real>::new(edges).random(300, |random| match random.below(3) {
            0 => random.between(-1000, 1000) as f32 / 8.0,
            _ => Some(f32::from_bits(random.u64() as u32)).filter(|it| !it.is_nan()).unwrap_or(f32::NAN),
        });
        check.parsed().run(pool).await;
        let edges = ["0", "-0", "NaN", "Infinity", "-Infinity", "5e-324", "1.7976931348623157e308"];
        Check::<DoublePrecision>::new(edges).random(300, Random::f64).parsed().run(pool).await;
    });
}

#[test]
fn truth_bytes_and_bits() {
    on_each_version(async |pool, _| {
        Check::<Boolean>::new(["true", "false"]).random(50, Random::bool).run(pool).await;
        Check::<Char>::new(["", "a", "~"]).random(200, |random| random.u64() as i8).run(pool).await;
        let bytes = |random: &mut Random| random.list(40, |random| random.u64() as u8);
        Check::<Bytea>::new(["", "\\x00ff5c"]).random(300, bytes).run(pool).await;
        let check = Check::<Uuids>::new([
            "00000000-0000-0000-0000-000000000000",
            "{A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11}",
            "ffffffffffffffffffffffffffffffff",
        ]);
        let uuid = |random: &mut Random| {
            Uuid((u128::from(random.u64()) << 64 | u128::from(random.u64())).to_be_bytes())
        };
        check.random(300, uuid).displayed().parsed().run(pool).await;
        let three = |random: &mut Random| (0..3).map(|_| random.bool()).collect();
        Check::<Bits>::new(["101", "000", "111"]).random(20, three).displayed().parsed().run(pool).await;
        let bits = |random: &mut Random| random.list(70, Random::bool).into_iter().collect();
        let check =
            Check::<VarBits>::new(["1", "10101010", "000000001", "1111111111111111"]).random(300, bits);
        check.displayed().not_in_arrays().parsed().run(pool).await;
    });
    for text in ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99--9c0b4ef8bb6d6bb9bd380a11", "{}", "g"] {
        assert!(text.parse::<Uuid>().is_err(), "{text}");
    }
    assert!("1/".parse::<PgLsn>().is_err() && "+1/1".parse::<PgLsn>().is_err());
    assert!("012".parse::<BitString>().is_err());
}

/// Digits of up to `before` and `behind` the point, with zeros in likely places.
pub(crate) fn numeric(random: &mut Random, before: u64, behind: u64) -> Numeric {
    match random.below(20) {
        0 => return Numeric::NAN,
        1 => return Numeric::INFINITY,
        2 => return Numeric::NEG_INFINITY,
        _ => {}
    }
    let mut digits = |longest| -> String {
        let run = random.list(longest / 4, |random| match random.below(3) {
            0 => "0000".to_owned(),
            1 => random.below(10).to_string(),
            _ => format!("{:04}", random.below(10_000)),
        });
        run.concat()
    };
    let (before, behind) = (digits(before), digits(behind));
    let sign = if random.bool() { "-" } else { "" };
    format!("{sign}0{before}.{behind}").parse().unwrap()
}

#[test]
fn numerics() {
    let edges = [
        "0",
        "0.000",
        "-0.00",
        "NaN",
        "Infinity",
        "-Infinity",
        "1.50",
        "-1e-10",
        "10000",
        "9999.9999",
        "1e131071",
        "123456789e-16383",
        "0.0001",
        "0.00001000",
    ];
    let longest = format!("-{}.{}", "9".repeat(131_072), "9".repeat(16_383));
    let thousand = format!("{}.{}", "7".repeat(500), "3".repeat(500));
    on_each_version(async |pool, _| {
        let check = Check::<Numbers>::new(edges.into_iter().chain([&*thousand]));
        let random = |random: &mut Random| {
            let (before, behind) = random.pick(&[(4, 4), (40, 40), (400, 0), (0, 400), (1000, 1000)]);
            numeric(random, before, behind)
        };
        check.random(400, random).displayed().parsed().run(pool).await;
        let number: Numeric = longest.parse().unwrap();
        let sql = "select $1::text::numeric, $2::numeric::text";
        let rows = pool.query(sql, &[&longest, &number]).await.unwrap();
        assert_eq!(rows[0].get::<Numeric>(0).unwrap().to_string(), longest);
        assert_eq!(rows[0].get::<String>(1).unwrap(), longest);
        // What is greater to PostgreSQL is greater here.
        let mut random = Random::new();
        let mut numbers: Vec<Numeric> = (0..300).map(|_| numeric(&mut random, 8, 8)).collect();
        let sql = "select array(select n from unnest($1::numeric[]) n order by n)";
        let sorted: Vec<Numeric> = pool.query(sql, &[&numbers]).await.unwrap()[0].get(0).unwrap();
        numbers.sort();
        assert_eq!(numbers, sorted);
    });
    for text in ["", ".", "-", "1e", "1e5x", "1_000", "0x1f", "1e200000", "1e-20000", "--1", "- 1", "+nan"] {
        assert!(text.parse::<Numeric>().is_err(), "{text}");
    }
}

#[test]
fn numerics_become_rusts_numbers_and_back_or_say_why_not() {
    let mut random = Random::new();
    for _ in 0..2000 {
        let (whole, shift) = (random.u64() as i64, random.below(64));
        let whole = whole >> shift;
        let number = Numeric::from(whole);
        assert_eq!((number.to_string(), i64::try_from(&number)), (whole.to_string(), Ok(whole)));
        assert_eq!(number.cmp(&Numeric::from(0)), whole.cmp(&0));
        let scale = random.below(40) as u16;
        let scaled = Numeric::from_scaled(whole.into(), scale).unwrap();
        assert_eq!(scaled, format!("{whole}e-{scale}").parse().unwrap());
        let float = random.f64();
        assert_eq!(Numeric::from(float).to_f64().to_bits(), (float + 0.0).to_bits(), "{float}");
    }
    assert_eq!(i64::try_from(&"9223372036854775807.000".parse::<Numeric>().unwrap()), Ok(i64::MAX));
    for text in ["9223372036854775808", "0.5", "NaN", "Infinity", "1e100"] {
        let error = i64::try_from(&text.parse::<Numeric>().unwrap()).unwrap_err();
        assert_eq!(error.type_name(), "i64", "{text}");
    }
    for number in [i128::MIN, i128::MIN + 1, i128::MAX] {
        assert_eq!(i128::try_from(&Numeric::from(number)), Ok(number));
    }
    for past in ["170141183460469231731687303715884105728", "-170141183460469231731687303715884105729"] {
        assert!(i128::try_from(&past.parse::<Numeric>().unwrap()).is_err(), "{past}");
    }
    assert_eq!(u64::try_from(&Numeric::from(u64::MAX)), Ok(u64::MAX));
    assert!(u64::try_from(&Numeric::from(-1)).is_err());
}
