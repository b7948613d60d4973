import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { test } from "node:test";

const EXAMPLES = "examples";
const INSTALLED = `${EXAMPLES}/node_modules/@postroom/client`;
const TARBALL = "node_modules/.cache";

/** The service of a page that is not served from there. */
const ELSEWHERE = "https://postroom.example";
const env = { ...process.env, VITE_POSTROOM_URL: ELSEWHERE };

const run = (command: string, args: string[], cwd = ".") =>
  execFileSync(command, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });

/** As `npm install` of the tarball would, but that it asks no registry. */
function install(): string[] {
  const [{ filename, files }] = JSON.parse(
    String(run("npm", ["pack", "--json", "--silent", "--pack-destination", TARBALL])),
  ) as [{ filename: string; files: { path: string }[] }];
  rmSync(INSTALLED, { recursive: true, force: true });
  mkdirSync(INSTALLED, { recursive: true });
  run("tar", ["-xzf", `${TARBALL}/${filename}`, "-C", INSTALLED, "--strip-components=1"]);
  return files.map(({ path }) => path);
}

test("the package holds ESM and types and nothing else, and Vite projects import it", async (t) => {
  const files = install();

  await t.test("only what was built is in it", () => {
    assert.ok(files.includes("dist/index.js") && files.includes("dist/index.d.ts") && files.includes("dist/seed.d.ts"));
    assert.deepEqual(
      files.filter((path) => !path.startsWith("dist/")),
      ["README.md", "package.json"],
    );
    assert.ok(files.every((path) => /\.(js|d\.ts|json|md)$/.test(path)));
  });

  await t.test("Node imports it as it stands", () => {
    const names = "import('@postroom/client').then((all) => console.log(Object.keys(all).join()))";
    const all = String(run(process.execPath, ["--input-type=module", "-e", names], EXAMPLES)).trim().split(",");
    for (const name of ["Postroom", "RefusedError", "UnconfirmedError", "loggedIn"]) assert.ok(all.includes(name), name);
  });

  await t.test("the examples are held to its types", () => {
    run("npx", ["tsc", "--noEmit"], EXAMPLES);
  });

  for (const example of ["react", "plain"]) {
    await t.test(`the ${example} example is built`, () => {
      run("npx", ["vite", "build", example, "--logLevel", "error"], EXAMPLES);
      const assets = `${EXAMPLES}/${example}/dist/assets`;
      const built = readdirSync(assets).map((file) => readFileSync(`${assets}/${file}`, "utf8"));
      assert.ok(built.some((text) => text.includes("postroom.v1")));
      assert.ok(built.some((text) => text.includes(ELSEWHERE)));
    });
  }
});

test("the manual shows the examples as they are built", () => {
  const manual = readFileSync("../../docs/client.md", "utf8");
  for (const file of ["plain/main.ts", "plain/index.html", "react/useInbox.ts", "react/MyReports.tsx", "react/main.tsx"]) {
    assert.ok(manual.includes(readFileSync(`${EXAMPLES}/${file}`, "utf8").trim()), file);
  }
});
