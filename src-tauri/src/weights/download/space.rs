//! The free space of the disk that a folder is on.

use std::path::Path;

/// Bytes that this person can still write in the folder, or `None` if the system does not say.
#[cfg(unix)]
pub fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes that this person can still write in the folder, or `None` if the system does not say.
#[cfg(not(unix))]
pub fn free(folder: &Path) -> Option<u64> {
    let folder = std::path::absolute(folder).ok()?;
    let disks = sysinfo::Disks::new_with_refreshed_list();
    let holding = disks
        .iter()
        .filter(|disk| folder.starts_with(disk.mount_point()));
    let nearest = holding.max_by_key(|disk| disk.mount_point().components().count())?;
    Some(nearest.available_space())
}
