// The requests of scenarios that `tsp-spector knock` does not make as the scenario wants them: `node more.mjs ORIGIN
// FOLDER`, where the folder has http-specs. It prints what knock prints.

import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";

const [origin, folder] = process.argv.slice(2);
const png = await readFile(join(folder, "assets/image.png"));
const jpg = await readFile(join(folder, "assets/image.jpg"));

// Knock leaves out bodies that a scenario's document requires, and sends no files where a function looks at them.
const json = { "content-type": "application/json" };

const SCENARIOS = [
  ["Authentication_OAuth2_invalid", 403, "/authentication/oauth2/invalid", "GET", { authorization: "Bearer x" }],
  ["Payload_MediaType_StringBody_sendAsText", 200, "/payload/media-type/string-body/sendAsText", "POST", { "content-type": "text/plain" }, "{cat}"],
  ["Payload_MultiPart_FormData_File_uploadFileSpecificContentType", 204, "/multipart/form-data/file/specific-content-type", "POST", ...files([["file", "image.png", "image/png", png]])],
  ["Payload_MultiPart_FormData_File_uploadFileRequiredFilename", 204, "/multipart/form-data/file/required-filename", "POST", ...files([["file", "image.png", "image/png", png]])],
  ["Payload_MultiPart_FormData_File_uploadFileArray", 204, "/multipart/form-data/file/file-array", "POST", ...files([["files", "image.png", "image/png", png], ["files", "image.png", "image/png", png]])],
  ["Type_Model_Visibility_getModel", 200, "/type/model/visibility?queryProp=123", "GET", json, "{}"],
  ["Type_Model_Visibility_headModel", 200, "/type/model/visibility?queryProp=123", "HEAD", json, "{}"],
  ["Type_Model_Visibility_putReadOnlyModel", 200, "/type/model/visibility/readonlyroundtrip", "PUT", json, "{}"],
];

for (const [name, expected, path, method, headers, body] of SCENARIOS) {
  const { status, text } = await send(path, method, headers, body);
  if (status === expected) console.log(`✓ Scenario: ${name}`);
  else console.log(`✘ Scenario: ${name}\n${status} came, not ${expected}: ${text}`);
}

// A form of files, with a boundary that none of them has in it.
function files(parts) {
  const boundary = "----conformance";
  const chunks = parts.flatMap(([name, file, type, bytes]) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: ${type}\r\n\r\n`,
    bytes,
    "\r\n",
  ]);
  const body = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((it) => Buffer.from(it)));
  return [{ "content-type": `multipart/form-data; boundary=${boundary}` }, body];
}

// `fetch` sends no body with GET.
function send(path, method, headers, body = "") {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const all = length > 0 ? { ...headers, "content-length": length } : headers;
    const sent = request(origin + path, { method, headers: all }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
