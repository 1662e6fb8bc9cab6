//! The catalogues: read once, kept for the life of the program.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use relevo_core::params::Language;
use unic_langid::LanguageIdentifier;

/// The files of a language's folder.
macro_rules! folder {
    ($language:literal) => {
        &[
            include_str!(concat!("../../locales/", $language, "/notices.ftl")),
            include_str!(concat!("../../locales/", $language, "/reasons.ftl")),
            include_str!(concat!("../../locales/", $language, "/kinds.ftl")),
            include_str!(concat!("../../locales/", $language, "/commands.ftl")),
            include_str!(concat!("../../locales/", $language, "/accounts.ftl")),
            include_str!(concat!("../../locales/", $language, "/marks.ftl")),
            include_str!(concat!("../../locales/", $language, "/exports.ftl")),
            include_str!(concat!("../../locales/", $language, "/replies.ftl")),
            include_str!(concat!("../../locales/", $language, "/setup.ftl")),
            include_str!(concat!("../../locales/", $language, "/parameters.ftl")),
            include_str!(concat!("../../locales/", $language, "/numbers.ftl")),
            include_str!(concat!("../../locales/", $language, "/broadcasts.ftl")),
            include_str!(concat!("../../locales/", $language, "/shifts.ftl")),
        ]
    };
}

/// The folders of `locales/`; English first, which is spoken for every language that has none.
pub(super) const FOLDERS: &[(Language, &[&str])] = &[
    (Language::En, folder!("en")),
    (Language::Es, folder!("es")),
    (Language::Ru, folder!("ru")),
    (Language::De, folder!("de")),
];

/// What a sentence names: its variable, and words or a number. Only a number chooses a plural form.
pub(super) type Fact<'a> = (&'a str, FluentValue<'a>);

/// One language's messages.
pub(super) struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// A language's catalogue, or the English one.
    pub(super) fn of(language: Language) -> &'static Catalogue {
        static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
            let read = |(language, files): &(Language, &[&str])| Catalogue::read(*language, files);
            FOLDERS.iter().map(read).collect()
        });
        let spoken = CATALOGUES.iter().find(|known| known.language == language);
        spoken.unwrap_or(&CATALOGUES[0])
    }

    pub(super) fn read(language: Language, files: &[&str]) -> Catalogue {
        let tag: LanguageIdentifier = language.tag().parse().expect("our tags are right");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks would be invisible characters in what people copy out of a topic.
        bundle.set_use_isolating(false);
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned())
                .expect("the catalogues are built in and tested");
            bundle
                .add_resource(resource)
                .expect("no message is there twice");
        }
        Catalogue { language, bundle }
    }

    /// A message, or one of its attributes, with its facts filled in.
    ///
    /// # Panics
    ///
    /// If a catalogue lacks it or its facts: they are built in, and a test says every sentence in every language.
    pub(super) fn text(&self, id: &str, attribute: Option<&str>, facts: &[Fact<'_>]) -> String {
        let message = self.bundle.get_message(id).expect("a tested message");
        let pattern = match attribute {
            None => message.value(),
            Some(name) => message.get_attribute(name).map(|found| found.value()),
        };
        let mut args = FluentArgs::new();
        for (name, fact) in facts {
            args.set(*name, fact.clone());
        }
        let mut errors = Vec::new();
        let pattern = pattern.expect("a tested value or label");
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        assert!(errors.is_empty(), "{id} names a fact that it is not given");
        text.into_owned()
    }
}
