// Requests that must be refused in one way, to those that are not: `node refusals.mjs ORIGIN`. It prints nothing when all
// is well.

const [origin] = process.argv.slice(2);
const json = { "content-type": "application/json" };
const text = { "content-type": "text/html" };
const REFUSALS = [
  ["no operation there", 404, "GET", "/media/nothing"],
  ["another method", 405, "DELETE", "/media/notes", {}, undefined, "GET, HEAD, POST"],
  ["a media type of no form", 415, "POST", "/uploads/one", text, "x"],
  ["JSON under another name", 415, "POST", "/secured/change", { ...text, authorization: "Basic dGVzdDp0ZXN0" }, '{"level":1}'],
  ["JSON under another name", 415, "PUT", "/media/notes/1", text, '{"text":"x"}'],
  ["no body", 400, "PATCH", "/media/notes/1", { "content-type": "application/merge-patch+json" }],
  ["broken JSON", 400, "PUT", "/media/notes/1", json, "{"],
  ["a null", 400, "PUT", "/media/notes/1", json, '{"text":null}'],
  ["a number as text", 400, "PUT", "/media/notes/1", json, '{"text":"x","stars":"1"}'],
  ["no required header", 400, "POST", "/media/notes", json, '{"text":"x"}'],
  ["no credentials", 401, "GET", "/secured/both"],
  ["half of the credentials", 401, "GET", "/secured/both", { "x-key": "test" }],
  ["other credentials", 401, "GET", "/secured/both", { "x-key": "no", authorization: "Basic dGVzdDp0ZXN0" }],
  ["no credentials, before the body", 401, "POST", "/secured/change", json, "{"],
];

for (const [what, expected, method, path, headers = {}, body, allow] of REFUSALS) {
  const response = await fetch(origin + path, { method, headers, body });
  await response.arrayBuffer();
  const wrong = [];
  if (response.status !== expected) wrong.push(`${response.status} came, not ${expected}`);
  const allowed = (response.headers.get("allow") ?? "").split(", ").sort().join(", ");
  if (allow !== undefined && allowed !== allow) wrong.push(`Allow is ${allowed}, not ${allow}`);
  if (expected === 401 && !response.headers.has("www-authenticate")) wrong.push("no WWW-Authenticate");
  if (wrong.length > 0) console.log(`${what} (${method} ${path}): ${wrong.join("; ")}`);
}
