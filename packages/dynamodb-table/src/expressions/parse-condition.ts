import type { AttributeType } from '../values/attribute-value.ts';
import { orderOf } from '../values/compare-values.ts';
import type { Comparator, Condition } from './condition.ts';
import type { ExpressionKind } from './expression-error.ts';
import {
  knownTypeOf,
  type Operand,
  parseOperand,
  parseOperands,
  refuseSameOperand,
  wrongCount,
  wrongType,
} from './operand.ts';
import { parseConditionFunction } from './parse-condition-function.ts';
import type { Placeholders } from './placeholders.ts';
import { maxOperators, TokenReader } from './tokens.ts';

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const ordered: ReadonlySet<AttributeType> = new Set(['S', 'N', 'B']);
const maxInOperands = 100;

/**
 * Parses a condition, filter or key condition.
 *
 * ```
 * or      = and { OR and }          and     = not { AND not }
 * not     = NOT not | primary       primary = "(" or ")" | function | operand test
 * test    = comparator operand | BETWEEN operand AND operand | IN "(" operand { "," operand } ")"
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(kind: ExpressionKind, expression: string, placeholders: Placeholders): Condition {
  return new ConditionParser(new TokenReader(kind, expression), placeholders).parse();
}

class ConditionParser {
  readonly #tokens: TokenReader;
  readonly #placeholders: Placeholders;
  #operators = 0;
  /** Conditions that stand in parentheses already. */
  readonly #grouped = new Set<Condition>();

  constructor(tokens: TokenReader, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  parse(): Condition {
    const condition = this.#or();
    this.#tokens.expectEnd();
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#tokens.takeKeyword('OR')) {
      this.#countOperator();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#tokens.takeKeyword('AND')) {
      this.#countOperator();
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): Condition {
    if (!this.#tokens.takeKeyword('NOT')) return this.#primary();
    this.#countOperator();
    return { kind: 'not', condition: this.#not() };
  }

  #primary(): Condition {
    if (this.#tokens.takeSymbol('(')) return this.#group();
    this.#countOperator();
    if (this.#tokens.comes('word') && this.#tokens.peek(1).text === '(' && this.#tokens.peek().text !== 'size')
      return parseConditionFunction(this.#tokens, this.#placeholders);
    return this.#test(parseOperand(this.#tokens, this.#placeholders));
  }

  /** Reads to the closing parenthesis. */
  #group(): Condition {
    // Parentheses count as long as they are open, so that no expression nests deeper than the stack.
    this.#countOperator();
    const inner = this.#or();
    this.#operators -= 1;
    if (this.#grouped.has(inner)) throw this.#tokens.error('The expression has redundant parentheses;');
    this.#grouped.add(inner);
    this.#tokens.expectSymbol(')');
    return inner;
  }

  #test(left: Operand): Condition {
    const { kind, text } = this.#tokens.peek();
    if (kind === 'symbol' && comparators.has(text)) {
      this.#tokens.take();
      return this.#compare(text as Comparator, left, this.#operand()); // as `comparators` holds
    }
    if (this.#tokens.takeKeyword('BETWEEN')) return this.#between(left);
    if (this.#tokens.takeKeyword('IN')) return this.#in(left);
    throw this.#tokens.syntaxError();
  }

  #compare(comparator: Comparator, left: Operand, right: Operand): Condition {
    refuseSameOperand(this.#tokens, comparator, left, [right]);
    if (comparator !== '=' && comparator !== '<>') this.#refuseUnordered(comparator, [left, right]);
    return { kind: 'compare', comparator, left, right };
  }

  #between(operand: Operand): Condition {
    const low = this.#operand();
    if (!this.#tokens.takeKeyword('AND')) throw this.#tokens.syntaxError();
    const high = this.#operand();
    refuseSameOperand(this.#tokens, 'BETWEEN', operand, [low, high]);
    this.#refuseUnordered('BETWEEN', [operand, low, high]);
    if (low.kind === 'value' && high.kind === 'value') {
      const order = orderOf(low.value, high.value);
      const bounds = `lower bound operand: AttributeValue: ${print(low)}, upper bound operand: AttributeValue: ${print(high)}`;
      if (order === undefined)
        throw this.#tokens.error(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
      if (order > 0)
        throw this.#tokens.error(
          `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
        );
    }
    return { kind: 'between', operand, low, high };
  }

  #in(operand: Operand): Condition {
    const list = parseOperands(this.#tokens, this.#placeholders);
    if (list.length > maxInOperands) throw wrongCount(this.#tokens, 'IN', list.length + 1);
    refuseSameOperand(this.#tokens, 'IN', operand, list);
    return { kind: 'in', operand, list };
  }

  #countOperator(): void {
    this.#operators += 1;
    if (this.#operators > maxOperators)
      throw this.#tokens.error(`The expression contains too many operators; operator count: ${this.#operators}`);
  }

  #operand(): Operand {
    return parseOperand(this.#tokens, this.#placeholders);
  }

  #refuseUnordered(operator: string, operands: readonly Operand[]): void {
    for (const type of operands.map(knownTypeOf))
      if (type !== undefined && !ordered.has(type)) throw wrongType(this.#tokens, operator, type);
  }
}

function print(operand: Operand & { kind: 'value' }): string {
  const [[type, value] = []] = Object.entries(operand.value);
  return `{${type}:${value}}`;
}
