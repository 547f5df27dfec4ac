//! A Korean number with its bound, unit and counter.

use super::Reader;
use super::numerals::Numeral;
use crate::quantities::compare::DEGREE;
use crate::quantities::lexicon::{Before, KOREAN, Scale};
use crate::quantities::value::{AGE_DECADE, Bound, CalendarUnit, Dimension, Quantity, Unit, Value, Written};
use crate::text::Span;
use rust_decimal::Decimal;

/// What stands after a number: its unit, and the place after it.
pub(super) struct Counter {
    pub(super) scale: Option<Scale>,
    pub(super) unit: Unit,
    pub(super) end: usize,
}

impl Reader<'_> {
    /// The quantity at `at`, bound words included.
    pub(super) fn counted(&self, at: usize) -> Option<Quantity> {
        if let Some((form, &bound)) = KOREAN.bounds_before.longest(self.rest(at)) {
            let from = self.space(at + form.len());
            // 한 300명: 한 is "about" before digits only.
            let figures = self.rest(from).starts_with(|c: char| c.is_ascii_digit());
            let apart = from > at + form.len() || figures;
            let inner = if apart && (figures || form.chars().count() > 1 || form == "약") {
                self.bare(from)
            } else {
                None
            };
            if let Some(mut quantity) = inner {
                quantity.span = Span::new(at, quantity.span.end);
                if quantity.bound == Bound::Exact {
                    quantity.bound = bound;
                }
                return Some(quantity);
            }
        }
        self.bare(at)
    }

    fn bare(&self, at: usize) -> Option<Quantity> {
        let (mut quantity, end) = self
            .prefixed(at)
            .or_else(|| self.money_first(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.figures_count(at))
            .or_else(|| self.vague_count(at))
            .or_else(|| self.days_by_name(at))
            .or_else(|| self.native_count(at))
            .or_else(|| self.sino_count(at))?;
        let end = self.half_after(&mut quantity, end);
        let end = self.row_after(&mut quantity, end);
        let end = self.bound_after(&mut quantity, end);
        quantity.span = Span::new(at, end);
        Some(quantity)
    }

    /// 시속 100㎞, 섭씨 30도, 규모 6.4.
    fn prefixed(&self, at: usize) -> Option<(Quantity, usize)> {
        let (form, &before) = KOREAN.before.longest(self.rest(at))?;
        let from = self.space(at + form.len());
        if before == Before::Celsius
            && let Some((mut quantity, end)) = self.prefixed(from)
        {
            quantity.unit = Unit::Measure(Dimension::Temperature);
            return Some((quantity, end));
        }
        // 시속 약 126㎞
        let (bound, from) = self.hedged(from, before);
        let numeral = self.figures(from)?;
        let after = self.space(numeral.next);
        let degrees = self
            .rest(after)
            .strip_prefix('도')
            .map(|r| self.text.len() - r.len());
        let measure = |dimension, factor, offset, end: usize| {
            let scale = Scale {
                unit: Unit::Measure(dimension),
                factor,
                offset,
            };
            Some((scaled(Span::new(at, end), numeral.value, &scale)?, end))
        };
        match before {
            Before::Celsius => measure(Dimension::Temperature, Decimal::ONE, Decimal::ZERO, degrees?),
            Before::Fahrenheit => {
                let factor = Decimal::from(5) / Decimal::from(9);
                measure(
                    Dimension::Temperature,
                    factor,
                    -factor * Decimal::from(32),
                    degrees?,
                )
            }
            Before::BelowZero => {
                let unit = Unit::Count(DEGREE.to_owned());
                Some((
                    Quantity::number(Span::new(at, degrees?), -numeral.value, unit),
                    degrees?,
                ))
            }
            Before::Minus => {
                let (quantity, end) =
                    self.with_counter(at, -numeral.value, self.counter(after), numeral.next)?;
                Some((quantity, end))
            }
            Before::Magnitude => {
                let bare = self.counter(after).is_none()
                    && numeral.value < Decimal::TEN
                    && self.ends_before(numeral.next);
                if !bare {
                    return None;
                }
                measure(Dimension::Magnitude, Decimal::ONE, Decimal::ZERO, numeral.next)
            }
            Before::AnHour | Before::ASecond => {
                let counter = self.counter(after)?;
                let scale = counter
                    .scale
                    .filter(|s| s.unit == Unit::Measure(Dimension::Length))?;
                let per_hour = if before == Before::AnHour {
                    Decimal::ONE
                } else {
                    Decimal::from(3600)
                };
                let factor = scale.factor.checked_mul(per_hour)? / Decimal::ONE_THOUSAND;
                let (mut speed, end) = measure(Dimension::Speed, factor, Decimal::ZERO, counter.end)?;
                speed.bound = bound;
                Some((speed, end))
            }
        }
    }

    /// A word that bounds the number between the word for a speed and the figure, and where the figure begins.
    fn hedged(&self, at: usize, before: Before) -> (Bound, usize) {
        let speed = matches!(before, Before::AnHour | Before::ASecond);
        match KOREAN.bounds_before.longest(self.rest(at)).filter(|_| speed) {
            Some((form, &bound)) => (bound, self.space(at + form.len())),
            None => (Bound::Exact, at),
        }
    }

    /// A currency sign, where digits follow it.
    pub(super) fn currency(&self, at: usize) -> Option<(&Scale, usize)> {
        let (form, scale) = KOREAN.units.longest(self.rest(at))?;
        let after = at + form.len();
        let sign =
            matches!(scale.unit, Unit::Money(_)) && !form.chars().any(crate::text::language::is_hangul);
        let figures = self.rest(after).starts_with(|c: char| c.is_ascii_digit());
        (sign && figures).then_some((scale, after))
    }

    /// $1.5, US$200만.
    fn money_first(&self, at: usize) -> Option<(Quantity, usize)> {
        let (scale, after) = self.currency(at)?;
        let numeral = self.figures(after)?;
        let quantity = scaled(Span::new(at, numeral.next), numeral.value, scale)?;
        Some((quantity, numeral.next))
    }

    /// 3분의 1, 절반.
    fn fraction(&self, at: usize) -> Option<(Quantity, usize)> {
        const HALF: &str = "절반";
        const OF: &str = "분의";
        const ONLY: &str = "만";
        let share = |number, end| Some((Quantity::number(Span::new(at, end), number, Unit::Share), end));
        if self.rest(at).starts_with(HALF) && self.ends_before(at + HALF.len()) {
            return share(Decimal::new(5, 1), at + HALF.len());
        }
        let numeral = |at| self.figures(at).or_else(|| self.sino(at).map(|(n, _)| n));
        let bottom = numeral(at)?;
        let after = self
            .rest(bottom.next)
            .strip_prefix(OF)
            .map(|r| self.text.len() - r.len())?;
        let top = numeral(self.space(after))?;
        // 3분의 1만 싣고: no numerator but 만, *only*.
        let (value, next) = match self.text[..top.next].strip_suffix(ONLY) {
            Some(rest) if top.value > bottom.value => (top.value / Decimal::from(10_000), rest.len()),
            _ => (top.value, top.next),
        };
        share(value.checked_div(bottom.value)?, next)
    }

    fn figures_count(&self, at: usize) -> Option<(Quantity, usize)> {
        let numeral = self.figures(at)?;
        if let Some(found) = self.range(at, &numeral) {
            return Some(found);
        }
        let latin = self
            .rest(numeral.next)
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic());
        let (bound, after) = self.odd(numeral.next);
        let found = self.counter(self.space(after));
        let named = self.text[..at].ends_with(crate::text::language::is_hangul) && after == numeral.next;
        let term = self
            .one_of(numeral.next, &KOREAN.terms)
            .is_some_and(|end| self.ends_before(end));
        if found.is_none() && (latin || named) || term {
            // 5G, 오메가3, 8강
            return None;
        }
        let (mut quantity, end) = self.with_counter(at, numeral.value, found, after)?;
        quantity.bound = bound;
        let end = self.split_second(&mut quantity, end);
        Some((quantity, end))
    }

    /// 9초1 is 9.1 seconds.
    fn split_second(&self, quantity: &mut Quantity, end: usize) -> usize {
        let seconds = quantity.unit == Unit::Measure(Dimension::Duration) && self.text[..end].ends_with('초');
        let len = self.rest(end).bytes().take_while(u8::is_ascii_digit).count();
        let fraction = format!("0.{}", self.rest(end).get(..len).unwrap_or_default());
        if let (true, 1..=3, Ok(fraction), Value::Number { number }) =
            (seconds, len, fraction.parse::<Decimal>(), &mut quantity.value)
        {
            *number += fraction;
            return end + len;
        }
        end
    }

    fn with_counter(
        &self,
        at: usize,
        number: Decimal,
        counter: Option<Counter>,
        after: usize,
    ) -> Option<(Quantity, usize)> {
        let Some(counter) = counter else {
            return Some((Quantity::number(Span::new(at, after), number, Unit::None), after));
        };
        let span = Span::new(at, counter.end);
        let quantity = match &counter.scale {
            Some(scale) => scaled(span, number, scale)?,
            None => Quantity::number(span, number, self.age_or(counter.unit, number, counter.end)),
        };
        Some((quantity, counter.end))
    }

    /// 30대 is as often "in their thirties" as thirty vehicles.
    fn age_or(&self, unit: Unit, number: Decimal, end: usize) -> Unit {
        let decade = (number % Decimal::TEN).is_zero() && number < Decimal::ONE_HUNDRED;
        let dae = self.text[..end].ends_with('대');
        if decade && dae {
            Unit::Count(AGE_DECADE.to_owned())
        } else {
            unit
        }
    }

    /// 여 between number and counter.
    fn odd(&self, at: usize) -> (Bound, usize) {
        match self.rest(at).strip_prefix('여') {
            Some(after) => (Bound::Odd, self.text.len() - after.len()),
            None => (Bound::Exact, at),
        }
    }

    /// 10∼12명, 3∼4만명, 3-2, 52대 48.
    fn range(&self, at: usize, first: &Numeral) -> Option<(Quantity, usize)> {
        // 10%∼20%, 3표 대 2표: the unit may stand on both ends.
        let ends = [Some(first.next), self.counter(first.next).map(|u| u.end)];
        let joint = ends
            .into_iter()
            .flatten()
            .find(|&end| self.rest(end).starts_with(['∼', '~', '-', '–', '～', ':']));
        let versus = ends
            .into_iter()
            .flatten()
            .find_map(|end| self.rest(self.space(end)).strip_prefix('대'))
            .map(|r| self.space(self.text.len() - r.len()));
        let score = versus.filter(|&v| self.rest(v).starts_with(|c: char| c.is_ascii_digit()));
        let from = match (joint, score) {
            (Some(joint), _) => joint + self.rest(joint).chars().next()?.len_utf8(),
            (None, Some(score)) => score,
            (None, None) => return None,
        };
        let second = self.figures(from)?;
        let mut low = first.value;
        if score.is_none() && first.scale == Decimal::ONE && second.scale > Decimal::ONE {
            // 3∼4만 is 3만∼4만.
            let raised = low.checked_mul(second.scale)?;
            low = if raised < second.value { raised } else { low };
        }
        let (bound, after) = self.odd(second.next);
        let counter = self.counter(self.space(after));
        if joint.is_none() && counter.is_some() && (first.value % Decimal::TEN).is_zero() {
            // 10대 2명: two in their teens.
            return None;
        }
        let (whole, end) = self.with_counter(at, second.value, counter, after)?;
        let Value::Number { number: high } = whole.value else {
            return None;
        };
        let factor = high.checked_div(second.value).unwrap_or(Decimal::ONE);
        let value = Value::Range {
            low: low.checked_mul(factor)?,
            high,
        };
        let mut quantity = Quantity::new(Span::new(at, end), value, whole.unit);
        quantity.bound = bound;
        Some((quantity, end))
    }

    /// 수십 명, 수백만 달러.
    fn vague_count(&self, at: usize) -> Option<(Quantity, usize)> {
        let (magnitude, next) = self.vague(at)?;
        let (_, after) = self.odd(next);
        let counter = self.counter(self.space(after));
        // 수조 is a water tank, 수억 may be a name: only with a unit.
        let short = self.text[..next].ends_with('조');
        if counter.is_none() && (short || !self.ends_before(after)) {
            return None;
        }
        let (unit, end) = counter.map_or((Unit::None, after), |c| {
            (c.scale.map_or(c.unit, |s| s.unit), c.end)
        });
        Some((
            Quantity::new(Span::new(at, end), Value::Vague { magnitude }, unit),
            end,
        ))
    }

    /// 하루, 이틀, 사흘 … 보름, 일주일.
    fn days_by_name(&self, at: usize) -> Option<(Quantity, usize)> {
        const WEEK: &str = "일주일";
        let rest = self.rest(at);
        let (number, unit, len) = if rest.starts_with(WEEK) {
            (1, CalendarUnit::Week, WEEK.len())
        } else {
            let (form, &days) = KOREAN.days.longest(rest)?;
            (days, CalendarUnit::Day, form.len())
        };
        let end = at + len;
        let quantity = Quantity::number(Span::new(at, end), Decimal::from(number), Unit::Span(unit));
        // 이레 begins names (이레나, 이레네).
        let lasting = rest.starts_with("이레") && self.one_of(end, &KOREAN.lasting).is_none();
        (self.ends_before(end) && !lasting).then_some((quantity, end))
    }

    /// 두 명, 열두 시간, 서너 명, 세 나라.
    fn native_count(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some((form, &(low, high))) = KOREAN.ranges.longest(self.rest(at))
            && let Some(counter) = self.native_counter(self.space(at + form.len()))
        {
            let unit = counter.scale.map_or(counter.unit, |s| s.unit);
            let value = Value::Range {
                low: Decimal::from(low),
                high: Decimal::from(high),
            };
            return Some((
                Quantity::new(Span::new(at, counter.end), value, unit),
                counter.end,
            ));
        }
        let native = self.native(at)?;
        let number = Decimal::from(native.value);
        let (bound, next) = self.odd(native.next);
        let after = self.space(next);
        let counter = self.native_counter(after).filter(|_| {
            let goes = self.one_of(after, &KOREAN.special_counters).is_some();
            let apart = after > next
                || native.next - at > '한'.len_utf8()
                || self.one_of(after, &KOREAN.glued).is_some();
            native.determiner && apart && (!native.special || goes && after > next)
        });
        if let Some(counter) = counter {
            let (mut quantity, end) = self.with_counter(at, number, Some(counter), next)?;
            quantity.bound = bound;
            return Some((quantity, end));
        }
        let syllables = self.text[at..native.next].chars().count();
        let noun = after > next && self.rest(after).starts_with(crate::text::language::is_hangul);
        let free = if native.determiner {
            // 두 정상, 다섯 나라: but 한, 세, 네, 열 are words of their own.
            let three = native.value == 3 && self.one_of(after, &KOREAN.not_three).is_none();
            let before_noun = !native.special && noun && (native.value == 2 || three || syllables > 1);
            before_noun || syllables > 1 && native.value > 4 && self.ends_before(next)
        } else {
            native.value > 1 && self.ends_before(next)
        };
        let end = native.next;
        (free || self.is_all(at, end))
            .then(|| (Quantity::number(Span::new(at, end), number, Unit::None), end))
    }

    /// 천오백 명, 삼 주, 백오십만.
    fn sino_count(&self, at: usize) -> Option<(Quantity, usize)> {
        let (numeral, powers) = self.sino(at)?;
        let word = &self.text[at..numeral.next];
        // 경영, 공천: words of numerals, but no numbers of news.
        if word.contains(['경', '영', '공']) {
            return None;
        }
        let syllables = word.chars().count();
        let (bound, next) = self.odd(numeral.next);
        let after = self.space(next);
        let counter = self.counter(after);
        let accepted = match &counter {
            Some(counter) if powers => {
                // 만원 is a full house as often as a sum.
                let glued = self.one_of(after, &KOREAN.glued).is_some()
                    && !(word == "만" && self.rest(after).starts_with('원'));
                let apart = after > next || syllables > 2 || glued;
                let measured = counter.scale.is_some() && counter.end - after > '원'.len_utf8();
                let trillions = word.contains('조') && !matches!(counter.unit, Unit::Money(_));
                (apart || measured) && !trillions
            }
            Some(counter) => self.single_counts(word, counter, after > next),
            None => {
                // 오만이 is 오만 with a particle.
                let stem = word.strip_suffix('이').unwrap_or(word);
                let looks_only = KOREAN.not_numerals.contains(word)
                    || KOREAN.not_numerals.contains(stem)
                    || syllables < 2
                    || !powers
                    || word.contains('조');
                bound == Bound::Odd && powers && self.ends_before(next)
                    || !looks_only
                        && self.ends_before(next)
                        && (syllables > 2 || self.rest(next).starts_with(' '))
            }
        };
        if !(accepted || self.is_all(at, numeral.next)) {
            return None;
        }
        let (mut quantity, end) = self.with_counter(at, numeral.value, counter, next)?;
        quantity.bound = bound;
        Some((quantity, end))
    }

    /// A single Hangul digit counts only before a counter that nothing else could precede: 삼 년, 오 개월, 육 주.
    fn single_counts(&self, word: &str, counter: &Counter, apart: bool) -> bool {
        match counter.scale.as_ref().map(|s| &s.unit) {
            Some(Unit::Span(CalendarUnit::Month)) => self.text[..counter.end].ends_with("개월"),
            Some(Unit::Span(CalendarUnit::Year)) => word != "이" && self.text[..counter.end].ends_with('년'),
            Some(Unit::Span(CalendarUnit::Week)) => apart && matches!(word, "삼" | "오" | "육" | "팔"),
            Some(Unit::Percent) => apart && word != "이",
            _ => false,
        }
    }

    /// The unit or counter at `at` that ends as a word may.
    pub(super) fn counter(&self, at: usize) -> Option<Counter> {
        let rest = self.rest(at);
        let unit = KOREAN
            .units
            .all(rest)
            .find(|(form, scale)| self.unit_ends(at, form, scale));
        let count = KOREAN
            .counters
            .all(rest)
            .find(|(form, _)| self.ends_before(at + form.len()) || self.row_at(at + form.len()));
        self.longer(at, unit, count)
    }

    /// The counter of a native numeral: 분 are persons here, and 해, 살, 달 are usual.
    fn native_counter(&self, at: usize) -> Option<Counter> {
        let rest = self.rest(at);
        let unit = KOREAN
            .units
            .all(rest)
            .find(|(form, scale)| self.unit_ends(at, form, scale));
        let count = KOREAN
            .native_counters
            .all(rest)
            .find(|(form, _)| self.ends_before(at + form.len()));
        self.longer(
            at,
            unit.filter(|(form, scale)| !matches!(*form, "분" | "일" | "년") && !is_short_money(form, scale)),
            count,
        )
    }

    fn longer(
        &self,
        at: usize,
        unit: Option<(&str, &Scale)>,
        count: Option<(&str, &String)>,
    ) -> Option<Counter> {
        let length = |form: Option<&str>| form.map_or(0, str::len);
        let (u, c) = (length(unit.map(|u| u.0)), length(count.map(|c| c.0)));
        if u == 0 && c == 0 {
            return None;
        }
        if u > c {
            let (form, scale) = unit?;
            return Some(Counter {
                scale: Some(scale.clone()),
                unit: scale.unit.clone(),
                end: at + form.len(),
            });
        }
        let (form, class) = count?;
        let end = at + form.len();
        // 3개 부대: the noun after a general counter says what is counted.
        let noun = KOREAN
            .nouns
            .longest(self.rest(self.space(end)))
            .filter(|(noun, _)| {
                let after = self.space(end) + noun.len();
                form.chars().count() == 1 && self.ends_before(after)
            });
        Some(Counter {
            scale: None,
            unit: Unit::Count(noun.map_or(class, |(_, class)| class).clone()),
            end,
        })
    }

    fn unit_ends(&self, at: usize, form: &str, scale: &Scale) -> bool {
        let end = at + form.len();
        if form.chars().all(|c| c.is_ascii_alphabetic()) {
            // A symbol stands at the figure and no letter follows it.
            let glued = !self.text[..at].ends_with(' ') || form.len() > 1;
            return glued && !self.rest(end).starts_with(|c: char| c.is_ascii_alphanumeric());
        }
        if form.ends_with(['%', '％', 'p', 'P']) {
            return true;
        }
        // Money and long names of units begin compounds: 120만달러어치, 30킬로미터가량.
        let money = matches!(scale.unit, Unit::Money(_)) && form.chars().count() > 1;
        money || form.chars().count() > 2 || self.ends_before(end) || self.row_at(end)
    }

    fn row_at(&self, at: usize) -> bool {
        self.rest(at).starts_with("연속")
    }

    /// 두 시간 반, 1년 반.
    fn half_after(&self, quantity: &mut Quantity, end: usize) -> usize {
        const HALF: &str = " 반";
        let lasting = matches!(
            quantity.unit,
            Unit::Span(_) | Unit::Measure(Dimension::Duration) | Unit::Times
        );
        if !(lasting && self.rest(end).starts_with(HALF) && self.ends_before(end + HALF.len())) {
            return end;
        }
        let factor = quantity.written.map_or(Decimal::ONE, |w| w.factor);
        if let Value::Number { number } = &mut quantity.value {
            *number = number.checked_add(factor / Decimal::TWO).unwrap_or(*number);
        }
        end + HALF.len()
    }

    /// 3연속, 3년 연속.
    fn row_after(&self, quantity: &mut Quantity, end: usize) -> usize {
        const ROW: &str = "연속";
        let from = self.space(end);
        let counted = matches!(quantity.unit, Unit::None | Unit::Count(_) | Unit::Span(_));
        if !(counted && self.rest(from).starts_with(ROW)) {
            return end;
        }
        quantity.unit = Unit::InARow;
        from + ROW.len()
    }

    fn bound_after(&self, quantity: &mut Quantity, end: usize) -> usize {
        for from in [end, self.space(end)] {
            if let Some((form, &bound)) = KOREAN.bounds_after.longest(self.rest(from)) {
                if quantity.bound == Bound::Exact || quantity.bound == Bound::Odd && bound != Bound::About {
                    quantity.bound = bound;
                }
                return from + form.len();
            }
        }
        end
    }
}

/// Converts to the base of the unit, keeping the figure as written for measures.
fn scaled(span: Span, number: Decimal, scale: &Scale) -> Option<Quantity> {
    let base = scale.convert(number)?;
    let mut quantity = Quantity::number(span, base, scale.unit.clone());
    if matches!(scale.unit, Unit::Measure(_)) {
        quantity.written = Some(Written {
            number,
            factor: scale.factor,
        });
    }
    Some(quantity)
}

/// 원 and 동 are causes and buildings after a native numeral (한 원인, 네 동).
fn is_short_money(form: &str, scale: &Scale) -> bool {
    matches!(scale.unit, Unit::Money(_)) && form.chars().count() == 1
}
