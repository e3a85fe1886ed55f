import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rollup } from 'vite';

const SOURCE = fileURLToPath(new URL('./start.js', import.meta.url));
const NO_PAGES = 'const pages = [];';

/** What of a chunk says which files it needs. */
export type Part = Pick<Rollup.OutputChunk, 'fileName' | 'imports' | 'facadeModuleId' | 'isEntry' | 'viteMetadata'>;

interface PageFiles {
  /** A pattern of paths. */
  address: string;
  files: string[];
}

/**
 * The files that each page needs besides those of every page.
 *
 * @param pages the modules of the pages by their addresses, as the router has them: `/contacts/$id`
 */
export function filesOfPages(parts: Part[], pages: Record<string, string>): PageFiles[] {
  const byName = new Map(parts.map((part) => [part.fileName, part]));
  const reach = (part: Part | undefined, seen = new Set<Part>()): Set<Part> => {
    if (part !== undefined && !seen.has(part)) {
      seen.add(part);
      part.imports.forEach((name) => reach(byName.get(name), seen));
    }
    return seen;
  };
  const ofEvery = reach(parts.find(({ isEntry }) => isEntry));
  return Object.entries(pages).map(([address, module]) => {
    const page = parts.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
    if (page === undefined) {
      throw new Error(`${module} is not a part that is fetched by itself`);
    }
    const needed = [...reach(page)].filter((part) => !ofEvery.has(part));
    const styles = new Set(needed.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
    return {
      address: `^${address.replace(/\$\w+/g, '[^/]+')}$`,
      files: [...needed.map(({ fileName }) => fileName), ...styles].map((name) => `/${name}`),
    };
  });
}

/** Puts `start.js` before everything else of the page; in a build it knows which files each page needs. */
export function startScript(pages: Record<string, string>): Plugin {
  let asset = '';
  return {
    name: 'brisk:start-script',
    configureServer(server) {
      server.middlewares.use('/start.js', (_, response) => {
        void readFile(SOURCE).then((text) => response.setHeader('Content-Type', 'text/javascript').end(text));
      });
    },
    async generateBundle(_, bundle) {
      const parts = Object.values(bundle).filter((output) => output.type === 'chunk');
      const found = JSON.stringify(filesOfPages(parts, pages));
      const source = (await readFile(SOURCE, 'utf8')).replace(NO_PAGES, `const pages = ${found};`);
      asset = this.getFileName(this.emitFile({ type: 'asset', name: 'start.js', source }));
    },
    transformIndexHtml: {
      order: 'post',
      // Before the styles: a script that stands behind them waits for them.
      handler: () => [
        { tag: 'script', attrs: { src: `/${asset === '' ? 'start.js' : asset}` }, injectTo: 'head-prepend' },
      ],
    },
  };
}
