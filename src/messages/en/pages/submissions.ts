/** Texts of lists of submissions and of receipts. */
export const submissionPages = {
  title: 'Submissions',
  receiptTitle: ({ formTitle, number }: { formTitle: string; number: number }) => `${formTitle} no. ${number}`,
} as const;
