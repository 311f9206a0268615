import { backend } from '../../../lib/backend.js';

const iap = (request) => backend().iap(request);
export { iap as GET, iap as OPTIONS, iap as POST };
