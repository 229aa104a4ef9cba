//! `inet` and `cidr` as `ipnet::IpNet`, which holds both.

use ipnet::IpNet;

use crate::types::{BoxError, BytesMut, Cidr, Inet, OutOfRange, Type};
use crate::value::{Value, base_type};

impl TryFrom<Inet> for IpNet {
    type Error = OutOfRange;

    fn try_from(inet: Inet) -> Result<Self, OutOfRange> {
        Self::new(inet.address, inet.prefix).map_err(|_| OutOfRange::new(&inet, "ipnet::IpNet"))
    }
}

impl From<IpNet> for Inet {
    fn from(net: IpNet) -> Self {
        Self { address: net.addr(), prefix: net.prefix_len() }
    }
}

impl TryFrom<Cidr> for IpNet {
    type Error = OutOfRange;

    fn try_from(cidr: Cidr) -> Result<Self, OutOfRange> {
        Self::new(cidr.address, cidr.prefix).map_err(|_| OutOfRange::new(&cidr, "ipnet::IpNet"))
    }
}

/// An error where bits behind the prefix are set.
impl TryFrom<IpNet> for Cidr {
    type Error = OutOfRange;

    fn try_from(net: IpNet) -> Result<Self, OutOfRange> {
        if net.addr() != net.network() {
            return Err(OutOfRange::new(&net, "cidr"));
        }
        Ok(Self { address: net.addr(), prefix: net.prefix_len() })
    }
}

impl Value for IpNet {
    fn accepts(type_: &Type) -> bool {
        Inet::accepts(type_) || Cidr::accepts(type_)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        Ok(Inet::read(type_, raw)?.try_into()?)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        match *base_type(type_) {
            Type::CIDR => Cidr::try_from(*self)?.write(type_, out),
            _ => Inet::from(*self).write(type_, out),
        }
    }
}

crate::value::bases!(IpNet);
