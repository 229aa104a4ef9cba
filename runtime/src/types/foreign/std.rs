//! Types of the standard library.

use std::net::IpAddr;
use std::time::SystemTime;

use super::by_way_of;
use crate::types::{Inet, TimestampTz};

by_way_of!(IpAddr => Inet, SystemTime => TimestampTz);
