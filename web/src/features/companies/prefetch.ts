import { prefetchList } from '@/lib/pages';
import { queryOf, type Search } from '@/ui/filters/fields';
import { companiesList } from './companiesList';
import { companiesSearch } from './filters';

/** Begins the first page of the list that an address stands for. */
export function prefetchCompanies(search: Search): void {
  prefetchList(companiesList(queryOf(companiesSearch(search))));
}
