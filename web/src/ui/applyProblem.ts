import type { FormErrors } from '@mantine/form';
import { ApiProblem } from '@/lib/api';
import { textOf } from './toast';

interface Form {
  getValues: () => Record<string, unknown>;
  setErrors: (errors: FormErrors) => void;
}

/**
 * Puts what the server says at the fields that it is about (an entry of a list at its list); what belongs to no field
 * of the form stands in `form.errors.form`, for a FormError.
 */
export function applyProblem(form: Form, error: unknown): void {
  form.setErrors(errorsByField(error, Object.keys(form.getValues())));
}

export function errorsByField(error: unknown, fields: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  const others: string[] = [];
  for (const { field, message } of error instanceof ApiProblem ? (error.problem.errors ?? []) : []) {
    const own = fields.find((name) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`));
    if (own === undefined) {
      others.push(`${field} ${message}`);
    } else {
      errors[own] ??= message;
    }
  }
  if (others.length > 0 || Object.keys(errors).length === 0) {
    errors['form'] = others.length > 0 ? others.join('; ') : textOf(error);
  }
  return errors;
}
