// @vitest-environment jsdom
// A note as it reads, and what somebody may have put into it.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { NoteText } from "./NoteText";

afterEach(cleanup);

function drawn(text: string): HTMLElement {
  const client = new QueryClient();
  client.setQueryData(["session"], { tags: [{ id: "1", name: "Salon-Lyon", color: null, prospects: 0 }] });
  const { container } = render(
    <QueryClientProvider client={client}>
      <NoteText text={text} />
    </QueryClientProvider>,
  );
  return container.firstElementChild as HTMLElement;
}

describe("a saved note", () => {
  it("shows emphasis, lists, links, tags and members", () => {
    const note = drawn("**Gras** et *italique*\n- un #[grand compte]\n- @[Paul Durand]\n[devis](https://a.example/d)");
    expect(note.querySelector("strong")?.textContent).toBe("Gras");
    expect(note.querySelector("em")?.textContent).toBe("italique");
    expect([...note.querySelectorAll("li")].map((li) => li.textContent)).toEqual(["un #grand compte", "@Paul Durand"]);
    const link = note.querySelector("a");
    expect([link?.href, link?.target, link?.rel]).toEqual(["https://a.example/d", "_blank", "noopener noreferrer"]);
  });

  it("in plain text reads as it was written, line by line", () => {
    const text = "Rappeler lundi : veut 2 * 3 postes.\n\n  C# & <b>x</b>, bureau #12";
    const note = drawn(text);
    expect(note.textContent).toBe(text);
    expect(note.querySelectorAll("*").length).toBe(1);
  });

  it("knows a tag by its bare word only where there is one", () => {
    const note = drawn("vu au #salon-lyon, #inconnu, a#salon-lyon");
    expect([...note.querySelectorAll("span")].map((span) => span.textContent)).toEqual(["#salon-lyon"]);
    expect(note.textContent).toBe("vu au #salon-lyon, #inconnu, a#salon-lyon");
  });

  it("runs nothing and follows no strange address", () => {
    for (const hostile of [
      "<img src=x onerror=alert(1)><script>alert(1)</script>",
      "[ici](javascript:alert(1))",
      "[ici](data:text/html;base64,PHNjcmlwdD4=)",
      '[<svg onload=alert(1)>](https://a.example/"onmouseover="alert(1))',
      "#[<img src=x onerror=alert(1)>] @[<script>1</script>]",
      "**[x](JAVASCRIPT:alert(1))**",
    ]) {
      const note = drawn(hostile);
      expect(note.querySelector("img, script, svg, iframe"), hostile).toBeNull();
      for (const link of note.querySelectorAll("a")) expect(link.protocol, hostile).toBe("https:");
      for (const element of note.querySelectorAll("*"))
        expect(
          [...element.attributes].some(({ name }) => name.startsWith("on")),
          hostile,
        ).toBe(false);
      cleanup();
    }
  });
});
