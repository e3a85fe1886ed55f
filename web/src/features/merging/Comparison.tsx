import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { formatDate } from '@/lib/format';
import { PersonAvatar } from '@/ui/PersonAvatar';
import css from './Comparison.module.css';
import { CHOSEN, differences, type ChosenField, type Choices, type Contact } from './merging';
import { t } from './messages';

interface Props {
  pair: readonly [Contact, Contact];
  winnerId: string;
  onWinner: (id: string) => void;
  choices: Choices;
  onChoose: (field: ChosenField, id: string) => void;
  activities: readonly string[];
}

/** The fields of two contacts side by side; where both know something else, one of the two is chosen. */
export function Comparison({ pair, winnerId, onWinner, choices, onChoose, activities }: Props) {
  const different = differences(...pair);
  const known = CHOSEN.filter((field) => pair.some((contact) => contact[field] !== null));
  return (
    <div className={css['table']} role="table" aria-label={t('title')}>
      <div className={css['row']} role="row">
        <span role="columnheader" aria-label={t('name')} />
        {pair.map((contact) => (
          <span key={contact.id} role="columnheader">
            <button
              type="button"
              className={css['who']}
              aria-pressed={contact.id === winnerId}
              onClick={() => onWinner(contact.id)}
            >
              <PersonAvatar name={contact.name} size={28} />
              <span>
                <strong>{contact.name}</strong>
                <small>{contact.id === winnerId ? t('stays') : t('keep')}</small>
              </span>
            </button>
          </span>
        ))}
      </div>
      {known.map((field) => (
        <div key={field} className={css['row']} role="row" data-different={different.includes(field) || undefined}>
          <span role="rowheader" className={css['label']}>
            {t(field)}
          </span>
          {pair.map((contact) => (
            <Value
              key={contact.id}
              field={field}
              contact={contact}
              chosen={(choices[field] ?? winnerId) === contact.id}
              {...(different.includes(field) ? { onChoose: () => onChoose(field, contact.id) } : {})}
            />
          ))}
        </div>
      ))}
      <Joined pair={pair} label={t('emails')} rule={t('joined')} of={({ emails }) => emails.join(', ')} />
      <Joined
        pair={pair}
        label={t('phones')}
        rule={t('joined')}
        of={({ phones }) => phones.map(({ typed }) => typed).join(', ')}
      />
      <Joined pair={pair} label={t('tags')} rule={t('joined')} of={({ tags }) => tags.join(', ')} />
      <Joined
        pair={pair}
        label={t('custom')}
        rule={sharedFields(...pair) ? t('joinedOfWinner') : t('joined')}
        of={({ custom }) =>
          Object.entries(custom)
            .map(([name, value]) => `${name}: ${String(value)}`)
            .join(', ')
        }
      />
      <Joined pair={pair} label={t('warmness')} rule={t('higher')} of={({ warmness }) => String(warmness)} />
      <Joined
        pair={pair}
        label={t('lastContacted')}
        rule={t('later')}
        of={({ lastContactedAt }) => (lastContactedAt === null ? t('never') : formatDate(lastContactedAt))}
      />
      <Joined
        pair={pair}
        label={t('activities')}
        rule={t('joined')}
        of={(contact) => activities[pair.indexOf(contact)] ?? ''}
      />
    </div>
  );
}

/** Whether a field of the workspace's own has another value in each of them. */
function sharedFields({ custom: one }: Contact, { custom: other }: Contact): boolean {
  return Object.keys(one).some((name) => name in other && one[name] !== other[name]);
}

function textOf(contact: Contact, field: ChosenField): string {
  switch (field) {
    case 'companyId':
      return contact.company?.name ?? '';
    case 'ownerId':
      return contact.owner?.name ?? '';
    default:
      return contact[field] ?? '';
  }
}

interface ValueProps {
  field: ChosenField;
  contact: Contact;
  chosen: boolean;
  onChoose?: () => void;
}

function Value({ field, contact, chosen, onChoose }: ValueProps) {
  const text = textOf(contact, field);
  if (onChoose === undefined) {
    return (
      <span role="cell" className={css['value']}>
        {text === '' ? '–' : text}
      </span>
    );
  }
  return (
    <span role="cell">
      <button
        type="button"
        className={css['choice']}
        aria-pressed={chosen}
        aria-label={t('use', { value: text, field: t(field) })}
        onClick={onChoose}
      >
        <span className={css['mark']}>{chosen && <IconCheck size={12} stroke={2.5} aria-hidden />}</span>
        {text}
      </button>
    </span>
  );
}

interface JoinedProps {
  pair: readonly [Contact, Contact];
  label: string;
  /** What becomes of the two values. */
  rule: string;
  of: (contact: Contact) => string;
}

function Joined({ pair, label, rule, of }: JoinedProps) {
  const [left, right] = pair;
  if (of(left) === '' && of(right) === '') {
    return null;
  }
  return (
    <div className={css['row']} role="row">
      <span role="rowheader" className={css['label']}>
        {label}
        <small>{rule}</small>
      </span>
      {pair.map((contact) => (
        <span key={contact.id} role="cell" className={css['value']}>
          {of(contact) === '' ? '–' : of(contact)}
        </span>
      ))}
    </div>
  );
}
