//! `@@inherits`: the models whose columns a model has, too; and how a partition has those of its model.

use std::collections::{HashMap, VecDeque};

use pg_orm_ir::catalog::NotNull;
use pg_orm_ir::default_names;
use pg_orm_ir::model::{DefaultValue, Field, Identity, OwnSequence, SqlText};

use super::args::Args;
use super::models::{ColumnSite, ModelDraft, Slot};
use super::names::{Declared, Kind};
use super::{Context, read};
use crate::diagnostics::{attributes, families, names};
use crate::syntax::ast::{Attribute, Member, Word};

/// The places of all models, each behind its parents, and these.
pub(super) fn order(cx: &mut Context<'_>) -> Vec<(usize, Vec<usize>)> {
    let declared = cx.names.models.clone();
    let parents: Vec<Vec<(usize, Word<'_>)>> = declared.iter().map(|it| parents(cx, *it)).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    let mut waits: Vec<usize> = Vec::with_capacity(parents.len());
    for (index, list) in parents.iter().enumerate() {
        waits.push(list.len());
        for (parent, _) in list {
            if let Some(list) = children.get_mut(*parent) {
                list.push(index);
            }
        }
    }
    let mut ready: VecDeque<usize> =
        waits.iter().enumerate().filter(|(_, waits)| **waits == 0).map(|(index, _)| index).collect();
    let mut order = Vec::with_capacity(parents.len());
    while let Some(index) = ready.pop_front() {
        let of = parents.get(index).map(Vec::as_slice).unwrap_or_default();
        order.push((index, of.iter().map(|(parent, _)| *parent).collect()));
        for child in children.get(index).map(Vec::as_slice).unwrap_or_default() {
            let Some(waits) = waits.get_mut(*child) else { continue };
            *waits -= 1;
            if *waits == 0 {
                ready.push_back(*child);
            }
        }
    }
    let left: Vec<usize> =
        waits.iter().enumerate().filter(|(_, waits)| **waits > 0).map(|(index, _)| index).collect();
    report_cycles(cx, &declared, &parents, &left);
    order.extend(left.into_iter().map(|index| (index, Vec::new())));
    order
}

/// Reports each cycle among the models that are left once all others have found their parents.
fn report_cycles<'a>(
    cx: &mut Context<'a>,
    declared: &[Declared<'a>],
    parents: &[Vec<(usize, Word<'a>)>],
    left: &[usize],
) {
    let mut seen: HashMap<usize, usize> = HashMap::new();
    for (round, &first) in left.iter().enumerate() {
        let mut path: Vec<(usize, Word<'a>)> = Vec::new();
        let mut at = first;
        // Each of them has a parent that is left, so the path ends where it has been.
        let came_back = loop {
            match seen.get(&at) {
                Some(other) => break (*other == round).then_some(at),
                None => seen.insert(at, round),
            };
            let of = parents.get(at).map(Vec::as_slice).unwrap_or_default();
            let Some(&(parent, word)) = of.iter().find(|(parent, _)| left.contains(parent)) else {
                break None;
            };
            path.push((at, word));
            at = parent;
        };
        let Some(start) = came_back else { continue };
        let cycle = path.iter().skip_while(|(index, _)| *index != start);
        let name = |index: usize| declared.get(index).map_or("", |it| &*it.name.text);
        let mut chain: Vec<&str> = cycle.clone().map(|(index, _)| name(*index)).collect();
        chain.push(name(start));
        if let Some((_, word)) = cycle.clone().next() {
            cx.report(families::parents_cycle(*word, &chain.join(" inherits from ")));
        }
    }
}

/// The models that `@@inherits` names.
fn parents<'a>(cx: &mut Context<'a>, declared: Declared<'a>) -> Vec<(usize, Word<'a>)> {
    let mut found: Vec<(usize, Word<'a>)> = Vec::new();
    let attribute = declared.item.members().iter().find_map(|member| match member {
        Member::Attribute(attribute) if attribute.name.text == "inherits" => Some(attribute),
        _ => None,
    });
    let Some(attribute) = attribute else { return found };
    let mut args = Args::new(attribute, &[]);
    let mut values: Vec<_> = args.required(cx, "a model").into_iter().collect();
    while let Some(value) = args.positional() {
        values.push(value);
    }
    args.finish(cx);
    for value in values.into_iter().flat_map(read::elements) {
        let Some(word) = read::word(cx, value, "a model") else { continue };
        if let Some((_, first)) = found.iter().find(|(_, first)| first.text == word.text) {
            cx.report(families::parent_twice(word, first.span));
            continue;
        }
        match cx.names.types.get(word.text).copied() {
            Some((Kind::Model(index), _)) => found.push((index, word)),
            Some((Kind::Unsupported, _)) => {}
            Some((kind, declared)) => {
                let what = crate::diagnostics::article(kind.noun());
                cx.report(families::no_parent(word, &what, declared));
            }
            None => {
                let models: Vec<&str> = cx.names.models.iter().map(|model| &*model.name.text).collect();
                let diagnostic = families::unknown_parent(word, &models);
                cx.report(diagnostic);
            }
        }
    }
    found
}

/// Reports parents that PostgreSQL does not take (manual, section 5.11).
pub(super) fn check(cx: &mut Context<'_>, models: &[ModelDraft<'_>]) {
    for (index, declared) in cx.names.models.clone().into_iter().enumerate() {
        let attribute = declared.item.members().iter().find_map(|member| match member {
            Member::Attribute(attribute) if attribute.name.text == "inherits" => Some(attribute),
            _ => None,
        });
        let (Some(attribute), Some(model)) = (attribute, models.get(index)) else { continue };
        if model.partition.is_some() {
            let word = Word { text: attribute.name.text, span: attribute.name.span };
            cx.report(families::partitioned_child(word, &model.ir.name));
        }
        let values = attribute.args.as_ref().map(|args| args.list.as_slice()).unwrap_or_default();
        for value in values.iter().flat_map(|arg| read::elements(&arg.value)) {
            let crate::syntax::ast::ValueKind::Path(text) = value.kind else { continue };
            let Some((Kind::Model(parent), _)) = cx.names.types.get(text).copied() else { continue };
            let Some(parent) = models.get(parent).filter(|parent| parent.partition.is_some()) else {
                continue;
            };
            let word = Word { text, span: value.span };
            cx.report(families::no_parent(word, "partitioned", parent.name.span));
        }
    }
}

/// `@inherited`: the column comes from a parent alone, and what the line says is otherwise than there.
pub(super) fn column<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    Args::new(attribute, &[]).finish(cx);
    if let Some(field) = draft.ir.fields.get_mut(index) {
        field.is_inherited = true;
    }
}

/// Adds the fields of a model's parents, or those that a partition has from its model. A field that stands in the block
/// too is as it stands there; where the block has all of them, they are in its order, else in the parents', the block's
/// own behind them.
pub(super) fn merge<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, parents: &[&ModelDraft<'a>]) {
    let is_partition = draft.part_of.is_some();
    if !is_partition {
        draft.ir.inherits = parents.iter().map(|parent| parent.ir.table.clone()).collect();
    }
    let fields = std::mem::take(&mut draft.ir.fields);
    let mut own: Vec<Option<(Field, ColumnSite<'a>)>> =
        fields.into_iter().zip(std::mem::take(&mut draft.columns)).map(Some).collect();
    let places: HashMap<&str, usize> =
        own.iter().flatten().enumerate().map(|(place, (_, site))| (site.name.text, place)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut inherited: Vec<(Field, ColumnSite<'a>)> = Vec::new();
    let mut lists_all = true;
    for parent in parents {
        for (field, site) in parent.ir.fields.iter().zip(&parent.columns) {
            let name = site.name.text;
            if let Some((first, first_site)) = seen.get(name).and_then(|place| inherited.get_mut(*place)) {
                if first.type_ != field.type_ {
                    let (first, second) = (cx.shown(&first.type_), cx.shown(&field.type_));
                    let (here, there) = ((first_site.type_span, &*first), (site.type_span, &*second));
                    cx.report(families::parents_differ(draft.name, site.name, here, there));
                }
                first.is_nullable &= field.is_nullable;
                continue;
            }
            seen.insert(name, inherited.len());
            inherited.push((handed_down(parent, field), site.clone()));
            match places.get(name).and_then(|place| own.get_mut(*place)).and_then(Option::as_mut) {
                Some((own, own_site)) => same(cx, (own, own_site), (field, site), &parent.ir.name),
                None => lists_all = false,
            }
            match draft.members.get(name) {
                Some(&(Slot::Relation(_), span)) => {
                    cx.report(names::duplicate_member(&draft.ir.name, name, span, site.name.span));
                }
                Some(_) => {}
                None => {
                    draft.members.insert(name, (Slot::Broken, site.name.span));
                }
            }
        }
    }
    for (field, site) in own.iter_mut().flatten() {
        if seen.contains_key(site.name.text) {
            field.is_inherited |= is_partition;
        } else if is_partition {
            let known: Vec<&str> = inherited.iter().map(|(_, site)| site.name.text).collect();
            let whole = parents.first().map_or("", |parent| parent.ir.name.as_str());
            cx.report(attributes::unknown_field(site.name, whole, &known));
        } else if field.is_inherited {
            cx.report(families::not_inherited(site.name, site.name.span));
        }
    }
    let mut merged: Vec<(Field, ColumnSite<'a>)> = Vec::new();
    if !lists_all {
        for (field, site) in inherited {
            let own = places.get(site.name.text).and_then(|place| own.get_mut(*place));
            merged.push(own.and_then(Option::take).unwrap_or((field, site)));
        }
    }
    let is_part = |site: &ColumnSite<'a>| !is_partition || seen.contains_key(site.name.text);
    merged.extend(own.into_iter().flatten().filter(|(_, site)| is_part(site)));
    for (place, (field, site)) in merged.into_iter().enumerate() {
        draft.members.entry(site.name.text).and_modify(|(slot, _)| {
            if !matches!(slot, Slot::Relation(_)) {
                *slot = Slot::Column(place);
            }
        });
        draft.ir.fields.push(field);
        draft.columns.push(site);
    }
}

/// Whether a field of the block is as the one that it stands for.
fn same<'a>(
    cx: &mut Context<'a>,
    (own, own_site): (&mut Field, &mut ColumnSite<'a>),
    (field, site): (&Field, &ColumnSite<'a>),
    parent: &str,
) {
    if own.type_ != field.type_ {
        let (here, there) = (cx.shown(&own.type_), cx.shown(&field.type_));
        let (here, there) = ((own_site.type_span, &*here), (site.type_span, &*there));
        cx.report(families::differs_from_parent(own_site.name, here, there, parent));
    } else if own.is_nullable && !field.is_nullable {
        let type_ = cx.shown(&field.type_);
        let (here, there) = ((own_site.type_span, &*format!("{type_}?")), (site.type_span, &*type_));
        cx.report(families::differs_from_parent(own_site.name, here, there, parent));
    }
    if own.column != field.column {
        if own.column != own.name {
            cx.report(families::other_column(own_site.name, own_site.column_span, &field.column));
        }
        own.column.clone_from(&field.column);
    }
}

/// A field as a child or a partition has it where it says nothing of it.
fn handed_down(parent: &ModelDraft<'_>, field: &Field) -> Field {
    let serial = (field.identity == Some(Identity::Serial)).then(|| {
        let sql = match &field.numbering.name {
            Some(name) => default_names::reads_sequence(name),
            None => default_names::serial_default(&parent.ir.table, &field.column),
        };
        DefaultValue::Sql(SqlText::text(sql))
    });
    let not_null = field.not_null.as_ref();
    Field {
        comment: None,
        is_nullable: field.is_nullable || not_null.is_some_and(|it| it.is_no_inherit),
        not_null: not_null
            .filter(|it| it.is_not_valid && !it.is_no_inherit)
            .map(|_| NotNull { is_not_valid: true, ..NotNull::default() }),
        options: Vec::new(),
        default: field.default.clone().or(serial),
        identity: None,
        numbering: OwnSequence::default(),
        statistics: None,
        foreign_options: Vec::new(),
        is_inherited: true,
        ..field.clone()
    }
}
