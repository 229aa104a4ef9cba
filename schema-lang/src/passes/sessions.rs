//! Sessions: their role, the prefix of their settings, and the settings.

use std::collections::HashMap;

use pg_orm_ir::model::{Session, Setting};
use pg_orm_ir::names::snake_case;

use super::args::Args;
use super::names::Declared;
use super::seen::Seen;
use super::types::{self, Resolved};
use super::{Context, items, read, rust_names};
use crate::diagnostics::{access, attributes, names as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Field, Member, Name};

/// A session and where its parts stand.
#[derive(Debug)]
pub(super) struct SessionDraft<'a> {
    pub(super) ir: Session,
    pub(super) name: &'a Name<'a>,
    /// There is a `@@role`, right or wrong.
    pub(super) has_role_attribute: bool,
    /// The place of each setting.
    pub(super) settings: HashMap<&'a str, Span>,
    /// Something in it is an error: it may have more settings than could be read.
    pub(super) is_broken: bool,
}

const ATTRIBUTES: &[&str] = &["role", "settings"];

/// Fills `cx.sessions`.
pub(super) fn resolve(cx: &mut Context<'_>) {
    for declared in cx.names.sessions.clone() {
        let draft = session(cx, declared);
        cx.sessions.push(draft);
    }
}

fn session<'a>(cx: &mut Context<'a>, Declared { item, name }: Declared<'a>) -> SessionDraft<'a> {
    let ir = Session {
        name: name.text.to_string(),
        docs: items::docs(item.docs.as_ref()),
        role: None,
        prefix: snake_case(&name.text),
        settings: Vec::new(),
    };
    let mut draft =
        SessionDraft { ir, name, has_role_attribute: false, settings: HashMap::new(), is_broken: false };
    let mut seen = Seen::default();
    let names = rust_names::FieldNames::of(item.members().iter().filter_map(|member| match member {
        Member::Field(field) => Some(field.name),
        _ => None,
    }));
    for member in item.members() {
        match member {
            Member::Field(field) => setting(cx, &mut draft, field, &names),
            Member::Entry(entry) if entry.has_junk => {}
            Member::Entry(entry) => cx.report(attributes::entry_in_fields(entry, "a session")),
            Member::Attribute(attribute) => {
                let name = attribute.name.text;
                if !seen.is_first(cx, attribute) {
                    continue;
                }
                match name {
                    "role" => {
                        draft.has_role_attribute = true;
                        draft.ir.role = role(cx, attribute);
                    }
                    "settings" => {
                        if let Some(prefix) = prefix(cx, attribute) {
                            draft.ir.prefix = prefix;
                        }
                    }
                    "" => {}
                    _ => cx.report(attributes::unknown(attribute, "a session", ATTRIBUTES)),
                }
            }
        }
    }
    draft.is_broken = cx.has_error_in(item);
    draft
}

fn role<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a role");
    args.finish(cx);
    items::role(cx, value?).map(|name| name.text.into_owned())
}

/// PostgreSQL takes `prefix.name` for a setting of its own only where both are identifiers (manual, section 19.16).
fn prefix<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a prefix");
    args.finish(cx);
    let value = value?;
    let name = read::name(cx, value, "a prefix")?;
    let is_identifier = name.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !is_identifier {
        cx.report(access::bad_prefix(&name));
        return None;
    }
    Some(name.text.into_owned())
}

fn setting<'a>(
    cx: &mut Context<'a>,
    draft: &mut SessionDraft<'a>,
    field: &'a Field<'a>,
    names: &rust_names::FieldNames<'a>,
) {
    let name = field.name;
    if !names.report_meeting(cx, name, rust_names::Map::None) {
        rust_names::check_field(cx, "setting", name, rust_names::Map::None);
    }
    if let Some(&first) = draft.settings.get(name.text) {
        return cx.report(diagnostics::duplicate_member(&draft.ir.name, name.text, name.span, first));
    }
    draft.settings.insert(name.text, name.span);
    for attribute in field.attributes.iter().filter(|attribute| !attribute.name.text.is_empty()) {
        cx.report(attributes::unknown(attribute, "a session's setting", &[]));
    }
    if let ("role", Some(type_ref)) = (name.text, &field.type_ref)
        && let Some(role) = cx.names.roles.iter().find(|role| role.name.text == type_ref.words)
    {
        let role = role.name;
        return cx.report(access::role_as_setting(field.span, role));
    }
    let Some(type_ref) = types::required(cx, field) else { return };
    let value = match types::resolve(cx, type_ref) {
        Resolved::Value(value) => value,
        Resolved::Model(index) => {
            let model = cx.names.models.get(index).map(|declared| declared.name);
            return cx.report(access::setting_is_model(type_ref, model));
        }
        Resolved::Unknown => return,
    };
    draft.ir.settings.push(Setting {
        name: name.text.to_owned(),
        docs: items::docs(field.docs.as_ref()),
        type_: value.type_,
        shape: value.shape,
        is_nullable: type_ref.nullable.is_some(),
    });
}
