//! Geometries of PostGIS, where a server has it.

use pg_orm::types::{Geography, Geometry};

use crate::server::on_each_version;

#[test]
fn geometries_come_back_as_they_are() {
    on_each_version(async |pool, major| {
        let known = "select 1 from pg_available_extensions where name = 'postgis'";
        if pool.query(known, &[]).await.unwrap().is_empty() {
            return eprintln!("SKIPPED: PostgreSQL {major} lacks PostGIS");
        }
        pool.execute("create extension if not exists postgis", &[]).await.unwrap();
        for (text, srid) in [
            ("POINT(1 2)", None),
            ("SRID=4326;POINT Z (1 2 3)", Some(4326)),
            ("SRID=3857;MULTIPOLYGON ZM (((0 0 1 2, 1 0 1 2, 1 1 1 2, 0 0 1 2)))", Some(3857)),
            ("GEOMETRYCOLLECTION EMPTY", None),
        ] {
            let read =
                pool.query("select $1::text::geometry, $1::text::geometry::text", &[&text]).await.unwrap();
            let geometry: Geometry = read[0].get(0).unwrap();
            assert_eq!((geometry.srid(), geometry.to_string()), (srid, read[0].get::<String>(1).unwrap()));
            assert_eq!(geometry.to_string().parse(), Ok(geometry.clone()));
            let same = pool.query("select $1::geometry::text", &[&geometry]).await.unwrap();
            assert_eq!(same[0].get::<String>(0).unwrap(), geometry.to_string());
        }
        let berlin = Geography::point(13.4, 52.5, Some(4326));
        let read = pool.query("select $1::geography, st_astext($1::geography)", &[&berlin]).await.unwrap();
        assert_eq!(read[0].get::<Geography>(0).unwrap(), berlin);
        assert_eq!(read[0].get::<String>(1).unwrap(), "POINT(13.4 52.5)");
        let wrong = Geometry::from_ewkb(vec![1, 2, 3]);
        assert!(pool.query("select $1::geometry", &[&wrong]).await.is_err());
    });
}
