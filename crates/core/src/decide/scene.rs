//! What is known besides, where an event is about more than a private chat that goes on: all of it is fetched only then.

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene<'a> {
    /// Whether a member of the backend group did this.
    pub operator: bool,
    /// The start parameter of a client of whom nothing has been mirrored yet.
    pub start: Option<&'a str>,
    /// The title of the group that a pressed button is about.
    pub title: Option<&'a str>,
    /// The name of the topic of the client's own forum in which this was written.
    pub source: Option<&'a str>,
}
