//! Relations from foreign keys: the side that owns one, its far side, and many to many through a join table.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Column, ForeignKey, IndexKey, IndexTarget, ReferentialAction, Table};
use pg_orm_ir::names::snake_case;
use pg_orm_ir::types::{BaseType, DataType};

use super::chosen::{ChosenNames, Joined};
use super::constraints::{comment, deferrable, enforcement};
use super::names::{MemberNames, TypeNames};
use super::plural::plural;
use super::text;

/// The members of one model that are relations, as lines: name, type, attribute.
#[derive(Debug, Default)]
pub(super) struct Relations<'c> {
    pub(super) owned: Vec<Line>,
    pub(super) far: Vec<Line>,
    /// Foreign keys that no relation can go by.
    pub(super) others: Vec<&'c ForeignKey>,
}

/// A relation's line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) type_: String,
    pub(super) attribute: Option<String>,
}

/// What the names of relations are chosen among: a model's fields by its columns.
pub(super) struct Members<'c> {
    pub(super) fields: HashMap<&'c str, String>,
    pub(super) names: MemberNames,
}

struct Found<'c> {
    source: usize,
    target: usize,
    key: &'c ForeignKey,
    name: String,
    /// What joins its two sides by name, where somebody chose that.
    label: Option<String>,
    /// Whether others join the same two models.
    is_ambiguous: bool,
}

impl Found<'_> {
    /// What joins its two sides by name, where they are joined so.
    fn label(&self) -> Option<&str> {
        self.label.as_deref().or_else(|| self.is_ambiguous.then_some(self.name.as_str()))
    }
}

/// What a foreign key joins.
fn joined(source: &Table, key: &ForeignKey) -> Joined {
    (source.name.clone(), key.columns.clone(), key.target.clone())
}

/// The relations of each table, in the catalog's order, and what of foreign keys could not be said; `is_named` says of
/// which foreign keys the name is written.
pub(super) fn of<'c>(
    catalog: &'c Catalog,
    types: &TypeNames<'c>,
    chosen: &ChosenNames,
    members: &mut [Members<'c>],
    is_named: &dyn Fn(&Table, &ForeignKey) -> bool,
) -> (Vec<Relations<'c>>, Vec<String>) {
    let place: HashMap<&QualifiedName, usize> =
        catalog.tables.iter().enumerate().map(|(i, table)| (&table.name, i)).collect();
    let mut relations: Vec<Relations<'c>> = catalog.tables.iter().map(|_| Relations::default()).collect();
    let (found, others) = owners(catalog, types, chosen, &place, members);
    for (source, key) in others {
        if let Some(list) = relations.get_mut(source) {
            list.others.push(key);
        }
    }
    for it in &found {
        let Some((source, target)) = catalog.tables.get(it.source).zip(catalog.tables.get(it.target)) else {
            continue;
        };
        let line = owner(it, (source, target), types, members, is_named(source, it.key));
        if let (Some(line), Some(list)) = (line, relations.get_mut(it.source)) {
            list.owned.push(line);
        }
    }
    for it in &found {
        let Some(source) = catalog.tables.get(it.source) else { continue };
        if is_join(source) {
            continue;
        }
        if let (Some(line), Some(list)) =
            (far(it, source, types, chosen, members), relations.get_mut(it.target))
        {
            list.far.push(line);
        }
    }
    for (at, table) in catalog.tables.iter().enumerate().filter(|(_, table)| is_join(table)) {
        let ends: Vec<&Found<'_>> = found.iter().filter(|it| it.source == at).collect();
        let [first, second] = ends.as_slice() else { continue };
        let Some(join) = types.get(&table.name) else { continue };
        for (from, to) in [(*first, *second), (*second, *first)] {
            let line = through(catalog, (table, join), (from, to), types, chosen, members);
            if let (Some(line), Some(list)) = (line, relations.get_mut(from.target)) {
                list.far.push(line);
            }
        }
    }
    let lost = catalog.tables.iter().flat_map(|table| lost(table, types)).collect();
    (relations, lost)
}

/// What of a table's foreign keys relations can't say.
fn lost(table: &Table, types: &TypeNames<'_>) -> Vec<String> {
    let mut lost = Vec::new();
    for key in &table.foreign_keys {
        let whole = format!("the foreign key {} of {}", key.name, table.name);
        if types.called(&key.target).is_none() {
            lost.push(whole);
        }
    }
    lost
}

fn owners<'c>(
    catalog: &'c Catalog,
    types: &TypeNames<'c>,
    chosen: &ChosenNames,
    place: &HashMap<&QualifiedName, usize>,
    members: &mut [Members<'c>],
) -> (Vec<Found<'c>>, Vec<(usize, &'c ForeignKey)>) {
    let mut pairs: HashMap<(usize, usize), usize> = HashMap::new();
    let (mut keys, mut others): (Vec<(usize, usize, &ForeignKey)>, Vec<_>) = (Vec::new(), Vec::new());
    for (source, table) in catalog.tables.iter().enumerate() {
        for key in &table.foreign_keys {
            let Some(&target) = place.get(&key.target) else { continue };
            match catalog.tables.get(target) {
                // A partition is no model, so no relation leads to it.
                Some(other)
                    if types.get(&other.name).is_some() && is_relation(table, other, key, catalog) =>
                {
                    keys.push((source, target, key));
                }
                _ => others.push((source, key)),
            }
        }
    }
    for (source, target, _) in &keys {
        *pairs.entry((*source, *target)).or_default() += 1;
    }
    let mut found = Vec::with_capacity(keys.len());
    for (source, target, key) in keys {
        let Some(target_name) = types.get(&key.target).map(snake_case) else { continue };
        let Some(members) = members.get_mut(source) else { continue };
        let wanted = match key.columns.as_slice() {
            [column] => {
                let stem = stem(&text::field_word(column));
                vec![stem.clone(), target_name.clone(), format!("{stem}_{target_name}")]
            }
            _ => vec![target_name],
        };
        let kept = catalog.tables.get(source).and_then(|table| chosen.owners.get(&joined(table, key)));
        let (name, label) = match kept {
            Some((name, label)) => (name.clone(), label.clone()),
            None => (members.names.choose_of(&wanted), None),
        };
        let is_ambiguous = source == target || pairs.get(&(source, target)).is_some_and(|count| *count > 1);
        found.push(Found { source, target, key, name, label, is_ambiguous });
    }
    (found, others)
}

/// Whether the language lets a relation go by a key.
fn is_relation(source: &Table, target: &Table, key: &ForeignKey, catalog: &Catalog) -> bool {
    fn column<'t>(table: &'t Table, name: &String) -> Option<&'t Column> {
        table.columns.iter().find(|it| it.name == *name)
    }
    let fits = |(own, other): (&String, &String)| match (column(source, own), column(target, other)) {
        (Some(own), Some(other)) => is_known_to_compare(&own.type_, &other.type_, catalog),
        _ => false,
    };
    let deleted = if key.on_delete_columns.is_empty() { &key.columns } else { &key.on_delete_columns };
    let takes = |action: ReferentialAction, columns: &[String]| {
        let mut columns = columns.iter().filter_map(|name| column(source, name));
        match action {
            ReferentialAction::SetNull => columns.all(|it| it.is_nullable),
            ReferentialAction::SetDefault => columns.all(|it| it.is_nullable || it.default.is_some()),
            _ => true,
        }
    };
    // Several rows can cover a period.
    !key.has_period
        && key.columns.iter().zip(&key.references).all(fits)
        && takes(key.on_delete, deleted)
        && takes(key.on_update, &key.columns)
}

/// Whether the language knows that these types compare: PostgreSQL's own do, where there is a key, and so does a type with
/// itself.
fn is_known_to_compare(here: &DataType, there: &DataType, catalog: &Catalog) -> bool {
    let (here, there) = (underlying(here, catalog), underlying(there, catalog));
    let is_own = |type_: &DataType| {
        !type_.is_array
            && match &type_.base {
                BaseType::BuiltIn(_) => true,
                BaseType::Declared(name) => name.name == "citext",
            }
    };
    here.base == there.base && here.is_array == there.is_array || is_own(here) && is_own(there)
}

/// What a domain is made of in the end; another type itself.
fn underlying<'t>(type_: &'t DataType, catalog: &'t Catalog) -> &'t DataType {
    let mut type_ = type_;
    // A chain of domains is never longer than there are domains.
    for _ in 0..=catalog.domains.len() {
        let BaseType::Declared(name) = &type_.base else { break };
        match catalog.domains.iter().find(|domain| domain.name == *name && !type_.is_array) {
            Some(domain) => type_ = &domain.base,
            None => break,
        }
    }
    type_
}

/// What a key's column is about: `author` of `author_id`.
fn stem(column: &str) -> String {
    let ends = ["_id", "_uuid", "_fk", "_oid", "_fkey"];
    let stem = ends
        .iter()
        .find_map(|end| column.strip_suffix(end))
        .filter(|stem| !stem.trim_matches('_').is_empty());
    let stem = stem.unwrap_or(column);
    if pg_orm_ir::names::is_rust_keyword(stem) { format!("{stem}_") } else { stem.to_owned() }
}

fn owner(
    it: &Found<'_>,
    (source, target): (&Table, &Table),
    types: &TypeNames<'_>,
    members: &[Members<'_>],
    is_named: bool,
) -> Option<Line> {
    let key = it.key;
    let fields = field_list(members.get(it.source)?, &key.columns)?;
    let mut args = Vec::new();
    args.extend(it.label().map(text::string));
    args.push(fields);
    let is_primary = target.primary_key.as_ref().is_some_and(|primary| primary.columns == key.references);
    if !is_primary {
        args.push(format!("references: {}", field_list(members.get(it.target)?, &key.references)?));
    }
    for (name, action) in [("on_delete", key.on_delete), ("on_update", key.on_update)] {
        if let Some(word) = action_word(action) {
            args.push(format!("{name}: {word}"));
        }
    }
    if !key.on_delete_columns.is_empty() {
        let fields = field_list(members.get(it.source)?, &key.on_delete_columns)?;
        args.push(format!("on_delete_fields: {fields}"));
    }
    args.extend(deferrable(key.deferrable));
    if key.is_match_full {
        args.push("match: full".to_owned());
    }
    args.extend(enforcement(key.enforcement));
    if is_named {
        args.push(format!("constraint: {}", text::string(&key.name)));
    }
    args.extend(comment(key.comment.as_deref()));
    let is_nullable = |column: &String| source.columns.iter().any(|it| it.name == *column && it.is_nullable);
    let mark = if key.columns.iter().any(is_nullable) { "?" } else { "" };
    Some(Line {
        name: it.name.clone(),
        type_: format!("{}{mark}", types.get(&target.name)?),
        attribute: Some(format!("@relation({})", args.join(", "))),
    })
}

pub(super) const fn action_word(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set_null"),
        ReferentialAction::SetDefault => Some("set_default"),
    }
}

fn far(
    it: &Found<'_>,
    source: &Table,
    types: &TypeNames<'_>,
    chosen: &ChosenNames,
    members: &mut [Members<'_>],
) -> Option<Line> {
    let model = types.get(&source.name)?;
    let is_one = is_unique(source, &it.key.columns);
    let one = snake_case(model);
    let word = if is_one { one } else { plural_of(&one) };
    let wanted = match (it.is_ambiguous, it.source == it.target) {
        (true, true) => vec![format!("{}_of", it.name), format!("{}_of_{word}", it.name)],
        (true, false) => vec![format!("{}_{word}", it.name)],
        _ => vec![word.clone(), format!("{}_{word}", it.name)],
    };
    let name = match chosen.fars.get(&joined(source, it.key)) {
        Some(name) => name.clone(),
        None => members.get_mut(it.target)?.names.choose_of(&wanted),
    };
    Some(Line {
        name,
        type_: format!("{model}{}", if is_one { "?" } else { "[]" }),
        attribute: it.label().map(|label| format!("@relation({})", text::string(label))),
    })
}

fn through(
    catalog: &Catalog,
    (table, join): (&Table, &str),
    (from, to): (&Found<'_>, &Found<'_>),
    types: &TypeNames<'_>,
    chosen: &ChosenNames,
    members: &mut [Members<'_>],
) -> Option<Line> {
    let model = types.get(&catalog.tables.get(to.target)?.name)?;
    let word = plural_of(&snake_case(model));
    let mut wanted = vec![word.clone(), format!("{word}_by_{}", snake_case(join))];
    let mut args = vec![join.to_owned()];
    if from.target == to.target {
        wanted = vec![plural_of(&to.name), format!("{}_{word}", to.name)];
        args.extend([format!("from: {}", from.name), format!("to: {}", to.name)]);
    }
    let kept = (from.key.target.clone(), from.key.columns.clone(), table.name.clone());
    let name = match chosen.throughs.get(&kept) {
        Some(name) => name.clone(),
        None => members.get_mut(from.target)?.names.choose_of(&wanted),
    };
    Some(Line {
        name,
        type_: format!("{model}[]"),
        attribute: Some(format!("@through({})", args.join(", "))),
    })
}

fn plural_of(snake: &str) -> String {
    match snake.rsplit_once('_') {
        Some((head, last)) => format!("{head}_{}", plural(last)),
        None => plural(snake),
    }
}

/// Whether a table does nothing but join two others: two foreign keys, whose columns are its primary key and all it has.
fn is_join(table: &Table) -> bool {
    let [first, second] = table.foreign_keys.as_slice() else { return false };
    let Some(primary) = &table.primary_key else { return false };
    let joined: HashSet<&String> = first.columns.iter().chain(&second.columns).collect();
    joined.len() == first.columns.len() + second.columns.len()
        && joined == primary.columns.iter().collect()
        && joined.len() == table.columns.len()
}

/// Whether no two rows have the same values in these columns: a key, or a unique index on columns of every row, has them
/// or some of them.
fn is_unique(table: &Table, columns: &[String]) -> bool {
    let is_within = |key: &[&String]| !key.is_empty() && key.iter().all(|it| columns.contains(it));
    let keys = table.primary_key.iter().chain(&table.unique);
    let indexes = table.indexes.iter().filter(|index| index.is_unique && index.predicate.is_none());
    keys.into_iter().any(|key| is_within(&key.columns.iter().collect::<Vec<_>>()))
        || indexes
            .filter_map(|index| index.keys.iter().map(column).collect::<Option<Vec<_>>>())
            .any(|key| is_within(&key))
}

/// The column that an index's key is, where it is one.
fn column(key: &IndexKey) -> Option<&String> {
    match &key.target {
        IndexTarget::Column(column) => Some(column),
        IndexTarget::Expression(_) => None,
    }
}

/// One field, or a list of them.
pub(super) fn field_list(members: &Members<'_>, columns: &[String]) -> Option<String> {
    let fields: Vec<&str> = columns
        .iter()
        .map(|column| members.fields.get(column.as_str()).map(String::as_str))
        .collect::<Option<_>>()?;
    Some(match fields.as_slice() {
        [field] => (*field).to_owned(),
        fields => format!("[{}]", fields.join(", ")),
    })
}
