//! An HTML body made safe to show: no scripts, no forms, nothing loaded from elsewhere unless it was asked for, links that go
//! out only; and the quote below what was written, apart.
//!
//! What is shown is put into a frame without scripts, under a policy of its own: this is the first of three walls.

use ammonia::{Builder, UrlRelative};
use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// A body as it can be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What was written for this message.
    pub own: String,
    /// What it quotes.
    pub quoted: Option<String>,
    /// Pictures elsewhere that were not loaded.
    pub blocked: usize,
    /// It brings colours of its own, which want the paper that they were chosen for.
    pub has_colours: bool,
}

/// What a quote begins with, in the HTML of mailers; the tag that holds it is where it begins.
const MARKS: [&str; 18] = [
    "class=\"gmail_quote",
    "class=gmail_quote",
    "class=\"gmail_attr",
    "type=\"cite\"",
    "type=cite",
    "id=\"divrplyfwdmsg\"",
    "id=\"appendonsend\"",
    "class=\"moz-cite-prefix\"",
    "class=\"yahoo_quoted",
    "id=\"yahoo_quoted",
    "id=\"mail-editor-reference-message-container\"",
    "id=\"x_divrplyfwdmsg\"",
    "class=\"protonmail_quote",
    "class=\"zmail_extra",
    "id=\"olk_src_body_section\"",
    "border-top:solid #e1e1e1 1.0pt",
    "border-top:solid #b5c4df 1.0pt",
    "border-top:solid #b5c4df 1pt",
];

/// Properties of styles that neither hide nor place anything out of the frame.
pub(crate) const STYLES: [&str; 47] = [
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "color",
    "direction",
    "display",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "padding",
    "text-align",
    "text-decoration",
    "vertical-align",
    "white-space",
    "width",
];

/// Makes a body safe. `inline` are the pictures that the message brings, by their content id, as addresses that can be shown;
/// `remote` lets pictures from elsewhere be loaded.
#[must_use]
pub fn show(html: &str, inline: &HashMap<String, String>, remote: bool) -> Shown {
    let (own, quoted) = match quote(html) {
        Some(at) => (&html[..at], Some(&html[at..])),
        None => (html, None),
    };
    let blocked = Arc::new(AtomicUsize::new(0));
    let cleaned = clean(own, inline, remote, &blocked);
    let quoted =
        quoted.map(|quoted| clean(quoted, inline, remote, &blocked)).filter(|quoted| has_content(quoted));
    // A message that is all quote, as a forwarded one, is shown whole.
    let (own, quoted) = match quoted {
        Some(quoted) if !has_content(&cleaned) => (quoted, None),
        quoted => (cleaned, quoted),
    };
    let has_colours = [Some(&own), quoted.as_ref()].into_iter().flatten().any(|text| has_colours(text));
    Shown { own, quoted, blocked: blocked.load(Ordering::Relaxed), has_colours }
}

/// Where the quote begins that goes to the end.
fn quote(html: &str) -> Option<usize> {
    let lower = html.to_ascii_lowercase();
    let found = MARKS.iter().filter_map(|mark| lower.find(mark)).min();
    let tag = found.and_then(|at| lower[..at].rfind('<'));
    let ruled = ["-----original message-----", "-----message d'origine-----", "-----message d’origine-----"]
        .iter()
        .filter_map(|words| lower.find(words))
        .min();
    let at = tag.into_iter().chain(ruled).min()?;
    // Gmail and Outlook say who wrote it in the line before.
    let before = lower[..at].trim_end();
    let line = before.ends_with("<hr>") || before.ends_with("tabindex=\"-1\">");
    let at = if line { before.rfind('<').unwrap_or(at) } else { at };
    html.is_char_boundary(at).then_some(at)
}

fn has_content(html: &str) -> bool {
    html.contains("<img") || !crate::text::from_html(html).trim().is_empty()
}

fn has_colours(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["color:", "background:", "bgcolor=", "color=\""].iter().any(|mark| lower.contains(mark))
}

fn clean(html: &str, inline: &HashMap<String, String>, remote: bool, blocked: &Arc<AtomicUsize>) -> String {
    // A comment of Outlook may hold half a page.
    let mut builder = Builder::default();
    builder
        .add_tags([
            "center",
            "font",
            "u",
            "big",
            "tt",
            "address",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "nav",
            "figure",
            "figcaption",
        ])
        .rm_tags(["map", "area"])
        .add_generic_attributes([
            "align", "valign", "bgcolor", "width", "height", "style", "dir", "lang", "title",
        ])
        .add_tag_attributes("font", ["color", "size", "face"])
        .add_tag_attributes("table", ["border", "cellpadding", "cellspacing"])
        .add_tag_attributes("td", ["colspan", "rowspan", "nowrap"])
        .add_tag_attributes("th", ["colspan", "rowspan", "nowrap"])
        .add_tag_attributes("img", ["src", "alt", "border"])
        .url_schemes(["http", "https", "mailto", "tel", "cid", "data"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .filter_style_properties(STYLES.into());
    let (inline, heard) = (inline.clone(), Arc::clone(blocked));
    builder.attribute_filter(move |element, attribute, value| {
        let lower = value.trim().to_ascii_lowercase();
        match (element, attribute) {
            ("img", "src") => picture(value, &lower, &inline, remote, &heard),
            // Nothing else may load or run anything.
            (_, "src" | "background" | "cite") => None,
            ("a", "href") => ["http:", "https:", "mailto:", "tel:"]
                .iter()
                .any(|scheme| lower.starts_with(scheme))
                .then(|| value.into()),
            (_, "href") => None,
            (_, "style") => Some(harmless(value).into()),
            _ => Some(value.into()),
        }
    });
    builder.clean(html).to_string()
}

/// The address that a picture may be loaded from.
fn picture<'a>(
    value: &'a str,
    lower: &str,
    inline: &HashMap<String, String>,
    remote: bool,
    blocked: &AtomicUsize,
) -> Option<Cow<'a, str>> {
    if let Some(id) = lower.strip_prefix("cid:") {
        let own = &value.trim()[4..];
        let found = inline
            .get(own)
            .or_else(|| inline.iter().find(|(key, _)| key.eq_ignore_ascii_case(id)).map(|(_, url)| url));
        return found.map(|url| Cow::Owned(url.clone()));
    }
    if ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"]
        .iter()
        .any(|kind| lower.starts_with(kind))
    {
        return Some(value.into());
    }
    if lower.starts_with("http:") || lower.starts_with("https:") {
        if remote {
            return Some(value.into());
        }
        blocked.fetch_add(1, Ordering::Relaxed);
    }
    None
}

/// Styles without what loads something or covers the page.
pub(crate) fn harmless(style: &str) -> String {
    style
        .split(';')
        .filter(|one| {
            let lower = one.to_ascii_lowercase();
            ![
                "url(",
                "expression",
                "javascript",
                "@import",
                "image(",
                "image-set",
                "-moz-binding",
                "behavior",
                "\\",
            ]
            .iter()
            .any(|word| lower.contains(word))
        })
        .collect::<Vec<_>>()
        .join(";")
}

#[cfg(test)]
mod tests {
    use super::show;
    use std::collections::HashMap;

    fn shown(html: &str) -> String {
        show(html, &HashMap::new(), false).own
    }

    #[test]
    fn nothing_that_runs_or_sends_is_left() {
        let html = "<p onclick=alert(1)>Bonjour<script>alert(2)</script><style>p{}</style></p>\
            <form action=https://x.example><input name=a><button>Go</button></form>\
            <iframe src=https://x.example></iframe><object data=x></object><embed src=x>\
            <svg onload=alert(3)><a xlink:href='javascript:alert(4)'>x</a></svg><math><mtext></mtext></math>\
            <a href='javascript:alert(5)'>un</a><a href=' JaVaScript:alert(6)'>deux</a><a href='data:text/html,x'>trois</a>\
            <meta http-equiv=refresh content='0;url=https://x.example'><base href=https://x.example><link rel=stylesheet href=//x.example>\
            <div style=\"background:url(https://x.example/p.png);color:red;position:fixed\">rouge</div><img src=x onerror=alert(7)>";
        let text = shown(html).to_ascii_lowercase();
        for wrong in [
            "script",
            "alert",
            "<form",
            "<input",
            "<iframe",
            "<object",
            "<embed",
            "<svg",
            "<meta",
            "<base",
            "<link",
            "onclick",
            "onerror",
            "x.example",
            "position",
        ] {
            assert!(!text.contains(wrong), "{wrong}: {text}");
        }
        assert!(text.contains("bonjour") && text.contains("color:red"), "{text}");
    }

    #[test]
    fn pictures_from_elsewhere_are_loaded_only_when_asked_for() {
        let html =
            "<img src=\"https://x.example/p.gif\" width=1><img src=\"cid:logo@nord\"><img src=\"cid:autre\">";
        let inline = HashMap::from([("logo@nord".to_owned(), "data:image/png;base64,AA==".to_owned())]);
        let held = show(html, &inline, false);
        assert_eq!(held.blocked, 1);
        assert!(
            !held.own.contains("x.example") && held.own.contains("data:image/png;base64,AA=="),
            "{}",
            held.own
        );
        let loaded = show(html, &inline, true);
        assert_eq!(loaded.blocked, 0);
        assert!(loaded.own.contains("https://x.example/p.gif"));
    }

    #[test]
    fn links_go_out_and_tell_nobody_where_from() {
        let text = shown("<a href=\"https://nord.example/a\">ici</a>");
        assert!(
            text.contains("rel=\"noopener noreferrer nofollow\"") && text.contains("target=\"_blank\""),
            "{text}"
        );
    }

    #[test]
    fn the_quote_of_each_mailer_is_apart() {
        for quoted in [
            "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Le 3 nov., Léa a écrit :</div><blockquote>Jeudi ?</blockquote></div>",
            "<blockquote type=\"cite\">Jeudi ?</blockquote>",
            "<hr tabindex=\"-1\"><div id=\"divRplyFwdMsg\">De : Léa</div><div>Jeudi ?</div>",
            "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt\"><p>De : Léa</p></div></div><p>Jeudi ?</p>",
            "<div class=\"moz-cite-prefix\">Le 3 nov.</div><blockquote>Jeudi ?</blockquote>",
        ] {
            let found = show(&format!("<p>D’accord.</p>{quoted}"), &HashMap::new(), false);
            assert!(found.own.contains("D’accord") && !found.own.contains("Jeudi"), "{quoted}: {found:?}");
            assert!(found.quoted.is_some_and(|text| text.contains("Jeudi")), "{quoted}");
        }
        let forwarded = show("<div class=\"gmail_quote\">Jeudi ?</div>", &HashMap::new(), false);
        assert!(forwarded.own.contains("Jeudi") && forwarded.quoted.is_none());
    }
}
