import { formatNumber, locale } from './format';

/** One text per form that the language has for numbers; which one is chosen by `count`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type Texts = Record<string, string | Plural>;

/** What another language has to supply for the texts of a feature. */
export type Translation<T extends Texts> = { [K in keyof T]: T[K] extends string ? string : Plural };

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ParametersOf<M> = M extends string
  ? NamesIn<M>
  : M extends { other: string }
    ? NamesIn<M[keyof M]> | 'count'
    : never;
type Values<M> = [ParametersOf<M>] extends [never] ? [] : [Record<ParametersOf<M>, string | number>];

/** Says a text of a feature: `t('found', { count: 3 })`. Keys and parameters are checked by the compiler. */
export type Say<T extends Texts> = <K extends keyof T & string>(key: K, ...values: Values<T[K]>) => string;

/** The English texts by the name of their feature, of the parts that are loaded: what a translation starts from. */
export const english = new Map<string, Texts>();

/** The texts of a language, by feature and key. */
export type Language = Partial<Record<string, Texts>>;

let translations: Language = {};

/** Chooses the language before the first page is drawn; what it lacks is said in English. */
export function speak(language: Language): void {
  translations = language;
}

/** The English texts of a feature, and what says them in the language of the page. */
export function catalogue<const T extends Texts>(feature: string, texts: T): Say<T> {
  english.set(feature, texts);
  return (key, ...[values]) => {
    const text = translations[feature]?.[key] ?? texts[key] ?? key;
    return fill(typeof text === 'string' ? text : choose(text, values), values ?? {});
  };
}

function choose(plural: Plural, values: Record<string, string | number> | undefined): string {
  return plural[new Intl.PluralRules(locale()).select(Number(values?.['count']))] ?? plural.other;
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? formatNumber(value) : (value ?? placeholder);
  });
}
