// Spans and metrics for OpenTelemetry. Needs the optional peer dependency @opentelemetry/api.

export { type OpenTelemetryOptions, openTelemetry } from './telemetry/open-telemetry.js';
