// The HTML of a message, as the core made it fit to be sent, drawn with elements of our own: nothing of it is run or fetched.
import { createElement, Fragment, type ReactNode, useMemo } from "react";

const kept = new Set(
  "p br b strong i em u s sub sup a ul ol li blockquote h1 h2 h3 h4 pre code hr table thead tbody tr td th span div small".split(
    " ",
  ),
);
const empty = new Set(["br", "hr"]);

function draw(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const name = node.tagName.toLowerCase();
  const inner = [...node.childNodes].map(draw);
  if (!kept.has(name)) return <Fragment key={key}>{inner}</Fragment>;
  if (empty.has(name)) return createElement(name, { key });
  // A link is shown and leads nowhere: this is what somebody else will get.
  const given = name === "a" ? { title: node.getAttribute("href") ?? undefined, className: "underline" } : {};
  return createElement(name === "a" ? "span" : name, { key, ...given }, ...inner);
}

export function Rendered({ html }: { html: string }) {
  const drawn = useMemo(
    () => [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(draw),
    [html],
  );
  return (
    <div className="whitespace-normal [overflow-wrap:anywhere] [&_li_p]:mb-0 [&_ol]:mb-2 [&_ol]:list-decimal [&_ol]:pl-6 [&_p:empty]:h-4 [&_p]:mb-2 [&_strong]:font-semibold [&_ul]:mb-2 [&_ul]:list-disc [&_ul]:pl-5">
      {drawn}
    </div>
  );
}
