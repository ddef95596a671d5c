// E-mails as they are looked at: on the timeline, opened in place, and one of nobody known.
import { letter } from "./letters.mjs";

async function fill(house) {
  const { api } = house;
  const person = await api.post("/prospects", { first_name: "Léa", last_name: "Martin-Duval", email: "lea@nord.example", job_title: "Directrice des achats", company: "Nord Composites" });
  const put = (text) => house.page.evaluate(async (text) => {
    const form = new FormData();
    form.append("file", new File([text], "lettre.eml"));
    await fetch("/api/v1/messages", { method: "POST", body: form });
  }, text);
  await put(letter({ from: "Léa Martin-Duval <lea@nord.example>", to: "Paul Dupont <paul@sud.example>, Achats Nord <achats@nord.example>", id: "v1", subject: "Votre offre détaillée pour le lot 3" }));
  await put(letter({ from: "Paul Dupont <paul@sud.example>", to: "Léa Martin-Duval <lea@nord.example>", id: "v2", subject: "Compte rendu de notre échange", html: false }));
  return person.prospect.id;
}

async function openSheet(house) {
  house.letters ??= await fill(house);
  await house.go("/pipeline");
  await house.go(`/prospects/${house.letters}`);
  await house.page.locator("main").getByRole("button", { name: /^Votre offre/ }).waitFor();
}

export const mailVisits = [
  { name: "mail-timeline", open: openSheet },
  {
    name: "mail-opened",
    open: async (house) => {
      await openSheet(house);
      const { page } = house;
      const entry = page.locator("main").getByRole("button", { name: /^Votre offre/ });
      await entry.click();
      await page.frameLocator("main iframe").getByText("d’accord pour jeudi.").waitFor();
      await page.frameLocator("main iframe").getByText("…").click();
      await page.locator("main").getByRole("button", { name: /^Compte rendu/ }).click();
    },
  },
  {
    name: "mail-whose",
    open: async (house) => {
      await openSheet(house);
      const { page } = house;
      const data = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "demande.eml"));
        return transfer;
      }, letter({ from: "Zoé Petit <zoe@est.example>", id: "v3", subject: "Une demande de devis" }));
      for (const kind of ["dragenter", "drop"]) await page.dispatchEvent("body", kind, { dataTransfer: data, clientX: 2, clientY: 2 });
      await page.getByRole("dialog").getByRole("searchbox").fill("mar");
      await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
];
