import { Button, CloseButton, Group, Skeleton, TextInput, VisuallyHidden } from '@mantine/core';
import IconBook2 from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useSession } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import { may } from '@/lib/roles';
import { EmptyState } from '@/ui/EmptyState';
import { KeyHint } from '@/ui/KeyHint';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { rowsOf, type Entry, type Held, type Row } from './book';
import { BookList } from './BookList';
import { t } from './messages';
import { MOST_FOUND, useBook, useBookSearch } from './useBook';
import css from './My500Page.module.css';

export function My500Page() {
  const { user } = useSession();
  const canWrite = may(user.role, 'write');
  const [words, setWords] = useState('');
  const [held, setHeld] = useState<Held>();
  const [said, announce] = useState('');
  const book = useBook();
  const search = useBookSearch(words);
  const { entries, total } = book;
  const rows = useMemo(() => rowsOf(entries, total, { held, pinsOffered: canWrite }), [entries, total, held, canWrite]);
  const found = useMemo(() => search.found?.map(rowOf), [search.found]);

  const list = { total, canWrite, held, onHold: setHeld, announce };
  const content = () => {
    const failed = search.error === null ? book : search;
    if (failed.error !== null) {
      return <Problem error={failed.error} retry={failed.retry} />;
    }
    if (book.isPending) {
      return <FirstLoad />;
    }
    if (total === 0) {
      return <EmptyBook canWrite={canWrite} />;
    }
    if (found === undefined) {
      return <BookList key="book" rows={rows} complete={entries.length >= total} isBook {...list} />;
    }
    return found.length === 0 ? (
      <EmptyState icon={IconSearch} title={t('nobodyFound', { words: search.words })}>
        {t('nobodyFoundText')}
      </EmptyState>
    ) : (
      <BookList key="found" rows={found} complete isBook={false} {...list} />
    );
  };
  return (
    <Page
      title={t('title')}
      aside={book.isPending ? undefined : <Aside total={total} syncState={book.syncState} />}
      actions={<BookSearch words={words} onChange={setWords} found={found?.length} />}
      layout="fill"
    >
      {content()}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Page>
  );
}

const rowOf = (entry: Entry): Row => ({ kind: 'entry', key: entry.id, entry, reason: 'same' });

function Aside({ total, syncState }: { total: number; syncState: string | undefined }) {
  return (
    <>
      {t('people', { count: total })}
      {syncState === 'not_connected' && <span className={css['sync']}> · {t('notConnected')}</span>}
    </>
  );
}

interface SearchProps {
  words: string;
  onChange: (words: string) => void;
  /** How many were found, undefined while the whole book is shown. */
  found: number | undefined;
}

function BookSearch({ words, onChange, found }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([{ keys: '/', label: t('search'), group: t('title'), run: () => field.current?.select() }]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onChange('');
      field.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
    }
  };
  return (
    <>
      <span className={css['found']} role="status">
        {found === undefined
          ? ''
          : found === MOST_FOUND
            ? t('foundMost', { count: found })
            : t('found', { count: found })}
      </span>
      <TextInput
        ref={field}
        className={css['search']}
        value={words}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
        rightSection={
          words === '' ? (
            <span className={css['key']}>
              <KeyHint keys="/" />
            </span>
          ) : (
            <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => onChange('')} />
          )
        }
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

function EmptyBook({ canWrite }: { canWrite: boolean }) {
  const action = (
    <Group gap="sm" justify="center">
      {canWrite && (
        <Button component={Link} to="/imports">
          {t('toImport')}
        </Button>
      )}
      <Button component={Link} to="/contacts" variant="default">
        {t('toContacts')}
      </Button>
    </Group>
  );
  return (
    <EmptyState icon={IconBook2} title={t('empty')} action={action}>
      {t('emptyText')}
    </EmptyState>
  );
}

function FirstLoad() {
  return (
    <div className={css['loading']} aria-busy>
      {Array.from({ length: 14 }, (_, index) => (
        <Skeleton key={index} height={14} width={`${[72, 58, 66][index % 3] ?? 60}%`} />
      ))}
    </div>
  );
}
