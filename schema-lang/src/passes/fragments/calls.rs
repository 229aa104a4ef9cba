//! Calls of functions: whether there is one of the name and the number of arguments, and whether its place takes it.

use squawk_parser::SyntaxKind;

use super::known::{Form, KnownFunction, Nature, built_in_names, known_functions};
use super::resolver::{Place, Resolver};
use super::rules::Refusal;
use super::scope::Scope;
use super::tree::Node;
use super::world::Routine;
use crate::diagnostics::{objects, sql as diagnostics, sql_names};
use crate::syntax::ast::Word;

/// Functions of PostGIS begin so; there are too many of them to be known.
const POSTGIS: &str = "st_";

/// How a function is called.
struct Call<'n> {
    schema: Option<String>,
    name: String,
    /// The place of the name.
    token: &'n Node,
    list: Option<&'n Node>,
    /// How many arguments it is given; `None` where that is not a number of expressions.
    count: Option<usize>,
    is_windowed: bool,
}

impl<'w> Resolver<'_, 'w> {
    /// `name(arguments)`, and what stands behind.
    pub(super) fn call(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        let Some(function) = node.children.first() else { return };
        if !matches!(function.kind, SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR) {
            if function.kind == SyntaxKind::EXTRACT_FN {
                self.extract(function, scope);
            }
            return self.children(node, scope);
        }
        if let Some(call) = self.read_call(node, function) {
            self.judge(&call);
            self.place_of(&call, scope);
            self.setting(&call);
        }
        for child in node.children.iter().skip(1) {
            self.expression(child, scope);
        }
    }

    fn read_call<'n>(&self, node: &'n Node, function: &'n Node) -> Option<Call<'n>> {
        let tokens: Vec<&Node> =
            function.tokens().into_iter().filter(|token| token.kind != SyntaxKind::DOT).collect();
        let (schema, token) = match tokens.as_slice() {
            [name] => (None, *name),
            [schema, name] => (Some(self.identifier(schema)?), *name),
            _ => return None,
        };
        let list = node.child(SyntaxKind::ARG_LIST);
        let is_plain = node.child(SyntaxKind::WITHIN_CLAUSE).is_none()
            && list.is_some_and(|list| {
                list.children.iter().all(|child| {
                    matches!(
                        child.kind,
                        SyntaxKind::ARG
                            | SyntaxKind::COMMA
                            | SyntaxKind::L_PAREN
                            | SyntaxKind::R_PAREN
                            | SyntaxKind::DISTINCT
                            | SyntaxKind::ALL
                    )
                }) && list.all(SyntaxKind::ARG).all(|it| it.child(SyntaxKind::VARIADIC_KW).is_none())
            });
        Some(Call {
            schema,
            name: self.identifier(token)?,
            token,
            list,
            count: list.filter(|_| is_plain).map(|list| list.all(SyntaxKind::ARG).count()),
            is_windowed: node.child(SyntaxKind::OVER_CLAUSE).is_some(),
        })
    }

    /// The known functions that a call may mean.
    fn known(&self, call: &Call<'_>) -> Vec<KnownFunction> {
        let is_it = |known: &&KnownFunction| match &call.schema {
            None => true,
            Some(schema) => (schema == "pg_catalog") == known.extension.is_empty(),
        };
        known_functions(&call.name).iter().filter(is_it).copied().collect()
    }

    fn routines(&self, call: &Call<'_>) -> Vec<Routine<'w>> {
        let is_it = |routine: &&Routine<'w>| call.schema.as_ref().is_none_or(|it| routine.schema() == it);
        self.world.routines(&call.name).iter().filter(is_it).copied().collect()
    }

    /// Whether there is such a function.
    fn judge(&mut self, call: &Call<'_>) {
        let world = self.world;
        let routines = self.routines(call);
        let (there, elsewhere): (Vec<KnownFunction>, Vec<KnownFunction>) = self
            .known(call)
            .into_iter()
            .partition(|known| known.extension.is_empty() || world.has_extension(known.extension));
        // What an item that can't be read, SQL without words or an unknown extension makes is not known.
        if world.has_unread || world.has_unknown_extension || world.is_raw(&call.name) {
            return;
        }
        if routines.is_empty() && there.is_empty() {
            return self.unknown_function(call, &elsewhere);
        }
        let Some(count) = call.count else { return };
        let is_known_form = there.iter().flat_map(|known| known.forms()).any(|form| form.takes(count));
        let takes = |routine: &Routine<'w>| {
            let (least, most) = routine.counts();
            least <= count && most.is_none_or(|most| count <= most)
        };
        if is_known_form || routines.iter().any(takes) {
            return self.named_arguments(call, &routines, !there.is_empty());
        }
        // `text(x)`, `name(row)`: a cast, or a column.
        let may_be_other = count == 1 && (world.is_type(&call.name) || world.is_column(&call.name));
        let is_form_of_its_own = call.token.kind != SyntaxKind::IDENT && routines.is_empty();
        if may_be_other || is_form_of_its_own {
            return;
        }
        let word = Word { text: &call.name, span: self.span(call.token) };
        let forms: Vec<(usize, Option<usize>)> = there
            .iter()
            .flat_map(|known| known.forms())
            .map(|form| (form.least, form.most))
            .chain(routines.iter().map(Routine::counts))
            .collect();
        let signatures: Vec<String> = routines.iter().map(signature).collect();
        let diagnostic = sql_names::wrong_count(word, count, &forms, &signatures);
        self.report(diagnostic);
    }

    fn unknown_function(&mut self, call: &Call<'_>, elsewhere: &[KnownFunction]) {
        let world = self.world;
        // Forms of the grammar: `coalesce`, `xmlforest`, `json_object`.
        if call.token.kind != SyntaxKind::IDENT && elsewhere.is_empty() {
            return;
        }
        let is_ours = match &call.schema {
            None => true,
            Some(schema) if schema == "pg_catalog" => true,
            Some(schema) => world.has_functions_in(schema) || world.has_tables_in(schema),
        };
        let may_be_other = call.count.is_none_or(|count| count == 1)
            && (world.is_type(&call.name) || world.is_column(&call.name));
        if !is_ours || may_be_other {
            return;
        }
        let span = self.span(call.token);
        let diagnostic = match elsewhere {
            [] if call.name.starts_with(POSTGIS) => {
                objects::lacks_extension("the function", &call.name, span, "postgis")
            }
            [] => {
                let word = Word { text: &call.name, span };
                let is_own = |name: &&str| match &call.schema {
                    Some(schema) => world.routines(name).iter().any(|routine| routine.schema() == schema),
                    None => true,
                };
                let mut known: Vec<&str> = Vec::new();
                known.extend(world.routine_names().into_iter().filter(is_own));
                let schema = call.schema.as_deref();
                if schema.is_none_or(|schema| schema == "pg_catalog") {
                    known.extend(built_in_names().map(|name: &'static str| -> &str { name }));
                }
                // A word of twice the length is not what was meant.
                known.retain(|name| name.len().abs_diff(call.name.len()) <= 2);
                sql_names::unknown_function(word, schema, known)
            }
            [first, ..] => objects::lacks_extension("the function", &call.name, span, first.extension),
        };
        self.report(diagnostic);
    }

    /// `at_most => 3`: a name that one of the functions has.
    fn named_arguments(&mut self, call: &Call<'_>, routines: &[Routine<'w>], may_be_other: bool) {
        let Some(list) = call.list.filter(|_| !may_be_other) else { return };
        for argument in list.all(SyntaxKind::ARG).filter_map(|it| it.child(SyntaxKind::NAMED_ARG)) {
            let token = argument.child(SyntaxKind::PARAM_NAME_REF).and_then(Node::token);
            let Some((token, name)) = token.and_then(|token| Some((token, self.identifier(token)?))) else {
                continue;
            };
            let known: Vec<&str> = routines
                .iter()
                .flat_map(|routine| routine.arguments())
                .filter_map(|argument| argument.name.as_deref())
                .collect();
            if !known.contains(&name.as_str()) {
                let word = Word { text: &name, span: self.span(token) };
                let diagnostic = sql_names::unknown_argument(word, &call.name, &known);
                self.report(diagnostic);
            }
        }
    }

    /// Whether the place takes what the function is.
    fn place_of(&mut self, call: &Call<'_>, scope: &Scope<'_, 'w>) {
        let place = self.place;
        if place == Place::Free || self.place == Place::Site && !self.is_site_of_rows() {
            return;
        }
        let natures = self.natures(call);
        let all = |is: fn(&(Nature, bool, bool)) -> bool| !natures.is_empty() && natures.iter().all(is);
        let token = call.token;
        if call.is_windowed || all(|(nature, ..)| *nature == Nature::Window) {
            let is_site = place == Place::Site;
            return self.refuse(if is_site { &Refusal::Window } else { &Refusal::WindowInWhere }, token);
        }
        if all(|(nature, ..)| *nature == Nature::Aggregate) && place != (Place::Where { is_outermost: false })
        {
            let refusal = if place == Place::Site { Refusal::Aggregate } else { Refusal::AggregateInWhere };
            return self.refuse(&refusal(call.name.clone()), token);
        }
        if all(|(_, is_set, _)| *is_set) {
            return self.refuse(&Refusal::Set(call.name.clone()), token);
        }
        if place != Place::Site || !self.site.is_immutable() {
            return;
        }
        if all(|(nature, ..)| matches!(nature, Nature::Stable | Nature::Volatile)) {
            let is_own = natures.iter().any(|(.., is_own)| *is_own);
            let is_stable = natures.iter().any(|(nature, ..)| *nature == Nature::Stable);
            let refusal = match (is_own, is_stable, call.count) {
                (true, ..) => Refusal::OwnNotImmutable,
                (_, true, Some(1..)) => Refusal::Stable,
                _ => Refusal::NotImmutable,
            };
            return self.refuse(&refusal(call.name.clone()), token);
        }
        // `date_trunc('day', at)`: of a moment it depends on the time zone.
        if matches!(call.name.as_str(), "date_trunc" | "date_part")
            && call.count == Some(2)
            && natures.iter().all(|(.., is_own)| !is_own)
        {
            let argument = call.list.and_then(|list| list.all(SyntaxKind::ARG).nth(1));
            let value = argument.and_then(|argument| argument.children.first());
            self.of_moment(value, token, &call.name, scope);
        }
    }

    fn extract(&mut self, node: &Node, scope: &Scope<'_, 'w>) {
        let (Place::Site, true) = (self.place, self.site.is_immutable()) else { return };
        let value = node.children.iter().rev().find(|child| !child.children.is_empty());
        if let Some(token) = node.token() {
            self.of_moment(value, token, "extract", scope);
        }
    }

    fn of_moment(&mut self, value: Option<&Node>, token: &Node, name: &str, scope: &Scope<'_, 'w>) {
        use pg_orm_ir::types::{BuiltIn, DataType};
        let type_ = value.and_then(|value| self.type_of(value, scope));
        let is_moment = |type_: &DataType| {
            let plain = DataType { modifiers: Vec::new(), ..type_.clone() };
            plain == DataType::built_in(BuiltIn::TimestampTz)
        };
        if type_.as_ref().is_some_and(is_moment) {
            self.refuse(&Refusal::OfMoment(name.to_owned()), token);
        }
    }

    /// Whether one row alone is looked at.
    const fn is_site_of_rows(&self) -> bool {
        use super::rules::Site;
        matches!(
            self.site,
            Site::Check
                | Site::Default
                | Site::Index
                | Site::Policy
                | Site::Generated
                | Site::Trigger(_)
                | Site::RuleCondition(_)
        )
    }

    /// What each function that a call may mean is, whether it answers rows, and whether it is the schema's.
    fn natures(&self, call: &Call<'_>) -> Vec<(Nature, bool, bool)> {
        let world = self.world;
        let takes = |form: &Form| call.count.is_none_or(|count| form.takes(count));
        let known = self.known(call).into_iter();
        let known = known
            .filter(|known| known.extension.is_empty() || world.has_extension(known.extension))
            .flat_map(KnownFunction::forms)
            .filter(takes)
            .map(|form| (form.nature, form.is_set, false));
        let own = self.routines(call).into_iter();
        let own = own
            .filter(|routine| {
                let (least, most) = routine.counts();
                call.count.is_none_or(|count| least <= count && most.is_none_or(|most| count <= most))
            })
            .map(|routine| (routine.nature(), routine.is_set(), true));
        if world.is_raw(&call.name) {
            return Vec::new();
        }
        known.chain(own).collect()
    }

    /// `current_setting('viewer.tenant_id')`: a setting of a session.
    fn setting(&mut self, call: &Call<'_>) {
        if !matches!(call.name.as_str(), "current_setting" | "set_config") {
            return;
        }
        let literal = call
            .list
            .and_then(|list| list.all(SyntaxKind::ARG).next())
            .and_then(|argument| argument.child(SyntaxKind::LITERAL))
            .and_then(Node::token)
            .filter(|token| token.kind == SyntaxKind::STRING);
        let Some(token) = literal else { return };
        let text = self.written(token).trim_matches('\'');
        let Some((prefix, name)) = text.split_once('.') else { return };
        let Some(settings) = self.world.settings.get(prefix) else { return };
        let known: Vec<&str> = settings.iter().map(String::as_str).collect();
        // Others may set settings of the same prefix: only a slip of the pen is certain.
        if known.contains(&name) || crate::diagnostics::suggestion(name, known.iter().copied()).is_none() {
            return;
        }
        let start = token.span.start + 1 + prefix.len() + 1;
        let word = Word { text: name, span: self.sql.span_of(start..start + name.len()) };
        let diagnostic = diagnostics::unknown_setting(word, false, &known);
        self.report(diagnostic);
    }
}

/// `app.likes_of(author bigint)`.
fn signature(routine: &Routine<'_>) -> String {
    use pg_orm_ir::catalog::ArgumentMode;
    let name = match routine {
        Routine::Function(function) => &function.name,
        Routine::Aggregate(aggregate) => &aggregate.name,
    };
    let arguments: Vec<String> = routine
        .arguments()
        .iter()
        .filter(|argument| argument.mode != ArgumentMode::Out)
        .map(|argument| {
            let name = argument.name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
            let default = argument.default.as_ref().map(|default| format!(" = {default}"));
            format!("{name}{}{}", argument.type_, default.unwrap_or_default())
        })
        .collect();
    format!("{name}({})", arguments.join(", "))
}
