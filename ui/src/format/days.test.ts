// What people type for a day, an hour, or both.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "@/platform";
import { laterDay, laterMonth, mondayOf, parseDay, parseMoment, parseTime, typedDay, typedMoment, typedTime } from ".";

beforeEach(() => setClock(() => new Date("2026-11-24T10:00:00").getTime()));
afterEach(() => setClock(null));

const read = (cases: Record<string, string | null>, by: (text: string) => string | null) =>
  expect(Object.fromEntries(Object.keys(cases).map((text) => [text, by(text)]))).toEqual(cases);

describe("a day that is typed", () => {
  it("is read by its numbers, day first", () =>
    read(
      {
        "31/12/2026": "2026-12-31",
        "1/2": "2026-02-01",
        "03.04.27": "2027-04-03",
        "2026-12-31": "2026-12-31",
        "29/02/2026": null,
        "31/13": null,
      },
      parseDay,
    ));

  it("is read by its words in both languages", () =>
    read(
      {
        "aujourd’hui": "2026-11-24",
        Demain: "2026-11-25",
        "après-demain": "2026-11-26",
        "avant-hier": "2026-11-22",
        yesterday: "2026-11-23",
        vendredi: "2026-11-27",
        mardi: "2026-12-01",
        "lundi dernier": "2026-11-23",
        "mardi dernier": "2026-11-17",
        "next friday": "2026-11-27",
        "last Monday": "2026-11-23",
        "dans 3 jours": "2026-11-27",
        "il y a 2 semaines": "2026-11-10",
        "in 1 month": "2026-12-24",
        "3 days ago": "2026-11-21",
        "+10": "2026-12-04",
        "-1 an": "2025-11-24",
        "24 nov. 2026": "2026-11-24",
        "mar. 24 novembre": "2026-11-24",
        "1er janvier 2027": "2027-01-01",
        "November 24, 2026": "2026-11-24",
        "12 août": "2026-08-12",
      },
      parseDay,
    ));

  it("is not guessed", () => read({ quand: null, "12 jui": null, "3 jours": null, "12": null, "": null }, parseDay));

  it("is written as it can be typed again", () => {
    expect(typedDay("2026-12-31")).toBe("31/12/2026");
    expect(typedDay("")).toBe("");
    expect(parseDay(typedDay("2026-02-03"))).toBe("2026-02-03");
  });

  it("counts over months and leap years", () => {
    expect(laterDay("2026-12-31", 1)).toBe("2027-01-01");
    expect(laterMonth("2028-01-31", 1)).toBe("2028-02-29");
    expect(laterMonth("2026-03-15", -3)).toBe("2025-12-15");
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  });
});

describe("an hour that is typed", () => {
  it("is read as one says it", () =>
    read(
      {
        "9": "09:00",
        "9h": "09:00",
        "14h30": "14:30",
        "9:05": "09:05",
        "1430": "14:30",
        "2 pm": "14:00",
        "12am": "00:00",
        "25:00": null,
        "9:75": null,
        midi: null,
      },
      parseTime,
    ));

  it("is read behind its day; a day alone takes the hour that there was", () => {
    const at = (text: string) => parseMoment(text, "08:15");
    expect(at("24/11/2026 14:30")).toBe("2026-11-24T14:30");
    expect(at("hier 9h")).toBe("2026-11-23T09:00");
    expect(at("lundi dernier à 14h30")).toBe("2026-11-23T14:30");
    expect(at("24 nov. 2026")).toBe("2026-11-24T08:15");
    expect(at("2026-11-24T14:30")).toBe("2026-11-24T14:30");
    expect(at("24/11/2026 25:00")).toBeNull();
    expect(at(typedMoment("2026-11-24T09:05"))).toBe("2026-11-24T09:05");
    expect(typedTime("09:05")).toBe("9:05");
  });
});
