//! The sounds of a name, from Latin letters and from Hangul, in one alphabet of what Hangul can tell apart.
//!
//! Korean has one letter for l and r, none for f, v, th or z, and puts a vowel after every consonant that cannot end
//! a syllable (Bush is 부시, Strauss 슈트라우스). So a name is reduced to its consonants, each Latin letter with the
//! Korean ones it is usually written with and those it may be written with in some language, and to vowels that weigh
//! little.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Classes of consonants, one bit each. Plain and aspirated stops are apart: Biden is 바이든, Putin 푸틴.
pub(super) type Classes = u16;

const G: Classes = 1;
const K: Classes = 1 << 1;
const D: Classes = 1 << 2;
const T: Classes = 1 << 3;
const B: Classes = 1 << 4;
const P: Classes = 1 << 5;
const S: Classes = 1 << 6;
const J: Classes = 1 << 7;
const L: Classes = 1 << 8;
const M: Classes = 1 << 9;
const N: Classes = 1 << 10;
const NG: Classes = 1 << 11;
const H: Classes = 1 << 12;

/// One sound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sound {
    /// A consonant.
    Consonant {
        /// The classes it is usually written with.
        near: Classes,
        /// Classes it may be written with in some language.
        far: Classes,
        /// What it costs to leave it out.
        weight: f32,
    },
    /// A vowel by its colours (front, back, open, one bit each), and what it costs to leave it out.
    Vowel(u8, f32),
}

const fn consonant(near: Classes, far: Classes, weight: f32) -> Sound {
    Sound::Consonant { near, far, weight }
}

impl Sound {
    /// The cost of leaving it out.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Consonant { weight, .. } | Self::Vowel(_, weight) => weight,
        }
    }
}

const FRONT: u8 = 1;
const BACK: u8 = 2;
const OPEN: u8 = 4;

const FULL: f32 = 1.0;
/// A vowel left out or put in.
const VOWEL: f32 = 0.4;
/// 으, put between consonants, and 이 after ㅅ and ㅈ.
const HELPER: f32 = 0.05;
/// A letter that is often silent: h, r after a vowel, a final e.
const SILENT: f32 = 0.15;

/// The sounds of a name in Hangul; signs and spaces are passed over.
pub(super) fn hangul(name: &str) -> Vec<Sound> {
    let mut sounds = Vec::new();
    for c in name.chars().filter(|c| ('가'..='힣').contains(c)) {
        let index = u32::from(c) - u32::from('가');
        let (initial, medial, last) = (index / 588, index % 588 / 28, index % 28);
        if let Some(class) = initial_class(initial) {
            push_consonant(&mut sounds, class, FULL);
        }
        let helper = medial == 18 || medial == 20 && initial_class(initial).is_some_and(|c| c & (S | J) != 0);
        push_vowel(
            &mut sounds,
            vowel_colour(medial),
            if helper { HELPER } else { VOWEL },
        );
        if let Some(class) = final_class(last) {
            sounds.push(consonant(class, 0, FULL));
        }
    }
    sounds
}

fn push_consonant(sounds: &mut Vec<Sound>, class: Classes, weight: f32) {
    // 빌리: ㄹㄹ between vowels is one l.
    if class == L && matches!(sounds.last(), Some(Sound::Consonant { near: L, .. })) {
        return;
    }
    sounds.push(consonant(class, 0, weight));
}

/// Vowels in a row are one vowel with all their colours: 마이크, 조지아.
fn push_vowel(sounds: &mut Vec<Sound>, colour: u8, weight: f32) {
    if let Some(Sound::Vowel(colours, heaviest)) = sounds.last_mut() {
        *colours |= colour;
        *heaviest = heaviest.max(weight);
    } else {
        sounds.push(Sound::Vowel(colour, weight));
    }
}

fn initial_class(initial: u32) -> Option<Classes> {
    // ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
    const CLASSES: [Classes; 19] = [
        G,
        G | K,
        N,
        D,
        D | T,
        L,
        M,
        B,
        B | P,
        S,
        S,
        0,
        J,
        J,
        J,
        K,
        T,
        P,
        H,
    ];
    CLASSES.get(initial as usize).copied().filter(|&c| c != 0)
}

fn final_class(last: u32) -> Option<Classes> {
    match last {
        1..=3 | 9 | 24 => Some(G | K),
        4..=6 => Some(N),
        7 | 25 => Some(D | T),
        8 | 11..=15 => Some(L),
        10 | 16 => Some(M),
        17 | 18 | 26 => Some(B | P),
        // ㅅ at the end of a syllable stands for t (로버트, 햇) and for s.
        19 | 20 => Some(D | T | S),
        21 => Some(NG),
        22 | 23 => Some(J),
        27 => Some(H),
        _ => None,
    }
}

fn vowel_colour(medial: u32) -> u8 {
    // ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ
    const COLOURS: [u8; 21] = [
        OPEN,
        OPEN | FRONT,
        OPEN | FRONT,
        FRONT,
        OPEN | BACK | FRONT,
        FRONT,
        OPEN | BACK | FRONT,
        FRONT,
        BACK,
        OPEN | BACK,
        FRONT | OPEN,
        FRONT | BACK,
        BACK,
        BACK,
        BACK | OPEN,
        FRONT | BACK,
        FRONT | BACK,
        BACK | FRONT,
        BACK | FRONT,
        FRONT | BACK,
        FRONT,
    ];
    COLOURS.get(medial as usize).copied().unwrap_or(OPEN)
}

/// The sounds of a name in Latin letters; marks on letters are taken off, other signs passed over.
pub(super) fn latin(name: &str) -> Vec<Sound> {
    let letters: Vec<char> = plain(name).collect();
    let mut sounds: Vec<Sound> = Vec::new();
    let mut i = 0;
    while i < letters.len() {
        let (length, spelled) = spelling(&letters, i);
        for sound in spelled {
            match sound {
                Sound::Vowel(colour, weight) => push_vowel(&mut sounds, colour, weight),
                consonant => sounds.push(consonant),
            }
        }
        i += length;
    }
    sounds
}

/// Lower-case letters a to z and spaces.
fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| {
            let letters: &'static str = match c {
                'ø' => "o",
                'ł' => "l",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'đ' | 'ð' => "d",
                'þ' => "th",
                'ı' => "i",
                _ => "",
            };
            let own = (c.is_ascii_lowercase() || c == ' ').then_some(c);
            letters.chars().chain(own)
        })
}

/// The letters at `i` that are spelled together, and their sounds.
fn spelling(letters: &[char], i: usize) -> (usize, Vec<Sound>) {
    let at = |n: usize| letters.get(i + n).copied().unwrap_or(' ');
    let one = |near, far| vec![consonant(near, far, FULL)];
    let last = at(1) == ' ';
    let c = at(0);
    for (form, near, far) in CLUSTERS {
        if form.chars().enumerate().all(|(n, f)| at(n) == f) {
            return (form.len(), one(*near, *far));
        }
    }
    let begins = i == 0 || letters.get(i - 1) == Some(&' ');
    if begins
        && matches!(
            (c, at(1)),
            ('k', 'n') | ('g', 'n') | ('p', 's') | ('m', 'c') | ('w', 'r')
        )
        && c != 'm'
    {
        return (1, Vec::new());
    }
    // gh is silent in Vaughan, hard in Ghani.
    if (c, at(1)) == ('g', 'h') {
        return (2, vec![consonant(G, K, if begins { FULL } else { SILENT })]);
    }
    // A doubled consonant is one.
    if c == at(1) && !is_vowel(c) {
        return (1, Vec::new());
    }
    let vowel_before = i > 0 && is_vowel(letters[i - 1]);
    let sounds = match c {
        'a' => vec![Sound::Vowel(OPEN | FRONT, VOWEL)],
        'e' if last && i > 1 && !vowel_before => vec![Sound::Vowel(FRONT | OPEN | BACK, HELPER)],
        'e' => vec![Sound::Vowel(FRONT | OPEN | BACK, VOWEL)],
        'i' => vec![Sound::Vowel(FRONT | OPEN, VOWEL)],
        'o' => vec![Sound::Vowel(BACK | OPEN, VOWEL)],
        'u' => vec![Sound::Vowel(BACK | OPEN, VOWEL)],
        'y' => vec![Sound::Vowel(FRONT | OPEN, VOWEL)],
        'w' if is_vowel(at(1)) => vec![consonant(B, 0, SILENT), Sound::Vowel(BACK, HELPER)],
        'w' => vec![Sound::Vowel(BACK, VOWEL)],
        'b' if last && i > 0 && letters[i - 1] == 'm' => vec![consonant(B, P, SILENT)],
        'b' | 'v' => one(B, P),
        'p' => one(P, B),
        'f' => one(P, B | H),
        'c' if matches!(at(1), 'e' | 'i' | 'y') => one(S | J, 0),
        'c' => one(K, G | J),
        'd' => one(D, T | J),
        'g' if matches!(at(1), 'e' | 'i' | 'y') => one(G | J, K | H),
        'g' => one(G, K),
        'h' => vec![consonant(
            H,
            0,
            if is_vowel(at(1)) && !vowel_before {
                0.5
            } else {
                SILENT
            },
        )],
        'j' => vec![consonant(J, H, if begins { 0.7 } else { 0.4 })],
        'k' => one(K, G),
        'l' => one(L, 0),
        'm' => one(M, N),
        'n' => one(N, NG),
        'q' => one(K | J, 0),
        'r' if vowel_before && !is_vowel(at(1)) => vec![consonant(L, 0, SILENT)],
        'r' => one(L, H),
        's' => one(S, J),
        't' => vec![consonant(T, D | J, if last { 0.7 } else { FULL })],
        'x' if begins => one(S, J),
        'x' => vec![consonant(K | G, H | S, 0.6), consonant(S, 0, 0.5)],
        'z' => one(J, S),
        _ => Vec::new(),
    };
    (1, sounds)
}

/// Letters spelled together as one consonant, in whatever language; longest first.
const CLUSTERS: &[(&str, Classes, Classes)] = &[
    ("tsch", J, 0),
    ("shch", S, 0),
    ("sch", S, K),
    ("tch", J, 0),
    ("ch", J, K | G | S | H),
    ("sh", S, J),
    ("ph", P, B),
    ("th", S | T, D),
    ("kh", K | H, G),
    ("zh", J, S),
    ("dz", J, 0),
    ("cz", J, 0),
    ("sz", S, 0),
    ("ts", J, S),
    ("tz", J, S),
    ("dj", J, 0),
    ("dg", J, G),
    ("ck", K, G),
    ("qu", K, 0),
    ("gn", N, G),
    ("ng", NG, N),
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
