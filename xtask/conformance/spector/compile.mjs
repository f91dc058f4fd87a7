// The scenarios of http-specs to OpenAPI documents, one per API, and an index of what they are called and where they are
// served: `node compile.mjs <folder with node_modules> <folder to write to>`.

import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, out] = process.argv.slice(2);
const VERSION = "3.0.0";

// What is said in TypeSpec so that its emitter cannot say it in OpenAPI, said so that it can: the same requests and answers
// go over the wire. Each text must be there as often as it says.
const EDITS = [
  // A path template of OpenAPI holds no query: what is fixed in it is a parameter of one value.
  ["routes/main.tsp", /\?fixed=true\{&param(\*?)\}(")\)(\s+op [`a-z]+)\(/g, "{?fixed,param$1}$2)$3(fixed: \"true\", ", 6],
  // A range of statuses that is not the whole class.
  ["response/status-code-range/main.tsp", /@minValue\(494\)/g, "@minValue(400)", 1],
  // The emitter looks the name of a parameter up in a plain object, which has a constructor; the document gets it back.
  ["special-words/main.tsp", /withConstructor\(@query constructor:/g, "withConstructor(@query constructor_:", 1],
];
const EDITS_OF_DOCUMENTS = [["special_words", /name: constructor_$/gm, "name: constructor", 1]];

const require = createRequire(join(installed, "package.json"));
const { NodeHost, compile, formatDiagnostic } = await import(
  pathToFileURL(require.resolve("@typespec/compiler"))
);
const { parseDocument } = await import(pathToFileURL(require.resolve("yaml")));

// Beside node_modules, where the sources find what they import.
const sources = join(installed, "scenarios");
await rm(sources, { recursive: true, force: true });
await cp(join(installed, "node_modules/@typespec/http-specs"), sources, { recursive: true });
for (const [file, from, to, times] of EDITS) {
  await edit(join(sources, "specs", file), from, to, times);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const index = [];
const refused = [];
for (const folder of await folders(join(sources, "specs"))) {
  const name = relative(join(sources, "specs"), folder);
  const emitted = join(out, "..", "emitted");
  await rm(emitted, { recursive: true, force: true });
  const program = await compile(NodeHost, join(folder, "main.tsp"), {
    emit: ["@typespec/openapi3"],
    outputDir: emitted,
    options: {
      "@typespec/openapi3": {
        "openapi-versions": [VERSION],
        "file-type": "yaml",
        "new-line": "lf",
        "emitter-output-dir": emitted,
      },
    },
  });
  const errors = program.diagnostics.filter((it) => it.severity === "error");
  if (errors.length > 0) refused.push({ name, errors: errors.map(formatDiagnostic) });
  await take(name, emitted);
}
for (const [api, from, to, times] of EDITS_OF_DOCUMENTS) {
  await edit(join(out, `${api}.yaml`), from, to, times);
}
await writeFile(join(out, "..", "index.json"), JSON.stringify({ apis: index, refused }, null, 2));
for (const { name, errors } of refused) console.error(`${name}:\n${errors.join("\n")}`);
process.exit(refused.length > 0 ? 1 : 0);

async function edit(path, from, to, times) {
  const text = await readFile(path, "utf8");
  const found = text.match(from)?.length ?? 0;
  if (found !== times) throw new Error(`${path}: ${from} is there ${found} times, not ${times}`);
  await writeFile(path, text.replace(from, to));
}

async function folders(folder) {
  const found = [];
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some((it) => it.name === "main.tsp")) found.push(folder);
  for (const entry of entries.filter((it) => it.isDirectory()).sort(byName)) {
    found.push(...(await folders(join(folder, entry.name))));
  }
  return found;
}

function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}

async function take(name, emitted) {
  const files = (await readdir(emitted).catch(() => [])).sort();
  for (const file of files) {
    const version = /^openapi\.(.+)\.yaml$/.exec(file)?.[1];
    const api = snake(version === undefined ? name : `${name}_${version}`);
    const document = parseDocument(await readFile(join(emitted, file), "utf8"));
    const server = document.toJS().servers?.[0] ?? { url: "" };
    for (const [variable, { enum: values }] of Object.entries(server.variables ?? {})) {
      if (values === undefined) continue;
      // The emitter says `default: ""`, which is none of the values.
      server.variables[variable].default = values.find((it) => it === version) ?? values[0];
      const path = ["servers", 0, "variables", variable, "default"];
      document.setIn(path, server.variables[variable].default);
    }
    await writeFile(join(out, `${api}.yaml`), document.toString({ lineWidth: 0 }));
    // Of versions that are served at the same place, the last can do what those before it can.
    const place = prefix(server);
    const before = index.findIndex((it) => it.folder === name && it.prefix === place);
    if (before >= 0) index.splice(before, 1);
    index.push({ api, folder: name, prefix: place });
  }
}

function snake(text) {
  return text
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

// What the paths of an API begin with.
function prefix({ url, variables }) {
  const path = url.replace(/^\{endpoint\}|^https?:\/\/[^/]*/, "");
  return path.replace(/\{([^}]*)\}/g, (_, variable) => variables[variable].default);
}
