import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress.ts';
import { scriptBudget } from './build/scriptBudget.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), scriptBudget({ mostBytesPerRoute: 250_000 }), precompress()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('../target/web'),
    emptyOutDir: true,
    // light-dark() and color-mix() stay as they are written.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // The policy of the server allows no data: URLs for fonts and scripts, and small files cost nothing over HTTP/2.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': { target: process.env['BRISK_SERVER'] ?? 'http://127.0.0.1:8080' } },
  },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'], environment: 'node', env: { TZ: 'Europe/Berlin' } },
});
