import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import ts from "typescript";

const FRAMES = "../test/resources/frames";
const TYPES = "../main/resources/web/app/client";

const names = (direction: string) =>
  readdirSync(`${FRAMES}/${direction}`).map((file) => file.replace(".json", ""));
const golden = (direction: string, name: string) => readFileSync(`${FRAMES}/${direction}/${name}.json`, "utf8").trim();

/** What the type checker says of a text beside the library. */
function faults(text: string): string[] {
  const file = resolve(TYPES, "golden.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, target) =>
    name === file ? ts.createSourceFile(name, text, target) : getSourceFile(name, target);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

for (const [direction, type] of [
  ["client", "ClientFrame"],
  ["server", "ServerFrame"],
] as const) {
  test(`each golden frame of the ${direction} is a ${type}, and no field more`, () => {
    const lines = names(direction).map((name, i) => `const _${i}: ${type} = ${golden(direction, name)};`);
    assert.deepEqual(faults(`import type { ${type} } from "./frame.js";\nexport {};\n${lines.join("\n")}`), []);
  });

  test(`each ${type} there is has a golden frame`, () => {
    const types = [...new Set(names(direction).map((name) => name.split("-")[0]))];
    const text = `import type { ${type} } from "./frame.js";
      const all: Record<${type}["type"], true> = { ${types.map((name) => `${name}: true`).join(", ")} };
      export { all };`;
    assert.deepEqual(faults(text), []);
  });
}

test("a frame that breaks its type is seen", () => {
  const wrong = 'import type { ServerFrame } from "./frame.js";\nexport const it: ServerFrame = { type: "done" };';
  assert.equal(faults(wrong).length, 1);
});
