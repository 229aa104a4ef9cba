//! `schema!`.

use std::path::PathBuf;

use pg_orm_build::{Config, ConfigError, generate_tokens, load, read_with};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;

use crate::project;

/// The modules of the schema's items.
pub(crate) fn expand(input: TokenStream) -> Result<TokenStream, Error> {
    let argument = project::path_argument(input, None)?;
    let path = PathBuf::from(argument.value());
    let fail = |error: &(dyn std::error::Error + 'static)| Error::new(argument.span(), told(error));
    let folder = project::folder(argument.span())?;
    let config = Config::find(&folder).map_err(|error| fail(&error))?;
    let sources = load(&folder, &path).map_err(|error| fail(&error))?;
    let watched: Vec<PathBuf> = sources.files().map(|file| PathBuf::from(file.name())).collect();
    let read = read_with(sources, &config.lints).map_err(|error| fail(&error))?;
    let options = config.options(path.display().to_string());
    let tokens = generate_tokens(&read.schema, &options).map_err(|error| fail(&error))?;

    let has_config = folder.join("pgorm.toml").is_file();
    let config = has_config.then(|| PathBuf::from("pgorm.toml"));
    let watched = watched.iter().chain(&config).map(|path| project::include(path));
    Ok(quote! {
        // The compiler watches what it includes.
        #(const _: &str = #watched;)*
        #tokens
    })
}

/// The error and its causes; on lines of its own where it has more than one.
fn told(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    if text.trim_end().contains('\n') {
        let what = if error.is::<ConfigError>() { "`pgorm.toml` is wrong" } else { "the schema has errors" };
        text = format!("{what}\n\n{}", text.trim_end());
    }
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
