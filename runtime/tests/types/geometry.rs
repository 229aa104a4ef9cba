//! Points, lines and areas.

use pg_orm::types::{Box_, Circle, Line, Lseg, Path, Point, Polygon};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(Points: Point, "point");
case!(Lines: Line, "line");
case!(Lsegs: Lseg, "lseg");
case!(Boxes: Box_, "box");
case!(Paths: Path, "path");
case!(Polygons: Polygon, "polygon");
case!(Circles: Circle, "circle");

pub(crate) fn point(random: &mut Random) -> Point {
    Point { x: random.f64(), y: random.f64() }
}

/// PostgreSQL adds up the coordinates of some shapes: no result is out of range.
fn small(random: &mut Random) -> Point {
    let mut coordinate = || random.between(-1_000_000, 1_000_000) as f64 / 64.0;
    Point { x: coordinate(), y: coordinate() }
}

#[test]
fn shapes() {
    on_each_version(async |pool, _| {
        let points =
            ["(0,0)", "(1.5,-2)", "(-0,1e300)", "(1e-05,123456789012345678)", "(Infinity,NaN)", "(0.1,1e15)"];
        Check::<Points>::new(points).random(300, point).incomparable().displayed().parsed().run(pool).await;
        let line =
            |random: &mut Random| Line { a: 1.0 + random.f64().abs(), b: random.f64(), c: random.f64() };
        let check = Check::<Lines>::new(["{1,-1,0}", "{0,2.5,1e20}"]).random(300, line).incomparable();
        check.displayed().parsed().run(pool).await;
        let lseg = |random: &mut Random| Lseg { start: point(random), end: point(random) };
        let check = Check::<Lsegs>::new(["[(0,0),(3,4)]"]).random(300, lseg).incomparable();
        check.displayed().parsed().run(pool).await;
        let box_ = |random: &mut Random| {
            let (a, b) = (small(random), small(random));
            Box_ {
                upper_right: Point { x: a.x.max(b.x), y: a.y.max(b.y) },
                lower_left: Point { x: a.x.min(b.x), y: a.y.min(b.y) },
            }
        };
        let check = Check::<Boxes>::new(["(0,0),(1,2)", "(1,0),(0,2)"]).random(300, box_).incomparable();
        check.displayed().parsed().run(pool).await;
        let path = |random: &mut Random| {
            let points = [vec![point(random)], random.list(5, point)].concat();
            Path { is_closed: random.bool(), points }
        };
        let paths = ["[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "[(1,1)]", "((0,0),(1,1),(0,0))"];
        let check = Check::<Paths>::new(paths).random(300, path).incomparable();
        check.displayed().parsed().run(pool).await;
        let polygon =
            |random: &mut Random| Polygon { points: [vec![small(random)], random.list(5, small)].concat() };
        let check = Check::<Polygons>::new(["((0,0),(1,1),(2,0))", "((1,1))", "((0,0),(1,1),(0,0))"]);
        check.random(300, polygon).incomparable().displayed().parsed().run(pool).await;
        let circle = |random: &mut Random| Circle { center: point(random), radius: random.f64().abs() };
        let check = Check::<Circles>::new(["<(1,2),3.5>", "<(0,0),0>"]).random(300, circle).incomparable();
        check.displayed().parsed().run(pool).await;
    });
    for text in ["", "(1)", "(1,2,3)", "1,2", "(1,2) ", "(a,b)"] {
        assert!(text.parse::<Point>().is_err(), "{text}");
    }
    for text in ["[]", "((1,2)", "[(1,2),]", "[(1,2)(3,4)]"] {
        assert!(text.parse::<Path>().is_err(), "{text}");
    }
}
