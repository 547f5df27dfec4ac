//! Collations put together by hand, so that the writers are tested on nothing but themselves.

use crate::draft::{Draft, within};
use daejo::alignment::Bead;
use daejo::fidelity::{Fault, Fidelity, Finding, Match, Severity, Verdict};
use daejo::pipeline::{Collation, Side};
use daejo::report::About;
use daejo::statements::{Kind, Stance};
use daejo::text::{Language, Span};

/// The invented pair of this folder, with faults of several kinds.
pub fn port() -> Collation {
    let (source, target) = (source(), target());
    let findings = findings(&source.article.text, &target.article.text);
    let verdicts = [
        Verdict::Consistent,
        Verdict::Consistent,
        Verdict::Inconsistent,
        Verdict::Inconsistent,
        Verdict::ConsistentWithNote,
        Verdict::Consistent,
    ];
    let mut matches: Vec<Match> = (0..)
        .zip(verdicts)
        .map(|(id, verdict)| matched(&[id], &[id], verdict))
        .collect();
    matches.push(matched(&[6], &[], Verdict::Missing));
    let mut beads: Vec<Bead> = (0..7).map(|id| bead(&[id], &[id], 0.93)).collect();
    beads[5].confidence = 0.41;
    beads.push(bead(&[7], &[], 0.0));
    beads.push(bead(&[], &[7], 0.0));
    Collation {
        source,
        target,
        beads,
        fidelity: Fidelity { matches, findings },
    }
}

fn source() -> Side {
    use Kind::{Denial, Direct, Indirect, NoComment};
    use Stance::{Decline, Deny, Neutral};
    const EXPERTS: &str = "Experts at the Hanbit Coast Institute";
    Draft::new("source.en.txt", Language::En, include_str!("source.en.txt"))
        .dateline("SEOHAE, Oct. 22 (Hanbit News) --")
        .end("(END)")
        .sentences(&[
            "Port operator denies delaying storm barrier",
            "The operator of Seohae Port … \"groundless\".",
            "\"We have spent … reporters.",
            "At least 1,500 … the city said.",
            "Mayor Park … delay.",
            "\"If the wall … \"Nobody asked us.\"",
            "Experts … by March.",
            "The dockers' union … schedule.",
        ])
        .statement(
            Denial,
            "The operator of Seohae Port",
            "denied",
            Deny,
            "it had delayed … storm barrier",
        )
        .statement(
            Direct,
            "Lee Jin-woo",
            "told",
            Neutral,
            "\"We have spent … goes on,\"",
        )
        .statement(Indirect, "the city", "said", Neutral, "At least 1,500 … old wall")
        .statement(
            NoComment,
            "Mayor Park So-yeon",
            "declined to comment",
            Decline,
            "on the delay",
        )
        .statement(
            Direct,
            "Kim Da-hye",
            "said",
            Neutral,
            "\"If the wall … sue,\" + \"Nobody asked us.\"",
        )
        .statement(
            Indirect,
            EXPERTS,
            "said",
            Neutral,
            "the barrier could be finished by March",
        )
        .statement(
            Indirect,
            "The dockers' union",
            "said",
            Neutral,
            "it had not been told … schedule",
        )
        .side()
}

fn target() -> Side {
    use Kind::{Denial, Direct, Indirect};
    use Stance::{Confirm, Deny, Neutral};
    Draft::new("target.ko.txt", Language::Ko, include_str!("target.ko.txt"))
        .dateline("(서해=한빛통신)")
        .end("(끝)")
        .sentences(&[
            "항만 운영사, 방조제 공사 지연 부인",
            "서해항 운영사는 … 밝혔다.",
            "이진우 사장은 … 말했다.",
            "시는 18일 … 밝혔다.",
            "박소연 시장은 … 확인했다.",
            "부두 근처에서 … 않았습니다.\"",
            "한빛해안연구소 … 말했다.",
            "운영사는 24일 … 예정이다.",
        ])
        .statement(
            Denial,
            "서해항 운영사",
            "사실이 없다며",
            Deny,
            "방조제 공사를 지연시킨",
        )
        .statement(
            Direct,
            "이진우 사장",
            "말했다",
            Neutral,
            "\"방조제에 … 계속되고 있다\"",
        )
        .statement(Indirect, "시", "밝혔다", Neutral, "바닷물이 … 집을 떠났다")
        .statement(Indirect, "박소연 시장", "확인했다", Confirm, "공사가 지연됐다")
        .statement(
            Indirect,
            "김다혜 씨",
            "말했다",
            Neutral,
            "방벽이 … 내겠다 + \"우리에게는 … 않았습니다.\"",
        )
        .statement(
            Indirect,
            "한빛해안연구소 전문가들",
            "말했다",
            Neutral,
            "방조제가 3월까지 … 수 있다",
        )
        .side()
}

fn findings(s: &str, t: &str) -> Vec<Finding> {
    vec![
        finding(
            2,
            (Fault::NumMagnitude, Severity::Critical, "number"),
            (within(s, "At least 1,500 residents"), within(t, "최소 150명")),
            ("1,500", "150"),
            "“1,500” became “150”: a tenth of the number.",
        ),
        finding(
            3,
            (Fault::NoCommentFlip, Severity::Critical, "no-comment"),
            (within(s, "declined to comment"), within(t, "확인했다")),
            ("declined to comment", "확인했다 (confirmed)"),
            "The mayor declined to comment; in Korean she confirms the delay.",
        ),
        finding(
            4,
            (Fault::QuoteDemoted, Severity::Note, "direct-indirect"),
            (
                within(s, "\"If the wall … sue,\""),
                within(t, "방벽이 또 무너지면 소송을 내겠다"),
            ),
            ("direct", "indirect"),
            "A direct quotation is told indirectly.",
        ),
        finding(
            6,
            (Fault::StatementMissing, Severity::Major, "missing"),
            (within(s, "it had not been told of the new schedule"), Vec::new()),
            ("The dockers' union", ""),
            "Nothing in the Korean version answers to what the union said.",
        ),
    ]
}

/// What the fixture's reports say of themselves.
pub fn about() -> About {
    About {
        source: "articles/source.en.txt".into(),
        target: "articles/target.ko.txt".into(),
        model: Some("use-multilingual-v3".into()),
    }
}

/// An article that tries to break out of every format, collated with itself.
pub fn hostile() -> Collation {
    const TEXT: &str = "<script>alert('1')</script> & \"title\" </script>\n\n\
        \"<img src=x onerror=alert(2)> ]]> --> `|` *x* [a](javascript:alert(3))\u{1b}[31m\" \
        said \u{202e}O'Brien\u{202c} <b>.\n";
    const QUOTE: &str = "\"<img … \u{1b}[31m\"";
    let side = |lang| {
        Draft::new("\"><script>alert('id')</script>", lang, TEXT)
            .sentences(&["<script>alert … </script>", "\"<img … <b>."])
            .statement(
                Kind::Direct,
                "\u{202e}O'Brien\u{202c} <b>",
                "said",
                Stance::Neutral,
                QUOTE,
            )
            .side()
    };
    let (source, target) = (side(Language::En), side(Language::Ko));
    let passage = within(&source.article.text, QUOTE);
    let fault = finding(
        0,
        (Fault::QuoteAltered, Severity::Minor, "quote"),
        (passage.clone(), passage),
        ("</script><script>alert(4)</script>", "\" onmouseover=\"alert(5)"),
        "“<b>” became “</b>” & more.",
    );
    Collation {
        source,
        target,
        beads: vec![bead(&[0], &[0], 0.9), bead(&[1], &[1], 0.9)],
        fidelity: Fidelity {
            matches: vec![matched(&[0], &[0], Verdict::Inconsistent)],
            findings: vec![fault],
        },
    }
}

/// Two articles in which nothing was found, not even a sentence.
pub fn bare() -> Collation {
    Collation {
        source: Draft::new("bare", Language::En, "1,500").side(),
        target: Draft::new("bare", Language::Ko, "1천500").side(),
        beads: Vec::new(),
        fidelity: Fidelity::default(),
    }
}

fn bead(source: &[usize], target: &[usize], confidence: f32) -> Bead {
    Bead {
        source: source.into(),
        target: target.into(),
        score: if source.is_empty() || target.is_empty() {
            0.0
        } else {
            0.8
        },
        confidence,
    }
}

fn matched(source: &[usize], target: &[usize], verdict: Verdict) -> Match {
    Match {
        source: source.into(),
        target: target.into(),
        score: 0.9,
        verdict,
    }
}

fn finding(
    matched: usize,
    (fault, severity, rule): (Fault, Severity, &'static str),
    (source, target): (Vec<Span>, Vec<Span>),
    (from, to): (&str, &str),
    reason: &str,
) -> Finding {
    Finding {
        fault,
        rule,
        severity,
        source,
        target,
        values: (from.into(), to.into()),
        reason: reason.into(),
        matched: Some(matched),
    }
}
