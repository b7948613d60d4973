// Bundles the tests, which are TypeScript as the library is, and runs them by Node's own runner: all, or those files
// whose names begin with an argument; of them the tests that match ONLY, where it is set.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, "../node_modules/.cache");
mkdirSync(cache, { recursive: true });
// Each run has its own: two may run at once.
const out = mkdtempSync(join(cache, "tests-"));
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));

await build({
  entryPoints: files.map((file) => join(here, file)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node18",
  sourcemap: "inline",
  logLevel: "warning",
});
const only = process.env.ONLY ? ["--test-name-pattern", process.env.ONLY] : [];
// Node 18 has what browsers have, but not by itself.
const env = globalThis.crypto ? process.env : { ...process.env, NODE_OPTIONS: "--experimental-global-webcrypto" };
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", ...only, ...files.map((file) => join(out, file.replace(".ts", ".mjs")))],
  { stdio: "inherit", cwd: join(here, ".."), env, timeout: 300_000 },
);
rmSync(out, { recursive: true, force: true });
process.exit(status ?? 1);
