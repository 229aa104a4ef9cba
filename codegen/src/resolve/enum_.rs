//! Resolving an enum: a variant for each value.

use pg_orm_ir::model::{Enum, EnumValue};
use pg_orm_ir::names::pascal_case;
use proc_macro2::Ident;

use super::names::Scope;
use super::{Context, ItemName};

/// An enum with Rust's names.
pub(crate) struct EnumItem<'a> {
    pub(crate) enum_: &'a Enum,
    pub(crate) name: ItemName,
    /// In the database's order.
    pub(crate) variants: Vec<(Ident, &'a EnumValue)>,
}

pub(super) fn resolve<'a>(context: &mut Context<'_>, enum_: &'a Enum) -> Option<EnumItem<'a>> {
    let name = context.item_name(&enum_.name)?;
    let mut scope = Scope::default();
    scope.claim_own("ALL");
    let mut variants = Vec::with_capacity(enum_.values.len());
    for value in &enum_.values {
        let name = pascal_case(&value.name);
        // `24_hours` is a name of the language, and none of Rust.
        let digit = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let variant = context.claim(&mut scope, &enum_.name, &format!("{digit}{name}"));
        variants.extend(variant.map(|variant| (variant, value)));
    }
    Some(EnumItem { enum_, name, variants })
}
