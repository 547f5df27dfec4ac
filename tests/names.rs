//! Persons across scripts, measured on pairs read from `tests/names/persons.tsv` and on all their mispairings.

use daejo::names::{SAME_PERSON, same_person};

fn pairs() -> Vec<(&'static str, &'static str)> {
    include_str!("names/persons.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

#[test]
fn persons_are_recognised_across_scripts() {
    let pairs = pairs();
    let missed: Vec<String> = pairs
        .iter()
        .filter(|(en, ko)| same_person(en, ko) < SAME_PERSON)
        .map(|(en, ko)| format!("{en} / {ko} {:.2}", same_person(en, ko)))
        .collect();
    let mut wrong = Vec::new();
    let mut negatives = 0;
    for (en, _) in &pairs {
        for (own, ko) in &pairs {
            // Two rows may be one person: by family name alone, or by a name of the same sound.
            let shares = |a: &str, b: &str| a.split([' ', '-']).any(|p| b.split([' ', '-']).any(|q| p == q));
            if shares(en, own) || pairs.iter().any(|(e, k)| k == ko && shares(e, en)) {
                continue;
            }
            negatives += 1;
            if same_person(en, ko) >= SAME_PERSON {
                wrong.push(format!("{en} / {ko} {:.2}", same_person(en, ko)));
            }
        }
    }
    println!(
        "{} of {} found; {} of {negatives} mispairings taken for a person",
        pairs.len() - missed.len(),
        pairs.len(),
        wrong.len()
    );
    println!("missed: {missed:#?}\nwrong: {wrong:#?}");
    assert!(missed.len() * 100 <= pairs.len() * 6, "{missed:#?}");
    assert!(wrong.len() * 1000 <= negatives * 3, "{wrong:#?}");
}
