//! Numbers in the query of an address.

use crate::door::control::Refused;
use crate::door::read::decode;

/// The pairs behind the question mark.
pub(super) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    pub(super) fn new(query: Option<&'a str>) -> Query<'a> {
        Query(query.unwrap_or_default())
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        let mut pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(key, _)| *key == name)?;
        Some(decode(value)).filter(|value| !value.is_empty())
    }

    /// A number that may be left out.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Result<Option<N>, Refused> {
        let Some(value) = self.text(name) else {
            return Ok(None);
        };
        let number = value.parse().ok();
        let number = number.ok_or_else(|| Refused::new(400, format!("{name} is not a number")))?;
        Ok(Some(number))
    }

    /// A number that must be there.
    pub(super) fn needed(&self, name: &str) -> Result<i64, Refused> {
        let number = self.number(name)?;
        number.ok_or_else(|| Refused::new(400, format!("{name} is missing")))
    }

    /// Numbers with commas between them; none if it is left out.
    pub(super) fn list(&self, name: &str) -> Result<Vec<i64>, Refused> {
        let Some(text) = self.text(name) else {
            return Ok(Vec::new());
        };
        let numbers: Result<Vec<i64>, _> = text.split(',').map(str::parse).collect();
        numbers.map_err(|_| Refused::new(400, format!("{name} is not a list of numbers")))
    }
}
