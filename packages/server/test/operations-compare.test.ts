import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOrderId, type OrderId } from '@ait-iap/protocol';
import { expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { folder, onEachStore, USER } from './support/command-line.js';

onEachStore('the ledger, compared with the download of the console,', (commandLine) => {
  const HEADS = ['거래 ID', '결제일시', '상품', '판매가', '상태', '환불 완료일'];
  const download = async (rows: (readonly [OrderId, string, string])[], kind: 'csv' | 'xlsx' = 'csv') => {
    const path = join(folder(), `결제 내역.${kind}`);
    const table = [HEADS, ...rows.map(([id, paid, state]) => [id, paid, '코인', '1,100원', state, ''])];
    const csv = table
      .map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','))
      .join('\r\n');
    if (kind === 'csv') writeFileSync(path, `\ufeff${csv}\r\n`);
    else await writeExcel(table.map((row) => row.map((value) => ({ value })))).toFile(path);
    return path;
  };

  it.each(['csv', 'xlsx'] as const)('finds nothing when both agree (%s)', async (kind) => {
    const { run, grant, refund } = commandLine();
    const paid = await grant();
    const back = await grant();
    await refund(back);
    const path = await download(
      [
        [paid, '2026.11.26 10:00:00', '결제 완료'],
        [back, '2026.11.26 10:00:00', '환불 완료'],
      ],
      kind,
    );
    expect(await run('compare', path)).toMatchObject({ code: 0, out: expect.stringContaining('같아요') });
  });

  it('finds missing, doubled, unrefunded, wrongly revoked and unpaid orders', async () => {
    const { run, grant, refund, clock } = commandLine();
    const [fine, unrefunded, missing, takenBack, unpaid, late] = [
      await grant(),
      await grant(),
      createOrderId(),
      await grant(),
      await grant(),
      createOrderId(),
    ];
    await refund(takenBack as OrderId);
    clock.advance(3_600_000);
    await grant(USER, late);
    const path = await download([
      [fine, '2026.11.26 09:00:00', '결제 완료'],
      [fine, '2026.11.26 09:00:00', '결제 완료'],
      [unrefunded, '2026.11.26 10:00:00', '환불 완료'],
      [missing, '2026.11.26 10:00:00', '결제 완료'],
      [takenBack, '2026.11.26 10:30:00', '환불 요청'],
    ]);
    const { code, out } = await run('compare', path, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out).differences).toEqual([
      { kind: 'doubled', orderId: fine, console: '결제 완료' },
      { kind: 'unrefunded', orderId: unrefunded, console: '환불 완료', delivery: 'granted' },
      { kind: 'missing', orderId: missing, console: '결제 완료' },
      { kind: 'taken_back', orderId: takenBack, console: '환불 요청', delivery: 'revoked' },
      { kind: 'unpaid', orderId: unpaid, delivery: 'granted' },
    ]);
    expect((await run('compare', path)).out).toContain('결제됐지만 지급되지 않았어요');
  });

  it('says so when a file is not such a download, or a row holds no order id', async () => {
    const { run } = commandLine();
    const wrong = join(folder(), 'wrong.csv');
    writeFileSync(wrong, 'a,b\n1,2\n');
    expect(await run('compare', wrong)).toMatchObject({ code: 1, err: expect.stringContaining('거래 ID') });
    const odd = join(folder(), 'odd.csv');
    writeFileSync(odd, '거래 ID,상태\nT-1,결제 완료\n');
    expect(await run('compare', odd)).toMatchObject({
      code: 3,
      out: expect.stringContaining('1 rows hold no order id'),
    });
  });

  it('uses it for the amounts of an export', async () => {
    const { run, grant } = commandLine();
    const orderId = await grant();
    const path = await download([[orderId, '2026.11.26 10:00:00', '결제 완료']]);
    const { out } = await run('export', '--month', '2026-11', '--console', path);
    expect(out).toContain(`${orderId},${USER},coins.100,1100,`);
  });
});
