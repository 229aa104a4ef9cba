//! Resolving a session: a field for each setting.

use pg_orm_ir::model::{Session, Setting};
use proc_macro2::Ident;

use super::extension::is_textual;
use super::names::Scope;
use super::types::{RustType, rust_type, sql_type};
use super::{Context, ItemName};
use crate::problem::Problem;

/// A session with Rust's names.
pub(crate) struct SessionItem<'a> {
    pub(crate) session: &'a Session,
    pub(crate) name: ItemName,
    pub(crate) settings: Vec<SettingItem<'a>>,
}

/// A setting with Rust's name and types.
pub(crate) struct SettingItem<'a> {
    pub(crate) setting: &'a Setting,
    pub(crate) name: Ident,
    pub(crate) type_: RustType,
    /// The type in SQL, without modifiers.
    pub(crate) sql_type: String,
}

pub(super) fn resolve<'a>(context: &mut Context<'_>, session: &'a Session) -> Option<SessionItem<'a>> {
    let name = context.item_name(&session.name)?;
    let mut scope = Scope::default();
    let mut settings = Vec::with_capacity(session.settings.len());
    for setting in &session.settings {
        let type_ = rust_type(context, &setting.type_, setting.shape, setting.is_nullable);
        // A setting is sent as a value of its type.
        let Some(type_) = type_.filter(|_| !is_textual(context.schema, &setting.type_)) else {
            context.problems.push(Problem::UnsupportedType {
                item: session.name.clone(),
                field: setting.name.clone(),
                type_: setting.type_.to_string(),
            });
            continue;
        };
        if let Some(name) = context.claim(&mut scope, &session.name, &setting.name) {
            settings.push(SettingItem { setting, name, type_, sql_type: sql_type(&setting.type_) });
        }
    }
    Some(SessionItem { session, name, settings })
}
