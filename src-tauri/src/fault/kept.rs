//! Faults as the library keeps them: as they are now, and as earlier versions wrote them.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::Fault;

/// Reads a fault that was kept with a job. Earlier versions kept `{code, message, hint}`: a code without facts is
/// still the same fault, and any other becomes [`Fault::Earlier`] with its sentence.
///
/// # Errors
/// If the value has neither form.
pub(crate) fn deserialize_kept<'de, D: Deserializer<'de>>(from: D) -> Result<Fault, D::Error> {
    let value = Value::deserialize(from)?;
    let words = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let earlier = words("message");
    let advice = words("hint");
    match (serde_json::from_value(value), earlier) {
        (Ok(fault), _) => Ok(fault),
        (Err(_), Some(said)) => Ok(Fault::Earlier { said, advice }),
        (Err(error), None) => Err(D::Error::custom(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Result<Fault, serde_json::Error> {
        deserialize_kept(&mut serde_json::Deserializer::from_str(text))
    }

    #[test]
    fn faults_of_earlier_versions_are_read() -> Result<(), serde_json::Error> {
        let without_facts = r#"{"code":"damaged","message":"The file is damaged: no page of it can be read.","hint":"Open it in a PDF viewer."}"#;
        assert_eq!(kept(without_facts)?, Fault::Damaged);
        let with_facts = r#"{"code":"scanned","message":"The document is scanned: its page is a picture, without text to read.","hint":"Run it through `ocrmypdf`."}"#;
        let said = "The document is scanned: its page is a picture, without text to read.".into();
        let advice = Some("Run it through `ocrmypdf`.".into());
        assert_eq!(kept(with_facts)?, Fault::Earlier { said, advice });
        Ok(())
    }

    #[test]
    fn todays_faults_come_back_as_they_were() -> Result<(), serde_json::Error> {
        let fault = Fault::TooLarge { bytes: 5, limit: 4 };
        assert_eq!(kept(&serde_json::to_string(&fault)?)?, fault);
        assert!(kept(r#"{"code":"from_the_future"}"#).is_err());
        assert!(kept("7").is_err());
        Ok(())
    }
}
