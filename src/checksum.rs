//! FNV-1a, which tells what was damaged by accident from what was not. It protects against nobody who means harm.

/// The checksum of these bytes.
pub(crate) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
