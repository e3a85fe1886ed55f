import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What the budget needs to know of a chunk of the build. */
export interface Chunk {
  fileName: string;
  code: string;
  imports: string[];
  isEntry: boolean;
  isDynamicEntry: boolean;
}

export interface RouteScript {
  fileName: string;
  bytes: number;
}

/**
 * The gzip'd script that the browser has to fetch before a lazily loaded part can run: the entry, the part's own chunk
 * and everything that either of them imports statically.
 */
export function scriptsPerRoute(chunks: Chunk[]): RouteScript[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const sizes = new Map(chunks.map((chunk) => [chunk.fileName, gzipSync(chunk.code, { level: 9 }).length]));

  const reach = (names: string[]): Set<string> => {
    const seen = new Set<string>();
    const waiting = [...names];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (!seen.has(name)) {
        seen.add(name);
        waiting.push(...(byName.get(name)?.imports ?? []));
      }
    }
    return seen;
  };

  const entries = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName);
  const parts = chunks.filter((chunk) => chunk.isDynamicEntry).map((chunk) => chunk.fileName);
  return [...entries, ...parts]
    .map((fileName) => ({
      fileName,
      bytes: [...reach([...entries, fileName])].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** Fails the build where a page would need more script than the budget allows, and prints the largest either way. */
export function scriptBudget({ mostBytesPerRoute }: { mostBytesPerRoute: number }): Plugin {
  return {
    name: 'brisk:script-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const routes = scriptsPerRoute(Object.values(bundle).filter((output) => output.type === 'chunk'));
      const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
      for (const { fileName, bytes } of routes) {
        this.info(`${inKilobytes(bytes)} of script, gzip'd, with ${fileName}`);
      }
      const tooLarge = routes.filter(({ bytes }) => bytes > mostBytesPerRoute);
      if (tooLarge.length > 0) {
        const names = tooLarge.map(({ fileName, bytes }) => `${fileName} (${inKilobytes(bytes)})`).join(', ');
        this.error(`more than ${inKilobytes(mostBytesPerRoute)} of script per route: ${names}`);
      }
    },
  };
}
