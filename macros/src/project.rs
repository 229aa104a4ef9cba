//! The project that a macro is expanded in: its folder, and paths in it as the compiler must see them.

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

/// The folder of the `Cargo.toml` that is being built.
pub(crate) fn folder(span: Span) -> Result<PathBuf, Error> {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Error::new(span, "`CARGO_MANIFEST_DIR` is not set: only cargo can build this"))
}

/// An expression for the absolute path of `path`, which is relative to the folder of `Cargo.toml`.
pub(crate) fn absolute(path: &Path) -> TokenStream {
    if path.is_absolute() {
        let path = path.to_string_lossy();
        return quote!(#path);
    }
    let path = format!("/{}", slashes(path));
    quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path))
}

/// The text of a file, which the compiler then watches.
pub(crate) fn include(path: &Path) -> TokenStream {
    let path = absolute(path);
    quote!(::core::include_str!(#path))
}

/// The macro's one argument, or `default` without one.
pub(crate) fn path_argument(input: TokenStream, default: Option<&str>) -> Result<LitStr, Error> {
    match default {
        Some(default) if input.is_empty() => Ok(LitStr::new(default, Span::call_site())),
        _ => syn::parse2::<LitStr>(input).map_err(|error| {
            Error::new(error.span(), "expected one string: a path relative to `Cargo.toml`")
        }),
    }
}

/// With `/` between its parts, on every system.
fn slashes(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
}
