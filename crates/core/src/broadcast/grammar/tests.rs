//! Golden lines, and lines drawn at random.

use proptest::prelude::*;

use super::*;

fn print(text: &str) -> String {
    match read(text) {
        Ok(SendCommand::Form) => "the form".into(),
        Ok(SendCommand::List) => "the list".into(),
        Ok(SendCommand::Order(order)) => order.print(),
        Ok(SendCommand::Handle(handle, number)) => format!("{handle:?} {number}"),
        Err(SendError { why, at }) => match why {
            SendWhy::Audience(_) => format!("{at}: Audience"),
            why => format!("{at}: {why:?}"),
        },
    }
}

/// Promise: what is written is understood as it stands here; capitals, spaces and the order of options do not matter, and what is wrong is
/// named with its place.
#[test]
fn golden_lines() {
    for (text, expected) in [
        ("", "the form"),
        ("  ", "the form"),
        ("list", "the list"),
        ("pause 3", "Pause 3"),
        ("RESUME #12", "Resume 12"),
        ("cancel 3", "Cancel 3"),
        ("show 3", "Show 3"),
        ("spring to all", "spring to all"),
        ("Spring TO ALL", "Spring to all"),
        ("  spring   to  all ", "spring to all"),
        ("весна to all", "весна to all"),
        ("हिन्दी to all", "हिन्दी to all"),
        ("to all", "to all"),
        ("spring to test", "spring to test"),
        ("hello, 2h, offer to all", "hello, 2h, offer to all"),
        (
            "hello,120m,offer , 48h, bye to all",
            "hello, 2h, offer, 2d, bye to all",
        ),
        ("hello, 90m, offer to all", "hello, 90m, offer to all"),
        (
            "spring to all at 2026-12-01 9:00",
            "spring to all at 2026-12-01 09:00",
        ),
        (
            "spring to all every fri,Mon 09:00",
            "spring to all every mon,fri 09:00",
        ),
        (
            "spring to all every day 09:00",
            "spring to all every day 09:00",
        ),
        ("spring to all rate 20/s", "spring to all rate 20/s"),
        ("spring to all rate 90/m", "spring to all rate 90/m"),
        ("spring to all rate 120/m", "spring to all rate 2/s"),
        (
            "spring to all quiet 21:00-9:00",
            "spring to all quiet 21:00-09:00",
        ),
        (
            "spring to all optout quiet 21:00-09:00 rate 5/s at 2026-12-01 09:00",
            "spring to all at 2026-12-01 09:00 rate 5/s quiet 21:00-09:00 optout",
        ),
        ("pause to all", "pause to all"),
        ("spring", "6: Whom"),
        ("spring to", "9: Whom"),
        ("spring to rate 20/s", "10: Audience"),
        ("spring for all", "0: Name"),
        (", offer to all", "0: Name"),
        ("hello, offer to all", "7: Delay"),
        ("hello, 2h to all", "9: Name"),
        ("hello, 2h, to all", "11: Name"),
        ("hello, 2w, offer to all", "7: Delay"),
        ("hello, 0h, offer to all", "7: Delay"),
        ("hello, 31d, offer to all", "7: Delay"),
        ("spring to everybody", "10: Audience"),
        ("spring to all at tomorrow", "14: At"),
        ("spring to all at 2026-02-30 09:00", "14: At"),
        ("spring to all at 2026-12-01 24:00", "14: At"),
        ("spring to all every funday 09:00", "14: Every"),
        ("spring to all every mon", "14: Every"),
        ("spring to all rate fast", "14: Rate"),
        ("spring to all rate 31/s", "14: Rate"),
        ("spring to all rate 0/s", "14: Rate"),
        ("spring to all quiet 21:00", "14: Quiet"),
        ("spring to all rate 5/s rate 6/s", "23: Twice"),
        (
            "spring to all at 2026-12-01 09:00 every mon 09:00",
            "34: Twice",
        ),
        ("spring to all rate 5/s now", "23: Unknown"),
        ("весна to all rate fast", "13: Rate"),
        ("pause", "5: Whom"),
        ("pause x", "0: Name"),
        (
            "a,1m,b,1m,c,1m,d,1m,e,1m,f,1m,g,1m,h,1m,i,1m,j,1m,k to all",
            "50: TooManySteps",
        ),
    ] {
        assert_eq!(print(text), expected, "{text}");
    }
}

/// Promise: a name may be called like an option in quotes.
#[test]
fn names_called_like_options() {
    for text in [
        "spring to mark \"rate\" rate 5/s",
        "spring to mark \"at\" and not \"every\"",
    ] {
        let Ok(SendCommand::Order(order)) = read(text) else {
            panic!("{text}: {:?}", read(text));
        };
        assert_eq!(order.rate.is_some(), text.contains("5/s"), "{text}");
    }
}

/// Promise: every error shows a line that is right.
#[test]
fn examples_are_right() {
    for why in [
        SendWhy::Name,
        SendWhy::Delay,
        SendWhy::TooManySteps,
        SendWhy::Whom,
        SendWhy::At,
        SendWhy::Every,
        SendWhy::Rate,
        SendWhy::Quiet,
        SendWhy::Twice,
        SendWhy::Unknown,
    ] {
        let line = why.example().strip_prefix("/send ").expect("it is whole");
        assert!(matches!(read(line), Ok(SendCommand::Order(_))), "{line}");
    }
}

/// Promise: in a topic one name is a quick reply, and nothing else is.
#[test]
fn in_a_topic() {
    assert_eq!(read_in_topic(" spring "), Name::read("spring"));
    for text in ["", "spring to all", "a,b", "\"a\""] {
        assert_eq!(read_in_topic(text), None, "{text}");
    }
}

fn an_order() -> impl Strategy<Value = Order> {
    let name = "[a-zа-я0-9_-]{1,32}".prop_filter("a keyword", |name| name != "to");
    let chain = prop::collection::vec((1..=DELAY_MINUTES_MAX, name), 1..=STEPS_MAX);
    let content = prop::option::of(chain).prop_map(|chain| match chain {
        None => Content::Answered,
        Some(chain) => Content::Replies(
            chain
                .into_iter()
                .enumerate()
                .map(|(step, (minutes, reply))| Part {
                    after_minutes: if step == 0 { 0 } else { printable(minutes) },
                    reply: Name::read(&reply).expect("a name"),
                })
                .collect(),
        ),
    });
    let minute = (0..1_440_u16).prop_map(Minute);
    let at = (2000..9999_i16, 1..=12_i8, 1..=28_i8, minute.clone()).prop_map(
        |(year, month, day, time)| LocalTime {
            date: jiff::civil::date(year, month, day),
            time,
        },
    );
    let days =
        prop::array::uniform7(any::<bool>()).prop_filter("a day", |days| days.contains(&true));
    let every = (days, minute.clone()).prop_map(|(days, time)| Every { days, time });
    let quiet = (minute.clone(), minute)
        .prop_filter("a part of the day", |(from, until)| from != until)
        .prop_map(|(from, until)| Quiet { from, until });
    let rate = (1..=Rate::MAX).prop_map(|per_minute| Rate { per_minute });
    let times = prop_oneof![
        Just((None, None)),
        at.prop_map(|at| (Some(at), None)),
        every.prop_map(|every| (None, Some(every))),
    ];
    let to = prop::sample::select(vec![
        "all",
        "test",
        "mark \"at\" and active 30d",
        "list 1 -2 and kind group",
    ])
    .prop_map(|to| Whom::read(to).unwrap());
    (
        content,
        to,
        times,
        prop::option::of(rate),
        prop::option::of(quiet),
        any::<bool>(),
    )
        .prop_map(|(content, to, (at, every), rate, quiet, opt_out)| Order {
            content,
            to,
            at,
            every,
            rate,
            quiet,
            opt_out,
        })
}

/// Minutes of which a delay is written with at most four digits.
fn printable(minutes: u32) -> u32 {
    match minutes {
        0..=9_999 => minutes,
        _ => minutes / 60 * 60,
    }
}

proptest! {
    /// Promise: whatever is written, reading ends with an answer, and a place within the line.
    #[test]
    fn never_panics(text in "\\PC{0,80}") {
        if let Err(error) = read(&text) {
            prop_assert!(error.at <= text.chars().count());
        }
    }

    /// Promise: the same of what is nearly right.
    #[test]
    fn never_panics_near_the_grammar(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "to", "all", "spring", ",", "2h", "at", "2026-12-01", "09:00", "every", "mon,fri", "rate", "20/s",
                "quiet", "21:00-09:00", "optout", "mark", "\"a b\"", "\"", "and", "not", "é", "😀", "list", "pause", "3",
            ]),
            0..14,
        ),
    ) {
        let text = words.join(" ");
        match read(&text) {
            Err(error) => prop_assert!(error.at <= text.chars().count()),
            Ok(SendCommand::Order(order)) => {
                prop_assert_eq!(read(&order.print()), Ok(SendCommand::Order(order)));
            }
            Ok(_) => {}
        }
    }

    /// Promise: what is printed is read as the same.
    #[test]
    fn printing_undoes_reading(order in an_order()) {
        prop_assert_eq!(read(&order.print()), Ok(SendCommand::Order(Box::new(order))));
    }
}
