/** Whole numbers as formats write them: `be` most significant byte first, `le` least, with so many bits. */
export const be16 = (value: number) => be(value, 2);
export const be32 = (value: number) => be(value, 4);
export const be64 = (value: number) => be(value, 8);
export const le16 = (value: number) => be(value, 2).reverse();
export const le32 = (value: number) => be(value, 4).reverse();
export const le64 = (value: number) => be(value, 8).reverse();

function be(value: number, bytes: number): Buffer {
  return Buffer.from(
    BigInt.asUintN(8 * bytes, BigInt(value))
      .toString(16)
      .padStart(2 * bytes, '0'),
    'hex',
  );
}
