//! `@allow("name")`, `@@allow("name")` and `allow: "name"`: what the schema's author knows, and means.

use std::collections::HashMap;

use super::{Findings, Spot};
use crate::diagnostics::{Code, Diagnostic, LINTS, Lint, UnknownLint, attributes, codes, string, values};
use crate::source::Span;
use crate::syntax::ast::{Arg, Attribute, Body, File, Item, Member, Value, ValueKind};

/// The attribute's name, and that of the argument.
const ALLOW: &str = "allow";

/// A lint that is allowed in a place.
#[derive(Debug)]
struct Allowance {
    /// Where: a field, an attribute or a block.
    scope: Span,
    /// The lint's name as it stands there.
    at: Span,
    /// `@allow`, `@@allow` or `allow:`.
    written: &'static str,
    lint: &'static Lint,
    is_used: bool,
}

/// Everything that is allowed.
#[derive(Debug, Default)]
pub(in super::super) struct Allowances {
    by_lint: HashMap<Code, Scopes>,
}

/// The places of one lint.
#[derive(Debug, Default)]
struct Scopes {
    /// By their starts; of two places one holds the other, or they have nothing in common.
    list: Vec<Allowance>,
    /// The furthest end of each and those before it, in the same file.
    ends: Vec<Span>,
}

/// Takes what is allowed out of the trees, so that no other pass sees it.
pub(in super::super) fn take(files: &mut [File<'_>], diagnostics: &mut Vec<Diagnostic>) -> Allowances {
    let mut taken = Taken { list: Vec::new(), diagnostics };
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        taken.item(item);
    }
    let mut allowances = Allowances::default();
    for allowance in taken.list {
        allowances.by_lint.entry(allowance.lint.code).or_default().list.push(allowance);
    }
    allowances.by_lint.values_mut().for_each(Scopes::sort);
    allowances
}

struct Taken<'d> {
    list: Vec<Allowance>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Taken<'_> {
    fn item(&mut self, item: &mut Item<'_>) {
        let whole = item.span();
        let Body::Block(block) = &mut item.body else { return };
        block.members.retain(|member| match member {
            Member::Attribute(attribute) if attribute.name.text == ALLOW => {
                self.attribute(attribute, whole, "@@allow");
                false
            }
            _ => true,
        });
        for member in &mut block.members {
            match member {
                Member::Field(field) => {
                    let scope = field.span;
                    field.attributes.retain(|attribute| {
                        if attribute.name.text == ALLOW {
                            self.attribute(attribute, scope, "@allow");
                        }
                        attribute.name.text != ALLOW
                    });
                    field.attributes.iter_mut().for_each(|attribute| self.argument(attribute));
                }
                Member::Attribute(attribute) => self.argument(attribute),
                Member::Entry(_) => {}
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute<'_>, scope: Span, written: &'static str) {
        let list: &[Arg<'_>] = attribute.args.as_ref().map_or(&[], |args| &args.list);
        if list.is_empty() && !attribute.has_junk {
            let missing = attributes::missing_argument(attribute, "the name of a lint");
            self.diagnostics.push(missing);
        }
        for arg in list {
            match arg.name {
                Some(name) => self.diagnostics.push(attributes::unknown_argument(attribute, name, &[])),
                None => self.names(&arg.value, scope, written),
            }
        }
    }

    /// `allow: "name"`, or a list of names.
    fn argument(&mut self, attribute: &mut Attribute<'_>) {
        let scope = attribute.span;
        let Some(args) = &mut attribute.args else { return };
        args.list.retain(|arg| {
            let is_allow = arg.name.is_some_and(|name| name.text == ALLOW);
            if is_allow {
                self.names(&arg.value, scope, "allow:");
            }
            !is_allow
        });
    }

    fn names(&mut self, value: &Value<'_>, scope: Span, written: &'static str) {
        if let ValueKind::List(values) = &value.kind {
            return values.iter().for_each(|value| self.names(value, scope, written));
        }
        let ValueKind::String(name) = &value.kind else {
            return self.diagnostics.push(values::expected("the name of a lint, in quotes", value));
        };
        match Lint::named(name) {
            Some(lint) => {
                self.list.push(Allowance { scope, at: value.span, written, lint, is_used: false });
            }
            None => self.diagnostics.push(unknown_lint(name, value.span)),
        }
    }
}

fn unknown_lint(name: &str, span: Span) -> Diagnostic {
    let meant = UnknownLint { name: name.to_owned() }.meant();
    let diagnostic =
        Diagnostic::error(codes::NOT_ONE_OF, format!("there is no lint `{name}`"), span, "not known");
    match meant {
        Some(lint) => {
            diagnostic.help(format!("did you mean `{}`?", lint.name)).perhaps(span, string(lint.name))
        }
        None => {
            let some: Vec<&str> = LINTS.iter().skip(1).take(3).map(|lint| lint.name).collect();
            diagnostic.help(format!("a lint stands behind a warning's code: {}, ..", some.join(", ")))
        }
    }
}

impl Scopes {
    fn sort(&mut self) {
        self.list.sort_by_key(|allowance| (allowance.scope.file, allowance.scope.start));
        for allowance in &self.list {
            let furthest = self.ends.last().filter(|last| last.file == allowance.scope.file);
            let furthest = furthest.filter(|last| last.end > allowance.scope.end);
            self.ends.push(furthest.copied().unwrap_or(allowance.scope));
        }
    }

    /// The narrowest place that holds another.
    fn holding(&mut self, place: Span) -> Option<&mut Allowance> {
        let behind =
            self.list.partition_point(|it| (it.scope.file, it.scope.start) <= (place.file, place.start));
        for index in (0..behind).rev() {
            let is_past = |end: &Span| end.file != place.file || end.end < place.end;
            if self.ends.get(index).is_none_or(is_past) {
                return None;
            }
            if self.list.get(index).is_some_and(|it| it.scope.end >= place.end) {
                return self.list.get_mut(index);
            }
        }
        None
    }
}

impl Allowances {
    /// Whether a finding is allowed where it stands, or in the block of its owner.
    pub(super) fn allow(&mut self, diagnostic: &Diagnostic, owner: Option<Span>) -> bool {
        let Some(scopes) = self.by_lint.get_mut(&diagnostic.code) else { return false };
        for place in diagnostic.span().into_iter().chain(owner) {
            if let Some(allowance) = scopes.holding(place) {
                allowance.is_used = true;
                return true;
            }
        }
        false
    }

    /// Those that allowed nothing.
    pub(super) fn unused(&self) -> Findings {
        let mut findings = Findings::default();
        for scopes in LINTS.iter().filter_map(|lint| self.by_lint.get(&lint.code)) {
            for Allowance { at, written, lint, .. } in scopes.list.iter().filter(|it| !it.is_used) {
                // It allows what is found after it.
                if lint.code == codes::UNUSED_ALLOW {
                    continue;
                }
                let message = format!("`{written}` allows nothing: no `{}` is found here", lint.name);
                let diagnostic = Diagnostic::warning(codes::UNUSED_ALLOW, message, *at, "not needed")
                    .help("remove it: what it hid may come back unseen");
                findings.add(diagnostic, Spot::Block);
            }
        }
        findings
    }
}
