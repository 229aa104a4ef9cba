//! Channels: what `NOTIFY` carries.

use std::collections::HashMap;

use pg_orm_ir::model::{Channel, CompositeField};

use super::super::names::Declared;
use super::super::seen::Seen;
use super::super::types::{self, Resolved};
use super::super::{Context, enums, items, rust_names};
use crate::diagnostics::{attributes, names, types as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Field, Member, Name};

/// What a channel takes, and what its fields take.
const ATTRIBUTES: &[&str] = &["map"];

/// The channels, in order.
pub(in super::super) fn resolve(cx: &mut Context<'_>) -> Vec<Channel> {
    cx.names.channels.clone().into_iter().map(|declared| channel(cx, declared)).collect()
}

fn channel<'a>(cx: &mut Context<'a>, Declared { item, name }: Declared<'a>) -> Channel {
    let mut channel = Channel {
        name: name.text.to_string(),
        channel: name.text.to_string(),
        docs: items::docs(item.docs.as_ref()),
        fields: Vec::new(),
    };
    let mut span = name.span;
    let mut fields = Fields::default();
    let mut seen = Seen::default();
    for member in item.members() {
        match member {
            Member::Field(field) => fields.read(cx, name, field),
            Member::Entry(entry) if entry.has_junk => {}
            Member::Entry(entry) => cx.report(attributes::entry_in_fields(entry, "a channel")),
            Member::Attribute(attribute) => {
                if !seen.is_first(cx, attribute) {
                    continue;
                }
                match attribute.name.text {
                    "map" => {
                        if let Some(mapped) = enums::text(cx, attribute, "the channel's name") {
                            mapped.clone_into(&mut channel.channel);
                            span = attribute.span;
                        }
                    }
                    "" => {}
                    _ => cx.report(attributes::unknown(attribute, "a channel", ATTRIBUTES)),
                }
            }
        }
    }
    if cx.check_database_name(&channel.channel, span, "the channel's name") {
        let known = cx.names.channel_spans.get(&channel.channel).copied();
        match known {
            Some(first) => cx.report(names::duplicate("the channel", &channel.channel, span, first)),
            None => {
                cx.names.channel_spans.insert(channel.channel.clone(), span);
            }
        }
    }
    channel.fields = fields.list;
    channel
}

/// The fields read so far.
#[derive(Default)]
struct Fields<'a> {
    list: Vec<CompositeField>,
    names: HashMap<&'a str, Span>,
    keys: HashMap<String, Span>,
}

impl<'a> Fields<'a> {
    fn read(&mut self, cx: &mut Context<'a>, channel: &Name<'_>, field: &'a Field<'a>) {
        let name = field.name;
        if let Some(&first) = self.names.get(name.text) {
            return cx.report(names::duplicate_member(&channel.text, name.text, name.span, first));
        }
        self.names.insert(name.text, name.span);
        let is_mapped = field.attributes.iter().any(|attribute| attribute.name.text == "map");
        let map = if is_mapped { rust_names::Map::Given } else { rust_names::Map::Needed };
        rust_names::check_field(cx, "field", name, map);
        let (mut key, mut span) = (name.text.to_owned(), name.span);
        let mut seen = Seen::default();
        for given in &field.attributes {
            match given.name.text {
                _ if !seen.is_first(cx, given) => {}
                "map" => {
                    if let Some(mapped) = enums::text(cx, given, "the key in the JSON object") {
                        mapped.clone_into(&mut key);
                        span = given.span;
                    }
                }
                "" => {}
                _ => cx.report(attributes::unknown(given, "a channel's field", ATTRIBUTES)),
            }
        }
        if !cx.check_database_name(&key, span, "the key") {
            return;
        }
        if let Some(&first) = self.keys.get(&key) {
            return cx.report(names::duplicate_member(&channel.text, &key, span, first));
        }
        self.keys.insert(key.clone(), span);
        let Some(type_ref) = types::required(cx, field) else { return };
        let value = match types::resolve(cx, type_ref) {
            Resolved::Value(value) => value,
            Resolved::Model(index) => {
                if let Some(model) = cx.names.models.get(index).map(|declared| declared.name.span) {
                    cx.report(diagnostics::model_as_value(type_ref, "a channel", model));
                }
                return;
            }
            Resolved::Unknown => return,
        };
        self.list.push(CompositeField {
            name: name.text.to_owned(),
            attribute: key,
            docs: items::docs(field.docs.as_ref()),
            comment: None,
            collation: None,
            type_: value.type_,
            shape: value.shape,
            is_nullable: type_ref.nullable.is_some(),
        });
    }
}
