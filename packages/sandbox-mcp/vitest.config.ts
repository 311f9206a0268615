import { inPackage } from '../../vitest.workspace.ts';

export default inPackage('sandbox-mcp');
