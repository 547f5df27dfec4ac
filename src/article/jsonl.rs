//! JSON Lines: an article a line, `{"id","lang","outlet","published","headline","paragraphs":[…]}`.

use super::assemble::Assembler;
use super::compose::Draft;
use super::{Role, published};
use serde_json::{Map, Value};

/// Reads one object. Unknown keys are ignored; only `paragraphs` or `text` is required.
///
/// # Errors
/// The reason, in words, where the object holds no text.
pub fn read(object: &Map<String, Value>) -> Result<Draft, String> {
    let mut text = Assembler::default();
    if let Some(headline) = string(object, &["headline", "title"]) {
        text.block(headline, Some(Role::Headline));
    }
    let headed = !text.is_empty();
    match (
        object.get("paragraphs"),
        string(object, &["text", "body", "content"]),
    ) {
        (Some(Value::Array(paragraphs)), _) => {
            for paragraph in paragraphs {
                let words = paragraph
                    .as_str()
                    .ok_or("\"paragraphs\" must be a list of strings")?;
                text.plain(words);
            }
        }
        (Some(Value::String(words)), _) => text.plain(words),
        (None | Some(Value::Null), Some(words)) => text.plain(words),
        (Some(_), _) => return Err("\"paragraphs\" must be a list of strings".to_owned()),
        (None, None) => return Err("neither \"paragraphs\" nor \"text\" is there".to_owned()),
    }
    if text.is_empty() {
        return Err("it holds no words".to_owned());
    }
    let mut draft = text.finish();
    draft.headless = !headed && object.contains_key("paragraphs");
    draft.id = id(object);
    draft.lang = string(object, &["lang", "language"]).and_then(|code| code.parse().ok());
    draft.outlet = string(object, &["outlet", "source", "publisher"]).map(str::to_owned);
    draft.published = string(object, &["published", "date"]).and_then(published::loosely);
    Ok(draft)
}

/// The `id` of an object, where it is a string or a number.
pub fn id(object: &Map<String, Value>) -> Option<String> {
    match object.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn string<'o>(object: &'o Map<String, Value>, keys: &[&str]) -> Option<&'o str> {
    keys.iter().find_map(|key| object.get(*key)?.as_str())
}
