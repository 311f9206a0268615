/** What may be broken on purpose, so that the sheet of promises is seen to convict. */
export interface Sabotage {
  /** The platform's answers are swallowed, and every order is said to be paid. */
  readonly creditsEveryOrder?: boolean;
  /** The mini-app's grant callback says yes whatever its backend says. */
  readonly alwaysConfirms?: boolean;
  /** The phone remembers no open order, and its Toss app lists none as pending. */
  readonly forgetsOrders?: boolean;
  /** The backend never asks about refunds. */
  readonly neverReconciles?: boolean;
}
