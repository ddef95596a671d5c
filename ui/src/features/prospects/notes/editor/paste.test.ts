// What is pasted loses what it is dressed in, and keeps its text, its lists and its links.
import { describe, expect, it } from "vitest";
import { cleaned } from "./paste";

describe("what is pasted", () => {
  it("loses styles, handlers, pictures and remarks", () => {
    expect(
      cleaned(
        "<style>p{color:red}</style><!--[if mso]>x<![endif]--><p style='color:red' onclick=\"a()\" class=x>un <b>mot</b></p><img src=x onerror=alert(1)>",
      ),
    ).toBe("<p>un <b>mot</b></p>");
  });

  it("keeps links and lists, and is not bold because it comes from Google Docs", () => {
    expect(
      cleaned(
        '<b style="font-weight:normal;" id="docs"><ul><li><a href="https://a.example/?style=x">a</a></li></ul></b>',
      ),
    ).toBe('<span id="docs"><ul><li><a href="https://a.example/?style=x">a</a></li></ul></b>');
  });
});
