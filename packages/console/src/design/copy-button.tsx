import { useEffect, useState } from 'react';
import { m } from '../paraglide/messages.js';
import { Button } from './button.js';
import { Icon } from './icons.js';

const SAID_MS = 1_500;

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <Button kind="plain" size="icon" aria-label={copied ? m.copied() : label} title={label} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} size={16} />
    </Button>
  );
}
