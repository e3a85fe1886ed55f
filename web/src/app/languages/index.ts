import { setFormats } from '@/lib/format';
import { speak, type Language } from '@/lib/messages';

/** The languages besides English: a file each, named by its code (`de.ts`, `pt-BR.ts`), with its `texts`. */
const files = import.meta.glob<Language>(['./*.ts', '!./index.ts', '!./*.test.ts'], { import: 'texts' });
/** A region that no country has: any language with it is written with the marks of `pseudo.ts`. */
const PSEUDO = 'XA';

/**
 * Has all texts said in the browser's language where there is a file for it, before the first page is drawn. Dates,
 * numbers and money are written as there in any case.
 */
export async function speakLanguageOf(browser: string): Promise<void> {
  setFormats({ locale: browser });
  const found = fileFor(browser);
  if (found === undefined) {
    return;
  }
  try {
    speak(await found.load());
    document.documentElement.lang = found.language;
  } catch (error) {
    console.error(error); // English is better than no page.
  }
}

function fileFor(browser: string) {
  const { language, region } = new Intl.Locale(browser);
  const names = region === PSEUDO ? ['pseudo'] : [browser, language];
  for (const name of names) {
    const load = files[`./${name}.ts`];
    if (load !== undefined) {
      return { load, language: region === PSEUDO ? language : name };
    }
  }
  return undefined;
}
