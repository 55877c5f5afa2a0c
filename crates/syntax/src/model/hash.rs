//! The two hash functions of the model file, and its hash tables.
//!
//! In: strings and bytes. Out: numbers. It never stores the strings: a table keeps a 32-bit fingerprint of each key.

/// FNV-1a with a salt, 64 bits, the high half folded in.
pub(super) fn fnv(parts: &[&[u8]], salt: u8) -> u64 {
    const PRIME: u64 = 0x0100_0000_01B3;
    let mut h = (0xCBF2_9CE4_8422_2325 ^ u64::from(salt)).wrapping_mul(PRIME);
    for part in parts {
        for &b in *part {
            h = (h ^ u64::from(b)).wrapping_mul(PRIME);
        }
    }
    h ^ (h >> 32)
}

/// xxHash64 with seed 0 of bytes whose number is a multiple of 32 and not 0 (the file is padded to 64).
pub(super) fn xxh64(bytes: &[u8]) -> u64 {
    const P: [u64; 5] = [0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5];
    let round = |acc: u64, x: u64| acc.wrapping_add(x.wrapping_mul(P[1])).rotate_left(31).wrapping_mul(P[0]);
    let mut lanes = [P[0].wrapping_add(P[1]), P[1], 0, 0u64.wrapping_sub(P[0])];
    for block in bytes.chunks_exact(32) {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = round(*lane, u64::from_le_bytes(*word));
        }
    }
    let mut h = lanes[0]
        .rotate_left(1)
        .wrapping_add(lanes[1].rotate_left(7))
        .wrapping_add(lanes[2].rotate_left(12))
        .wrapping_add(lanes[3].rotate_left(18));
    for lane in lanes {
        h = (h ^ round(0, lane)).wrapping_mul(P[0]).wrapping_add(P[3]);
    }
    h = h.wrapping_add(bytes.len() as u64);
    h = (h ^ (h >> 33)).wrapping_mul(P[1]);
    h = (h ^ (h >> 29)).wrapping_mul(P[2]);
    h ^ (h >> 32)
}

/// An open-addressing table in the model file: pairs of (fingerprint, value + 1), a power of two of slots, never full.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    slots: &'static [[u32; 2]],
}

impl Table {
    /// `None` if the number of slots is not a power of two or no slot is free (a search would not end).
    pub(super) fn new(words: &'static [u32]) -> Option<Self> {
        let (slots, rest) = words.as_chunks::<2>();
        let sound = rest.is_empty() && slots.len().is_power_of_two() && slots.iter().any(|s| s[1] == 0);
        sound.then_some(Self { slots })
    }

    /// The value of a key, given in parts.
    pub(super) fn get(&self, key: &[&[u8]]) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = fnv(key, 101) as usize & mask;
        if self.slots[at][1] == 0 {
            return None;
        }
        let print = fnv(key, 202) as u32;
        while self.slots[at][1] != 0 {
            if self.slots[at][0] == print {
                return Some(self.slots[at][1] - 1);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The largest value, for checking against the size of what it indexes.
    pub(super) fn largest(&self) -> u32 {
        self.slots.iter().map(|s| s[1]).max().unwrap_or(0).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_match_the_trainer() {
        assert_eq!(fnv(&[b"ed"], 1), fnv(&[b"e", b"d"], 1));
        assert_eq!(fnv(&["dź".as_bytes()], 1), 0xA09E_7277_7120_9C10);
        assert_eq!(xxh64(&[7; 64]), 0x14EF_E72B_39E5_9295);
    }
}
