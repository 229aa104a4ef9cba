//! `macaddr` as `eui48::MacAddress`.

use eui48::MacAddress;

use super::by_way_of;
use crate::types::MacAddr;

impl From<MacAddr> for MacAddress {
    fn from(address: MacAddr) -> Self {
        Self::new(address.0)
    }
}

impl From<MacAddress> for MacAddr {
    fn from(address: MacAddress) -> Self {
        Self(address.to_array())
    }
}

by_way_of!(MacAddress => MacAddr);
