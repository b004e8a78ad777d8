/** Whether a bucket or a table can be worked with: `elsewhere` is a bucket of another region. No answer is an error. */
export type ProbeResult = 'there' | 'missing' | 'forbidden' | 'elsewhere';
