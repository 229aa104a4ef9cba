//! Addresses of hosts, networks and cards.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use pg_orm::types::{Cidr, Inet, MacAddr, MacAddr8};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(Inets: Inet, "inet");
case!(Cidrs: Cidr, "cidr");
case!(Macs: MacAddr, "macaddr");
case!(Mac8s: MacAddr8, "macaddr8");

pub(crate) fn inet(random: &mut Random) -> Inet {
    // Runs of zeros are what the text of an address is about.
    let mut word = |bits: u32| {
        (0..bits / 16).fold(0_u128, |word, _| {
            word << 16 | if random.bool() { 0 } else { u128::from(random.u64() >> random.below(16) & 0xffff) }
        })
    };
    let (v4, v6) = (word(32) as u32, word(128));
    if random.bool() {
        Inet { address: IpAddr::V4(Ipv4Addr::from_bits(v4)), prefix: random.below(33) as u8 }
    } else {
        Inet { address: IpAddr::V6(Ipv6Addr::from_bits(v6)), prefix: random.below(129) as u8 }
    }
}

pub(crate) fn cidr(random: &mut Random) -> Cidr {
    let Inet { address, prefix } = inet(random);
    let address = match address {
        IpAddr::V4(it) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(it.to_bits() & mask))
        }
        IpAddr::V6(it) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() & mask))
        }
    };
    Cidr { address, prefix }
}

#[test]
fn networks() {
    on_each_version(async |pool, _| {
        let addresses = [
            "192.168.0.1",
            "192.168.0.1/24",
            "0.0.0.0/0",
            "255.255.255.255/32",
            "::",
            "::1",
            "::2/64",
            "::1.2.3.4",
            "::ffff:1.2.3.4",
            "::ffff:0:0",
            "::1:0:0",
            "2001:db8::ff00:42:8329/48",
            "1:0:0:2:0:0:0:3",
            "1:0:2:3:4:5:6:7",
            "0:1:2:3:4:5:6:0",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
        ];
        Check::<Inets>::new(addresses).random(400, inet).displayed().parsed().run(pool).await;
        let networks = [
            "10.0.0.0/8",
            "10/8",
            "0.0.0.0/0",
            "192.168.1.1",
            "::/0",
            "2001:db8::/32",
            "::1/128",
            "::ffff:0:0/96",
        ];
        Check::<Cidrs>::new(networks).random(400, cidr).displayed().parsed().run(pool).await;
        let six = |random: &mut Random| MacAddr(std::array::from_fn(|_| random.u64() as u8));
        let macs = ["08:00:2b:01:02:03", "ff-ff-ff-ff-ff-ff", "0800.2b01.0203"];
        Check::<Macs>::new(macs).random(200, six).displayed().parsed().run(pool).await;
        let eight = |random: &mut Random| MacAddr8(std::array::from_fn(|_| random.u64() as u8));
        let macs = ["08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03"];
        Check::<Mac8s>::new(macs).random(200, eight).displayed().parsed().run(pool).await;
        let wrong = Inet { address: IpAddr::V4(Ipv4Addr::LOCALHOST), prefix: 33 };
        let error = pool.query("select $1::inet", &[&wrong]).await.unwrap_err().to_string();
        assert!(error.contains("prefix") && error.contains("33"), "{error}");
    });
    for text in ["", "1.2.3", "1.2.3.4/33", "::/129", "1.2.3.4/", "1.2.3.4/+1x", "host"] {
        assert!(text.parse::<Inet>().is_err(), "{text}");
    }
    for text in ["10.0.0.1/8", "::1/64", "1.2.3.4/31x"] {
        assert_eq!(text.parse::<Cidr>().unwrap_err().to_string(), format!("`{text}` is not of type cidr"));
    }
    for text in ["08:00:2b:01:02", "08:00:2b:01:02:0g", "08:00:2b:01:02:+3", "8:0:2b:1:2:3"] {
        assert!(text.parse::<MacAddr>().is_err(), "{text}");
    }
}
