//! How long a stage took, for `--verbose`.

use std::fmt;
use std::time::{Duration, Instant};

/// A clock that was started with the work.
pub struct Clock {
    start: Instant,
}

/// What a clock showed: the time on the wall, and that of all processors together where the system tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    wall: Duration,
    processors: Option<Duration>,
}

impl Clock {
    /// Starts one.
    pub fn start() -> Self {
        Self {
            start: Instant::now(),
        }
    }

    /// What it shows now.
    pub fn read(&self) -> Reading {
        Reading {
            wall: self.start.elapsed(),
            processors: processor_time(),
        }
    }
}

impl Reading {
    /// The time between an earlier reading and this one.
    pub fn since(&self, earlier: &Self) -> Self {
        Self {
            wall: self.wall.saturating_sub(earlier.wall),
            processors: self
                .processors
                .zip(earlier.processors)
                .map(|(now, then)| now.saturating_sub(then)),
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s", self.wall.as_secs_f64())?;
        match self.processors {
            Some(time) => write!(f, ", {:.2} CPU-seconds", time.as_secs_f64()),
            None => Ok(()),
        }
    }
}

/// Time all processors have spent on this process, as Linux counts it, in hundredths of a second.
fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold spaces.
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
