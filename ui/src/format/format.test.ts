// Values as each language writes them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setLanguage } from "@/app/i18n/core";
import { setClock } from "@/platform";
import {
  ago,
  capital,
  dateTime,
  dayHeading,
  fold,
  initials,
  integer,
  longDate,
  money,
  nationalPhone,
  parseCents,
  percent,
  phone,
  relativeDay,
  shortDate,
  size,
  time,
} from ".";

const NNBSP = "\u202f";
const NBSP = "\u00a0";
const at = (text: string) => new Date(text).getTime();

beforeEach(() => {
  setLanguage("fr");
  setClock(() => at("2026-11-23T14:32:00"));
});
afterEach(() => setClock(null));

describe("numbers", () => {
  it("use narrow no-break spaces in French", () => {
    expect(integer(12408)).toBe(`12${NNBSP}408`);
    expect(money(1_240_000)).toBe(`12${NNBSP}400${NNBSP}€`);
    expect(money(1_050, "EUR")).toBe(`10,50${NNBSP}€`);
    expect(percent(0.142)).toBe(`14,2${NNBSP}%`);
    expect(size(2_800)).toBe(`2,8${NNBSP}ko`);
    expect(size(41_200_000)).toBe(`41${NNBSP}Mo`);
  });

  it("follow English", () => {
    setLanguage("en");
    expect(money(1_240_000)).toBe("€12,400");
    expect(percent(0.142)).toBe("14.2%");
  });

  it("survive an unknown currency", () => expect(money(100, "??")).toContain("??"));

  it("read amounts as people type them", () => {
    const typed = [
      "1 234,56 €",
      "1,234.56",
      "12 400",
      "12400,5",
      `12${NNBSP}400${NNBSP}€`,
      "12.400",
      "abc",
      "",
      "-3,20",
      "0,5",
    ];
    expect(typed.map(parseCents)).toEqual([123456, 123456, 1240000, 1240050, 1240000, 1240000, null, null, -320, 50]);
  });
});

describe("dates", () => {
  it("are short, with the year when it is another", () => {
    expect(shortDate(at("2026-11-23T09:00:00"))).toBe("23 nov.");
    expect(shortDate(at("2024-03-01T09:00:00"))).toBe("1er mars 2024");
    expect(dateTime(at("2026-11-23T14:30:00"))).toBe("lun. 23 nov. 14:30");
    expect(time(at("2026-11-23T00:05:00"))).toBe("0:05");
    expect(time(at("2026-11-23T09:00:00"))).toBe("9:00");
  });

  it("count the first of a month in French, and no other one", () => {
    expect(shortDate(at("2027-01-01T09:00:00"))).toBe("1er janv. 2027");
    expect(shortDate(at("2026-11-21T09:00:00"))).toBe("21 nov.");
    expect(longDate(at("2027-01-01T09:00:00"))).toBe("vendredi 1er janvier 2027");
    setLanguage("en");
    expect(longDate(at("2027-01-01T09:00:00"))).toBe("Friday, 1 January 2027");
    setLanguage("fr");
  });

  it("begin a sentence with a capital, brackets aside", () => {
    expect(capital("étape est contacté")).toBe("Étape est contacté");
    expect(capital("(ville est Lyon)")).toBe("(Ville est Lyon)");
    expect(capital("2 nov.")).toBe("2 nov.");
  });

  it("say how long ago", () => {
    const cases = [
      "2026-11-23T14:31:30",
      "2026-11-23T14:20:00",
      "2026-11-23T11:32:00",
      "2026-11-22T23:59:00",
      "2026-11-20T08:00:00",
      "2026-11-10T08:00:00",
    ];
    expect(cases.map((t) => ago(at(t)))).toEqual([
      "à l’instant",
      "il y a 12 min",
      "il y a 3 h",
      "hier",
      "il y a 3 j",
      "10 nov.",
    ]);
  });

  it("speak of days", () => {
    const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-22", "2026-11-20", "2027-01-02"];
    expect(days.map(relativeDay)).toEqual(["aujourd’hui", "demain", "dans 2 j", "hier", "il y a 3 j", "2 janv. 2027"]);
    expect(dayHeading(at("2026-11-22T10:00:00"))).toBe("Hier");
    expect(dayHeading(at("2026-11-02T10:00:00"))).toBe("Lundi 2 novembre 2026");
  });
});

describe("phones", () => {
  it("are grouped for the eye", () => {
    expect(phone("+33612345678")).toBe("+33 6 12 34 56 78".replaceAll(" ", NBSP));
    expect(phone("+14155550123")).toBe("+1 415 555 0123".replaceAll(" ", NBSP));
    expect(phone("+41791234567")).toBe("+41 79 123 45 67".replaceAll(" ", NBSP));
    expect(phone("+33612345678;ext=12")).toBe("+33 6 12 34 56 78 poste 12".replaceAll(" ", NBSP));
    expect(phone("poste 12")).toBe("poste 12");
    expect(nationalPhone("+33612345678", "FR")).toBe("06 12 34 56 78".replaceAll(" ", NBSP));
    expect(nationalPhone("+41791234567", "FR")).toBe(phone("+41791234567"));
  });
});

describe("text", () => {
  it("is compared without accents, case, hyphens", () => {
    expect(fold("Lefèvre")).toBe(fold("LEFEVRE"));
    expect(fold("Jean-Œuvre d’Élan")).toBe("jean oeuvre d elan");
    expect([initials("Léa Martin"), initials("Jean-Luc de la Tour"), initials("Novalis"), initials("")]).toEqual([
      "LM",
      "JT",
      "N",
      "",
    ]);
  });
});
