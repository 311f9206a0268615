import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
  readonly required?: boolean | undefined;
  /** Beside the label, as in `12/30`. */
  readonly side?: string | undefined;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A field of a form: its label, its hint, and its problem. */
export function Field({ label, children, required, side, hint, problem }: FieldProps) {
  const id = useId();
  const about = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <div className="label-line label">
        <label htmlFor={id}>
          {label}
          {required && <span aria-hidden="true"> *</span>}
        </label>
        {side && <span className="quiet">{side}</span>}
      </div>
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': problem !== undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
