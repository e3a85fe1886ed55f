import { catalogue } from '@/lib/messages';

export const t = catalogue('list', {
  nothingLikeThat: 'No result',
  nothingLikeThatText: 'Nothing here fits all of the filters.',
  nothingDeleted: 'Nothing was deleted',
  nothingDeletedText: 'What is deleted stays here for 30 days and can be restored.',
  importFile: 'Import',
  download: 'Download',
  downloadCsv: 'As CSV',
  downloadExcel: 'As an Excel workbook',
  removeFilters: 'Remove the filters',
});
