// `npm run release`: publishes the packages. Meant for the workflow "Release"; RELEASING.md has the steps before it.
import { publishAll } from './release/publish.mjs';

try {
  await publishAll();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
