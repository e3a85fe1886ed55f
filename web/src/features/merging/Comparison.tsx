import { formatDate } from '@/lib/format';
import { Comparison as Table, type ComparedRow } from '@/ui/compare/Comparison';
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
  const [left, right] = pair;
  const different = differences(left, right);
  const chosen = CHOSEN.map((field): ComparedRow => ({
    field,
    label: t(field),
    values: [textOf(left, field), textOf(right, field)],
    ...(different.includes(field) && { chosenId: choices[field] ?? winnerId }),
  }));
  const joined = (field: Joined, rule: string, of: (contact: Contact) => string): ComparedRow => ({
    field,
    label: t(field),
    rule,
    values: [of(left), of(right)],
  });
  const rows = [
    ...chosen,
    joined('emails', t('joined'), ({ emails }) => emails.join(', ')),
    joined('phones', t('joined'), ({ phones }) => phones.map(({ typed }) => typed).join(', ')),
    joined('tags', t('joined'), ({ tags }) => tags.join(', ')),
    joined('custom', sharedFields(left, right) ? t('joinedOfWinner') : t('joined'), ({ custom }) =>
      Object.entries(custom)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', '),
    ),
    joined('warmness', t('higher'), ({ warmness }) => String(warmness)),
    joined('lastContacted', t('later'), ({ lastContactedAt }) =>
      lastContactedAt === null ? t('never') : formatDate(lastContactedAt),
    ),
    joined('activities', t('joined'), (contact) => activities[pair.indexOf(contact)] ?? ''),
  ];
  return (
    <Table
      label={t('title')}
      pair={pair}
      keptId={winnerId}
      onKeep={onWinner}
      rows={rows}
      onChoose={(field, id) => onChoose(field as ChosenField, id)}
    />
  );
}

type Joined = 'emails' | 'phones' | 'tags' | 'custom' | 'warmness' | 'lastContacted' | 'activities';

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
