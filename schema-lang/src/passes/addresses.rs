//! Network addresses as they are written in defaults (manual, section 8.9).

use std::net::IpAddr;

/// Why a text is no address; `None` where it is one.
pub(super) fn network_mistake(text: &str, is_cidr: bool) -> Option<String> {
    let text = text.trim();
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<IpAddr>() else {
        return Some("expected an address such as \"10.0.0.1\", \"10.0.0.0/8\" or \"::1\"".to_owned());
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let length = match prefix {
        None => most,
        Some(prefix) if prefix.bytes().all(|b| b.is_ascii_digit()) => match prefix.parse::<u32>() {
            Ok(length) if length <= most => length,
            _ => return Some(format!("a prefix here is 0 to {most}")),
        },
        Some(_) => return Some(format!("a prefix here is 0 to {most}")),
    };
    let host_bits = match address {
        IpAddr::V4(address) => u128::from(address.to_bits()) << 96,
        IpAddr::V6(address) => address.to_bits(),
    };
    let has_host = host_bits.checked_shl(length).unwrap_or(0) != 0;
    (is_cidr && has_host).then(|| format!("a network has no bits behind its prefix of {length}"))
}

/// Whether a text is a hardware address of 6 bytes, or of 6 or 8 where `is_long`.
pub(super) fn is_mac(text: &str, is_long: bool) -> bool {
    let text = text.trim();
    let count = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let is_counted = count == 12 || is_long && count == 16;
    let groups = |separator: char, sizes: &[usize]| {
        let groups: Vec<&str> = text.split(separator).collect();
        let size = groups.first().map_or(0, |group| group.len());
        sizes.contains(&size)
            && groups.iter().all(|group| group.len() == size && group.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    // The halves of an address of 8 bytes are not equal.
    let plain = text.bytes().all(|b| b.is_ascii_hexdigit());
    is_counted && (plain || groups(':', &[2, 6]) || groups('-', &[2, 4, 6]) || groups('.', &[4]))
}

#[cfg(test)]
mod tests {
    use super::{is_mac, network_mistake};

    #[test]
    fn networks() {
        for text in ["10.0.0.1", "10.0.0.1/8", "::1", "2001:db8::/32", "::ffff:10.0.0.1/128", "0.0.0.0/0"] {
            assert_eq!(network_mistake(text, false), None, "{text}");
        }
        for text in ["10.0.0.0/8", "10.0.0.1", "10.0.0.1/32", "::/0", "2001:db8::/32", "::1"] {
            assert_eq!(network_mistake(text, true), None, "{text}");
        }
        for text in ["", "nope", "10.0.0.256", "10.0.0.1/33", "::1/129", "::1%eth0", "10.0.0.1/", "::1/+8"] {
            assert!(network_mistake(text, false).is_some(), "{text}");
        }
        for text in ["10.0.0.1/8", "2001:db8::1/32", "0.0.0.1/0"] {
            assert!(network_mistake(text, true).is_some(), "{text}");
        }
    }

    #[test]
    fn hardware() {
        for text in
            ["08:00:2b:01:02:03", "08-00-2B-01-02-03", "08002b:010203", "0800.2b01.0203", "08002b010203"]
        {
            assert!(is_mac(text, false) && is_mac(text, true), "{text}");
        }
        assert!(is_mac("08:00:2b:01:02:03:04:05", true) && !is_mac("08:00:2b:01:02:03:04:05", false));
        for text in
            ["", "nope", "08:00:2b:01:02", "08:00:2b:01:02:0g", "08:002b:01:02:03", "0:8:0:0:2b01:0203"]
        {
            assert!(!is_mac(text, true), "{text}");
        }
    }
}
