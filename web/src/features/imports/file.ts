export const MOST_BYTES = 200 * 1024 * 1024;

export type Unsuitable = 'empty' | 'tooLarge' | 'spreadsheet' | 'notCsv';

const EXCEL = 'xlsx';
const SPREADSHEETS = ['xls', 'xlsm', 'xlsb', 'ods', 'numbers'];
const TABLES = ['csv', 'tsv', 'tab', 'txt', EXCEL];

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Why a file cannot be imported, as far as its name and size tell; the rest is the server's to say. */
export function unsuitable({ name, size }: { name: string; size: number }): Unsuitable | undefined {
  const extension = extensionOf(name);
  if (SPREADSHEETS.includes(extension)) {
    return 'spreadsheet';
  }
  if (extension !== '' && !TABLES.includes(extension)) {
    return 'notCsv';
  }
  if (size === 0) {
    return 'empty';
  }
  return size > MOST_BYTES ? 'tooLarge' : undefined;
}

export function contentTypeOf(name: string): string {
  const extension = extensionOf(name);
  if (extension === EXCEL) {
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  return ['tsv', 'tab'].includes(extension) ? 'text/tab-separated-values' : 'text/csv';
}
