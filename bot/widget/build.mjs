// Builds <auskunft-chat> into bot/static/widget/v1: a loader with a stable name, and files named after their content.
// The office's pages get htmx, as it comes from npm, into bot/static/widget/office.
// `--tests` bundles the unit tests instead, as Node reads no TypeScript with imports of this kind.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");

async function emptied(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

async function widget() {
  const folder = await emptied(join(root, "bot", "static", "widget", "v1"));
  const { metafile } = await build({
    entryPoints: { "auskunft-chat": join(here, "src", "main.ts") },
    outdir: folder,
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    metafile: true,
    absWorkingDir: here,
    conditions: ["production"],
  });
  const entry = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === "src/main.ts");
  await writeFile(join(folder, "loader.js"), loader(basename(entry[0])));
}

// The configurations are asked for while the bundle is on its way; the browser's cache hands them to it.
function loader(bundle) {
  return `import("./${bundle}");
for (const name of new Set([...document.querySelectorAll("auskunft-chat")].map((found) => found.getAttribute("municipality"))))
  fetch(new URL("../../api/v1/widget/" + encodeURIComponent(name), import.meta.url), {
    credentials: "omit",
    referrerPolicy: "no-referrer",
  }).catch(() => undefined);
`;
}

async function office() {
  const folder = await emptied(join(root, "bot", "static", "widget", "office"));
  const htmx = join(here, "node_modules", "htmx.org");
  await copyFile(join(htmx, "dist", "htmx.min.js"), join(folder, "htmx.min.js"));
  await copyFile(join(htmx, "LICENSE"), join(folder, "htmx.LICENSE.txt"));
}

async function tests() {
  const folder = await emptied(join(root, "build", "widget-tests"));
  const names = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: names.map((name) => join(here, "test", name)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
  });
}

await (process.argv.includes("--tests") ? tests() : Promise.all([widget(), office()]));
