import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const dist = resolve(here, '../src/Scoring.Web/wwwroot/dist');

// Slides whose Chinese fonts are not embedded need the tables of Chinese character codes; pictures in rarer codings need decoders that are no WebAssembly.
function pdfFiles(): Plugin {
  const copy = (from: string, to: string, which: RegExp) => {
    mkdirSync(resolve(dist, to), { recursive: true });
    const folder = resolve(here, 'node_modules/pdfjs-dist', from);
    for (const file of readdirSync(folder).filter(f => which.test(f))) copyFileSync(resolve(folder, file), resolve(dist, to, file));
  };
  return {
    name: 'pdf-files',
    closeBundle() {
      copy('cmaps', 'pdf/cmaps', /^(Adobe-GB1|GB|UniGB)/);
      copy('wasm', 'pdf/decoders', /fallback\.js$/);
    },
  };
}

// One entry per audience, so that a resident's phone never downloads what only a desk needs.
export default defineConfig({
  root: resolve(here, 'src'),
  base: '/dist/',
  publicDir: false,
  plugins: [pdfFiles()],
  build: {
    outDir: dist,
    emptyOutDir: true,
    // Not the default `.vite/`: folders that begin with a dot are neither served nor published by ASP.NET Core.
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    target: ['es2020', 'chrome87', 'safari14'],
    cssTarget: ['chrome87', 'safari14'],
    // No `data:` addresses, so that the content security policy need not allow them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: Object.fromEntries(['early', 'site', 'sheet', 'ballot', 'charts', 'stage', 'doorstep', 'screen', 'widget', 'workshop'].map(name => [name, resolve(here, `src/${name}.ts`)])),
    },
  },
});
