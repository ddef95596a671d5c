// Puts the narrow no-break space where French wants it (before ; : ! ? » and %, after «) in the French word files, and
// the typographic apostrophe. Only text inside string literals is touched. Usage: npm run french
import { readFileSync, writeFileSync } from "node:fs";

const NARROW = "\u202f";
const fix = (text) =>
  text
    .replace(/[ \u00a0]([;:!?»%€])/g, `${NARROW}$1`)
    .replace(/«[ \u00a0]/g, `«${NARROW}`)
    .replace(/(\p{L})'(\p{L})/gu, "$1’$2");

/** Applies `fix` to the literal parts of strings and templates. */
function inStrings(source) {
  let out = "";
  let i = 0;
  const stack = [];
  while (i < source.length) {
    const c = source[i];
    const inside = stack.at(-1);
    if (inside === '"' || inside === "`") {
      let j = i;
      while (j < source.length && source[j] !== inside && !(inside === "`" && source.startsWith("${", j))) j += source[j] === "\\" ? 2 : 1;
      out += fix(source.slice(i, j));
      if (source.startsWith("${", j) && inside === "`") {
        out += "${";
        stack.push("{");
        i = j + 2;
      } else {
        out += source[j] ?? "";
        stack.pop();
        i = j + 1;
      }
      continue;
    }
    if (source.startsWith("//", i)) {
      const end = source.indexOf("\n", i);
      out += source.slice(i, end);
      i = end;
      continue;
    }
    if (source.startsWith("/*", i)) {
      const end = source.indexOf("*/", i) + 2;
      out += source.slice(i, end);
      i = end;
      continue;
    }
    if (c === '"' || c === "`") stack.push(c);
    else if (c === "{") stack.push("{");
    else if (c === "}") stack.pop();
    out += c;
    i += 1;
  }
  return out;
}

const files = process.argv.slice(2);
for (const file of files) {
  const before = readFileSync(file, "utf8");
  const after = inStrings(before);
  if (after !== before) {
    writeFileSync(file, after);
    console.log(`${file}: corrected`);
  }
}
