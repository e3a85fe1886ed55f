import type { components } from '../schema';

/** The shapes of the contract, by their names there: `Schema<'Contact'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
