//! `cidr`: a network.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, OutOfRange, ParseError, network};

/// A value of `cidr` (manual, section 8.9.2): a network. PostgreSQL refuses one with bits set behind the prefix.
///
/// ```
/// use pg_orm::types::Cidr;
/// let network: Cidr = "10.0.0.0/8".parse()?;
/// assert_eq!((network.prefix, network.to_string().as_str()), (8, "10.0.0.0/8"));
/// assert!("10.0.0.1/8".parse::<Cidr>().is_err());
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cidr {
    /// The network's first address.
    pub address: IpAddr,
    /// How many bits of it are the network's: at most 32, or 128 for IPv6.
    pub prefix: u8,
}

impl Cidr {
    fn is_network(&self) -> bool {
        let (prefix, bits, width) = match self.address {
            IpAddr::V4(address) => (self.prefix, u128::from(address.to_bits()), 32),
            IpAddr::V6(address) => (self.prefix, address.to_bits(), 128),
        };
        // Shifting by all 128 bits is shifting by none.
        u32::from(prefix) >= width || bits.trailing_zeros() >= width - u32::from(prefix) || bits == 0
    }
}

impl Binary for Cidr {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let (address, prefix) = network::read(from)?;
        let network = Self { address, prefix };
        if network.is_network() { Ok(network) } else { Err(OutOfRange::new(&network, "cidr").into()) }
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if !self.is_network() {
            return Err(OutOfRange::new(self, "cidr").into());
        }
        network::write(self.address, self.prefix, true, out)
    }
}

// `inet` too: a `cidr` is compared as one.
binary!(Cidr: CIDR | INET);

/// As PostgreSQL prints it: always with the prefix.
impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        network::display(self.address, f)?;
        write!(f, "/{}", self.prefix)
    }
}

/// An address with a prefix, or without one where it is all of the address. PostgreSQL's abbreviated forms (`10/8`)
/// are not read.
impl FromStr for Cidr {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError::new("cidr", text);
        let (address, prefix) = network::parse(text).ok_or_else(wrong)?;
        let cidr = Self { address, prefix: prefix.unwrap_or_else(|| network::max_prefix(address)) };
        if cidr.is_network() { Ok(cidr) } else { Err(wrong()) }
    }
}
