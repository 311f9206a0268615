/** The codes of problems. They do not change between versions. */
export type ProblemCode =
  | 'INVALID_REQUEST'
  | 'UNAUTHENTICATED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'BODY_TOO_SLOW'
  | 'BODY_ALREADY_READ'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** The body of an error answer, in the form of RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  /** For developers. Never contains a secret, a payload or an internal name. */
  readonly detail: string;
  /** For users, in Korean. */
  readonly userMessage?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<ProblemCode, string>> = {
  INVALID_REQUEST: 'The request is malformed',
  UNAUTHENTICATED: 'Nobody is signed in',
  ORIGIN_NOT_ALLOWED: 'The origin is not allowed',
  NOT_FOUND: 'There is nothing here',
  METHOD_NOT_ALLOWED: 'The method is not allowed',
  BODY_TOO_LARGE: 'The body is too large',
  BODY_TOO_SLOW: 'The body did not arrive in time',
  BODY_ALREADY_READ: 'The body was already read',
  UNSUPPORTED_MEDIA_TYPE: 'The body is not JSON',
  UNAVAILABLE: 'Try again in a moment',
  INTERNAL: 'Something went wrong here',
};

const USER_MESSAGES: Readonly<Partial<Record<ProblemCode, string>>> = {
  UNAUTHENTICATED: '로그인이 필요해요. 다시 로그인해 주세요.',
  UNAVAILABLE: '잠시 후 다시 시도해 주세요. 결제한 상품은 사라지지 않아요.',
  BODY_TOO_SLOW: '네트워크가 느려요. 결제한 상품은 사라지지 않으니 잠시 후 다시 시도해 주세요.',
  BODY_ALREADY_READ: '문제가 생겼어요. 결제한 상품은 사라지지 않으니 잠시 후 다시 시도해 주세요.',
  INTERNAL: '문제가 생겼어요. 결제한 상품은 사라지지 않으니 잠시 후 다시 시도해 주세요.',
};

/** Answers a problem as `application/problem+json`. */
export function problemResponse(problem: Problem): Response {
  const { status, code, detail } = problem;
  const userMessage = problem.userMessage ?? USER_MESSAGES[code];
  const body = {
    type: 'about:blank',
    title: TITLES[code],
    status,
    detail,
    code,
    ...(userMessage === undefined ? {} : { userMessage }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...problem.headers,
    },
  });
}
