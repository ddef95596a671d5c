// What is pasted from a page, before the editor reads it. What a note may hold is decided by its schema (`extensions.ts`); here
// goes only what the page's own policy would complain of, and what would be taken for emphasis and is none.

const DROPPED = /<(style|script|title)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<(?:img|link|meta|source)\b[^>]*>/gi;

const ATTRIBUTE = /\s(?:style|class|srcset|src|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** Google Docs wraps all that is copied in a bold element that is not bold. */
const PLAIN_BOLD = /<(?:b|strong)\b(?=[^>]*font-weight:\s*(?:normal|[1-5]00))/gi;

export const cleaned = (html: string): string =>
  html
    .replaceAll(DROPPED, "")
    .replaceAll(PLAIN_BOLD, "<span")
    .replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(ATTRIBUTE, ""));
