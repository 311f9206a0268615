import { backend } from '../../../lib/backend.js';

const iap = (request) => backend().iap(request);
export const GET = iap;
export const OPTIONS = iap;
export const POST = iap;
