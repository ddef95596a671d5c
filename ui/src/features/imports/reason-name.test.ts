// Every reason has a word: its own, that of its family, or « another reason ».
import { expect, it } from "vitest";
import { setLanguage, words } from "@/app/i18n";
import { reasonName } from "./reason-name";

it("goes from the precise to the general", () => {
  setLanguage("fr");
  const names = words().imports.reasons;
  expect(reasonName(names, "phone_fax")).toBe("numéro de fax");
  expect(reasonName(names, "date_impossible")).toBe("date illisible");
  expect(reasonName(names, "stage.unknown")).toBe("étape inconnue");
  expect(reasonName(names, "no_identity")).toBe("ni nom, ni entreprise, ni e-mail, ni téléphone, ni page LinkedIn");
  expect(reasonName(names, "duplicate:email")).toBe("déjà présent (même e-mail)");
  expect(reasonName(names, "duplicate_in_file:phone")).toBe("répétée dans le fichier (même téléphone)");
  expect(reasonName(names, "phone:phone_impossible")).toBe("téléphone illisible");
  expect(reasonName(names, "owner:owner.unknown")).toBe("responsable inconnu");
  expect(reasonName(names, "zzz:zzz")).toBe("autre raison");
});
