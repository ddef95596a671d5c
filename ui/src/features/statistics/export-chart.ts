// A chart as a file: its table from the core, its picture from the drawing. The window asks where; a browser downloads.
import { blob, post } from "@/api/client";
import type { ChartName, SavedFile, StatisticsFile, StatisticsQuery } from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { showToast } from "@/kit";
import { download, host, today } from "@/platform";

const done = (path?: string) => {
  const w = words().statistics;
  const action = path === undefined ? {} : { action: { label: w.reveal, run: () => void host.reveal(path) } };
  showToast({ text: w.exported, ...action });
};

const fileName = (title: string, ending: string) => `${title}-${today()}.${ending}`;

export async function exportTable(
  name: ChartName,
  title: string,
  query: StatisticsQuery,
  format: StatisticsFile,
): Promise<void> {
  const w = words().statistics;
  const file = fileName(title, format);
  try {
    const target = await host.pickSave(file, [{ name: w[format], extensions: [format] }]);
    if (!target) return;
    if (target.kind === "download") {
      download(await blob("POST", `/statistics/${name}/file`, { format, query }), file);
      return done();
    }
    const saved = await post<SavedFile>(`/statistics/${name}/file`, { format, query, path: target.path });
    done(saved.path);
  } catch (error) {
    failureToast(error);
  }
}

/** Looks that a picture needs of its own, because nothing outside it is drawn. */
const LOOKS = ["fill", "stroke", "font-family", "font-size", "font-weight", "font-feature-settings"];

/** A drawing with its title, twice as large as on the screen, on the colour of its surface. */
async function picture(drawing: SVGSVGElement, title: string): Promise<Blob> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, rank) => {
    const original = originals[rank];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const look of LOOKS) (element as SVGElement).style.setProperty(look, style.getPropertyValue(look));
    element.removeAttribute("class");
  });
  const margin = 20;
  const head = 36;
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("overflow", "visible");
  const source = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * margin) * 2;
  canvas.height = (height + 2 * margin + head) * 2;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  const look = getComputedStyle(document.documentElement);
  context.scale(2, 2);
  context.fillStyle = look.getPropertyValue("--surface");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = look.getPropertyValue("--text");
  context.font = `600 15px ${getComputedStyle(document.body).fontFamily}`;
  context.fillText(title, margin, margin + 15);
  context.drawImage(image, margin, margin + head, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png"),
  );
}

export async function exportPicture(drawing: SVGSVGElement, title: string): Promise<void> {
  const w = words().statistics;
  const file = fileName(title, "png");
  try {
    const made = await picture(drawing, title);
    const target = await host.pickSave(file, [{ name: w.png, extensions: ["png"] }]);
    if (!target) return;
    if (target.kind === "download") {
      download(made, file);
      return done();
    }
    const bytes = [...new Uint8Array(await made.arrayBuffer())];
    const saved = await post<SavedFile>("/statistics/picture", { path: target.path, bytes });
    done(saved.path);
  } catch (error) {
    failureToast(error);
  }
}
