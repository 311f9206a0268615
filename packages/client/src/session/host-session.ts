export { type HostSession, hostSession } from '../bridge/host-session.js';
