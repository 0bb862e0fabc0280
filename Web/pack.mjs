// Packs what is served of dist/ into dist/pages.pack, which the server is compiled with: `node pack.mjs`. The format is
// described beside its reader, StaticFiles+Pack.swift.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

process.chdir(import.meta.dirname ?? new URL(".", import.meta.url).pathname);

const types = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
};

function filesBelow(folder) {
    if (!existsSync(folder)) return [];
    return readdirSync(folder).sort().flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

const names = JSON.parse(readFileSync("dist/names.json", "utf8"));
const nameOf = new Map(Object.entries(names).map(([name, path]) => [path, name]));
const content = [];
let size = 0;

function add(bytes) {
    content.push(bytes);
    const span = { offset: size, length: bytes.length };
    size += bytes.length;
    return span;
}

const sources = [...filesBelow("dist/assets"), ...(existsSync("dist/embed.js") ? ["dist/embed.js"] : []), ...filesBelow("dist/docs")];
const index = sources.filter((file) => types[extname(file)]).map((file) => {
    const path = "/" + relative("dist", file);
    const bytes = readFileSync(file);
    const gzip = gzipSync(bytes, { level: 9 });
    return {
        name: nameOf.get(path),
        path,
        type: types[extname(file)],
        hash: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
        plain: add(bytes),
        gzip: gzip.length < bytes.length * 0.9 ? add(gzip) : undefined,
    };
});

const header = Buffer.from(JSON.stringify(index));
const length = Buffer.alloc(4);
length.writeUInt32LE(header.length);
const pack = Buffer.concat([length, header, ...content]);
const isFirst = !existsSync("dist/pages.pack");
// An equal pack keeps its time, so that nothing is compiled again for it.
if (isFirst || !readFileSync("dist/pages.pack").equals(pack)) writeFileSync("dist/pages.pack", pack);
// A compiler that did not find the pack does not watch for it.
if (isFirst) utimesSync("../Sources/CMeshesPages/pages.c", new Date(), new Date());

const first = index.filter(({ name }) => name === "app.js" || name === "app.css");
const kilobytes = first.reduce((sum, file) => sum + (file.gzip ?? file.plain).length, 0) / 1024;
console.log(`Pages: ${index.length} files, ${(size / 1024).toFixed(0)} KiB; a first load takes ${kilobytes.toFixed(1)} KiB`);
