//! The SQL that makes a catalog in an empty database, and the SQL that takes it away again.

mod access;
mod aggregate;
mod collation;
mod column;
mod comment;
mod composite;
mod constraint;
mod domain;
mod enum_;
mod expression;
mod extension;
mod foreign;
mod function;
mod index;
mod namespace;
mod options;
mod partition;
mod plan;
mod policy;
mod publication;
mod range;
mod raw;
mod role;
mod rule;
mod sequence;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod view;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Enforcement};
use pg_orm_ir::types::{BaseType, DataType};
use pg_orm_sql::Identifier;

use crate::family::Family;
use crate::script::{Action, Object, Script, Step};
use plan::{How, Made, Part, Piece, Relation, plan};
use sequence::Sequences;
use table::Making;

const ROLES_ARE_SHARED: &str = "Roles are the server's: one that is there already is left as it is.";
const ROLES_MAY_STAY: &str = "Roles are the server's: one that anybody still needs stays.";
const BODIES_WAIT: &str = "Functions' bodies may speak of what is made after them.";
const PARTS_WAIT: &str = "What domains say in SQL that names types which are made after them.";
const KEYS_WAIT: &str = "Tables that reference each other: these keys wait until all of them are there.";
const VIEWS_WAIT: &str = "What needs this view is needed by it: at first it has its columns alone.";

/// The script that makes `catalog`, in an order in which everything is there before it is needed: roles,
/// schemas, extensions, types, functions, tables with their indexes and privileges, foreign keys that close a cycle,
/// views, triggers, policies, and what watches over all of it.
///
/// Each kind keeps the catalog's order as far as what its objects need lets it; that is read from the catalog and
/// from the names in its SQL. The same catalog always gives the same text. It runs in one transaction, or statement
/// for statement.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Enum}};
/// let mood = Enum { name: QualifiedName::new("public", "mood"), labels: vec!["it's ok".into()], ..Enum::default() };
/// let script = pg_orm_migrate::create_script(&Catalog { enums: vec![mood], ..Catalog::default() });
/// assert_eq!(script.to_string(), "create type public.mood as enum ('it''s ok');\n");
/// ```
#[must_use]
pub fn create_script(catalog: &Catalog) -> Script {
    let sequences = Sequences::of(catalog);
    let family = Family::of(catalog);
    let mut steps = Vec::new();
    let mut notes = Notes::default();
    let has_bodies = catalog.functions.iter().any(function::has_checked_body);
    if has_bodies {
        let statement = "set check_function_bodies = off".to_owned();
        steps.push(Step::new(Action::Alter, Object::Session, statement).with_note(BODIES_WAIT));
    }
    for made in plan(catalog, &sequences, &family) {
        let note = notes.of(&made);
        let mut new = create(made, &sequences, &family).into_iter();
        if let Some(first) = new.next() {
            steps.push(match note {
                Some(note) => first.with_note(note),
                None => first,
            });
        }
        steps.extend(new);
    }
    if has_bodies {
        let statement = "reset check_function_bodies".to_owned();
        steps.push(Step::new(Action::Alter, Object::Session, statement));
    }
    Script::new(steps)
}

/// The script that takes `catalog` away from a database that [`create_script`] made, in reverse order. It
/// drops nothing that the first did not make: where something else depends on it, it fails.
///
/// Two things outlive it. The schema `public` is every database's: only its privileges and its comment go.
/// A role belongs to the whole server, other databases included: a managed one goes when no object of any
/// database needs it, nobody is its member, and it is as bare as the first script makes one that does not log
/// in; it stays, with a notice, otherwise.
#[must_use]
pub fn drop_script(catalog: &Catalog) -> Script {
    let sequences = Sequences::of(catalog);
    let made = plan(catalog, &sequences, &Family::of(catalog));
    let mut steps = Vec::new();
    let mut has_role = false;
    for made in made.iter().rev() {
        let new = drop(made);
        let is_role = matches!(made.part, Part::Role(_)) && !new.is_empty();
        let is_first = is_role && !has_role;
        has_role |= is_role;
        steps
            .extend(new.into_iter().map(|step| if is_first { step.with_note(ROLES_MAY_STAY) } else { step }));
    }
    Script::new(steps)
}

/// What was said already, for the first of several things alone.
#[derive(Default)]
struct Notes {
    said: Vec<&'static str>,
}

impl Notes {
    fn of(&mut self, made: &Made<'_>) -> Option<&'static str> {
        let note = match made {
            Made { part: Part::Role(_), .. } => ROLES_ARE_SHARED,
            Made { part: Part::DomainRest(_), .. } => PARTS_WAIT,
            Made { part: Part::ForeignKey(_, key), .. } if key.enforcement != Enforcement::NotValid => {
                KEYS_WAIT
            }
            Made { how: How::Stub, .. } => return Some(VIEWS_WAIT),
            _ => return None,
        };
        let is_new = !self.said.contains(&note);
        is_new.then(|| {
            self.said.push(note);
            note
        })
    }
}

fn create<'a>(made: Made<'a>, sequences: &Sequences<'a>, family: &Family<'a>) -> Vec<Step> {
    let Made { part, how, .. } = made;
    match (part, how) {
        (Part::View(it), How::Stub) => vec![view::create_stub(it)],
        (Part::View(it), How::Body) => view::complete(it),
        (Part::View(it), How::Whole(_)) => view::create(it),
        (Part::Table(table), How::Whole(inline)) => {
            table::create(&Making { table, inline: &inline, sequences, family })
        }
        (Part::Domain(it), How::Whole(inline)) => {
            let has_rest = it.default.is_some() || !it.checks.is_empty();
            domain::create(it, !has_rest || inline.has(Piece::Domain))
        }
        // Views alone are made twice, and tables and domains alone have pieces.
        (part, _) => create_plain(part),
    }
}

fn create_plain(part: Part<'_>) -> Vec<Step> {
    match part {
        Part::Role(it) => vec![role::create(it)],
        Part::Namespace(it) => namespace::create(it),
        Part::Extension(it) => extension::create(it),
        Part::Collation(it) => collation::create(it),
        Part::Enum(it) => enum_::create(it),
        Part::DomainRest(it) => domain::complete(it),
        Part::Composite(it) => composite::create(it),
        Part::RangeShell(it) => vec![range::create_shell(it)],
        Part::Range(it) => range::create(it),
        Part::Dictionary(it) => text_search::create_dictionary(it),
        Part::Configuration(it) => text_search::create_configuration(it),
        Part::Wrapper(it) => foreign::create_wrapper(it),
        Part::Server(it) => foreign::create_server(it),
        Part::Function(it) => function::create(it),
        Part::Aggregate(it) => aggregate::create(it),
        Part::Sequence(it) => sequence::create(it),
        Part::SequenceOwner(it) => sequence::give(it),
        Part::Raw(it) => raw::create(it),
        Part::Default(table, it) => table::set_default(table, it).into_iter().collect(),
        Part::Check(table, it) => added(table, &it.name, &constraint::check(it), it.comment.as_ref()),
        Part::Exclusion(table, it) => added(table, &it.name, &constraint::exclusion(it), it.comment.as_ref()),
        Part::ForeignKey(table, it) => {
            added(table, &it.name, &constraint::foreign_key(it), it.comment.as_ref())
        }
        Part::Key(table, it, is_primary) => constraint::add_only(table, it, is_primary),
        Part::AttachedKey(table, it) => {
            index::attach(Relation::Table(table), &it.name, it.part_of.as_ref()).into_iter().collect()
        }
        Part::Index(relation, it) => {
            let attached = index::attach(relation, &it.name, it.part_of.as_ref());
            index::create(relation, it).into_iter().chain(attached).collect()
        }
        Part::Statistics(of, it) => statistics::create(of, it),
        Part::Rule(relation, it) => rule::create(relation, it),
        Part::Trigger(relation, it) => trigger::create(relation, it),
        Part::Policy(table, it) => policy::create(table, it),
        Part::Sorted(Relation::Table(it)) => table::sort(it),
        Part::Sorted(Relation::View(it)) => view::sort(it),
        Part::Publication(it) => publication::create(it),
        Part::EventTrigger(it) => trigger::create_event(it),
        Part::DefaultPrivileges(it) => access::defaults(it),
        Part::Table(_) | Part::View(_) | Part::Domain(_) => Vec::new(),
    }
}

/// A constraint that follows its table.
fn added(table: &pg_orm_ir::catalog::Table, name: &str, line: &str, comment: Option<&String>) -> Vec<Step> {
    let comment = constraint::comment(table, name, comment);
    [constraint::add(table, name, line)].into_iter().chain(comment).collect()
}

/// What takes a part away; nothing where it goes with another.
fn drop(made: &Made<'_>) -> Vec<Step> {
    match (made.part, &made.how) {
        (Part::View(it), How::Body) => vec![view::reduce(it)],
        (Part::View(it), _) => vec![view::drop(it)],
        (Part::Role(it), _) => role::drop(it).into_iter().collect(),
        (Part::Namespace(it), _) => namespace::drop(it),
        (Part::Extension(it), _) => vec![extension::drop(it)],
        (Part::Collation(it), _) => vec![collation::drop(it)],
        (Part::Enum(it), _) => vec![enum_::drop(it)],
        (Part::Domain(it), _) => vec![domain::drop(it)],
        (Part::DomainRest(it), _) => domain::reduce(it),
        (Part::Composite(it), _) => vec![composite::drop(it)],
        (Part::Range(it), _) => vec![range::drop(it)],
        (Part::Dictionary(it), _) => vec![text_search::drop_dictionary(it)],
        (Part::Configuration(it), _) => vec![text_search::drop_configuration(it)],
        (Part::Wrapper(it), _) => vec![foreign::drop_wrapper(it)],
        (Part::Server(it), _) => foreign::drop_server(it),
        (Part::Function(it), _) => vec![function::drop(it)],
        (Part::Aggregate(it), _) => vec![aggregate::drop(it)],
        (Part::Sequence(it), _) => vec![sequence::drop(it)],
        (Part::SequenceOwner(it), _) => sequence::take_back(it).into_iter().collect(),
        (Part::Raw(it), _) => raw::drop(it).into_iter().collect(),
        (Part::Table(it), _) => vec![table::drop(it)],
        (Part::Default(table, it), _) => vec![table::drop_default(table, it)],
        (Part::Check(table, it), _) => vec![constraint::drop(table, &it.name)],
        (Part::Exclusion(table, it), _) => vec![constraint::drop(table, &it.name)],
        (Part::ForeignKey(table, it), _) => vec![constraint::drop(table, &it.name)],
        (Part::Rule(relation, it), _) => vec![rule::drop(relation, it)],
        (Part::Trigger(relation, it), _) => vec![trigger::drop(relation, it)],
        (Part::Policy(table, it), _) => vec![policy::drop(table, it)],
        (Part::Publication(it), _) => vec![publication::drop(it)],
        (Part::EventTrigger(it), _) => vec![trigger::drop_event(it)],
        (Part::DefaultPrivileges(it), _) => access::drop_defaults(it),
        // A part goes with its whole.
        (Part::Index(relation, it), _) if made.is_late && it.part_of.is_none() => {
            vec![index::drop(relation, it)]
        }
        (Part::Statistics(of, it), _) if made.is_late => vec![statistics::drop(of, it)],
        (Part::Key(..) | Part::AttachedKey(..), _) => Vec::new(),
        (Part::Index(..) | Part::Statistics(..) | Part::Sorted(_) | Part::RangeShell(_), _) => Vec::new(),
    }
}

/// A name where it is used: PostgreSQL's own, and one that the search path is to find, without a schema.
fn reference(name: &QualifiedName) -> String {
    match name.schema.as_str() {
        "" | "pg_catalog" => Identifier(&name.name).to_string(),
        _ => name.to_string(),
    }
}

/// A type where it is used, by the same rule.
fn type_name(type_: &DataType) -> String {
    let written = type_.to_string();
    match &type_.base {
        BaseType::Declared(name) if matches!(name.schema.as_str(), "" | "pg_catalog") => {
            let rest = written.strip_prefix(&name.to_string()).unwrap_or_default();
            format!("{}{rest}", Identifier(&name.name))
        }
        _ => written,
    }
}

/// ` tablespace fast`, or nothing.
fn reference_name(word: &str, name: Option<&String>) -> String {
    name.map_or_else(String::new, |name| format!(" {word} {}", Identifier(name)))
}

/// Names as a list: `a, "B", c`.
fn name_list<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|name| Identifier(name).to_string()).collect::<Vec<_>>().join(", ")
}
