import { build } from "esbuild";
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

test("all of it is at most 10 kB, minified and gzipped", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * from "./index.js"; export * from "./seed.js";',
      resolveDir: "../main/resources/web/app/client",
      loader: "ts",
    },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  const size = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  assert.ok(size <= 10_000, `${size} bytes`);
});
