//! What PostgreSQL's own catalogs are made of.

use pg_orm::types::{Cid, Int2Vector, OidVector, Snapshot, Tid};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(Oids: u32, "oid");
case!(Cids: Cid, "cid");
case!(Tids: Tid, "tid");
case!(Snapshots: Snapshot, "pg_snapshot");
case!(TxidSnapshots: Snapshot, "txid_snapshot");
case!(Int2Vectors: Int2Vector, "int2vector");
case!(OidVectors: OidVector, "oidvector");
case!(RegClasses: u32, "regclass");
case!(RegCollations: u32, "regcollation");
case!(RegConfigs: u32, "regconfig");
case!(RegDictionaries: u32, "regdictionary");
case!(RegNamespaces: u32, "regnamespace");
case!(RegOpers: u32, "regoper");
case!(RegOperators: u32, "regoperator");
case!(RegProcs: u32, "regproc");
case!(RegProcedures: u32, "regprocedure");
case!(RegRoles: u32, "regrole");
case!(RegTypes: u32, "regtype");

#[test]
fn objects_of_the_catalogs() {
    on_each_version(async |pool, _| {
        let number = |random: &mut Random| random.u64() as u32;
        let check = Check::<Oids>::new(["0", "4294967295"]).random(200, number);
        check.displayed().parsed().run(pool).await;
        // Printed as names: the number is the value.
        Check::<RegClasses>::new(["pg_class"]).random(50, number).run(pool).await;
        Check::<RegCollations>::new(["\"C\""]).random(50, number).run(pool).await;
        Check::<RegConfigs>::new(["english"]).random(50, number).run(pool).await;
        Check::<RegDictionaries>::new(["simple"]).random(50, number).run(pool).await;
        Check::<RegNamespaces>::new(["pg_catalog"]).random(50, number).run(pool).await;
        Check::<RegOpers>::new(["||/"]).random(50, number).run(pool).await;
        Check::<RegOperators>::new(["+(integer,integer)"]).random(50, number).run(pool).await;
        Check::<RegProcs>::new(["now"]).random(50, number).run(pool).await;
        Check::<RegProcedures>::new(["abs(integer)"]).random(50, number).run(pool).await;
        Check::<RegRoles>::new(["pg_monitor"]).random(50, number).run(pool).await;
        Check::<RegTypes>::new(["integer[]"]).random(50, number).run(pool).await;

        let random = |random: &mut Random| Cid(random.u64() as u32);
        Check::<Cids>::new(["0", "7"]).random(100, random).displayed().parsed().run(pool).await;
        let random = |random: &mut Random| Tid { block: random.u64() as u32, offset: random.u64() as u16 };
        Check::<Tids>::new(["(0,0)", "(4294967295,65535)"])
            .random(100, random)
            .displayed()
            .parsed()
            .run(pool)
            .await;
        let snapshot = |random: &mut Random| {
            let (xmin, span) = (1 + random.below(1 << 40), 1 + random.below(100));
            let mut in_progress = random.list(5, |random| xmin + random.below(span));
            in_progress.sort_unstable();
            in_progress.dedup();
            Snapshot { xmin, xmax: xmin + span, in_progress }
        };
        let edges = ["1:1:", "10:20:10,14,15"];
        let check = Check::<Snapshots>::new(edges).random(100, snapshot).incomparable();
        check.displayed().parsed().run(pool).await;
        let check = Check::<TxidSnapshots>::new(edges).random(100, snapshot).incomparable();
        check.displayed().parsed().run(pool).await;
        let list = |random: &mut Random| {
            Int2Vector([vec![7], random.list(9, |random| random.u64() as i16)].concat())
        };
        let check = Check::<Int2Vectors>::new(["1", "-32768 32767"]).random(100, list).incomparable();
        check.displayed().parsed().run(pool).await;
        let list =
            |random: &mut Random| OidVector([vec![7], random.list(9, |random| random.u64() as u32)].concat());
        let check = Check::<OidVectors>::new(["23", "0 4294967295"]).random(100, list);
        check.displayed().parsed().run(pool).await;
        let key =
            "select indkey from pg_index where indexrelid = 'pg_attribute_relid_attnum_index'::regclass";
        let rows = pool.query(key, &[]).await.unwrap();
        let Int2Vector(key) = rows[0].get(0).unwrap();
        assert_eq!((key.len(), key[0]), (2, 1));
        // PostgreSQL sends empty ones, and takes none.
        let rows = pool.query("select ''::int2vector, ''::oidvector", &[]).await.unwrap();
        assert_eq!(rows[0].get::<Int2Vector>(0).unwrap(), Int2Vector::default());
        assert_eq!(rows[0].get::<OidVector>(1).unwrap(), OidVector::default());
        let error =
            pool.query("select $1::oidvector", &[&OidVector::default()]).await.unwrap_err().to_string();
        assert!(error.contains("no empty oidvector"), "{error}");
    });
}
