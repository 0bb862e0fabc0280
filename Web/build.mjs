// Type-checks and bundles the pages into dist/: `node build.mjs`.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

process.chdir(import.meta.dirname ?? new URL(".", import.meta.url).pathname);

const options = [
    "--bundle", "--format=esm", "--target=es2022", "--jsx=automatic", "--jsx-import-source=jsx",
    "--alias:preact=./vendor/preact.mjs", "--alias:jsx=./src/jsx", "--charset=utf8", "--log-level=warning",
];

function run(program, args) {
    try {
        execFileSync(program, args, { stdio: "inherit" });
    } catch {
        process.exit(1);
    }
}

/** Every file of src/entries is a script of its own, and what styles it imports become a stylesheet of the same name. */
function bundlePages() {
    const entries = readdirSync("src/entries").map((name) => join("src/entries", name));
    run("esbuild", [
        ...entries, ...options, "--minify", "--outdir=dist/assets", "--entry-names=[name]-[hash]", "--metafile=dist/meta.json",
    ]);
    const outputs = Object.keys(JSON.parse(readFileSync("dist/meta.json", "utf8")).outputs);
    const names = outputs.map((path) => {
        const file = basename(path);
        return [file.replace(/-[A-Z0-9]+(\.\w+)$/, "$1"), `/assets/${file}`];
    });
    writeFileSync("dist/names.json", JSON.stringify(Object.fromEntries(names)));
}

/** One file without dependencies for pages of hosts, at a fixed address. */
function bundleHostScript() {
    const source = "src/host/embed.ts";
    run("esbuild", [source, ...options, "--minify", "--format=iife", "--outfile=dist/embed.js"]);
}

function bundleTests() {
    const tests = readdirSync("tests").filter((name) => extname(name) === ".ts").map((name) => join("tests", name));
    run("esbuild", [
        ...tests, ...options, "--platform=node", "--target=node18", "--outdir=dist/tests", "--out-extension:.js=.mjs", "--loader:.css=empty",
    ]);
}

rmSync("dist/assets", { recursive: true, force: true });
rmSync("dist/tests", { recursive: true, force: true });
mkdirSync("dist", { recursive: true });
run("tsc", ["--noEmit", "-p", "."]);
bundlePages();
if (readdirSync("src").includes("host")) bundleHostScript();
bundleTests();
