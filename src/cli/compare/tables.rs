//! The measures, a file a table.

use crate::cli::context::Context;
use anyhow::Context as _;
use daejo::coverage::{Coverage, measures};
use daejo::report::coverage::write_csv;
use std::path::Path;

/// Writes every table to `folder`, as CSV and, where it was built in, as Parquet.
pub fn write(compared: &Coverage, folder: &Path, context: &Context) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for table in measures::tables(compared) {
        let path = folder.join(format!("{}.csv", table.name));
        context.write_bytes(Some(&path), |out| Ok(write_csv(&table, out)?))?;
        #[cfg(feature = "parquet")]
        {
            let path = folder.join(format!("{}.parquet", table.name));
            let mut bytes = Vec::new();
            daejo::report::coverage::write_parquet(&table, &mut bytes)?;
            context.write_bytes(Some(&path), |out| Ok(out.write_all(&bytes)?))?;
        }
    }
    Ok(())
}
