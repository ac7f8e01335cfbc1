//! Random changes of bytes, the same for the same seed.

/// Random numbers (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// The numbers of a case.
    pub(crate) fn of(seed: u64, case: u64) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ case.rotate_left(32));
        chance.draw();
        chance
    }

    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.draw() % end.max(1) as u64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }

    /// A range within `length`, mostly a short one.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let most = match self.below(4) {
            0 => length,
            1 => 4,
            _ => 64,
        };
        let start = self.below(length);
        let end = start + self.below(most.min(length - start) + 1);
        start..end.min(length)
    }
}

/// Bytes that programs trip over.
const ODD: [u8; 12] = [
    0, 1, 0x7f, 0x80, 0xff, b'<', b'>', b'"', b'{', b'[', b'\\', b'\n',
];

/// Numbers that programs trip over, as text.
const NUMBERS: [&str; 10] = [
    "0",
    "-1",
    "1e308",
    "-0.0",
    "NaN",
    "65536",
    "2147483648",
    "4294967295",
    "18446744073709551616",
    "1e-400",
];

/// An input after a few changes, some of which take bytes from another input.
pub(crate) fn changed(mut input: Vec<u8>, corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(6) {
        change(&mut input, corpus, chance);
    }
    input
}

fn change(input: &mut Vec<u8>, corpus: &[Vec<u8>], chance: &mut Chance) {
    let range = chance.range(input.len());
    match chance.below(9) {
        0 => flip(input, range.start, chance),
        1 => input[range].fill(0xff),
        2 => drop(input.drain(range)),
        3 => {
            let again = input[range.clone()].to_vec();
            let times = 1 + chance.below(20);
            insert(input, range.end, &again.repeat(times));
        }
        4 => {
            let odd: Vec<u8> = (0..1 + chance.below(8))
                .filter_map(|_| chance.one_of(&ODD).copied())
                .collect();
            insert(input, range.start, &odd);
        }
        5 => input.truncate(range.start),
        6 => {
            let other = chance.one_of(corpus).map_or(&[][..], Vec::as_slice);
            let part = chance.range(other.len());
            insert(input, range.start, &other[part]);
        }
        7 => number(input, range.start, chance),
        _ => {
            let word = match chance.below(3) {
                0 => u32::MAX.to_le_bytes(),
                1 => (i32::MAX as u32).to_be_bytes(),
                _ => (chance.draw() as u32).to_le_bytes(),
            };
            let end = input.len().min(range.start + word.len());
            let length = end - range.start;
            input[range.start..end].copy_from_slice(&word[..length]);
        }
    }
}

fn flip(input: &mut [u8], at: usize, chance: &mut Chance) {
    if let Some(byte) = input.get_mut(at) {
        *byte ^= 1 << chance.below(8);
    }
}

fn insert(input: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    input.splice(at..at, bytes.iter().copied());
}

/// Puts another number in the place of the next one that is written in digits.
fn number(input: &mut Vec<u8>, from: usize, chance: &mut Chance) {
    let Some(start) = input[from..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let start = from + start;
    let digits = input[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let end = start + digits.count();
    let other = chance
        .one_of(&NUMBERS)
        .map_or(&b""[..], |text| text.as_bytes());
    input.splice(start..end, other.iter().copied());
}
