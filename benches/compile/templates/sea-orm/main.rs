#![allow(dead_code)]

{{modules}}

async fn run() -> Result<usize, sea_orm::DbErr> {
    let client = sea_orm::Database::connect("postgres://localhost").await?;
    let client = &client;
    let mut count = 0;
    {{exercise}}
    Ok(count)
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("{:?}", runtime.block_on(run()));
}
