// Opens policies in a real TOML language server with the schema that merit
// writes, and holds what an editor would show against what it should: no
// complaint about what ships, a complaint at the line of every planted
// mistake, words and keys to complete, and hover text in both languages.
//
//	npm ci --ignore-scripts && npm test
//
// Nothing is fetched: the schema lies beside the policy, as #:schema says.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { TaploLsp } = createRequire(import.meta.url)("@taplo/lsp");
const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.join(here, "..", "..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "merit-editors-"));
const schema = execFileSync("go", ["run", "./cmd/merit", "schema"], { cwd: repository, maxBuffer: 1 << 26 });
fs.writeFileSync(path.join(folder, "policy.schema.json"), schema);

const environment = {
  now: () => new Date(),
  envVar: (name) => process.env[name],
  envVars: () => Object.entries(process.env),
  stdErrAtty: () => false,
  stdin: async () => new Uint8Array(),
  stdout: async (bytes) => bytes.length,
  stderr: async (bytes) => bytes.length,
  glob: () => [],
  readFile: (file) => fs.promises.readFile(file),
  writeFile: async () => { throw new Error("nothing is written"); },
  urlToFilePath: (url) => (url.startsWith("file:") ? fileURLToPath(url) : ""),
  isAbsolute: (file) => path.isAbsolute(file),
  cwd: () => folder,
  findConfigFile: () => undefined,
  fetch: { fetch: async () => { throw new Error("nothing is fetched"); }, Headers, Request, Response },
};

const answers = new Map(); // by request id
const diagnostics = new Map(); // by file
let id = 0;

const server = await TaploLsp.initialize(environment, {
  onMessage: (message) => {
    if (message.method === "textDocument/publishDiagnostics") {
      diagnostics.set(message.params.uri, message.params.diagnostics);
    } else if (message.method === "workspace/configuration") {
      const settings = { schema: { enabled: true, associations: {}, catalogs: [], links: false } };
      server.send({ jsonrpc: "2.0", id: message.id, result: message.params.items.map(() => settings) });
    } else if (message.method && message.id !== undefined) {
      server.send({ jsonrpc: "2.0", id: message.id, result: null });
    } else if (message.id !== undefined) {
      answers.get(message.id)?.(message);
    }
  },
});

function ask(method, params) {
  return new Promise((resolve, reject) => {
    const number = ++id;
    const timer = setTimeout(() => reject(new Error(method + " was not answered")), 20_000);
    answers.set(number, (message) => {
      clearTimeout(timer);
      message.error ? reject(new Error(method + ": " + message.error.message)) : resolve(message.result);
    });
    server.send({ jsonrpc: "2.0", id: number, method, params });
  });
}

const tell = (method, params) => server.send({ jsonrpc: "2.0", method, params });
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let files = 0;
async function open(text) {
  const uri = pathToFileURL(path.join(folder, `p${++files}.toml`)).href;
  fs.writeFileSync(fileURLToPath(uri), text);
  tell("textDocument/didOpen", { textDocument: { uri, languageId: "toml", version: 1, text } });
  for (let waited = 0; !diagnostics.has(uri) && waited < 20_000; waited += 20) await pause(20);
  await pause(100); // syntax is told before structure
  return uri;
}

// place finds words in a text, and the place a few characters into them.
function place(text, words, into = 0) {
  const at = text.indexOf(words);
  if (at < 0) throw new Error("the policy has no " + words);
  const before = text.slice(0, at + into).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
}

let wrong = 0;
let tried = 0;
function expect(what, holds, detail) {
  tried++;
  if (holds) return;
  wrong++;
  console.error("✗ " + what + "\n  " + JSON.stringify(detail));
}

await ask("initialize", { processId: null, rootUri: pathToFileURL(folder).href, capabilities: { workspace: { configuration: true }, textDocument: { hover: { contentFormat: ["markdown"] }, completion: {} } }, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "policies" }] });
tell("initialized", {});
await pause(200);

const shipped = "#:schema ./policy.schema.json\n" + fs.readFileSync(path.join(repository, "policies", "crs-standard.toml"), "utf8");
const sound = await open(shipped);
expect("what ships is sound", diagnostics.get(sound)?.length === 0, diagnostics.get(sound));

// Mistakes, each marked at its line.
const mistakes = [
  ["a key with a typo", 'weight      = 40\nperspective', 'wieght      = 40\nperspective', "wieght"],
  ["a word that is none", 'better    = "lower"', 'better    = "smaller"', "smaller"],
  ["text where a number belongs", "value = 90, unit", 'value = "90", unit', 'value = "90"'],
  ["a number where text belongs", 'grade = "C"', "grade = 3", "grade = 3"],
  ["a weight above 100", "weight      = 40", "weight      = 140", "140"],
  ["an unknown table", "[agreement]", "[agrement]", "agrement"],
  ["an unknown period", 'period    = "month"', 'period    = "monthly"', "monthly"],
  ["a missing id", 'id        = "crs-standard"\n', "", "[policy]"],
  ["broken TOML", 'stage     = "active"', 'stage     = "active', "stage"],
];
for (const [what, from, to, marked] of mistakes) {
  const text = shipped.replace(from, to);
  if (text === shipped) throw new Error("nothing to mistake: " + from);
  const found = diagnostics.get(await open(text)) ?? [];
  const line = place(text, marked).line;
  expect(`${what} is marked on line ${line + 1}`, found.some((d) => d.range.start.line <= line && line <= d.range.end.line), found);
}

// Hover text in both languages.
for (const [words, chinese, english] of [
  ["shortfall = {", "未达标", "target"],
  ["[policy]", "表头", "header"],
  ["consecutive = 3", "连续", "in a row"],
  ["perspective = \"customer\"", "平衡计分卡", "scorecard"],
]) {
  const hover = await ask("textDocument/hover", { textDocument: { uri: sound }, position: place(shipped, words, 2) });
  const said = JSON.stringify(hover?.contents ?? "");
  expect(`hovering over ${words} tells of it in both languages`, said.includes(chinese) && said.toLowerCase().includes(english), hover);
}

// Completion of keys and of words.
async function complete(text, words, into) {
  const uri = await open(text);
  const list = await ask("textDocument/completion", { textDocument: { uri }, position: place(text, words, into) });
  return (list?.items ?? list ?? []).map((item) => item.label);
}
const keys = await complete(shipped.replace("[[outcomes]]\nid          = \"promotion\"", "[[outcomes]]\nd\nid          = \"promotion\""), "[[outcomes]]\nd\n", "[[outcomes]]\nd".length);
expect("keys of an outcome are completed", ["despite_veto", "consecutive"].every((key) => keys.some((label) => label.includes(key))), keys);
const words = await complete(shipped.replace('kind        = "reward"', 'kind        = ""'), 'kind        = ""', 'kind        = "'.length);
expect("kinds of an outcome are completed", ["reward", "penalty", "coaching"].every((word) => words.some((label) => label.includes(word))), words);

server.dispose();
fs.rmSync(folder, { recursive: true });
console.log(`${tried} tried, ${wrong} wrong`);
process.exit(wrong > 0 ? 1 : 0);
