//! What the operating system says about the disk and about this process. Linux's /proc; elsewhere the figures are missing.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::percentile;
use crate::clock::Clock;

const FSYNC_WRITES: usize = 50;
const FSYNC_BYTES: usize = 4_096;

/// Microseconds of one clock tick of /proc/PID/stat: `USER_HZ` is 100 on every platform that we run on (man 5 proc).
const TICK_US: i64 = 10_000;

/// Median microseconds of appending 4 KiB to a file and making it durable.
pub(super) fn fsync_us(folder: &Path) -> Result<i64> {
    let clock = Clock::real();
    let mut file = tempfile::tempfile_in(folder)?;
    let mut times = Vec::with_capacity(FSYNC_WRITES);
    for _ in 0..FSYNC_WRITES {
        let began_us = clock.now_us();
        file.write_all(&[1; FSYNC_BYTES])?;
        file.sync_all()?;
        times.push(clock.now_us() - began_us);
    }
    times.sort_unstable();
    Ok(percentile(&times, 50))
}

/// Processor time of this process so far, user and system, all threads, in microseconds.
pub(super) fn cpu_us() -> Option<i64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name stands in parentheses and may hold anything; the fields after it are numbers.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = |index: usize| fields.split_whitespace().nth(index)?.parse::<i64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK_US)
}

/// Forgets the peak of memory so far. Where that is not allowed, peaks are those of the whole run.
pub(super) fn forget_peak() {
    // Refused in some containers; see above.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Memory of this process in KiB: now and at its peak.
pub(super) fn memory_kib() -> Option<(i64, i64)> {
    memory_kib_of("self")
}

/// Memory of a process, named by its number, in KiB: now and at its peak.
pub(super) fn memory_kib_of(process: &str) -> Option<(i64, i64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<i64>().ok()
    };
    Some((field("VmRSS:")?, field("VmHWM:")?))
}
