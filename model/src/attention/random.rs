//! NumPy's legacy random generator, bit for bit: MT19937 seeded with one 32-bit integer, and
//! `RandomState.permutation` on top of it.
//!
//! BigBird's random blocks come from `np.random.seed(layer)` before each layer, so only this generator can
//! rebuild the tables that the published weights were trained with.
//! Sources: Matsumoto and Nishimura 1998; `numpy/random/mtrand.pyx` (`shuffle`, `legacy_seeding`),
//! `numpy/random/src/distributions/distributions.c` (`random_interval`).

const SIZE: usize = 624;
const MIDDLE: usize = 397;

/// `numpy.random.RandomState` as far as `permutation` needs it.
pub struct RandomState {
    key: [u32; SIZE],
    position: usize,
}

impl RandomState {
    /// `numpy.random.RandomState(seed)`.
    pub fn new(seed: u32) -> Self {
        let mut key = [0u32; SIZE];
        let mut value = seed;
        for (i, slot) in key.iter_mut().enumerate() {
            *slot = value;
            value = 1_812_433_253u32
                .wrapping_mul(value ^ (value >> 30))
                .wrapping_add(i as u32 + 1);
        }
        Self {
            key,
            position: SIZE,
        }
    }

    /// The next raw 32-bit output.
    pub fn next_u32(&mut self) -> u32 {
        if self.position == SIZE {
            self.twist();
        }
        let mut y = self.key[self.position];
        self.position += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn twist(&mut self) {
        for i in 0..SIZE {
            let y = (self.key[i] & 0x8000_0000) | (self.key[(i + 1) % SIZE] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.key[i] = self.key[(i + MIDDLE) % SIZE] ^ (y >> 1) ^ odd;
        }
        self.position = 0;
    }

    /// A number from 0 to `max` inclusive; draws nothing when `max` is 0.
    fn interval(&mut self, max: u32) -> u32 {
        if max == 0 {
            return 0;
        }
        let mask = u32::MAX >> max.leading_zeros();
        loop {
            let value = self.next_u32() & mask;
            if value <= max {
                return value;
            }
        }
    }

    /// `permutation(values)`: a shuffled copy.
    pub fn permutation(&mut self, values: &[u32]) -> Vec<u32> {
        let mut shuffled = values.to_vec();
        for i in (1..shuffled.len()).rev() {
            let j = self.interval(i as u32) as usize;
            shuffled.swap(i, j);
        }
        shuffled
    }
}
