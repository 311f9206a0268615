import * as z from 'zod/mini';
import { koreanDay } from '../../world/payment.js';

/** `2026-01-31`: a day in Korea, as its number. */
export const koreanDaySchema = z.optional(
  z.pipe(
    z.iso.date(),
    z.transform((text: string) => koreanDay(Date.parse(`${text}T00:00:00+09:00`))),
  ),
);

/** `2026-01`: a month in Korea. */
export const monthSchema = z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)));
