// Documents to a server that answers each of their operations with its examples: `node answers.mjs FOLDER-WITH-node_modules
// FILE...`. It looks at nothing but method and path: what is judged stands before it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, ...files] = process.argv.slice(2);
const require = createRequire(join(installed, "package.json"));
const { parse } = await import(pathToFileURL(require.resolve("yaml")));

const METHODS = ["get", "put", "post", "delete", "patch", "head"];
const operations = [];
for (const file of files) {
  const document = parse(await readFile(file, "utf8"));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((it) => it in item)) {
      const [status, response] = Object.entries(item[method].responses).find(([it]) => it < "300");
      const at = response.$ref?.split("/").pop();
      const used = at === undefined ? response : document.components.responses[at];
      operations.push({ method: method.toUpperCase(), path: pattern(path), status, response: used });
    }
  }
}

const server = createServer((request, answer) => {
  request.resume();
  request.on("end", () => {
    const path = request.url.split("?")[0];
    const found = operations.find((it) => it.method === request.method && it.path.test(path));
    if (found === undefined) return answer.writeHead(500).end(`no operation is ${request.method} ${path}`);
    const { status, response } = found;
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      answer.setHeader(name, String(header.schema.example));
    }
    const offered = Object.entries(response.content ?? {});
    const accepted = offered.find(([name]) => (request.headers.accept ?? "").startsWith(name));
    const [name, media] = accepted ?? offered[0] ?? [];
    if (name === undefined) return answer.writeHead(Number(status)).end();
    answer.writeHead(Number(status), { "content-type": name }).end(body(name, media.example));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

function pattern(path) {
  const parts = path.split(/\{[^}]*\}/).map((it) => it.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]*")}$`);
}

function body(name, example) {
  if (name.endsWith("ndjson")) return `${JSON.stringify(example)}\n${JSON.stringify(example)}\n`;
  if (name === "text/event-stream") return `id: 1\ndata: ${JSON.stringify(example)}\n\n`;
  return name.endsWith("json") ? JSON.stringify(example) : example;
}
