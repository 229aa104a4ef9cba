//! Diagnostics of what a table has from others, or has elsewhere: inheritance, partitions' own things, foreign tables.

use super::{Diagnostic, codes};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Name, Word};

/// `@@map` and its like on a partition, which says this otherwise.
pub(crate) fn entry_of_partition(attribute: &Attribute<'_>) -> Diagnostic {
    let help = match attribute.name.text {
        "comment" => "write a doc comment above it, or `comment = \"..\"`",
        "schema" => "write it before the name, or `schema = ..`",
        _ => {
            "a partition's name is the database's: write it behind `partition`, in quotes where it is no word"
        }
    };
    Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        format!("`@@{}` on a partition", attribute.name.text),
        attribute.name.span,
        "not here",
    )
    .help(help)
}

/// `@@inherits` of a mixin.
pub(crate) fn inherits_of_mixin(attribute: &Attribute<'_>) -> Diagnostic {
    Diagnostic::error(codes::INHERITANCE, "a mixin that inherits", attribute.name.span, "only models inherit")
        .help("write it into the models that include the mixin")
}

/// A parent that no model can have.
pub(crate) fn no_parent(word: Word<'_>, what: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("`{}` is {what}", word.text),
        word.span,
        "only models that are not partitioned are inherited from",
    )
    .label(declared, "declared here")
}

/// A parent that is not declared.
pub(crate) fn unknown_parent(word: Word<'_>, models: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("there is no model `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), models.iter().copied(), || None)
}

/// A parent named twice.
pub(crate) fn parent_twice(word: Word<'_>, first: Span) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("`{}` is inherited from twice", word.text),
        word.span,
        "the second time",
    )
    .label(first, "the first time")
}

/// A model that is among its own parents.
pub(crate) fn parents_cycle(word: Word<'_>, chain: &str) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        "a model that inherits from itself",
        word.span,
        "this comes back to where it began",
    )
    .note(chain)
}

/// A partitioned model with parents.
pub(crate) fn partitioned_child(word: Word<'_>, model: &str) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("`{model}` is partitioned, and inherits"),
        word.span,
        "a partitioned model has no parents",
    )
    .help("remove `@@partition` or `@@inherits`")
}

/// A field that the model and its parent have with different types, or that may be null only here.
pub(crate) fn differs_from_parent(
    field: Word<'_>,
    here: (Span, &str),
    there: (Span, &str),
    parent: &str,
) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("`{}` is {} here and {} in `{parent}`", field.text, here.1, there.1),
        here.0,
        "not as it is inherited",
    )
    .label(there.0, format!("{} here", there.1))
    .help(format!("write `{} {}`, or remove the line", field.text, there.1))
}

/// A field that two parents of one model have with different types.
pub(crate) fn parents_differ(
    model: &Name<'_>,
    field: Word<'_>,
    first: (Span, &str),
    second: (Span, &str),
) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("`{}` inherits two fields `{}` of different types", model.text, field.text),
        model.span,
        "no column can be both",
    )
    .label(first.0, format!("{} here", first.1))
    .label(second.0, format!("{} here", second.1))
    .help("give them one type, or inherit from one of the two")
}

/// A field of another name in the database than the one that is inherited.
pub(crate) fn other_column(field: Word<'_>, span: Span, column: &str) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("the inherited field `{}` is the column `{column}`", field.text),
        span,
        "another column",
    )
    .help("remove `@map`: an inherited field has its name from the parent")
}

/// `@inherited` on what no parent has.
pub(crate) fn not_inherited(field: Word<'_>, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::INHERITANCE,
        format!("no parent has a field `{}`", field.text),
        span,
        "not inherited",
    )
    .help("remove `@inherited`")
}

/// What only a partition's index or key can say.
pub(crate) fn part_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::PARTITION,
        "a part of an index, of a model that is no partition",
        span,
        "no partition's index",
    )
    .help("`part_of` stands in the block of a `partition`")
}

/// An index of a table only, which has no partitions.
pub(crate) fn only_without_partitions(span: Span, model: &str) -> Diagnostic {
    Diagnostic::error(
        codes::PARTITION,
        format!("`{model}` is not partitioned: each of its indexes is its own only"),
        span,
        "says nothing here",
    )
    .help("remove `only`")
}

/// An attribute that a foreign table can't have.
pub(crate) fn not_foreign(written: &str, span: Span, foreign: Span) -> Diagnostic {
    Diagnostic::error(
        codes::FOREIGN_TABLE,
        format!("`{written}` of a foreign table"),
        span,
        "PostgreSQL keeps no rows of it here",
    )
    .label(foreign, "its rows are elsewhere")
}

/// Options for a wrapper of a column whose table is here.
pub(crate) fn options_without_server(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::FOREIGN_TABLE,
        "`@foreign` on a field of a table that is not foreign",
        span,
        "no wrapper reads it",
    )
    .help("say where its rows are: `@@foreign(server)` in its block")
}

/// A foreign partition of a model with unique keys.
pub(crate) fn foreign_part_of_unique(foreign: Span, model: &str, key: Span) -> Diagnostic {
    Diagnostic::error(
        codes::FOREIGN_TABLE,
        format!("a foreign table as a partition of `{model}`, which has a unique key"),
        foreign,
        "PostgreSQL cannot keep it unique",
    )
    .label(key, "the unique key")
}
