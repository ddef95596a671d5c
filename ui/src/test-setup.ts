// Unit tests run in French, on a fixed clock zone, with the parts of a window that jsdom lacks.
process.env.TZ = "Europe/Paris";
if (typeof window !== "undefined" && !window.matchMedia)
  window.matchMedia = (query: string) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
