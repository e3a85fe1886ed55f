/** Where an import is looked at. */
export const importPath = (id: string): string => `/imports/${id}`;
