#[path = "../db/mod.rs"]
mod db;

use db::{Post, post, user};

fn read() -> impl Sized {
    let title = post::title.eq("a");
    let author = post::author.is(user::email.eq("b"));
    Post::query().filter(pg_orm::Filter::any_of([title, author]))
}

fn main() {}
