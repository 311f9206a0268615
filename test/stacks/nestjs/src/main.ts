import 'reflect-metadata';
import {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createReconciler,
  type IapHandler,
} from '@ait-iap/server';
import { certificateFromEnvironment, nodeListener } from '@ait-iap/server/node';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Injectable()
export class PurchaseService implements OnModuleInit, OnApplicationShutdown {
  private readonly partner = createPartnerClient({
    baseUrl: process.env.PARTNER_URL ?? '',
    tls: certificateFromEnvironment(),
  });
  private readonly store = sqliteStore(process.env.LEDGER ?? '');
  private readonly fulfillment = createFulfillment({
    partner: this.partner,
    store: this.store,
    onGrant: (tx, order) => tx.run('insert into items values (?, ?)', order.orderId, order.userKey),
    onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
  });
  private readonly reconciler = createReconciler({ fulfillment: this.fulfillment });
  readonly iap: IapHandler = createIapHandler({
    fulfillment: this.fulfillment,
    partner: this.partner,
    appName: 'my-mini-app',
    basePath: '/iap',
    authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
  });

  async onModuleInit(): Promise<void> {
    await this.store.write((tx) =>
      tx.run('create table if not exists items (order_id text primary key, user_key text)'),
    );
    this.reconciler.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reconciler.stop();
    await this.partner.close();
    await this.store.close();
  }
}

@Module({ providers: [PurchaseService] })
export class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  app.enableShutdownHooks();
  app.use('/iap', nodeListener(app.get(PurchaseService).iap));
  await app.listen(Number(process.env.PORT), '127.0.0.1');
}
void main();
