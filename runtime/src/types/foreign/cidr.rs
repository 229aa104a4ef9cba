//! `cidr` as `cidr::IpCidr`, `inet` as `cidr::IpInet`.

use cidr::{IpCidr, IpInet};

use super::by_way_of;
use crate::types::{Cidr, Inet, OutOfRange};

impl TryFrom<Inet> for IpInet {
    type Error = OutOfRange;

    fn try_from(inet: Inet) -> Result<Self, OutOfRange> {
        Self::new(inet.address, inet.prefix).map_err(|_| OutOfRange::new(&inet, "cidr::IpInet"))
    }
}

impl From<IpInet> for Inet {
    fn from(inet: IpInet) -> Self {
        Self { address: inet.address(), prefix: inet.network_length() }
    }
}

impl TryFrom<Cidr> for IpCidr {
    type Error = OutOfRange;

    fn try_from(cidr: Cidr) -> Result<Self, OutOfRange> {
        Self::new(cidr.address, cidr.prefix).map_err(|_| OutOfRange::new(&cidr, "cidr::IpCidr"))
    }
}

impl From<IpCidr> for Cidr {
    fn from(cidr: IpCidr) -> Self {
        Self { address: cidr.first_address(), prefix: cidr.network_length() }
    }
}

by_way_of!(IpInet => Inet, IpCidr => Cidr);
