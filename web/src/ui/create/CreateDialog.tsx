import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { ApiProblem } from '@/lib/api';
import { Dialog } from '../Dialog';
import { FormError } from '../FormError';
import { KeyHint } from '../KeyHint';
import type { ServerForm } from '../useServerForm';
import { AlikeList } from './AlikeList';
import css from './CreateDialog.module.css';
import { t } from './messages';
import type { Alike } from './useAlike';

interface Props<Values> {
  title: string;
  onClose: () => void;
  form: ServerForm<Values>;
  /** Below the buttons, so that they stay where they are when some appear. */
  alike: readonly Alike[];
  pathOf: (id: string) => string;
  children: ReactNode;
}

/** Makes a record: Enter or Ctrl+Enter creates, Escape leaves, after a question where something was typed. */
export function CreateDialog<Values>({ title, onClose, form, alike, pathOf, children }: Props<Values>) {
  const { form: fields, submit, isSaving } = form;
  const [leaving, setLeaving] = useState(false);
  const existing = form.error instanceof ApiProblem ? form.error.problem.existingId : undefined;
  const leave = () => {
    if (leaving) {
      setLeaving(false);
    } else if (fields.isDirty()) {
      setLeaving(true);
    } else {
      onClose();
    }
  };
  // Before the fields, of which some have a use of their own for Enter.
  const onKeyDownCapture = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (!isSaving) {
        submit();
      }
    }
  };
  return (
    <Dialog title={title} onClose={leave} width={520}>
      <form onSubmit={submit} onKeyDownCapture={onKeyDownCapture} noValidate>
        <Stack gap="md">
          {fields.errors['form'] !== undefined && (
            <FormError>
              {fields.errors['form']}{' '}
              {existing !== undefined && (
                <Link to={pathOf(existing)} onClick={onClose}>
                  {t('open')}
                </Link>
              )}
            </FormError>
          )}
          {children}
          {leaving ? (
            <Group justify="flex-end" gap="sm" role="alert">
              <span className={css['question']}>{t('discardText')}</span>
              <Button variant="default" onClick={onClose}>
                {t('discard')}
              </Button>
              <Button onClick={() => setLeaving(false)} autoFocus>
                {t('keepEditing')}
              </Button>
            </Group>
          ) : (
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={leave}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={isSaving} rightSection={<Keys />}>
                {t('create')}
              </Button>
            </Group>
          )}
        </Stack>
        <AlikeList alike={alike} pathOf={pathOf} onOpen={onClose} />
      </form>
    </Dialog>
  );
}

function Keys() {
  return (
    <span className={css['keys']} aria-hidden>
      <KeyHint keys="mod+enter" />
    </span>
  );
}
