import { ActionIcon, Button, Switch } from '@mantine/core';
import IconArrowsSplit2 from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit2.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useRef, useState } from 'react';
import { soon } from '@/lib/soon';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { ReorderList } from '@/ui/reorder/ReorderList';
import { SkeletonLines } from '@/ui/Skeletons';
import { movedTo } from '@/ui/table/columns';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { forWhat, whenSaid } from './ruleWords';
import { changeRule, deleteRule, orderRules, restoreRule, rulesQuery, type Rule } from './setup';
import css from './Setup.module.css';
import { t } from './setupMessages';

const RuleDialog = soon(async () => (await import('./RuleDialog')).RuleDialog);

/** The rules by which new leads are given to somebody, in their order. */
export function RuleList({ editable }: { editable: boolean }) {
  const { data: rules, error, refetch } = useQuery(rulesQuery);
  const [editing, setEditing] = useState<Rule | 'new'>();
  if (rules === undefined) {
    return error ? <Problem error={error} retry={() => void refetch()} /> : <SkeletonLines count={6} height={28} />;
  }
  const add = editable && (
    <Button
      variant="default"
      leftSection={<IconPlus size={14} stroke={1.6} />}
      onClick={() => setEditing('new')}
      aria-haspopup="dialog"
    >
      {t('addRule')}
    </Button>
  );
  return (
    <div className={css['form']}>
      {rules.length === 0 ? (
        <EmptyState icon={IconArrowsSplit2} title={t('noRules')} action={add}>
          {t('noRulesText')}
        </EmptyState>
      ) : (
        <>
          <p className={css['text']}>{editable ? t('rulesText') : t('readOnly')}</p>
          <Rules rules={rules} editable={editable} onEdit={setEditing} />
          <div>{add}</div>
        </>
      )}
      <Suspense>
        {editing !== undefined && (
          <RuleDialog rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
        )}
      </Suspense>
    </div>
  );
}

interface RulesProps {
  rules: readonly Rule[];
  editable: boolean;
  onEdit: (rule: Rule) => void;
}

function Rules({ rules, editable, onEdit }: RulesProps) {
  // The order while somebody moves one, until the server has it.
  const [order, setOrder] = useState<readonly string[]>();
  const latest = useRef<readonly string[]>(undefined);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = [...byId.keys()];
  const shown = (order ?? ids).flatMap((id) => byId.get(id) ?? []);
  const saving = useMutation({
    mutationFn: (wanted: readonly string[]) => orderRules(wanted.flatMap((id) => byId.get(id) ?? [])),
    scope: { id: 'lead-rules' },
    onError: notifyProblem,
    onSettled: (_, __, wanted) => {
      if (latest.current === wanted) {
        latest.current = undefined;
        setOrder(undefined);
      }
    },
  });
  const move = (id: string, place: number) => {
    const next = movedTo(latest.current ?? ids, id, place);
    latest.current = next;
    setOrder(next);
  };
  return (
    <ReorderList
      label={t('rules')}
      entries={shown}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onMove={move}
      onDropped={() => latest.current !== undefined && saving.mutate(latest.current)}
      editable={editable}
      className={css['rule']}
    >
      {(rule) => <RuleLine rule={rule} editable={editable} onEdit={() => onEdit(rule)} />}
    </ReorderList>
  );
}

function RuleLine({ rule, editable, onEdit }: { rule: Rule; editable: boolean; onEdit: () => void }) {
  const { name, active, strategy, members } = rule;
  const toggle = useMutation({ mutationFn: (on: boolean) => changeRule(rule, { active: on }), onError: notifyProblem });
  const remove = useMutation({
    mutationFn: () => deleteRule(rule),
    onSuccess: () => notifyUndo(t('ruleDeleted', { name }), () => restoreRule(rule)),
    onError: notifyProblem,
  });
  const people = members.map((member) => (member.active ? member.name : t('away', { name: member.name }))).join(', ');
  return (
    <>
      <div className={css['what']} data-off={!active || undefined}>
        <p className={css['name']}>{name}</p>
        <p className={css['details']}>
          {forWhat(rule)} · {whenSaid(rule)}
        </p>
        <p className={css['details']}>
          {t(strategy)}: {people}
        </p>
      </div>
      <Switch
        aria-label={t('ruleActive', { name })}
        checked={toggle.isPending ? toggle.variables : active}
        onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        disabled={!editable}
      />
      {editable && (
        <>
          <ActionIcon aria-label={t('editRule', { name })} onClick={onEdit} aria-haspopup="dialog">
            <IconPencil size={16} stroke={1.6} />
          </ActionIcon>
          <ActionIcon aria-label={t('deleteRule', { name })} loading={remove.isPending} onClick={() => remove.mutate()}>
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </>
      )}
    </>
  );
}
