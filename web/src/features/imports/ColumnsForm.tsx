import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/lib/api';
import { changed } from '@/lib/query';
import { FormError } from '@/ui/FormError';
import { notify, notifyProblem, textOf } from '@/ui/toast';
import {
  conflicts,
  corrections,
  CUSTOM,
  isComplete,
  meaningsOf,
  samplesOf,
  takenBy,
  type Mapping,
  type Meaning,
} from './mapping';
import { fieldName, t } from './messages';
import { FirstRows } from './FirstRows';
import { remember, type Import } from './useImports';
import css from './ColumnsForm.module.css';

const SAMPLES = 3;
const DELIMITERS: Record<string, string> = { ',': t('comma'), ';': t('semicolon'), '\t': t('tab'), '|': t('pipe') };

const NEEDED = {
  contacts: 'neededContacts',
  companies: 'neededCompanies',
  deals: 'neededDeals',
  products: 'neededProducts',
  leads: 'neededLeads',
} as const;

/** What each column means, as it is suggested, to be corrected before anything is saved. */
export function ColumnsForm({ job }: { job: Import }) {
  const navigate = useNavigate();
  const [mapping, setMapping] = useState<Mapping>(job.mapping);
  const { headers, rows, fileType, charset, delimiter } = job.preview;
  const path = { id: job.id };
  const start = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/imports/{id}/start', { params: { path }, body: { mapping: corrections(job.mapping, mapping) } }),
      ),
    onSuccess: remember,
    onSettled: () => changed('imports'),
  });
  const discard = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/cancel', { params: { path } })),
    onSuccess: async (cancelled) => {
      remember(cancelled);
      notify(t('discarded', { file: job.fileName }));
      await navigate({ to: '/imports' });
    },
    onError: notifyProblem,
    onSettled: () => changed('imports'),
  });
  const clashes = conflicts(job.target, mapping);
  const complete = isComplete(job.target, mapping);
  const missing = t(NEEDED[job.target]);
  return (
    <div className={css['form']}>
      <div className={css['head']}>
        <div>
          <h2 className={css['title']}>{t('mappingTitle')}</h2>
          <p className={css['text']}>
            {t('mappingText')}{' '}
            {fileType === 'xlsx'
              ? t('readAsXlsx')
              : t('readAs', { charset, delimiter: DELIMITERS[delimiter] ?? delimiter })}
            .
          </p>
        </div>
        <div className={css['actions']}>
          <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('discard')}
          </Button>
          <Button loading={start.isPending} disabled={!complete || clashes.size > 0} onClick={() => start.mutate()}>
            {t('start')}
          </Button>
        </div>
      </div>
      <FormError>{start.error === null ? !complete && missing : textOf(start.error)}</FormError>
      <div className={css['columns']} role="table" aria-label={t('mappingTitle')}>
        <div role="row" className={css['names']}>
          <span role="columnheader">{t('column')}</span>
          <span role="columnheader">{t('samples')}</span>
          <span role="columnheader">{t('meaning')}</span>
        </div>
        {headers.map((column, index) => (
          <div key={column} role="row" className={css['column']}>
            <span role="rowheader" className={css['name']} title={column}>
              {column}
            </span>
            <span role="cell" className={css['samples']}>
              {samplesOf(rows, index, SAMPLES).join(' · ') || t('noValues')}
            </span>
            <span role="cell" className={css['meaning']}>
              <MeaningSelect
                job={job}
                column={column}
                mapping={mapping}
                clash={clashes.get(column)}
                onChange={(meaning) => setMapping({ ...mapping, [column]: meaning })}
              />
            </span>
          </div>
        ))}
      </div>
      <FirstRows headers={headers} rows={rows} />
    </div>
  );
}

interface MeaningProps {
  job: Import;
  column: string;
  mapping: Mapping;
  /** The other column that means the same. */
  clash: string | undefined;
  onChange: (meaning: Meaning) => void;
}

function MeaningSelect({ job, column, mapping, clash, onChange }: MeaningProps) {
  const data = meaningsOf(job.target).map((meaning) => {
    const taken = takenBy(job.target, mapping, meaning, column);
    const label = fieldName(meaning);
    return taken === undefined
      ? { value: meaning, label }
      : { value: meaning, label: t('takenBy', { field: label, column: taken }), disabled: true };
  });
  return (
    <Select
      aria-label={t('meaningOf', { column })}
      value={mapping[column] ?? CUSTOM}
      data={data}
      onChange={(meaning) => meaning !== null && onChange(meaning)}
      error={clash === undefined ? undefined : t('sameAs', { column: clash })}
      allowDeselect={false}
      searchable
      maxDropdownHeight={320}
    />
  );
}
