//! `inet`: a host's address, with the network it is in.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, OutOfRange, ParseError, network};

/// A value of `inet` (manual, section 8.9.1): an address and the length of its network's prefix, which may be all
/// of it.
///
/// ```
/// use pg_orm::types::Inet;
/// let inet: Inet = "192.168.0.1/24".parse()?;
/// assert_eq!((inet.prefix, inet.to_string().as_str()), (24, "192.168.0.1/24"));
/// assert_eq!(Inet::from(inet.address).to_string(), "192.168.0.1");
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Inet {
    /// The address.
    pub address: IpAddr,
    /// How many bits of it are the network's: at most 32, or 128 for IPv6.
    pub prefix: u8,
}

/// The address alone: all of its bits are the prefix.
impl From<IpAddr> for Inet {
    fn from(address: IpAddr) -> Self {
        Self { address, prefix: network::max_prefix(address) }
    }
}

/// An error where the network is more than the address alone, which would be lost.
impl TryFrom<Inet> for IpAddr {
    type Error = OutOfRange;

    fn try_from(inet: Inet) -> Result<Self, OutOfRange> {
        if inet.prefix != network::max_prefix(inet.address) {
            return Err(OutOfRange::new(&inet, "std::net::IpAddr"));
        }
        Ok(inet.address)
    }
}

impl Binary for Inet {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let (address, prefix) = network::read(from)?;
        Ok(Self { address, prefix })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        network::write(self.address, self.prefix, false, out)
    }
}

binary!(Inet: INET);

/// As PostgreSQL prints it: without the prefix where that is all of the address.
impl fmt::Display for Inet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        network::display(self.address, f)?;
        if self.prefix < network::max_prefix(self.address) { write!(f, "/{}", self.prefix) } else { Ok(()) }
    }
}

impl FromStr for Inet {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (address, prefix) = network::parse(text).ok_or_else(|| ParseError::new("inet", text))?;
        Ok(Self { address, prefix: prefix.unwrap_or_else(|| network::max_prefix(address)) })
    }
}
