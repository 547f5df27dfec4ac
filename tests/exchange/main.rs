//! What is written comes back, whatever the text.

use daejo::alignment::Bead;
use daejo::exchange::{self, Aligned, Document, Languages, Unit, XliffVersion, anchors};
use daejo::text::Language;
use proptest::prelude::*;

/// A pair of documents and a way to group their sentences.
#[derive(Debug, Clone)]
struct Pair {
    source: Vec<String>,
    target: Vec<String>,
    beads: Vec<Bead>,
}

impl Pair {
    fn aligned(&self) -> Aligned<'_> {
        let document = |name, lang, lines| Document {
            name,
            lang: Some(lang),
            lines,
        };
        Aligned {
            source: document("a & b.txt", Language::En, &self.source),
            target: document("<다>.txt", Language::Ko, &self.target),
            beads: &self.beads,
        }
    }

    /// What a reader should give: numbers and words of every bead, `glue` between sentences.
    fn units(&self, only_pairs: bool, glue: &str) -> Vec<(Vec<usize>, String, Vec<usize>, String)> {
        let words = |lines: &[String], ids: &[usize]| {
            let lines: Vec<&str> = ids.iter().map(|&id| lines[id].as_str()).collect();
            lines.join(glue)
        };
        let beads = self.beads.iter();
        beads
            .filter(|b| !only_pairs || (!b.source.is_empty() && !b.target.is_empty()))
            .map(|b| {
                let (source, target) = (words(&self.source, &b.source), words(&self.target, &b.target));
                (b.source.clone(), source, b.target.clone(), target)
            })
            .collect()
    }
}

fn flattened(units: Vec<Unit>) -> Vec<(Vec<usize>, String, Vec<usize>, String)> {
    let one = |u: Unit| (u.source.ids, u.source.text, u.target.ids, u.target.text);
    units.into_iter().map(one).collect()
}

/// Any text, thick with what formats stumble over.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{1,6}",
        any::<char>().prop_map(String::from),
        (0u8..32).prop_map(|byte| char::from(byte).to_string()),
        prop::sample::select(vec![
            "<b>",
            "</seg>",
            "&amp;",
            "&#1;",
            "]]>",
            "\"",
            "'",
            "_x0041_",
            "_x000D_",
            "  ",
            "\t",
            "\r\n",
            "\u{FFFF}",
            "\u{FFFE}",
            "\u{85}",
            "\u{2028}",
            "\u{FEFF}",
            "𝔄😀",
            "“말”",
            "=1+1",
            "-",
            "[0]:[0]",
            "{",
            "\u{7f}",
        ])
        .prop_map(str::to_owned),
    ];
    // A sentence has at least one letter; readers may take a blank cell for none.
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat() + "가")
}

fn pair() -> impl Strategy<Value = Pair> {
    let bead = (
        proptest::collection::vec(sentence(), 0..4),
        proptest::collection::vec(sentence(), 0..4),
    );
    proptest::collection::vec(bead, 0..8).prop_map(|groups| {
        let (mut source, mut target, mut beads) = (Vec::new(), Vec::new(), Vec::new());
        for (here, there) in groups.into_iter().filter(|(a, b)| !a.is_empty() || !b.is_empty()) {
            let ids = |lines: &Vec<String>, more: usize| (lines.len()..lines.len() + more).collect();
            beads.push(Bead {
                source: ids(&source, here.len()),
                target: ids(&target, there.len()),
                score: 0.5,
                confidence: 0.75,
            });
            source.extend(here);
            target.extend(there);
        }
        Pair {
            source,
            target,
            beads,
        }
    })
}

const LANGUAGES: Languages = Languages {
    source: Some(Language::En),
    target: Some(Language::Ko),
};

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).expect("a buffer takes everything");
    out
}

/// What the reader of any format makes of it. Text formats come as the text they are, for a file whose first
/// thousand characters are half control characters is taken for no text at the door.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn tmx(pair in pair()) {
        let file = text(written(|out| exchange::write_tmx(&pair.aligned(), out)));
        let units = exchange::read_tmx(&file, "x", LANGUAGES).expect("our own file");
        prop_assert_eq!(flattened(units), pair.units(true, " "));
    }

    #[test]
    fn xliff(pair in pair()) {
        for version in [XliffVersion::V1_2, XliffVersion::V2_1] {
            let file = text(written(|out| exchange::write_xliff(&pair.aligned(), version, out)));
            let units = exchange::read_xliff(&file, "x").expect("our own file");
            prop_assert_eq!(flattened(units), pair.units(false, " "));
        }
    }

    #[test]
    fn json_lines(pair in pair()) {
        let file = text(written(|out| exchange::write_jsonl(&pair.aligned(), out)));
        let units = exchange::read_jsonl(&file, "x").expect("our own file");
        prop_assert_eq!(flattened(units), pair.units(false, " "));
    }

    #[test]
    fn beads(pair in pair()) {
        let file = written(|out| exchange::write_beads(&pair.aligned(), out));
        let units = exchange::read(&file, "x", LANGUAGES).expect("our own file");
        let expected: Vec<_> = pair.beads.iter().map(|b| (b.source.clone(), b.target.clone())).collect();
        let found: Vec<_> = units.into_iter().map(|u| (u.source.ids, u.target.ids)).collect();
        prop_assert_eq!(found, expected);
    }

    /// Tabs and line breaks become spaces: the formats give them a meaning.
    #[test]
    fn tsv_and_moses(pair in pair()) {
        let flat = |(a, s, b, t): (Vec<usize>, String, Vec<usize>, String)| {
            let line = |text: String| text.replace(['\t', '\n', '\r'], " ");
            (a, line(s), b, line(t))
        };
        let file = text(written(|out| exchange::write_tsv(&pair.aligned(), out)));
        let expected: Vec<_> = pair.units(false, " ").into_iter().map(flat).collect();
        prop_assert_eq!(flattened(exchange::read_tsv(&file, "x").expect("our own file")), expected);

        let (mut source, mut target) = (Vec::new(), Vec::new());
        exchange::write_moses(&pair.aligned(), &mut source, &mut target).expect("buffers");
        let units = exchange::read_moses(&text(source), &text(target));
        let found: Vec<_> = units.into_iter().map(|u| (u.source.text, u.target.text)).collect();
        let expected: Vec<_> = pair.units(true, " ").into_iter().map(flat).map(|u| (u.1, u.3)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn readers_never_panic(file in proptest::collection::vec(sentence(), 0..8), kind in 0..5usize) {
        let start = ["<tmx><body><tu>", "<xliff>", "{\"source\":", "[0", "source\ttarget\n"][kind];
        let file = start.to_owned() + &file.concat();
        let _ = exchange::read(file.as_bytes(), "x", LANGUAGES);
    }
}

proptest! {
    // A workbook is a zip archive: dearer than text.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn xlsx(pair in pair()) {
        let file = written(|out| exchange::write_xlsx(&pair.aligned(), out));
        let again = written(|out| exchange::write_xlsx(&pair.aligned(), out));
        prop_assert!(file == again, "the same bytes whenever it is written");
        let units = exchange::read(&file, "x", LANGUAGES).expect("our own file");
        prop_assert_eq!(flattened(units), pair.units(false, "\n"));
    }

    /// Whatever format it went through, a file that nobody touched leads back to the same beads.
    #[test]
    fn an_untouched_file_anchors_every_bead(pair in pair()) {
        let files = [
            written(|out| exchange::write_beads(&pair.aligned(), out)),
            written(|out| exchange::write_xlsx(&pair.aligned(), out)),
            written(|out| exchange::write_jsonl(&pair.aligned(), out)),
        ];
        let expected: Vec<_> = pair.beads.iter().map(|b| (b.source.clone(), b.target.clone())).collect();
        for file in files {
            let units = exchange::read(&file, "x", LANGUAGES).expect("our own file");
            let located = anchors::locate(&units, &pair.source, &pair.target);
            prop_assert_eq!(&located.beads, &expected);
            prop_assert!(located.lost.is_empty());
        }
    }
}
