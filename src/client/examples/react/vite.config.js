// Top-level await: browsers that have it.
export default { esbuild: { jsx: "automatic" }, build: { target: "es2022" } };
