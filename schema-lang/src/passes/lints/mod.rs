//! What PostgreSQL takes and a careful reader would ask about: one rule a file, each over a schema without errors.
//!
//! A rule is right nearly always, or it is none: what can't be told for certain, it leaves alone.

mod allow;
mod definer_search_path;
mod duplicate_index;
mod extension_name;
mod foreign_key_index;
mod indexed;
mod json_type;
mod money_type;
mod padded_char;
mod policy_index;
mod policy_unused;
mod published_identity;
mod rls_policy;
mod rls_session;
mod serial;
mod session_role;
mod sql_words;
mod time_zone;
mod timestamp;
mod types_in_use;
mod unguarded_setting;
mod view_invoker;

use std::cell::OnceCell;

use pg_orm_ir::catalog::Catalog;

use super::Context;
use super::models::ModelDraft;
use super::views::ViewDraft;
use crate::diagnostics::{Diagnostic, Level, Lint, LintLevels, Severity};
use crate::source::Span;

pub(super) use allow::{Allowances, take as take_allowances};

/// The rules over a schema without errors.
const RULES: &[fn(&Checked<'_, '_>, &mut Findings)] = &[
    foreign_key_index::check,
    duplicate_index::check,
    policy_index::check,
    definer_search_path::check,
    view_invoker::check,
    unguarded_setting::check,
    timestamp::check,
    time_zone::check,
    json_type::check,
    padded_char::check,
    money_type::check,
    serial::check,
    published_identity::check,
    policy_unused::check,
    rls_policy::check,
    rls_session::check,
    session_role::check,
];

/// The rules that explain errors, and are asked where there are some, too.
const EARLY_RULES: &[fn(&Checked<'_, '_>, &mut Findings)] = &[extension_name::check];

/// A schema that was looked at by every other pass.
pub(super) struct Checked<'c, 'a> {
    pub(super) cx: &'c Context<'a>,
    pub(super) models: &'c [ModelDraft<'a>],
    pub(super) views: &'c [ViewDraft<'a>],
    /// What only the database sees.
    pub(super) objects: &'c Catalog,
    /// The SQL of raw blocks in lower case.
    raws: OnceCell<String>,
}

impl<'c, 'a> Checked<'c, 'a> {
    pub(super) fn new(
        cx: &'c Context<'a>,
        models: &'c [ModelDraft<'a>],
        views: &'c [ViewDraft<'a>],
        objects: &'c Catalog,
    ) -> Self {
        Self { cx, models, views, objects, raws: OnceCell::new() }
    }

    /// Whether raw SQL may say something of this kind, such as `index`, about an object.
    fn has_raw(&self, kind: &str, object: &str) -> bool {
        let raws = self.raws.get_or_init(|| {
            let texts: Vec<String> = self.objects.raws.iter().map(|raw| raw.create.to_lowercase()).collect();
            texts.join("\n")
        });
        !raws.is_empty() && raws.contains(kind) && raws.contains(&object.to_lowercase())
    }
}

/// Where a finding is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// By `@allow` on the field.
    Field,
    /// By `@@allow` in the block.
    Block,
    /// By `allow:` among the attribute's arguments.
    Attribute,
}

/// What a rule found.
struct Finding {
    diagnostic: Diagnostic,
    /// The block that it is about, where it stands elsewhere: a mixin's field in a model.
    owner: Option<Span>,
}

/// What the rules found.
#[derive(Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds a finding that is allowed where it stands.
    fn add(&mut self, diagnostic: Diagnostic, spot: Spot) {
        self.list.push(Finding { diagnostic: with_allowance(diagnostic, spot), owner: None });
    }

    /// Adds a finding that is allowed in the block of `owner`, too.
    fn add_of(&mut self, owner: Span, diagnostic: Diagnostic, spot: Spot) {
        self.list.push(Finding { diagnostic: with_allowance(diagnostic, spot), owner: Some(owner) });
    }
}

/// Says at the end how to allow it.
fn with_allowance(mut diagnostic: Diagnostic, spot: Spot) -> Diagnostic {
    let Some(lint) = Lint::of(diagnostic.code) else { return diagnostic };
    let allowed = match spot {
        Spot::Field => format!("`@allow(\"{}\")` on the field", lint.name),
        Spot::Block => format!("`@@allow(\"{}\")` in the block", lint.name),
        Spot::Attribute => format!("`allow: \"{}\"` among its arguments", lint.name),
    };
    let help = diagnostic.help.take().map_or_else(String::new, |help| format!("{help}\n"));
    diagnostic.help(format!("{help}if it is meant: {allowed}"))
}

/// Adds what the rules find and nobody allows to the diagnostics.
pub(super) fn check(
    schema: &Checked<'_, '_>,
    mut allowances: Allowances,
    levels: &LintLevels,
) -> Vec<Diagnostic> {
    let has_errors = schema.cx.diagnostics.iter().any(|found| found.severity == Severity::Error);
    let mut findings = Findings::default();
    let late = if has_errors { &[] } else { RULES };
    for rule in EARLY_RULES.iter().chain(late) {
        rule(schema, &mut findings);
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut left = |findings: Findings, allowances: &mut Allowances| {
        let findings = findings.list.into_iter();
        let left = findings.filter(|finding| !allowances.allow(&finding.diagnostic, finding.owner));
        found.extend(left.map(|finding| finding.diagnostic));
    };
    left(findings, &mut allowances);
    // A rule that was not asked has found nothing yet.
    if !has_errors {
        let unused = allowances.unused();
        left(unused, &mut allowances);
    }
    found.retain_mut(|diagnostic| {
        let level = diagnostic.lint().map_or(Level::Warn, |lint| levels.of(lint));
        if level == Level::Deny {
            diagnostic.severity = Severity::Error;
        }
        level != Level::Allow
    });
    found
}
