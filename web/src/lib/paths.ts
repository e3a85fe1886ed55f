/** Where pages of other features stand, for those who link to them without knowing them. */
export const contactPath = (id: string): string => `/contacts/${id}`;
