//! `require_auth`: which ways of authentication are taken from the server.

use std::fmt;

use crate::{Error, parameters::Parameters};

/// A way of authentication, as a server may ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// The server takes the connection without asking for anything.
    None,
    Password,
    Md5,
    Gss,
    Sspi,
    ScramSha256,
    OAuth,
}

const NAMES: [(Method, &str); 7] = [
    (Method::None, "none"),
    (Method::Password, "password"),
    (Method::Md5, "md5"),
    (Method::Gss, "gss"),
    (Method::Sspi, "sspi"),
    (Method::ScramSha256, "scram-sha-256"),
    (Method::OAuth, "oauth"),
];

const EXPECTED: &str = "a list of password, md5, gss, sspi, scram-sha-256, oauth and none, each once, all with a `!` before \
                        them or none";

/// The ways that are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Methods {
    is_negated: bool,
    listed: Vec<Method>,
}

impl Methods {
    /// What `require_auth` says; `None` when any will do.
    pub(crate) fn new(parameters: &Parameters) -> Result<Option<Self>, Error> {
        let Some(list) = parameters.get("require_auth") else { return Ok(None) };
        let bad = || parameters.bad("require_auth", list, EXPECTED);
        let is_negated = list.starts_with('!');
        let mut listed = Vec::new();
        for word in list.split(',') {
            let name = if is_negated { word.strip_prefix('!').ok_or_else(bad)? } else { word };
            let found = NAMES.iter().find(|(_, known)| *known == name);
            let method = found.map(|(method, _)| *method).filter(|method| !listed.contains(method));
            listed.push(method.ok_or_else(bad)?);
        }
        Ok(Some(Self { is_negated, listed }))
    }

    fn allows(&self, method: Method) -> bool {
        self.listed.contains(&method) != self.is_negated
    }
}

impl fmt::Display for Methods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, method) in self.listed.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            let not = if self.is_negated { "!" } else { "" };
            write!(f, "{separator}{not}{method}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAMES.iter().find(|(method, _)| method == self).map_or("", |(_, name)| name))
    }
}

/// A server asked for a way of authentication that is not taken.
#[derive(Debug, thiserror::Error)]
#[error("the server asked for the authentication `{asked}`, and require_auth={taken} does not take it")]
pub(crate) struct Refused {
    asked: Method,
    taken: Methods,
}

/// Watches what a server sends until it has said how to authenticate: the driver answers whatever it is asked.
#[derive(Debug)]
pub(crate) struct Watch {
    methods: Methods,
    seen: Vec<u8>,
}

impl Watch {
    pub(crate) fn new(methods: Methods) -> Self {
        Self { methods, seen: Vec::new() }
    }

    /// Whether what came may be passed on; true once there is nothing to watch any more.
    ///
    /// # Errors
    /// [`Refused`], before the driver has seen the request.
    pub(crate) fn see(&mut self, bytes: &[u8]) -> Result<bool, Refused> {
        self.seen.extend_from_slice(bytes);
        loop {
            let Some((&[tag, a, b, c, d], rest)) = self.seen.split_first_chunk::<5>() else {
                return Ok(false);
            };
            let length = (u32::from_be_bytes([a, b, c, d]) as usize).saturating_sub(4);
            match tag {
                b'R' => {
                    let Some(body) = rest.get(..length.max(4)) else { return Ok(false) };
                    let Some(asked) = asked(body) else { return Ok(true) };
                    let taken = self.methods.clone();
                    return if taken.allows(asked) { Ok(true) } else { Err(Refused { asked, taken }) };
                }
                // Of a newer protocol's, before the request.
                b'v' => {
                    if rest.len() < length {
                        return Ok(false);
                    }
                    self.seen.drain(..length + 5);
                }
                // An error, or nonsense that the driver will not take either.
                _ => return Ok(true),
            }
        }
    }
}

/// The way that an authentication message asks for; `None` for one that the driver refuses.
fn asked(body: &[u8]) -> Option<Method> {
    let (&code, mechanisms) = body.split_first_chunk::<4>()?;
    Some(match u32::from_be_bytes(code) {
        0 => Method::None,
        3 => Method::Password,
        5 => Method::Md5,
        7 => Method::Gss,
        9 => Method::Sspi,
        10 if mechanisms.starts_with(b"OAUTHBEARER") => Method::OAuth,
        10 => Method::ScramSha256,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Methods, Watch};
    use crate::{Origin, parameters::Parameters};

    fn methods(list: &str) -> Result<Option<Methods>, String> {
        let mut parameters = Parameters::default();
        parameters.set("require_auth", list.to_owned(), Origin::Text).unwrap();
        Methods::new(&parameters).map_err(|error| error.to_string())
    }

    #[test]
    fn lists_are_read_as_libpq_does() {
        for list in ["scram-sha-256", "password,md5", "!password,!md5", "none", "!none", "gss,sspi,oauth"] {
            assert_eq!(methods(list).unwrap().unwrap().to_string(), list);
        }
        assert_eq!(methods("").unwrap(), None);
        for list in ["scram", "md5,md5", "!md5,password", "md5,!password", "md5,", "md5, none", "!"] {
            let error = methods(list).unwrap_err();
            assert!(
                error.starts_with(&format!("require_auth={list} (in the connection string): ")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_request_is_seen_however_it_is_cut() {
        let password = [b'R', 0, 0, 0, 8, 0, 0, 0, 3];
        let scram = b"R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0".as_slice();
        let trust = [b'R', 0, 0, 0, 8, 0, 0, 0, 0, b'S', 0];
        for cut in 0..9 {
            let watch = |list: &str, message: &[u8]| {
                let mut watch = Watch::new(methods(list).unwrap().unwrap());
                let (first, second) = message.split_at(cut);
                watch.see(first).and_then(|_| watch.see(second)).map_err(|error| error.to_string())
            };
            let refused = watch("scram-sha-256", &password).unwrap_err();
            assert!(refused.contains("`password`, and require_auth=scram-sha-256"), "{refused}");
            assert_eq!(watch("scram-sha-256", scram), Ok(true));
            assert_eq!(watch("!password", scram), Ok(true));
            assert!(watch("scram-sha-256", &trust).unwrap_err().contains("`none`"));
            assert_eq!(watch("none,md5", &trust), Ok(true));
            assert_eq!(watch("!md5", &trust), Ok(true));
        }
    }
}
