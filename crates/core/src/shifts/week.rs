//! Somebody's week on duty: spans of days, each with its beginning and end on a clock on the wall.

/// The minutes of a day.
pub const MINUTES_IN_DAY: u16 = 24 * 60;

/// The most spans of one person's week.
pub const SPANS_MAX: usize = 70;

/// A span of a week. It belongs to the day on which it begins, also where it goes over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DutySpan {
    /// 0 is Monday.
    pub day: u8,
    /// Minutes since midnight, below 1,440.
    pub from_minute: u16,
    /// Minutes since the same midnight, not included: later than `from_minute` by less than a day, or 1,440 for a whole one. Above 1,440 it
    /// is on the next day.
    pub until_minute: u16,
}

impl DutySpan {
    /// A span, if it is one: an end that is not after the beginning is on the next day.
    #[must_use]
    pub fn new(day: u8, from_minute: u16, until_minute: u16) -> Option<DutySpan> {
        let is_right = day < 7
            && from_minute < MINUTES_IN_DAY
            && until_minute <= MINUTES_IN_DAY
            && from_minute != until_minute;
        let over = match until_minute < from_minute {
            true => MINUTES_IN_DAY,
            false => 0,
        };
        is_right.then_some(DutySpan {
            day,
            from_minute,
            until_minute: until_minute + over,
        })
    }

    /// The minute of the day at which it ends, as a clock shows it; 1,440 for the end of its own day.
    #[must_use]
    pub fn ends_at(self) -> u16 {
        match self.until_minute > MINUTES_IN_DAY {
            true => self.until_minute - MINUTES_IN_DAY,
            false => self.until_minute,
        }
    }

    /// Whether it and a later one of its day are one span: of at most a day, as every span is.
    fn joins(self, later: DutySpan) -> bool {
        let touches = self.day == later.day && self.until_minute >= later.from_minute;
        let is_whole_day = self.from_minute == 0 && later.until_minute == MINUTES_IN_DAY;
        touches && (later.until_minute < self.from_minute + MINUTES_IN_DAY || is_whole_day)
    }
}

/// A person's week: spans in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week(Vec<DutySpan>);

impl Week {
    /// A week of these spans; those of a day that overlap or touch are one, as long as that is one of at most a day.
    #[must_use]
    pub fn new(spans: impl IntoIterator<Item = DutySpan>) -> Week {
        let mut spans: Vec<DutySpan> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut week: Vec<DutySpan> = Vec::new();
        for span in spans {
            match week.last_mut() {
                Some(last) if last.joins(span) => {
                    last.until_minute = last.until_minute.max(span.until_minute);
                }
                _ => week.push(span),
            }
        }
        Week(week)
    }

    /// Its spans, by day and beginning.
    #[must_use]
    pub fn spans(&self) -> &[DutySpan] {
        &self.0
    }

    /// The spans that begin on a day.
    pub fn of_day(&self, day: u8) -> impl Iterator<Item = DutySpan> + '_ {
        self.0.iter().copied().filter(move |span| span.day == day)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The week with one span more.
    #[must_use]
    pub fn with(&self, span: DutySpan) -> Week {
        Week::new(self.0.iter().copied().chain([span]))
    }

    /// The week without the span that begins then.
    #[must_use]
    pub fn without(&self, day: u8, from_minute: u16) -> Week {
        let is_it = |span: &DutySpan| (span.day, span.from_minute) == (day, from_minute);
        Week(self.0.iter().copied().filter(|span| !is_it(span)).collect())
    }
}
