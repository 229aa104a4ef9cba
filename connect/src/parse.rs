//! Reading connection strings: URLs and libpq's `name=value` form.

use crate::{Error, Origin, parameters::Parameters};

const ENCODE: &str = "special characters in the user, the password and the database, such as @ : / ? # %, must be \
                      percent-encoded (/ is %2F, @ is %40)";

/// Reads a connection string of either form, which was found where `origin` says.
pub(crate) fn parse(text: &str, origin: &Origin) -> Result<Parameters, Error> {
    read(text.trim(), origin).map_err(|error| match error {
        Wrong::Syntax(reason) => Error::Syntax { reason, origin: origin.clone() },
        Wrong::Parameter(error) => error,
    })
}

/// Why a connection string can't be read.
enum Wrong {
    Syntax(&'static str),
    Parameter(Error),
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self::Parameter(error)
    }
}

fn read(text: &str, origin: &Origin) -> Result<Parameters, Wrong> {
    if text.starts_with(['"', '\'']) {
        return Err(syntax(
            "it stands in quotes, which a shell takes away, and a file of variables may keep: write it without them",
        ));
    }
    if text.starts_with("jdbc:") {
        return Err(syntax(
            "jdbc: is for Java: write postgresql://user:password@host:port/database, without the `jdbc:`, and with the user and \
             the password in front of the host",
        ));
    }
    match text.strip_prefix("postgresql://").or_else(|| text.strip_prefix("postgres://")) {
        Some(rest) => url(rest, origin),
        None if text.split_once("://").is_some_and(|(scheme, _)| {
            scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        }) =>
        {
            Err(syntax("its scheme is neither postgresql:// nor postgres://"))
        }
        None => pairs(text, origin),
    }
}

fn url(rest: &str, origin: &Origin) -> Result<Parameters, Wrong> {
    let mut parameters = Parameters::default();
    // What is left out between the marks is not given; after the `?`, it is given as empty.
    let mut set = |name: &str, value: String| {
        if value.is_empty() { Ok(()) } else { parameters.set(name, value, origin.clone()) }
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = place.split_once('/').unwrap_or((place, ""));
    // A password with a bare slash or question mark would end here, and its rest be taken for something public.
    if database.contains('@')
        || (!authority.contains('@')
            && query.split('&').any(|pair| !pair.contains('=') && pair.contains('@')))
    {
        return Err(syntax(ENCODE));
    }
    let (credentials, hosts) = match authority.rsplit_once('@') {
        Some((credentials, hosts)) => (Some(credentials), hosts),
        None => (None, authority),
    };
    if let Some(credentials) = credentials {
        let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
        set("user", decode(user)?)?;
        set("password", decode(password)?)?;
    }
    let hosts = hosts.split(',').map(host_and_port).collect::<Result<Vec<_>, _>>()?;
    if hosts.iter().any(|(host, _)| !host.is_empty()) || hosts.len() > 1 {
        let list: Vec<_> = hosts.iter().map(|(host, _)| host.as_str()).collect();
        set("host", list.join(","))?;
    }
    if hosts.iter().any(|(_, port)| !port.is_empty()) {
        let list: Vec<_> = hosts.iter().map(|(_, port)| port.as_str()).collect();
        set("port", list.join(","))?;
    }
    set("dbname", decode(database)?)?;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or(syntax("a parameter after the `?` has no `=`"))?;
        parameters.set(&decode(name)?, decode(value)?, origin.clone())?;
    }
    Ok(parameters)
}

fn host_and_port(text: &str) -> Result<(String, String), Wrong> {
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']').ok_or(syntax("an IPv6 address has no closing bracket"))?;
        let port = if rest.is_empty() { Some("") } else { rest.strip_prefix(':') };
        (host, port.ok_or(syntax("after an IPv6 address's bracket comes a colon and the port"))?)
    } else {
        text.split_once(':').unwrap_or((text, ""))
    };
    let port = port.trim_matches(' ');
    // What is here may be the start of a password with a bare slash: it is not shown.
    if port.contains(':') {
        return Err(syntax("an IPv6 address must be in brackets: [::1]:5432"));
    }
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return Err(syntax(concat!(
            "what follows the host's colon is not a port; special characters in the user and the password, such as ",
            "@ : / ? # %, must be percent-encoded (/ is %2F, @ is %40)"
        )));
    }
    Ok((decode(host)?, port.to_owned()))
}

/// What a part of a URL stands for. Bare spaces around it do not count, as in libpq.
fn decode(text: &str) -> Result<String, Wrong> {
    let text = text.trim_matches(' ');
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(syntax("a % is not followed by two hexadecimal digits; % itself is written %25"));
        };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    if bytes.contains(&0) {
        return Err(syntax("it holds %00, which PostgreSQL can't take"));
    }
    String::from_utf8(bytes).map_err(|_| syntax("its percent-encoded characters are not UTF-8"))
}

/// Reads `name = value` pairs, in which a value may be quoted and a backslash takes the next character as it is.
fn pairs(text: &str, origin: &Origin) -> Result<Parameters, Wrong> {
    let mut parameters = Parameters::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(parameters);
        }
        let (name, after) = rest.split_once('=').ok_or(syntax(
            "it is neither a URL such as postgresql://user@host/database nor a list of name=value",
        ))?;
        let name = name.trim_end();
        if name.contains(char::is_whitespace) || name.is_empty() {
            return Err(syntax("a name in it is not followed by `=`"));
        }
        let (value, after) = value(after.trim_start())?;
        parameters.set(name, value, origin.clone())?;
        rest = after;
    }
}

fn value(text: &str) -> Result<(String, &str), Wrong> {
    let (is_quoted, text) = text.strip_prefix('\'').map_or((false, text), |rest| (true, rest));
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|(_, character)| character)),
            '\'' if is_quoted => return Ok((value, text.get(index + 1..).unwrap_or_default())),
            space if !is_quoted && space.is_whitespace() => {
                return Ok((value, text.get(index..).unwrap_or_default()));
            }
            other => value.push(other),
        }
    }
    if is_quoted { Err(syntax("a quoted value does not end")) } else { Ok((value, "")) }
}

fn syntax(reason: &'static str) -> Wrong {
    Wrong::Syntax(reason)
}

#[cfg(test)]
mod tests;
