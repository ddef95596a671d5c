// The files that a salesperson has: a CSV as Excel writes it in France, a workbook, and files that are not what they say.
// Nothing here reads the product.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

/** Characters of Windows-1252 that Latin-1 has not. */
const windows1252 = { "€": 0x80, "’": 0x92, "“": 0x93, "”": 0x94, "–": 0x96, "—": 0x97, œ: 0x9c, Œ: 0x8c };

export const inWindows1252 = (text) => Buffer.from([...text].map((c) => windows1252[c] ?? c.codePointAt(0)));

/** `«a;b»` where a cell needs it. */
const quoted = (cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csv = (rows) => `${rows.map((row) => row.map(quoted).join(";")).join("\r\n")}\r\n`;

export function write(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** As saved by Excel in France: title rows, semicolons, Windows-1252, French amounts, dates and phones. */
export const frenchCsv = (rows) => {
  const title = [["Salon de Lyon — liste des visiteurs"], ["Exporté le 12/10/2026"], []];
  return inWindows1252(csv([...title, ...rows]));
};

const xml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const columnName = (index) => (index < 26 ? "" : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function sheetXml(rows) {
  const cell = (value, row, column) => {
    const at = `${columnName(column)}${row + 1}`;
    return typeof value === "number"
      ? `<c r="${at}"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${xml(value)}</t></is></c>`;
  };
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((v, i) => cell(v, row, i)).join("")}</row>`);
  const ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${ns}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** A zip archive, as small as the format allows. */
function zip(entries) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), made, common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook: names of the sheets and their rows, texts and numbers. */
export function xlsx(sheets) {
  const names = Object.keys(sheets);
  const parts = names.map((_, i) => `/xl/worksheets/sheet${i + 1}.xml`);
  const types = parts.map((p) => `<Override PartName="${p}" ContentType="${XLSX_MAIN}.worksheet+xml"/>`).join("");
  const listed = names.map((n, i) => `<sheet name="${xml(n)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join("");
  const links = parts.map((p, i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/worksheet" Target="${p}"/>`).join("");
  return zip([
    [
      "[Content_Types].xml",
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${XLSX_MAIN}.sheet.main+xml"/>${types}</Types>`,
    ],
    [
      "_rels/.rels",
      `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${listed}</sheets></workbook>`,
    ],
    ["xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}">${links}</Relationships>`],
    ...names.map((name, i) => [parts[i].slice(1), sheetXml(sheets[name])]),
  ]);
}

export const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

export const HTML = "<!DOCTYPE html><html><body><h1>Connexion requise</h1><p>Identifiez-vous pour télécharger.</p></body></html>";
