//! `#[pg_orm::test]`.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned as _;
use syn::{Error, FnArg, ItemFn, LitBool, LitInt, LitStr};

use crate::project;

/// What stands in the attribute's parentheses.
#[derive(Default)]
struct Options {
    migrations: Option<LitStr>,
    schema: Option<LitBool>,
    postgres: Option<LitInt>,
}

/// The test that runs `function`.
pub(crate) fn expand(options: TokenStream, function: TokenStream) -> Result<TokenStream, Error> {
    let options = parse(options)?;
    let mut function: ItemFn = syn::parse2(function)?;
    check(&function)?;

    let migrations = match (&options.migrations, &options.schema) {
        (None, Some(LitBool { value: false, .. })) => quote!(::core::option::Option::None),
        (path, _) => {
            let path = path.as_ref().map_or_else(|| "migrations".to_owned(), LitStr::value);
            let path = project::absolute(Path::new(&path));
            quote!(::core::option::Option::Some(#path))
        }
    };
    let postgres = match &options.postgres {
        None => quote!(::core::option::Option::None),
        Some(major) => quote!(::core::option::Option::Some(#major)),
    };
    let attributes = std::mem::take(&mut function.attrs);
    let visibility = std::mem::replace(&mut function.vis, syn::Visibility::Inherited);
    let name = &function.sig.ident;
    let output = &function.sig.output;
    let path = format!("::{}", name.to_string().trim_start_matches("r#"));
    Ok(quote! {
        #(#attributes)*
        #[::core::prelude::v1::test]
        #visibility fn #name() #output {
            #function
            ::pg_orm::testing::run(
                ::pg_orm::testing::Case {
                    name: ::core::concat!(::core::module_path!(), #path),
                    migrations: #migrations,
                    postgres: #postgres,
                },
                #name,
            )
        }
    })
}

fn parse(tokens: TokenStream) -> Result<Options, Error> {
    let mut options = Options::default();
    let parser = syn::meta::parser(|meta| {
        let twice = || Err(meta.error("given twice"));
        if meta.path.is_ident("migrations") {
            if options.migrations.replace(meta.value()?.parse()?).is_some() {
                return twice();
            }
        } else if meta.path.is_ident("schema") {
            if options.schema.replace(meta.value()?.parse()?).is_some() {
                return twice();
            }
        } else if meta.path.is_ident("postgres") {
            if options.postgres.replace(meta.value()?.parse()?).is_some() {
                return twice();
            }
        } else {
            return Err(meta.error(
                "unknown option: `migrations = \"..\"`, `schema = false` and `postgres = 18` are known",
            ));
        }
        Ok(())
    });
    syn::parse::Parser::parse2(parser, tokens)?;
    if let Some(major) = &options.postgres {
        major
            .base10_parse::<u32>()
            .map_err(|_| Error::new(major.span(), "expected a major version: `postgres = 18`"))?;
        options.postgres = Some(LitInt::new(&format!("{}u32", major.base10_digits()), major.span()));
    }
    if let (Some(path), Some(LitBool { value: false, .. })) = (&options.migrations, &options.schema) {
        return Err(Error::new(path.span(), "an empty database (`schema = false`) takes no migrations"));
    }
    Ok(options)
}

fn check(function: &ItemFn) -> Result<(), Error> {
    let signature = &function.sig;
    if signature.asyncness.is_none() {
        return Err(Error::new(signature.fn_token.span(), "a test with a database is an `async fn`"));
    }
    if !signature.generics.params.is_empty() {
        return Err(Error::new(signature.generics.span(), "a test has no generic parameters"));
    }
    let inputs: Vec<&FnArg> = signature.inputs.iter().collect();
    match inputs.as_slice() {
        [FnArg::Typed(_)] => Ok(()),
        _ => {
            let example = format_ident!("{}", signature.ident);
            let message =
                format!("a test with a database takes its pool: `async fn {example}(pool: pg_orm::Pool)`");
            Err(Error::new(signature.paren_token.span.join(), message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case_of(options: TokenStream) -> String {
        let function = quote!(
            async fn finds(pool: pg_orm::Pool) {}
        );
        let text = expand(options, function).unwrap().to_string().replace(' ', "");
        let start = text.find("Case{").unwrap();
        text[start..].split('}').next().unwrap().to_owned()
    }

    #[test]
    fn options_become_the_case() {
        let name = "Case{name:::core::concat!(::core::module_path!(),\"::finds\"),migrations:";
        let none = "::core::option::Option::None";
        let folder = |path: &str| {
            format!(
                "::core::option::Option::Some(::core::concat!(::core::env!(\"CARGO_MANIFEST_DIR\"),\"{path}\"))"
            )
        };
        assert_eq!(case_of(quote!()), format!("{name}{},postgres:{none},", folder("/migrations")));
        assert_eq!(
            case_of(quote!(migrations = "db/m", postgres = 15)),
            format!("{name}{},postgres:::core::option::Option::Some(15u32),", folder("/db/m"))
        );
        assert_eq!(case_of(quote!(schema = false)), format!("{name}{none},postgres:{none},"));
        assert_eq!(case_of(quote!(schema = true)), case_of(quote!()));
    }

    #[test]
    fn attributes_stay_outside() {
        let function = quote!(
            #[should_panic]
            async fn fails(pool: pg_orm::Pool) -> Result<(), Error> {
                Err(Error)
            }
        );
        let text = expand(quote!(), function).unwrap().to_string();
        assert!(
            text.starts_with(
                "# [should_panic] # [:: core :: prelude :: v1 :: test] \
                 fn fails () -> Result < () , Error > { async fn fails (pool : pg_orm :: Pool)"
            ),
            "{text}"
        );
    }
}
