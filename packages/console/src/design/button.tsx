import type { ComponentProps } from 'react';

/** How much a button asks for attention. */
export type ButtonKind = 'primary' | 'default' | 'outline' | 'plain' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'usual' | 'small' | 'icon' | undefined;
}

/** A button. */
export function Button({ kind = 'default', size = 'usual', className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" data-kind={kind} data-size={size} className={`button ${className}`} {...rest} />
  );
}
