//! From a schema file to typed rows: starts a private PostgreSQL, migrates it, writes, reads, changes.

use std::error::Error;

use db::{Author, Comment, Post, PostState, author, comment, post};
use pg_orm::Pool;
use pg_orm::migrations::Migrations;
use pg_orm_local::Server;

/// What build.rs made of schema.pgorm.
mod db {
    pg_orm::include_schema!();
}

/// The folder `migrations`, carried by the program. `pgorm migrate new` wrote it from the schema.
static MIGRATIONS: Migrations = pg_orm::migrations!("migrations");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Yours would be `Pool::from_env()`; this one brings a server that ends with it.
    println!("Finding PostgreSQL (the first time, it may have to be fetched) ..");
    let server = Server::temporary().start()?;
    println!("PostgreSQL {}, {}\n", server.version(), server.source());
    let pool = Pool::connect(&server.url("postgres")).await?;

    let report = MIGRATIONS.deploy(&pool).await?;
    for migration in &report.migrations {
        println!("Migrated: {} in {:?}\n", migration.name, migration.elapsed);
    }

    write(&pool).await?;
    read(&pool).await?;
    change(&pool).await?;
    Ok(())
}

/// What has no default is given by name, and forgetting one does not compile; the rest as you like.
async fn write(pool: &Pool) -> Result<(), pg_orm::Error> {
    let ada = Author::insert(author::New { email: "ada@example.com".into(), name: "Ada".into() })
        .exec(pool)
        .await?;
    let grace = Author::insert(author::New { email: "grace@example.com".into(), name: "Grace".into() })
        .exec(pool)
        .await?;
    println!("Inserted {} (id {}) and {} (id {})", ada.name, ada.id, grace.name, grace.id);

    // Any number of rows is one statement.
    let titles = ["On engines", "On numbers", "Notes"];
    let posts = Post::insert_many(titles.map(|title| {
        Post::insert(post::New { author_id: ada.id, title: title.into() })
            .state(PostState::Live)
            .tags(["history"])
    }))
    .returning(pool)
    .await?;
    println!("Inserted {} posts", posts.len());

    for post in &posts {
        let body = format!("I liked \"{}\".", post.title);
        Comment::insert(comment::New { post_id: post.id, body }).name("Grace").exec(pool).await?;
    }

    // A second author of this address is refused by the database, and the error says by which constraint.
    let twice =
        Author::insert(author::New { email: "ada@example.com".into(), name: "Eve".into() }).exec(pool).await;
    if let Err(error) = twice {
        println!("Refused, as it should be: {}\n", error.constraint().unwrap_or("?"));
    }
    Ok(())
}

async fn read(pool: &Pool) -> Result<(), pg_orm::Error> {
    // By a unique key: one row or none.
    if let Some(author) = Author::by_email("ada@example.com").get(pool).await? {
        println!("Found {} by e-mail, who joined at {}", author.name, author.joined_at);
    }

    // A filter that follows a relation.
    let writers = Author::query()
        .filter(author::posts.some(post::state.eq(PostState::Live).and(post::title.ilike("on %"))))
        .order_by(author::name.asc())
        .all(pool)
        .await?;
    println!("Who has something live: {:?}", writers.iter().map(|author| &author.name).collect::<Vec<_>>());

    // Three levels in one round trip, each with its own order and limit.
    let authors: Vec<(Author, Vec<(Post, Vec<Comment>)>)> = Author::query()
        .order_by(author::name.asc())
        .include(author::posts.order_by(post::title.asc()).limit(2).include(post::comments))
        .all(pool)
        .await?;
    for (author, posts) in &authors {
        println!("{}", author.name);
        for (post, comments) in posts {
            println!("  {} [{}], {} comment(s)", post.title, post.state, comments.len());
        }
    }
    Ok(())
}

async fn change(pool: &Pool) -> Result<(), pg_orm::Error> {
    let archived = Post::query()
        .filter(post::title.eq("Notes"))
        .update(post::state.set(PostState::Archived))
        .set(post::tags.append("old"))
        .exec(pool)
        .await?;

    // What happens in a transaction happens together, or not at all.
    let transaction = pool.begin().await?;
    Comment::query().delete().exec(&transaction).await?;
    println!("\nInside the transaction: {} comments", Comment::query().count(&transaction).await?);
    transaction.rollback().await?;
    println!(
        "After it was rolled back: {} comments; {archived} post archived",
        Comment::query().count(pool).await?
    );
    Ok(())
}
