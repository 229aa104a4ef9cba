#![allow(dead_code)]

{{modules}}

async fn run() -> Result<usize, sqlx::Error> {
    let mut client = <sqlx::PgConnection as sqlx::Connection>::connect("postgres://localhost").await?;
    let client = &mut client;
    let mut count = 0;
    {{exercise}}
    Ok(count)
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("{:?}", runtime.block_on(run()));
}
