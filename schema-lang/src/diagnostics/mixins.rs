//! Diagnostics of mixins: which are included, and where.

use super::{Diagnostic, article, codes};
use crate::source::Span;
use crate::syntax::ast::Word;

pub(crate) fn unknown_mixin(word: Word<'_>, mixins: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_MIXIN,
        format!("there is no mixin `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), mixins.iter().copied(), || {
        Some(format!("declare it: `mixin {} {{ .. }}`", word.text))
    })
}

/// The name of a mixin where a field is expected.
pub(crate) fn bare_mixin(name: Word<'_>, declared: Span) -> Diagnostic {
    let include = format!("@@include({})", name.text);
    Diagnostic::error(
        codes::MISSING_TYPE,
        format!("`{}` is a mixin, not a field", name.text),
        name.span,
        "has no type",
    )
    .label(declared, "declared here")
    .help(format!("its columns are included by `{include}`"))
    .replace(name.span, include)
}

pub(crate) fn not_a_mixin(word: Word<'_>, declared: Span, kind: &str) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_MIXIN,
        format!("`{}` is {}, not a mixin", word.text, article(kind)),
        word.span,
        "can't be included",
    )
    .label(declared, "declared here")
    .help("move the fields that both are to have into a mixin, and include it in both")
}

pub(crate) fn mixin_cycle(word: Word<'_>, chain: &str) -> Diagnostic {
    Diagnostic::error(
        codes::MIXIN_CYCLE,
        format!("the mixin `{}` includes itself", word.text),
        word.span,
        chain.to_owned(),
    )
    .help("remove one `@@include` of this ring")
}

pub(crate) fn included_twice(word: Word<'_>, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::MIXIN_TWICE,
        format!("the mixin `{}` is included twice", word.text),
        word.span,
        "the second time",
    )
    .label(first, "the first time")
    .help("include it once")
}
