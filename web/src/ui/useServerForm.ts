import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { applyProblem } from './applyProblem';

interface Given<Values, Saved> {
  initialValues: Values;
  save: (values: Values) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
}

export interface ServerForm<Values> {
  form: UseFormReturnType<Values>;
  /** For the form's onSubmit. */
  submit: (event?: SyntheticEvent<HTMLFormElement>) => void;
  isSaving: boolean;
  /** The last refusal, for forms that need more of it than its texts. */
  error: Error | null;
}

/**
 * A form whose rules are the server's: what it refuses stands at the fields, and what belongs to no field in
 * `form.errors.form`, for a FormError.
 */
export function useServerForm<Values extends Record<string, unknown>, Saved>(
  given: Given<Values, Saved>,
): ServerForm<Values> {
  const form = useForm<Values>({ initialValues: given.initialValues });
  const { mutate, isPending, error } = useMutation({
    mutationFn: given.save,
    onSuccess: given.onSaved,
    onError: (problem) => applyProblem(form, problem),
  });
  return { form, submit: form.onSubmit((values) => mutate(values)), isSaving: isPending, error };
}
