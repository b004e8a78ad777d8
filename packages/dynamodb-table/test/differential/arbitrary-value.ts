import fc from 'fast-check';

/** A value as a client sends it, valid or nearly so. */
export type Sent = Readonly<Record<string, unknown>>;

const text = fc.oneof(fc.constantFrom('', 'a', 'ab', 'b', 'é', '𝒳', 'constructor'), fc.string({ maxLength: 4 }));

const plainNumber = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.tuple(fc.integer({ min: -999, max: 999 }), fc.nat({ max: 99 })).map(([whole, part]) => `${whole}.${part}`),
);

/** Digits with a point and an exponent somewhere, up to and beyond what a number can be. */
const oddNumber = fc.oneof(
  fc.constantFrom('-0', '01', '1.0', '1e3', '1E-3', '.5', '5.', '+7', '1e125', '1e126', '-1e-130', '1e-131', 'x', ''),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }), fc.integer({ min: -140, max: 90 }))
    .map(([digits, power]) => `${digits}e${power}`),
);

const numberText = fc.oneof({ weight: 8, arbitrary: plainNumber }, { weight: 1, arbitrary: oddNumber });

const bytes = fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array).toString('base64'));

const strings = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 3 });
const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 4 }).map(String), { minLength: 1, maxLength: 3 });
const binaries = fc.uniqueArray(bytes, { minLength: 1, maxLength: 3 });

export const numberValue: fc.Arbitrary<Sent> = numberText.map((N) => ({ N }));
export const setValue: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 9, arbitrary: strings.map((SS) => ({ SS })) },
  { weight: 2, arbitrary: numbers.map((NS) => ({ NS })) },
  { weight: 1, arbitrary: fc.constantFrom<Sent>({ SS: [] }, { NS: ['1', '1.0'] }, { SS: ['a', 'a'] }) },
);

const scalar: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 2, arbitrary: text.map((S) => ({ S })) },
  { weight: 3, arbitrary: numberValue },
  bytes.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);

const set: fc.Arbitrary<Sent> = fc.oneof(
  setValue,
  binaries.map((BS) => ({ BS })),
);

/** Any value, up to three levels deep. */
export const value: fc.Arbitrary<Sent> = fc.letrec<{ value: Sent }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    scalar,
    set,
    fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'value' }).map((L) => ({ L })),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'x', 'constructor'), tie('value'), { maxKeys: 3, depthIdentifier: 'value' })
      .map((M) => ({ M })),
  ),
})).value;

export const listValue: fc.Arbitrary<Sent> = fc.array(value, { maxLength: 3 }).map((L) => ({ L }));
const mapValue: fc.Arbitrary<Sent> = fc
  .dictionary(fc.constantFrom('a', 'b', 'x'), value, { maxKeys: 3 })
  .map((M) => ({ M }));

/** Attributes beside the key: `n` is a number, `s` a set, `l` a list and `m` a map, mostly. */
export const attributes: fc.Arbitrary<Record<string, Sent>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      { n: numberValue, s: setValue, l: listValue, m: mapValue, a: value, b: scalar, name: scalar },
      { requiredKeys: ['n', 'l', 'm'] },
    ),
  },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'l', 'm', 'n', 's', 'name'), value, { maxKeys: 4 }) },
);
