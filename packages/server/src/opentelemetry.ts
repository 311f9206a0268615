// Spans and metrics for OpenTelemetry. It needs the optional peer dependency @opentelemetry/api.

export { type OpenTelemetryOptions, openTelemetry } from './telemetry/open-telemetry.js';
