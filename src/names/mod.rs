//! Names across scripts: who and what is the same in English and in Korean.
//!
//! [`concepts`] finds countries, organisations, institutions, places and roles in a text and gives each the same ids
//! in both languages: `Pyongyang`, `DPRK`, 북한, 북측 and 北 are all `country:kp`. [`same_person`] says how alike a
//! person's name in Latin letters and one in Hangul sound: `Robert Wood` and 로버트 우드, or `Wood` and 우드.
//! A user's own list of names ([`Names::read`]: lines, TMX or TBX) comes before both.

mod concepts;
mod data;
mod list;
mod person;
mod sounds;
mod user;

pub use concepts::{Form, Kind, Mention, Rank, concepts};
pub use person::{Heard, SAME_PERSON, is_korean_family_name, same_person};
pub use user::{BadList, Names, pairs_of_xml};
