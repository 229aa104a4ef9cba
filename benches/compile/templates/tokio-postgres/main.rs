#![allow(dead_code)]

{{modules}}

async fn run() -> Result<usize, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect("host=localhost", tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    let client = &client;
    let mut count = 0;
    {{exercise}}
    Ok(count)
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("{:?}", runtime.block_on(run()));
}
