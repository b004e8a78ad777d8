import { type ExpressionKind, invalidExpression } from './expression-error.ts';

/** A piece of an expression: a word, a placeholder of a name (`#n`) or value (`:v`), an index, or a symbol. */
export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'index' | 'symbol' | 'end';
  readonly text: string;
  /** Offsets in the expression. */
  readonly start: number;
  readonly end: number;
}

/**
 * The most operators and functions of one expression. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 */
export const maxOperators = 300;

const maxExpressionBytes = 4096;
const space = /\s*/y;
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['name', /#[A-Za-z0-9_]+/y],
  ['value', /:[A-Za-z0-9_]+/y],
  ['index', /\d+/y],
  ['symbol', /<>|<=|>=|[=<>(),.[\]+-]/y],
];

/** Cuts an expression into tokens, reads them one by one, and tells where the syntax fails. */
export class TokenReader {
  readonly kind: ExpressionKind;
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** @throws DynamoDbError for an empty or oversized expression, and for a character that starts no token */
  constructor(kind: ExpressionKind, expression: string) {
    this.kind = kind;
    this.#expression = expression;
    const bytes = Buffer.byteLength(expression);
    if (bytes > maxExpressionBytes)
      throw this.error(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    if (expression.trim() === '') throw this.error('The expression can not be empty;');
    this.#tokens = this.#cut();
  }

  /** Returns the token that comes, or one further on. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new TypeError('An expression ends with a token.');
    return token;
  }

  /** Reads the token that comes. */
  take(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Reads a symbol if it comes, and tells whether it did. */
  takeSymbol(text: string): boolean {
    if (!this.comes('symbol', text)) return false;
    this.#at += 1;
    return true;
  }

  /** Reads a keyword, in any case, if it comes, and tells whether it did. */
  takeKeyword(keyword: string): boolean {
    if (!this.comesKeyword(keyword)) return false;
    this.#at += 1;
    return true;
  }

  comesKeyword(keyword: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toUpperCase() === keyword;
  }

  comes(kind: Token['kind'], text?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (text === undefined || token.text === text);
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (!this.comes('end')) throw this.syntaxError();
  }

  /** Returns the error for the token that comes. */
  syntaxError(): Error {
    const token = this.peek();
    const [before, after] = [this.#tokens[this.#at - 1] ?? token, this.#tokens[this.#at + 1] ?? token];
    const near = this.#expression.slice(before.start, after.end).trim();
    return this.error(`Syntax error; token: "${token.kind === 'end' ? '<EOF>' : token.text}", near: "${near}"`);
  }

  error(reason: string): Error {
    return invalidExpression(this.kind, reason);
  }

  #cut(): Token[] {
    const tokens: Token[] = [];
    let at = 0;
    for (;;) {
      space.lastIndex = at;
      at += space.exec(this.#expression)?.[0].length ?? 0;
      if (at === this.#expression.length) return [...tokens, { kind: 'end', text: '', start: at, end: at }];
      const token = this.#tokenAt(at);
      tokens.push(token);
      at = token.end;
    }
  }

  #tokenAt(start: number): Token {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = start;
      const text = pattern.exec(this.#expression)?.[0];
      if (text !== undefined) return { kind, text, start, end: start + text.length };
    }
    const [character = ''] = this.#expression.slice(start);
    throw this.error(
      `Syntax error; token: "${character}", near: "${this.#expression.slice(Math.max(start - 1, 0), start + 2).trim()}"`,
    );
  }
}
