//! Raw HTML of a runbook, for a site that lets it through: what of it passes.
//!
//! A piece of raw HTML goes in, a tag or a whole block; [`Token`]s come out. Nothing passes as it was written: tags are
//! read, looked up in lists of what can do no harm, and written anew by whoever takes the tokens. What is in no list
//! is text to be shown, as all raw HTML is on other sites, and attributes in no list are left out; so nothing rests on
//! reading bad markup as a browser would. A sanitiser of whole documents would be of no use here: markdown stands
//! between the tags of an element, and the addresses of links are looked up like those of markdown.

mod elements;
mod nesting;
mod references;
mod tags;

use elements::Element;
pub(super) use nesting::{Among, End, Nesting};
pub(super) use references::{decoded, kept};
use tags::Written;

/// What stands in raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, in which character references mean their characters.
    Text(&'a str),
    /// A tag that does not pass: text that means itself.
    Refused(&'a str),
    /// A tag that begins an element, or is all of it.
    Start(Start),
    /// A tag that ends an element; as it was written, should there be nothing to end.
    End(&'static Element, &'a str),
}

/// A tag that begins an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The element.
    pub(super) element: &'static Element,
    /// The attributes that pass as they are: markup, with a space before each.
    pub(super) attributes: String,
    /// Where it leads, or where the picture is, yet to be looked up.
    pub(super) destination: Option<String>,
    /// The words that show when it is pointed at, maybe none.
    pub(super) title: String,
    /// The words that stand for a picture.
    pub(super) alternative: String,
}

/// The tokens of a piece of raw HTML. Comments are left out.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        push_text(&mut tokens, text);
        if tag.starts_with("<!--") {
            let Some(after) = tags::after_comment(tag) else {
                tokens.push(Token::Refused(tag));
                return tokens;
            };
            rest = after;
        } else if let Some((written, after)) = tags::read(tag) {
            tokens.push(token(&written, tag.strip_suffix(after).unwrap_or(tag)));
            rest = after;
        } else {
            tokens.push(Token::Refused("<"));
            rest = tag.strip_prefix('<').unwrap_or_default();
        }
    }
    push_text(&mut tokens, rest);
    tokens
}

fn push_text<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str) {
    if !text.is_empty() {
        tokens.push(Token::Text(text));
    }
}

fn token<'a>(written: &Written<'a>, source: &'a str) -> Token<'a> {
    let Some(element) = elements::find(written.name) else { return Token::Refused(source) };
    if written.is_end {
        return Token::End(element, source);
    }
    let mut start = Start {
        element,
        attributes: String::new(),
        destination: None,
        title: String::new(),
        alternative: String::new(),
    };
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in &written.attributes {
        let name = name.to_ascii_lowercase();
        let value = value.unwrap_or_default();
        // Of two attributes of one name, browsers take the first.
        let Some(known) = element.attribute(&name).filter(|known| !seen.contains(known)) else { continue };
        seen.push(known);
        match known {
            "href" | "src" => start.destination = Some(decoded(value)),
            "title" if element.is_link() || element.is_picture() => start.title = decoded(value),
            "alt" => start.alternative = decoded(value),
            _ => start.attributes.extend([" ", known, "=\"", &kept(value), "\""]),
        }
    }
    Token::Start(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str) -> Vec<String> {
        let tell = |token: &Token<'_>| match token {
            Token::Text(text) => format!("text {text}"),
            Token::Refused(tag) => format!("refused {tag}"),
            Token::End(element, _) => format!("end {}", element.name()),
            Token::Start(start) => {
                let Start { element, attributes, destination, title, alternative } = start;
                format!("start {}{attributes} {destination:?} {title} {alternative}", element.name())
            }
        };
        tokens(html).iter().map(tell).collect()
    }

    #[test]
    fn tags_that_do_no_harm_are_read() {
        assert_eq!(
            told("<DETAILS open class='a \"b\"'>x &amp; y<!-- <b> --></Details ><br/>"),
            [
                "start details open=\"\" class=\"a &quot;b&quot;\" None  ",
                "text x &amp; y",
                "end details",
                "start br None  "
            ]
        );
        assert_eq!(
            told("<a href = \"x?a=1&amp;b\" title='T &lt;'><img\nsrc=plan.svg alt=Plan width=20>"),
            ["start a Some(\"x?a=1&b\") T < ", "start img width=\"20\" Some(\"plan.svg\")  Plan"]
        );
    }

    #[test]
    fn what_is_in_no_list_is_text_or_left_out() {
        for html in
            ["<script>", "</script>", "<svg/onload=x>", "<style>", "<iframe src=x>", "<form>", "<input>", "<h1>"]
        {
            assert_eq!(told(html), [format!("refused {html}")]);
        }
        assert_eq!(told("<b onclick=x ONLOAD='y' style=\"z\" id=a name=b>"), ["start b None  "]);
        assert_eq!(told("<b class=a class=b>"), ["start b class=\"a\" None  "]);
        assert_eq!(told("a < b"), ["text a ", "refused <", "text  b"]);
        assert_eq!(told("<!DOCTYPE html>"), ["refused <", "text !DOCTYPE html>"]);
        assert_eq!(told("a <!-- <b>"), ["text a ", "refused <!-- <b>"]);
        assert_eq!(told("<b x=\"<i>"), ["refused <", "text b x=\"", "start i None  "]);
    }
}
