import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { PAGE_ROWS, PagedList, type PagePlace, type PageOf } from './pages';

interface Row {
  id: string;
}

/** A list as the server answers it: by number up to 10,000 rows, from there on by cursor. */
function server(total: number, { exact = true } = {}) {
  const asked: PagePlace[] = [];
  let rows = total;
  const fetchPage = (place: PagePlace): Promise<PageOf<Row>> => {
    asked.push(place);
    const start = 'page' in place ? (place.page - 1) * place.limit : Number(place.after);
    if ('page' in place && place.page * place.limit > 10_000) {
      throw new Error('Pages end at 10,000 rows.');
    }
    const length = Math.max(0, Math.min(place.limit, rows - start));
    const next = start + length < rows ? String(start + length) : null;
    return Promise.resolve({
      data: Array.from({ length }, (_, index) => ({ id: `row ${start + index}` })),
      pagination: {
        page: 1,
        limit: place.limit,
        total: exact ? rows : Math.min(rows, 10_000),
        totalExact: exact || rows <= 10_000,
        totalPages: 1,
        hasNext: next !== null,
        hasPrev: start > 0,
        next,
      },
    });
  };
  return { asked, fetchPage, setRows: (next: number) => (rows = next) };
}

function listOf(source: ReturnType<typeof server>) {
  const client = new QueryClient();
  const list = new PagedList<Row>({ queryKey: ['contacts'], fetchPage: source.fetchPage }, client);
  list.subscribe(() => undefined);
  return { client, list };
}

const arrived = (list: PagedList<Row>, index: number) =>
  vi.waitFor(() => expect(list.snapshot().rowAt(index)?.id).toBe(`row ${index}`), { interval: 1 });

test('only what is in sight is fetched, and the page behind it', async () => {
  const source = server(100_000);
  const { list } = listOf(source);
  await arrived(list, 0);
  await arrived(list, 150);
  expect(source.asked).toHaveLength(2);

  list.show(5_000, 5_040);
  await arrived(list, 5_020);
  expect(source.asked).toContainEqual({ limit: PAGE_ROWS, page: 51 });
  expect(list.snapshot()).toMatchObject({ total: 100_000, reachable: 10_000 });
});

test('beyond 10,000 rows it goes on by the cursor, as far as the list is long', async () => {
  const source = server(10_250);
  const { list } = listOf(source);
  await arrived(list, 0);
  for (const index of [9_999, 10_099, 10_199, 10_249]) {
    list.show(index - 40, index);
    await arrived(list, index);
  }
  expect(list.snapshot().reachable).toBe(10_250);
  expect(source.asked.filter((place) => 'after' in place)).toHaveLength(3);
});

test('a list whose total is not counted to its end goes on all the same', async () => {
  const source = server(10_150, { exact: false });
  const { list } = listOf(source);
  list.show(9_950, 9_999);
  await arrived(list, 9_999);
  list.show(10_050, 10_099);
  await arrived(list, 10_099);
  await vi.waitFor(() => expect(list.snapshot().reachable).toBe(10_150));
});

test('pages far away are given back, so that a long scroll does not fill the memory', async () => {
  const source = server(10_000);
  const { list, client } = listOf(source);
  for (let page = 0; page < 100; page++) {
    list.show(page * PAGE_ROWS, page * PAGE_ROWS + 40);
    await arrived(list, page * PAGE_ROWS);
  }
  expect(client.getQueryCache().getAll().length).toBeLessThan(30);
  list.show(0, 40);
  await arrived(list, 0);
});

test('what changed elsewhere replaces the rows when it has arrived, not before', async () => {
  const source = server(250);
  const { list, client } = listOf(source);
  await arrived(list, 0);
  source.setRows(300);
  const refreshed = client.invalidateQueries();
  expect(list.snapshot().rowAt(0)?.id).toBe('row 0');
  await refreshed;
  expect(list.snapshot()).toMatchObject({ total: 300, reachable: 300 });
});

test('a range of rows is complete, also where it was never in sight', async () => {
  const { list } = listOf(server(1_000));
  const rows = await list.rowsBetween(90, 310);
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 221 }, (_, index) => `row ${90 + index}`));
});
