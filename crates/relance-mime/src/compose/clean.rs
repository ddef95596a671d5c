//! What was written, made fit to be sent: emphasis, lists, links, tables, the colours of a signature and the pictures that the message
//! brings; nothing that runs, hides, or is fetched from elsewhere.

use crate::html::{STYLES, harmless};
use ammonia::{Builder, UrlRelative};

const TAGS: [&str; 34] = [
    "a",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tr",
    "u",
];

/// Makes what was written fit to be sent. Done twice it changes nothing more.
#[must_use]
pub fn outgoing(html: &str) -> String {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().chain(["th", "thead", "tfoot", "ul"]).collect())
        .clean_content_tags(["script", "style", "title", "head"].into())
        .generic_attributes(["align", "valign", "bgcolor", "dir", "lang", "style"].into())
        .add_tag_attributes("a", ["href", "title"])
        .add_tag_attributes("blockquote", ["type", "cite"])
        .add_tag_attributes("font", ["color", "size", "face"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "border"])
        .add_tag_attributes("ol", ["start", "type"])
        .add_tag_attributes("table", ["border", "cellpadding", "cellspacing", "width"])
        .add_tag_attributes("td", ["colspan", "rowspan", "width", "height"])
        .add_tag_attributes("th", ["colspan", "rowspan", "width", "height"])
        .add_allowed_classes("div", ["gmail_quote"])
        .url_schemes(["http", "https", "mailto", "tel", "cid"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .filter_style_properties(STYLES.into())
        .attribute_filter(|element, attribute, value| {
            let lower = value.trim().to_ascii_lowercase();
            let goes = |schemes: &[&str]| schemes.iter().any(|scheme| lower.starts_with(scheme));
            match (element, attribute) {
                ("img", "src") => goes(&["cid:"]).then(|| value.into()),
                ("a", "href") => goes(&["http:", "https:", "mailto:", "tel:"]).then(|| value.into()),
                ("blockquote", "type") => (lower == "cite").then(|| value.into()),
                (_, "src" | "href" | "cite") => None,
                (_, "style") => Some(harmless(value).into()),
                _ => Some(value.into()),
            }
        });
    without_empty_pictures(&builder.clean(html).to_string())
}

/// A picture that may not be fetched leaves nothing behind.
fn without_empty_pictures(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<img") {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&rest[..at]);
        if rest[at..end].contains(" src=\"") {
            out.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::outgoing;

    #[test]
    fn what_is_written_is_kept_and_what_runs_is_not() {
        let html = "<p style=\"color:#333;position:fixed\">Bonjour <strong>Léa</strong>,</p><ul><li>un</li></ul>\
            <a href=\"https://nord.example/a?b=1&amp;c=2\" onclick=\"x()\">voir</a><script>x()</script>\
            <img src=\"https://x.example/p.gif\"><img src=\"cid:logo@nord\" alt=\"Nord\"><iframe src=x></iframe>\
            <a href=\"javascript:x()\">non</a><table><tbody><tr><td>1</td></tr></tbody></table>";
        let text = outgoing(html);
        for kept in [
            "color:#333",
            "<strong>Léa</strong>",
            "<li>un</li>",
            "href=\"https://nord.example/a?b=1&amp;c=2\"",
            "src=\"cid:logo@nord\"",
            "<td>1</td>",
        ] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        for gone in ["script", "onclick", "position", "x.example", "iframe", "x()"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
        assert_eq!(outgoing(&text), text);
    }
}
