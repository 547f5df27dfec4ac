//! What the writers write, on collations put together by hand.

mod draft;
mod fixture;
mod page;
mod text;

use daejo::pipeline::Collation;
use daejo::report::Report;

/// What `report` writes.
fn written(report: &dyn Report, collation: &Collation) -> String {
    let mut out = Vec::new();
    report
        .write(collation, &mut out)
        .expect("a buffer takes everything");
    String::from_utf8(out).expect("UTF-8")
}
