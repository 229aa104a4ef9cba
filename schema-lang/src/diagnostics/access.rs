//! Diagnostics of sessions, roles, grants, policies and row-level security.

use super::{Diagnostic, article, codes};
use crate::source::Span;
use crate::syntax::ast::{Item, Name, TypeRef, Word};

pub(crate) fn unknown_role(name: &Name<'_>, roles: &[&str]) -> Diagnostic {
    let declaration = || {
        format!(
            "declare it: `role {0} {{ login = false }}`, or `role {0} {{ managed = false }}` where somebody else makes it",
            if name.is_quoted { super::string(&name.text) } else { name.text.to_string() }
        )
    };
    Diagnostic::error(
        codes::UNKNOWN_ROLE,
        format!("there is no role `{}`", name.text),
        name.span,
        "not declared",
    )
    .nearest((&name.text, name.span), roles.iter().copied(), || Some(declaration()))
}

pub(crate) fn role_twice(role: &str, span: Span) -> Diagnostic {
    Diagnostic::error(codes::ROLE_TWICE, format!("the role `{role}` is named twice"), span, "the second time")
}

pub(crate) fn privilege_twice(privilege: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::PRIVILEGE_TWICE,
        format!("the privilege `{privilege}` is granted twice"),
        span,
        "the second time",
    )
}

pub(crate) fn no_privileges(span: Span) -> Diagnostic {
    Diagnostic::error(codes::NO_PRIVILEGES, "a grant of nothing", span, "an empty list")
        .help("write the privileges, `[select, insert]`, or remove the attribute")
}

pub(crate) fn grant_swapped(privileges: Span, roles: Span) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_ROLE,
        "privileges where a grant's role stands",
        privileges,
        "privileges come second",
    )
    .label(roles, "the role comes first")
    .help("write `@@grant(role, [select, insert])`")
}

pub(crate) fn bad_prefix(name: &Name<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::BAD_PREFIX,
        format!("`{}` cannot start a setting's name", name.text),
        name.span,
        "not an identifier",
    )
    .help("PostgreSQL takes letters, digits and underscores, not a digit first")
}

/// `role app` in a session, as a policy would say it.
pub(crate) fn role_as_setting(span: Span, role: &Name<'_>) -> Diagnostic {
    let attribute = format!("@@role({})", super::spelled(&role.text));
    let message = format!("`{}` is a role, not the type of a setting", role.text);
    Diagnostic::error(codes::SETTING_TYPE, message, span, "a setting holds one value")
        .help(format!("the role that a session takes is `{attribute}`"))
        .replace(span, attribute)
        .label(role.span, "declared here")
}

pub(crate) fn setting_is_model(type_ref: &TypeRef<'_>, model: Option<&Name<'_>>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::SETTING_TYPE,
        format!("`{}` is a model, not the type of a setting", type_ref.words),
        type_ref.span,
        "a setting holds one value",
    )
    .help("write its key: `user_id bigint`");
    match model {
        Some(name) => diagnostic.label(name.span, "declared here"),
        None => diagnostic,
    }
}

pub(crate) fn policy_without_model(item: &Item<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::POLICY_MODEL,
        "this policy does not say on which model",
        item.head,
        "lacks `on Model`",
    )
    .help("write `policy name on Model { .. }`")
}

pub(crate) fn policy_on_unknown(word: Word<'_>, models: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::POLICY_MODEL,
        format!("there is no model `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), models.iter().copied(), || {
        Some(format!("declare it: `model {} {{ .. }}`", word.text))
    })
}

pub(crate) fn policy_on_other(word: Word<'_>, kind: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        codes::POLICY_MODEL,
        format!("`{}` is {}, not a model", word.text, article(kind)),
        word.span,
        "has no rows",
    )
    .label(declared, "declared here")
}

pub(crate) fn duplicate_policy(name: &Name<'_>, model: &str, first: Span) -> Diagnostic {
    let message = format!("two policies of `{model}` are called `{}`", name.text);
    Diagnostic::error(codes::DUPLICATE, message, name.span, "the second one").label(first, "the first one")
}

pub(crate) fn policy_without_condition(name: &Name<'_>, is_insert: bool) -> Diagnostic {
    let example = if is_insert { "with_check" } else { "using" };
    Diagnostic::error(
        codes::POLICY_CONDITION,
        format!("the policy `{}` has no condition", name.text),
        name.span,
        "lets everything pass",
    )
    .help(format!("write {example} = `..`, or {example} = `true` if all rows are meant"))
}

pub(crate) fn using_on_insert(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::POLICY_CLAUSE,
        "`using` in a policy for insert",
        span,
        "there are no rows to look at yet",
    )
    .help("new rows are judged by `with_check`")
}

pub(crate) fn check_on_read(span: Span, is_select: bool) -> Diagnostic {
    let command = if is_select { "select" } else { "delete" };
    Diagnostic::error(
        codes::POLICY_CLAUSE,
        format!("`with_check` in a policy for {command}"),
        span,
        "no rows are written",
    )
    .help("rows that are there already are judged by `using`")
}

pub(crate) fn policy_without_security(name: &Name<'_>, model: &str, declared: Span) -> Diagnostic {
    Diagnostic::warning(
        codes::POLICY_UNUSED,
        format!("the policy `{}` has no effect", name.text),
        name.span,
        "never asked",
    )
    .label(declared, "row-level security is not enabled here")
    .help(format!("add `@@rls` to `{model}`"))
}

pub(crate) fn security_without_policy(span: Span, model: &str) -> Diagnostic {
    Diagnostic::warning(
        codes::SECURITY_WITHOUT_POLICY,
        format!("nobody but its owner sees a row of `{model}`"),
        span,
        "no policy lets anything pass",
    )
    .help(format!(
        "write one: policy tenant_isolation on {model} {{ using = `tenant_id = session.tenant_id` }}"
    ))
}

pub(crate) fn security_only_restrictive(span: Span, model: &str, policy: &str) -> Diagnostic {
    Diagnostic::warning(
        codes::SECURITY_WITHOUT_POLICY,
        format!("nobody but its owner sees a row of `{model}`: its policies only restrict"),
        span,
        "no policy lets anything pass",
    )
    .help(format!("rows pass one permissive policy and every restrictive one: write one without `kind = restrictive` beside `{policy}`"))
}

pub(crate) fn security_without_session(span: Span, model: &str) -> Diagnostic {
    Diagnostic::warning(
        codes::SECURITY_WITHOUT_SESSION,
        format!("`{model}` is under row-level security, and there is no session"),
        span,
        "only a session may query it",
    )
    .help("declare who is asking, for example:\n  session Viewer {\n    @@role(app_user)\n    tenant_id uuid\n  }")
}

pub(crate) fn session_without_role(name: &Name<'_>, model: &str, security: Span) -> Diagnostic {
    Diagnostic::warning(codes::SESSION_WITHOUT_ROLE, format!("the session `{}` takes no role", name.text), name.span, "runs as the connection's user")
        .label(security, format!("the owner of the table of `{model}` is not bound by this"))
        .help("if the application connects as the tables' owner, policies do not apply: give the session a role, `@@role(app_user)`, or write `@@rls(force)`")
}
