//! A number with what stands around it: bound, currency, unit, noun.

use super::Reader;
use super::numerals::{Amount, Numeral};
use super::tokens::Kind;
use crate::quantities::compare::DEGREE;
use crate::quantities::lexicon::{ENGLISH, Scale};
use crate::quantities::value::{AGE_DECADE, Bound, CalendarUnit, Dimension, Quantity, Unit, Value, Written};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// The quantity at `i`, bound words included, and the token after it.
    pub(super) fn counted(&self, i: usize) -> Option<(Quantity, usize)> {
        if let Some(found) = self
            .stopwatch(i)
            .or_else(|| self.age_decade(i))
            .or_else(|| self.minus(i))
            .or_else(|| self.step_of_points(i))
            .or_else(|| self.multiple(i))
            .or_else(|| self.article_and_unit(i))
        {
            return Some(found);
        }
        let (bound, at) = match self.phrase(&ENGLISH.bounds_before, i) {
            Some((&bound, at)) => (bound, at),
            None => (Bound::Exact, i),
        };
        let (mut quantity, next) = self
            .multiple(at)
            .or_else(|| self.article_and_unit(at))
            .or_else(|| self.amount(at))?;
        quantity.span = self.span(i, next);
        quantity.bound = bound;
        let lasting = matches!(quantity.unit, Unit::Span(_) | Unit::Measure(Dimension::Duration));
        if lasting && self.word(i) == Some("over") {
            // "over three days" more often says how long than how long at least.
            quantity.bound = Bound::Exact;
        }
        let next = self.bound_after(&mut quantity, i, next);
        Some((quantity, next))
    }

    /// `4:02.6`, `2:03:45`: the time a runner took.
    fn stopwatch(&self, i: usize) -> Option<(Quantity, usize)> {
        let token = self.token(i).filter(|t| t.kind == Kind::Digits)?;
        let parts: Vec<&str> = token.text.split(':').collect();
        if parts.len() < 2 || parts.len() == 2 && !token.text.contains('.') || parts.len() > 3 {
            return None;
        }
        let mut seconds = Decimal::ZERO;
        for part in parts {
            seconds = seconds
                .checked_mul(Decimal::from(60))?
                .checked_add(part.parse().ok()?)?;
        }
        let unit = Unit::Measure(Dimension::Duration);
        Some((Quantity::number(self.span(i, i + 1), seconds, unit), i + 1))
    }

    /// `minus 34 degrees`.
    fn minus(&self, i: usize) -> Option<(Quantity, usize)> {
        if self.word(i) != Some("minus") {
            return None;
        }
        let numeral = self.cardinal(i + 1)?;
        let Amount::Exact(number) = numeral.amount else {
            return None;
        };
        let negative = Numeral {
            amount: Amount::Exact(-number),
            ..numeral
        };
        self.measured(i, &negative, None)
    }

    /// `a quarter-point cut`, `a half percentage point`.
    fn step_of_points(&self, i: usize) -> Option<(Quantity, usize)> {
        let number = match self.word(i)? {
            "half" => Decimal::new(5, 1),
            "quarter" => Decimal::new(25, 2),
            _ => return None,
        };
        let mut at = i + 1 + usize::from(self.hyphen(i + 1));
        at += usize::from(self.word(at) == Some("percentage"));
        at += usize::from(self.hyphen(at));
        let point = matches!(self.word(at), Some("point"));
        point.then(|| {
            (
                Quantity::number(self.span(i, at + 1), number, Unit::PercentPoint),
                at + 1,
            )
        })
    }

    fn bound_after(&self, quantity: &mut Quantity, i: usize, next: usize) -> usize {
        let at = next + usize::from(self.hyphen(next));
        let Some((&bound, end)) = self.phrase(&ENGLISH.bounds_after, at) else {
            return next;
        };
        if quantity.bound != Bound::Exact {
            return next;
        }
        quantity.bound = bound;
        quantity.span = self.span(i, end);
        end
    }

    /// `his 30s`, `in their 20s`.
    fn age_decade(&self, i: usize) -> Option<(Quantity, usize)> {
        let digits = self
            .token(i)
            .filter(|t| t.kind == Kind::Digits && t.text.len() == 2 && t.text.ends_with('0'))?;
        let plural = self.token(i + 1).is_some_and(|t| !t.gap && t.word == "s");
        let number = digits.text.parse().ok().filter(|_| plural)?;
        let unit = Unit::Count(AGE_DECADE.to_owned());
        Some((Quantity::number(self.span(i, i + 2), number, unit), i + 2))
    }

    fn amount(&self, i: usize) -> Option<(Quantity, usize)> {
        let money = self.currency(i);
        let start = i + usize::from(money.is_some());
        let numeral = self.numeral(start)?;
        if self.is_pronoun(start, &numeral) {
            return None;
        }
        if let Some(found) = self.range(i, &numeral, money) {
            return Some(found);
        }
        self.measured(i, &numeral, money)
    }

    /// `one` and `a` count only before something counted or measured.
    fn is_pronoun(&self, i: usize, numeral: &Numeral) -> bool {
        let one = numeral.amount == Amount::Exact(Decimal::ONE)
            && self.token(i).is_some_and(|t| t.kind == Kind::Word);
        if !one || numeral.next > i + 1 {
            return false;
        }
        let share = self.word(i + 1) == Some("in") && self.cardinal(i + 2).is_some();
        let counts = self.unit(i + 1).is_some() || self.noun(i + 1, true).is_some() || share;
        let alone = self.tokens.len() == 1;
        !counts && !alone
    }

    /// One number with its unit.
    fn measured(&self, i: usize, numeral: &Numeral, money: Option<&Scale>) -> Option<(Quantity, usize)> {
        let mut next = numeral.next;
        let (mut unit, mut scale) = (Unit::None, None);
        if let Some(money) = money {
            scale = Some(money.clone());
        } else if let Some((found, after)) = self.unit_of(numeral, next) {
            scale = Some(found);
            next = after;
        } else if matches!(self.word(next), Some("degrees" | "degree")) {
            unit = Unit::Count(DEGREE.to_owned());
            next += 1;
        } else if self.magnitude(i, next) {
            unit = Unit::Measure(Dimension::Magnitude);
        } else if self.stands_for_people(i, numeral) {
            // "Thousands leave villages": what follows is no noun they count.
        } else if let Some((class, after)) = self.noun(next, numeral.amount == Amount::Exact(Decimal::ONE)) {
            unit = Unit::Count(class);
            next = after;
        }
        let row = self.in_a_row(next).filter(|_| scale.is_none());
        if let Some(after) = row {
            unit = Unit::InARow;
            next = after;
        }
        let span = self.span(i, next);
        let number = match numeral.amount {
            Amount::Exact(number) => number,
            Amount::Fraction(number) if scale.is_some() => number,
            Amount::Fraction(number) => {
                let span = self.span(i, numeral.next);
                return Some((Quantity::number(span, number, Unit::Share), numeral.next));
            }
            Amount::Vague(magnitude) => {
                let unit = scale.map_or(unit, |s| s.unit);
                return Some((Quantity::new(span, Value::Vague { magnitude }, unit), next));
            }
            Amount::Ordinal(number) => {
                return Some(match row {
                    Some(_) => (Quantity::number(span, Decimal::from(number), Unit::InARow), next),
                    None => {
                        let end = numeral.next;
                        (
                            Quantity::new(self.span(i, end), Value::Ordinal { number }, Unit::None),
                            end,
                        )
                    }
                });
            }
        };
        let quantity = match scale {
            Some(scale) => scaled(Quantity::number(span, number, scale.unit.clone()), number, &scale)?,
            None => Quantity::number(span, number, unit),
        };
        Some((quantity, next))
    }

    /// Whether a plural such as `thousands` stands alone: it counts a noun over `of` or `more` only.
    fn stands_for_people(&self, i: usize, numeral: &Numeral) -> bool {
        let plural = numeral.next == i + 1 && self.word(i).is_some_and(|w| ENGLISH.vague.contains_key(w));
        plural && !matches!(self.word(numeral.next), Some("of" | "more" | "other"))
    }

    /// The unit after a numeral, also across the `of a` of "a quarter of a percentage point".
    fn unit_of(&self, numeral: &Numeral, next: usize) -> Option<(Scale, usize)> {
        let mut at = next;
        if matches!(numeral.amount, Amount::Fraction(_)) {
            at += usize::from(self.word(at) == Some("of"));
            at += usize::from(matches!(self.word(at), Some("a" | "an")));
        }
        if matches!(numeral.amount, Amount::Ordinal(_)) {
            return None;
        }
        at += usize::from(self.word(at).is_some_and(|w| ENGLISH.between.contains(w)));
        let (scale, after) = self.unit(at)?;
        let won = matches!(&scale.unit, Unit::Money(code) if code == "KRW") && self.word(at) == Some("won");
        let small = matches!(numeral.amount, Amount::Exact(n) if n < Decimal::ONE_HUNDRED);
        // "the 30 won" is a verb; sums in won are large.
        (!(won && small)).then_some((scale, after))
    }

    /// `10-12`, `10 to 12`, `between 10 and 12`, `two or three`, `$3 billion to $4 billion`, `a 3-2 win`.
    fn range(&self, i: usize, first: &Numeral, money: Option<&Scale>) -> Option<(Quantity, usize)> {
        let Amount::Exact(mut low) = first.amount else {
            return None;
        };
        let unit = self.unit(first.next);
        let noun = || self.noun(first.next, false).map_or(first.next, |(_, next)| next);
        let mut joint = unit.as_ref().map_or_else(noun, |(_, next)| *next);
        if !self.joins(i, joint) {
            joint = first.next;
            if !self.joins(i, joint) {
                return None;
            }
        }
        let second_money = self.currency(joint + 1);
        let at = joint + 1 + usize::from(second_money.is_some());
        let second = self.cardinal(at)?;
        let Amount::Exact(high) = second.amount else {
            return None;
        };
        if self.word(joint) == Some("or") && high - low != Decimal::ONE {
            return None;
        }
        if first.scale == Decimal::ONE && second.scale != Decimal::ONE {
            // "3 to 4 million" is 3 million to 4 million.
            let raised = low.checked_mul(second.scale)?;
            low = if raised <= high { raised } else { low };
        }
        let (whole, next) = self.measured(i, &second, money.or(second_money))?;
        if unit.is_some_and(|(scale, _)| scale.unit != whole.unit) {
            return None;
        }
        let factor = whole.written.map_or(Decimal::ONE, |w| w.factor);
        let value = Value::Range {
            low: low.checked_mul(factor)?,
            high: high.checked_mul(factor)?,
        };
        Some((Quantity::new(self.span(i, next), value, whole.unit), next))
    }

    fn joins(&self, i: usize, at: usize) -> bool {
        let before = self.before(i);
        match self.word(at) {
            Some("to") => before != Some("from"),
            Some("and") => before == Some("between"),
            Some("or") => true,
            Some(_) => false,
            None => self.token(at).is_some_and(|t| t.is_dash()) && self.token(at + 1).is_some_and(|t| !t.gap),
        }
    }

    /// `doubled`, `twice the`, `threefold`.
    fn multiple(&self, i: usize) -> Option<(Quantity, usize)> {
        let word = self.word(i)?;
        let number = match ENGLISH.multiples.get(word) {
            Some(&number) => number,
            None => {
                let &number = ENGLISH.multiples_with_object.get(word)?;
                let object = self.word(i + 1).is_some_and(|w| ENGLISH.objects.contains(w));
                if !object && (self.tokens.len() != 1) {
                    return None;
                }
                number
            }
        };
        Some((Quantity::number(self.span(i, i + 1), number, Unit::Times), i + 1))
    }

    /// `a decade`, `half a century`, `half an hour`, `a year ago`.
    fn article_and_unit(&self, i: usize) -> Option<(Quantity, usize)> {
        let half = self.word(i) == Some("half");
        let at = i + usize::from(half);
        let article = matches!(self.word(at), Some("a" | "an")) || half && self.hyphen(at);
        if !article {
            return None;
        }
        let each = matches!(self.before(i), Some("once" | "twice" | "times"));
        if half && matches!(self.word(at + 1), Some("point")) {
            let quantity = Quantity::number(self.span(i, at + 2), Decimal::new(5, 1), Unit::PercentPoint);
            return Some((quantity, at + 2));
        }
        let (scale, next) = self.unit(at + 1).filter(|_| !each)?;
        let long = matches!(scale.unit, Unit::Span(CalendarUnit::Year)) && scale.factor > Decimal::ONE;
        let told = matches!(self.word(next), Some("ago" | "later" | "earlier"));
        let half_more = self.and_a_half(next).is_some();
        if !(half || long || told || half_more) {
            return None;
        }
        let next = if half_more { next + 3 } else { next };
        let number = match (half, half_more) {
            (true, _) => Decimal::new(5, 1),
            (false, true) => Decimal::new(15, 1),
            (false, false) => Decimal::ONE,
        };
        let quantity = Quantity::number(self.span(i, next), number, scale.unit.clone());
        Some((scaled(quantity, number, &scale)?, next))
    }

    /// A currency sign before a figure.
    fn currency(&self, i: usize) -> Option<&'static Scale> {
        let token = self.token(i)?;
        let digits = self.token(i + 1).is_some_and(|t| t.kind == Kind::Digits);
        ENGLISH.prefixes.get(token.text).filter(|_| digits)
    }

    /// Whether the figure at `i` is one of money by the sign before it.
    pub(super) fn is_money(&self, i: usize) -> bool {
        i > 0 && self.currency(i - 1).is_some()
    }

    /// The unit at `i`, a hyphen before it ignored, and the token after it.
    pub(super) fn unit(&self, i: usize) -> Option<(Scale, usize)> {
        let hyphen = self.hyphen(i);
        let at = i + usize::from(hyphen);
        let token = self.token(at)?;
        if let Some((scale, next)) = self.phrase(&ENGLISH.units, at) {
            let ordinal = matches!(token.word.as_str(), "second" | "march") && !hyphen;
            let many = self.before(i).is_none_or(|w| w != "one");
            if !(ordinal && many) {
                return Some((scale.clone(), next));
            }
        }
        let short = token.text.chars().count() == 1 && token.text.is_ascii() && token.kind == Kind::Word;
        let scale = ENGLISH
            .symbols
            .get(token.text)
            .filter(|_| !(short && token.gap))?;
        // "3%p" is written in Korean news in English.
        Some((scale.clone(), at + 1))
    }

    /// Whether a number is an earthquake's magnitude.
    fn magnitude(&self, i: usize, next: usize) -> bool {
        let after = next + usize::from(self.hyphen(next));
        self.before(i) == Some("magnitude") || self.word(after) == Some("magnitude")
    }

    /// `straight`, `consecutive`, `in a row`.
    fn in_a_row(&self, next: usize) -> Option<usize> {
        match self.word(next)? {
            "straight" | "consecutive" | "successive" => Some(next + 1),
            "in" if self.word(next + 1) == Some("a") && self.word(next + 2) == Some("row") => Some(next + 3),
            _ => None,
        }
    }

    /// The class of the noun after a number, over adjectives it does not know, and the token after the noun.
    fn noun(&self, i: usize, single: bool) -> Option<(String, usize)> {
        for at in i..i + 4 {
            let word = self.word(at)?;
            if let Some(class) = ENGLISH.nouns.get(word) {
                return Some((class.clone(), at + 1));
            }
            if single && let Some(class) = plurals(word).iter().find_map(|w| ENGLISH.nouns.get(w)) {
                return Some((class.clone(), at + 1));
            }
            let linked =
                at == i && word == "of" || at == i + 1 && word == "the" && self.word(i) == Some("of");
            if !linked && ENGLISH.stops.contains(word) {
                return None;
            }
        }
        None
    }
}

fn plurals(word: &str) -> Vec<String> {
    match word {
        "child" => vec!["children".to_owned()],
        "person" => vec!["people".to_owned()],
        _ if word.ends_with("man") => vec![format!("{}men", &word[..word.len() - 3])],
        _ => vec![format!("{word}s"), format!("{word}es")],
    }
}

/// Converts to the base of the unit, keeping the figure as written for measures.
fn scaled(mut quantity: Quantity, number: Decimal, scale: &Scale) -> Option<Quantity> {
    let base = scale.convert(number)?;
    quantity.value = Value::Number { number: base };
    quantity.unit = scale.unit.clone();
    if matches!(scale.unit, Unit::Measure(_)) {
        quantity.written = Some(Written {
            number,
            factor: scale.factor,
        });
    }
    Some(quantity)
}
