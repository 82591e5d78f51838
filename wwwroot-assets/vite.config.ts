import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

// One entry per audience, so that a resident's phone never downloads what only a desk needs.
export default defineConfig({
  root: resolve(here, 'src'),
  base: '/dist/',
  publicDir: false,
  build: {
    outDir: resolve(here, '../src/Scoring.Web/wwwroot/dist'),
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
      input: Object.fromEntries(['early', 'site', 'sheet', 'ballot', 'charts', 'stage', 'doorstep'].map(name => [name, resolve(here, `src/${name}.ts`)])),
    },
  },
});
