// Build of the interface. The stylesheet must stay before the script: WebKitGTK may run a module before the sheet
// is there, and a virtual list would then measure a container without height. The day, where nearly everybody starts, is
// fetched with the script and not after it has run.
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const FIRST_SCREEN = "/features/today/index.ts";

const inOrder: Plugin = {
  name: "in-order",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const links = html.match(/\s*<link rel="stylesheet"[^>]*>/g) ?? [];
      let out = html;
      for (const link of links) out = out.replace(link, "");
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
      const first = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(FIRST_SCREEN));
      const early = first ? [first.fileName, ...first.imports].filter((file) => !html.includes(file)) : [];
      const coming = early.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`).join("");
      return out
        .replace(/<script type="module"/, `${links.map((l) => l.trim()).join("")}<script type="module"`)
        .replace("</head>", `${coming}</head>`);
    },
  },
};

const api = process.env.RELANCE_API ?? "http://127.0.0.1:8787";

export default defineConfig({
  base: "/",
  plugins: [react(), tailwindcss(), inOrder],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: ["chrome111", "safari16.4"], outDir: "dist", assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": { target: api, changeOrigin: true } } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/test-setup.ts"] },
});
