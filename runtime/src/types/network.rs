//! What `inet` and `cidr` have in common: the binary form, and an address as text.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bytes::BufMut as _;

use super::binary::Bytes;
use super::{BoxError, BytesMut, Unfit};

/// `PGSQL_AF_INET` and `PGSQL_AF_INET6` of PostgreSQL's `utils/inet.h`.
const V4: u8 = 2;
const V6: u8 = 3;

/// How many bits an address of this family has.
pub(super) const fn max_prefix(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

pub(super) fn read(from: &mut Bytes<'_>) -> Result<(IpAddr, u8), BoxError> {
    let (family, prefix, _is_cidr, length) = (from.u8()?, from.u8()?, from.u8()?, from.u8()?);
    let address = match (family, length) {
        (V4, 4) => IpAddr::V4(Ipv4Addr::from(from.array::<4>()?)),
        (V6, 16) => IpAddr::V6(Ipv6Addr::from(from.array::<16>()?)),
        (V4 | V6, _) => {
            return Err(Unfit::Unknown { what: "an address's length", found: length.into() }.into());
        }
        _ => return Err(Unfit::Unknown { what: "an address family", found: family.into() }.into()),
    };
    checked(prefix, address)?;
    Ok((address, prefix))
}

/// A prefix no longer than the address.
fn checked(prefix: u8, address: IpAddr) -> Result<(), Unfit> {
    if prefix > max_prefix(address) {
        return Err(Unfit::Unknown { what: "the length of an address's prefix", found: prefix.into() });
    }
    Ok(())
}

pub(super) fn write(address: IpAddr, prefix: u8, is_cidr: bool, out: &mut BytesMut) -> Result<(), BoxError> {
    checked(prefix, address)?;
    match address {
        IpAddr::V4(address) => {
            out.put_slice(&[V4, prefix, is_cidr.into(), 4]);
            out.put_slice(&address.octets());
        }
        IpAddr::V6(address) => {
            out.put_slice(&[V6, prefix, is_cidr.into(), 16]);
            out.put_slice(&address.octets());
        }
    }
    Ok(())
}

/// The address and the prefix's length, where one is given.
pub(super) fn parse(text: &str) -> Option<(IpAddr, Option<u8>)> {
    let (address, prefix) = match text.split_once('/') {
        None => (text, None),
        Some((address, prefix)) => (address, Some(prefix.parse::<u8>().ok()?)),
    };
    let address: IpAddr = address.parse().ok()?;
    prefix.is_none_or(|prefix| prefix <= max_prefix(address)).then_some((address, prefix))
}

/// As PostgreSQL writes it: unlike Rust, it ends an address of 96 zero bits, but no more, in the dotted form.
pub(super) fn display(address: IpAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let IpAddr::V6(v6) = address {
        let low = u32::try_from(v6.to_bits()).ok();
        if let Some(low) = low.filter(|&low| low > u32::from(u16::MAX)) {
            return write!(f, "::{}", Ipv4Addr::from_bits(low));
        }
    }
    write!(f, "{address}")
}
