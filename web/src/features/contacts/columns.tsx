import { Link } from '@tanstack/react-router';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { RelativeTime } from '@/ui/RelativeTime';
import { levelOf, Warmth } from '@/ui/Warmth';
import {
  cellOf,
  choicesOf,
  flagCell,
  numberCell,
  phonesCell,
  recordCell,
  textCell,
  textColumns,
  textsCell,
  type Patching,
} from '@/ui/list/cells';
import { PhoneLine } from '@/ui/list/PhoneLine';
import { Tags } from '@/ui/list/Tags';
import type { Column } from '@/ui/table/columns';
import type { Contact } from './contactsList';
import { contactFields } from './filters';
import { t } from './messages';
import css from './columns.module.css';

/** The columns of the list, in their usual order. What is edited in place is sent by `patching`. */
export function contactColumns(patching: Patching<Contact>, deleted: boolean): Column<Contact>[] {
  const edit = cellOf(patching);
  const columnOf = textColumns(edit);
  const choiceOf = choicesOf(contactFields());
  const text = (id: 'jobTitle' | 'role' | 'production' | 'status' | 'type' | 'source', width: number) =>
    columnOf(id, t(id), width);
  return [
    {
      id: 'name',
      header: t('name'),
      width: 200,
      sort: 'name',
      essential: true,
      cell: (contact) => <Name contact={contact} linked={!deleted} />,
      edit: edit('name', textCell('name')),
    },
    {
      id: 'organisation',
      header: t('organisation'),
      width: 150,
      cell: ({ company, organisation }) =>
        company ? (
          <Link to="/companies/$id" params={{ id: company.id }} className={css['quietLink']}>
            {company.name}
          </Link>
        ) : (
          organisation
        ),
      edit: edit('organisation', textCell('organisation'), { possible: ({ company }) => !company }),
    },
    text('jobTitle', 140),
    text('role', 110),
    { ...text('production', 170), optional: true },
    text('status', 100),
    {
      id: 'warmness',
      header: t('warmness'),
      width: 105,
      sort: 'warmness',
      cell: ({ warmness }) => <Warmth value={warmness} label={t(levelOf(warmness))} />,
      edit: edit('warmness', numberCell('warmness')),
    },
    {
      id: 'lastContactedAt',
      header: t('lastContacted'),
      width: 125,
      sort: 'lastContacted',
      cell: ({ lastContactedAt }) =>
        lastContactedAt === null ? (
          <span className={css['quiet']}>{t('never')}</span>
        ) : (
          <RelativeTime at={lastContactedAt} />
        ),
    },
    {
      id: 'owner',
      header: t('owner'),
      width: 140,
      cell: ({ owner }) => owner && <Owner name={owner.name} />,
      edit: edit('ownerId', recordCell('ownerId', 'owner', ['users', 'active']), choiceOf('ownerId', t('nobody'))),
    },
    {
      id: 'tags',
      header: t('tags'),
      width: 160,
      cell: ({ tags }) => <Tags tags={tags} />,
      edit: edit('tags', textsCell('tags')),
    },
    {
      id: 'emails',
      header: t('emails'),
      width: 220,
      cell: ({ emails }) => emails[0],
      edit: edit('emails', textsCell('emails')),
      optional: true,
    },
    {
      id: 'phones',
      header: t('phones'),
      width: 150,
      cell: ({ phones }) => phones[0]?.typed,
      edit: edit('phones', phonesCell()),
      optional: true,
    },
    {
      id: 'inCampaign',
      header: t('inCampaign'),
      width: 100,
      cell: ({ inCampaign }) =>
        inCampaign && <IconCheck size={16} stroke={1.8} role="img" aria-label={t('inCampaignYes')} />,
      edit: edit('inCampaign', flagCell('inCampaign'), choiceOf('inCampaign')),
      optional: true,
    },
    { ...text('type', 120), optional: true },
    { ...text('source', 130), optional: true },
    {
      id: 'createdAt',
      header: t('created'),
      width: 140,
      sort: 'created',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      optional: true,
    },
  ];
}

function Name({ contact: { id, name }, linked }: { contact: Contact; linked: boolean }) {
  return (
    <span className={css['name']}>
      <PersonAvatar name={name} size={20} />
      {linked ? (
        <Link to="/contacts/$id" params={{ id }} className={css['link']}>
          {name}
        </Link>
      ) : (
        <span className={css['link']}>{name}</span>
      )}
    </span>
  );
}

function Owner({ name }: { name: string }) {
  return (
    <span className={css['name']}>
      <PersonAvatar name={name} size={18} />
      <span className={css['text']}>{name}</span>
    </span>
  );
}

/** What a phone shows below the name. */
export function ContactLine({ contact }: { contact: Contact }) {
  const { jobTitle, company, organisation, warmness, lastContactedAt } = contact;
  const aside = (
    <>
      {t(levelOf(warmness))}
      {lastContactedAt !== null && (
        <>
          {' · '}
          <RelativeTime at={lastContactedAt} />
        </>
      )}
    </>
  );
  return (
    <span className={css['phoneLine']}>
      <PhoneLine aside={aside}>{[jobTitle, company?.name ?? organisation].filter(Boolean).join(' · ')}</PhoneLine>
    </span>
  );
}
