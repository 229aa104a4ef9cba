//! Foreign data: wrappers, servers and their user mappings.

use pg_orm_ir::catalog::{ForeignDataWrapper, Privilege, Server};

use super::entries::{EntryItem, PUBLIC, map, object, option_map};
use super::text;

const PRIVILEGES: &[Privilege] = &[Privilege::Usage];

/// A foreign-data wrapper's item.
pub(super) fn wrapper(wrapper: &ForeignDataWrapper) -> String {
    let mut item = EntryItem::new("foreign_data_wrapper", &wrapper.name);
    item.comment(wrapper.comment.as_deref());
    item.maybe("handler", wrapper.handler.as_ref().map(|name| object(name, PUBLIC)));
    item.maybe("validator", wrapper.validator.as_ref().map(|name| object(name, PUBLIC)));
    item.options("options", &wrapper.options);
    item.access(&wrapper.access, PRIVILEGES);
    item.print()
}

/// A server's item.
pub(super) fn server(server: &Server) -> String {
    let mut item = EntryItem::new("server", &server.name);
    item.comment(server.comment.as_deref());
    item.entry("wrapper", &text::name(&server.wrapper));
    item.maybe("type", server.type_.as_deref().map(text::string));
    item.maybe("version", server.version.as_deref().map(text::string));
    item.options("options", &server.options);
    if !server.user_mappings.is_empty() {
        let mappings = server.user_mappings.iter();
        let mappings = mappings.map(|it| format!("{}: {}", text::name(&it.role), option_map(&it.options)));
        item.entry("user_mappings", &map(mappings.collect()));
    }
    item.access(&server.access, PRIVILEGES);
    item.print()
}
