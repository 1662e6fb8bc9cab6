//! Contents that are neither words nor a file, one of each.

use relevo_telegram::{
    Checklist, Contact, Content, Live, Location, Point, Poll, Rich, Text, Venue,
};

const POINT: Point = Point {
    latitude_e7: 404_168_000,
    longitude_e7: -37_038_000,
};

pub(crate) fn contact() -> Content {
    Content::Contact(Contact {
        phone: "+34600000001".into(),
        first_name: "Carla".into(),
        last_name: None,
        user: None,
        vcard: None,
    })
}

pub(crate) fn location(live: bool) -> Content {
    Content::Location(Location {
        point: POINT,
        accuracy_m: None,
        live: live.then_some(Live {
            period_s: 900,
            heading: None,
        }),
    })
}

pub(crate) fn venue() -> Content {
    Content::Venue(Venue {
        point: POINT,
        title: "Office".into(),
        address: "Main Street 1".into(),
        ids: Vec::new(),
    })
}

pub(crate) fn poll(quiz: bool) -> Content {
    Content::Poll(Box::new(Poll {
        question: Text::plain("When?"),
        options: vec![Text::plain("Today"), Text::plain("Tomorrow")],
        quiz,
        anonymous: true,
        ..Poll::default()
    }))
}

pub(crate) fn checklist() -> Content {
    Content::Checklist(Checklist {
        title: Text::plain("Launch"),
        tasks: vec![(Text::plain("pack"), true), (Text::plain("go"), false)],
    })
}

pub(crate) fn rich() -> Content {
    Content::Rich(Rich {
        words: Text::plain("Heading\nwords"),
        input: Some(r#"{"blocks":[]}"#.into()),
    })
}
