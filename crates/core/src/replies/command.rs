//! What was written behind `/say`. Pure: it knows only text.

use crate::Name;

/// What somebody wants of the quick replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SayCommand {
    /// `/say`: the list.
    List,
    /// `/say NAME`: to send it, or as an answer to something to save that. `/say NAME fwd`: with its source.
    Say {
        /// Which.
        name: Name,
        /// Whether its source is to be seen.
        forwarded: bool,
    },
    /// `/say save NAME`: what is answered is saved, in the place of what there is.
    Save {
        /// As what.
        name: Name,
    },
    /// `/say NAME as NEW`.
    Rename {
        /// Which.
        name: Name,
        /// What it is called from now on.
        new: Name,
    },
    /// `/say del NAME`.
    Delete {
        /// Which.
        name: Name,
    },
    /// `/say find WORDS`.
    Find {
        /// The words.
        words: String,
    },
}

/// Why it could not be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SayMistake {
    /// What should be a name cannot be one.
    Name,
    /// The name is a word of the command itself.
    Reserved,
    /// It is none of the forms that there are.
    Form,
}

/// The words that begin a form of their own.
const RESERVED: [&str; 3] = ["del", "find", "save"];

impl SayCommand {
    /// What is wanted.
    ///
    /// # Errors
    /// Why it cannot be understood.
    pub fn read(argument: &str) -> Result<SayCommand, SayMistake> {
        let argument = argument.trim();
        let (first, rest) = match argument.split_once(char::is_whitespace) {
            Some((first, rest)) => (first, rest.trim()),
            None => (argument, ""),
        };
        if first.is_empty() {
            return Ok(SayCommand::List);
        }
        let is = |word: &str| first.eq_ignore_ascii_case(word);
        if is("find") && !rest.is_empty() {
            let words = rest.to_owned();
            return Ok(SayCommand::Find { words });
        }
        if is("del") && !rest.is_empty() {
            let name = Name::read(rest).ok_or(SayMistake::Name)?;
            return Ok(SayCommand::Delete { name });
        }
        if is("save") && !rest.is_empty() {
            return Ok(SayCommand::Save { name: name(rest)? });
        }
        let words: Vec<&str> = rest.split_whitespace().collect();
        let said = name(first)?;
        match words.as_slice() {
            [] => Ok(SayCommand::Say {
                name: said,
                forwarded: false,
            }),
            [word] if word.eq_ignore_ascii_case("fwd") => Ok(SayCommand::Say {
                name: said,
                forwarded: true,
            }),
            [word, new] if word.eq_ignore_ascii_case("as") => Ok(SayCommand::Rename {
                name: said,
                new: name(new)?,
            }),
            _ => Err(SayMistake::Form),
        }
    }
}

/// A name by which something can be called.
fn name(written: &str) -> Result<Name, SayMistake> {
    let name = Name::read(written).ok_or(SayMistake::Name)?;
    match RESERVED
        .iter()
        .any(|word| name.as_str().eq_ignore_ascii_case(word))
    {
        true => Err(SayMistake::Reserved),
        false => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Promise: every form is read, whatever its capitals and spaces, and what is none says what is wrong with it.
    #[test]
    fn every_form_is_read() {
        let shown = |argument: &str| match SayCommand::read(argument) {
            Ok(SayCommand::List) => "list".to_owned(),
            Ok(SayCommand::Say { name, forwarded }) => {
                format!(
                    "say {}{}",
                    name.as_str(),
                    if forwarded { " forwarded" } else { "" }
                )
            }
            Ok(SayCommand::Save { name }) => format!("save {}", name.as_str()),
            Ok(SayCommand::Rename { name, new }) => {
                format!("{} is {}", name.as_str(), new.as_str())
            }
            Ok(SayCommand::Delete { name }) => format!("delete {}", name.as_str()),
            Ok(SayCommand::Find { words }) => format!("find {words}"),
            Err(why) => format!("{why:?}"),
        };
        let rows = [
            ("", "list"),
            ("  ", "list"),
            ("hi", "say hi"),
            (" Привет ", "say Привет"),
            ("hi fwd", "say hi forwarded"),
            ("hi FWD", "say hi forwarded"),
            ("hi as hello", "hi is hello"),
            ("hi  AS\nhello", "hi is hello"),
            ("save hi", "save hi"),
            ("Save  Grüße", "save Grüße"),
            ("del hi", "delete hi"),
            ("find late refund", "find late refund"),
            ("save", "Reserved"),
            ("del", "Reserved"),
            ("FIND", "Reserved"),
            ("hi as find", "Reserved"),
            ("save del", "Reserved"),
            ("as", "say as"),
            ("fwd fwd", "say fwd forwarded"),
            ("hi there", "Form"),
            ("hi as two words", "Form"),
            ("hi!", "Name"),
            ("hi as a.b", "Name"),
            ("del two words", "Name"),
            ("save two words", "Name"),
        ];
        for (argument, expected) in rows {
            assert_eq!(shown(argument), expected, "{argument:?}");
        }
    }

    proptest! {
        /// Promise: whatever is written, reading it ends, and a name that is given back is one.
        #[test]
        fn anything_can_be_read(argument in ".{0,80}") {
            if let Ok(SayCommand::Say { name, .. } | SayCommand::Save { name }) = SayCommand::read(&argument) {
                prop_assert_eq!(Name::read(name.as_str()), Some(name));
            }
        }
    }
}
