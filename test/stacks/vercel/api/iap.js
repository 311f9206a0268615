import { iap } from '../lib/backend.js';

export const GET = iap;
export const POST = iap;
export const OPTIONS = iap;
