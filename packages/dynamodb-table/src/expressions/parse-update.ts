import type { AttributeType, AttributeValue } from '../values/attribute-value.ts';
import { typeOf } from '../values/attribute-value.ts';
import { wrongCount, wrongType } from './operand.ts';
import { type Path, parsePath, refuseOverlaps } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import { maxOperators, TokenReader } from './tokens.ts';

/** The right side of a `SET`. */
export type UpdateOperand =
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'plus' | 'minus' | 'list-append'; readonly left: UpdateOperand; readonly right: UpdateOperand }
  | { readonly kind: 'if-not-exists'; readonly path: Path; readonly otherwise: UpdateOperand };

/** One change of an item. */
export type UpdateAction =
  | { readonly kind: 'set'; readonly path: Path; readonly to: UpdateOperand }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: AttributeValue };

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
type Section = (typeof sections)[number];

/** The words for types in the messages of `ADD` and `DELETE`, and in no others. */
const typeWords: Readonly<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  L: 'LIST',
  M: 'MAP',
};

const addable: ReadonlySet<AttributeType> = new Set(['N', 'SS', 'NS', 'BS']);
const deletable: ReadonlySet<AttributeType> = new Set(['SS', 'NS', 'BS']);

/**
 * Parses an update.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string, placeholders: Placeholders): readonly UpdateAction[] {
  return new UpdateParser(new TokenReader('UpdateExpression', expression), placeholders).parse();
}

class UpdateParser {
  readonly #tokens: TokenReader;
  readonly #placeholders: Placeholders;
  #openParentheses = 0;

  constructor(tokens: TokenReader, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  parse(): readonly UpdateAction[] {
    const actions: UpdateAction[] = [];
    const seen = new Set<Section>();
    while (!this.#tokens.comes('end')) {
      const section = sections.find((keyword) => this.#tokens.comesKeyword(keyword));
      if (section === undefined) throw this.#tokens.syntaxError();
      if (seen.has(section))
        throw this.#tokens.error(`The "${section}" section can only be used once in an update expression;`);
      seen.add(section);
      this.#tokens.take();
      do actions.push(this.#action(section));
      while (this.#tokens.takeSymbol(','));
    }
    refuseOverlaps(
      this.#tokens,
      actions.map(({ path }) => path),
    );
    return actions;
  }

  #action(section: Section): UpdateAction {
    const path = parsePath(this.#tokens, this.#placeholders);
    if (section === 'REMOVE') return { kind: 'remove', path };
    if (section === 'SET') {
      this.#tokens.expectSymbol('=');
      return { kind: 'set', path, to: this.#sum() };
    }
    if (!this.#tokens.comes('value')) throw this.#tokens.syntaxError();
    const value = this.#value();
    const [allowed, kind] = section === 'ADD' ? ([addable, 'add'] as const) : ([deletable, 'delete'] as const);
    if (!allowed.has(typeOf(value)))
      throw this.#tokens.error(
        `Incorrect operand type for operator or function; operator: ${section}, ` +
          `operand type: ${typeWords[typeOf(value)]}, typeSet: ALLOWED_FOR_${section}_OPERAND`,
      );
    return { kind, path, value };
  }

  /** Reads `operand`, `operand + operand` or `operand - operand`; there are no longer sums. */
  #sum(): UpdateOperand {
    const left = this.#operand();
    const sign = ['+', '-'].find((symbol) => this.#tokens.takeSymbol(symbol));
    if (sign === undefined) return left;
    const right = this.#operand();
    for (const operand of [left, right])
      if (operand.kind === 'value' && typeOf(operand.value) !== 'N')
        throw wrongType(this.#tokens, sign, typeOf(operand.value));
    return { kind: sign === '+' ? 'plus' : 'minus', left, right };
  }

  #operand(): UpdateOperand {
    if (this.#tokens.takeSymbol('(')) {
      // No expression nests deeper than the stack.
      this.#openParentheses += 1;
      if (this.#openParentheses > maxOperators)
        throw this.#tokens.error(
          `The expression contains too many operators; operator count: ${this.#openParentheses}`,
        );
      const inner = this.#sum();
      this.#tokens.expectSymbol(')');
      this.#openParentheses -= 1;
      return inner;
    }
    if (this.#tokens.comes('value')) return { kind: 'value', value: this.#value() };
    if (this.#tokens.comes('word') && this.#tokens.peek(1).text === '(') return this.#function();
    return { kind: 'path', path: parsePath(this.#tokens, this.#placeholders) };
  }

  #function(): UpdateOperand {
    const name = this.#tokens.take().text;
    if (name !== 'if_not_exists' && name !== 'list_append')
      throw this.#tokens.error(
        /^(?:attribute_(?:not_)?exists|attribute_type|begins_with|contains|size)$/.test(name)
          ? `The function is not allowed in an update expression; function: ${name}`
          : `Invalid function name; function: ${name}`,
      );
    this.#tokens.expectSymbol('(');
    const operands = [this.#operand()];
    while (this.#tokens.takeSymbol(',')) operands.push(this.#operand());
    this.#tokens.expectSymbol(')');
    const [left, right] = operands;
    if (left === undefined || right === undefined || operands.length !== 2)
      throw wrongCount(this.#tokens, name, operands.length);
    if (name === 'list_append') {
      for (const operand of [left, right])
        if (operand.kind === 'value' && typeOf(operand.value) !== 'L')
          throw wrongType(this.#tokens, name, typeOf(operand.value));
      return { kind: 'list-append', left, right };
    }
    if (left.kind !== 'path')
      throw this.#tokens.error(`Operator or function requires a document path; operator or function: ${name}`);
    return { kind: 'if-not-exists', path: left.path, otherwise: right };
  }

  #value(): AttributeValue {
    return this.#placeholders.valueOf(this.#tokens.kind, this.#tokens.take().text);
  }
}
