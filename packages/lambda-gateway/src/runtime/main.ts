/**
 * The function's process. It plays Lambda's Node.js runtime around a handler, with the gateway in the place of the
 * runtime API.
 *
 * Node runs it directly (types stripped), with the bundle and the export's name as arguments and a duplex pipe to the
 * gateway as file descriptor 3.
 */
import { Socket } from 'node:net';
import { type Invocation, readFrames, writeFrame } from '../frames.ts';
import { installAwslambda } from './awslambda.ts';
import { reportOf } from './error-report.ts';
import { invokeHandler } from './invoke-handler.ts';
import { loadHandler } from './load-handler.ts';

const [bundle = '', exportName = ''] = process.argv.slice(2);
const gateway = new Socket({ fd: 3, readable: true, writable: true });
installAwslambda();

try {
  const handler = await loadHandler(bundle, exportName);
  writeFrame(gateway, 'ready', JSON.stringify({ pid: process.pid }));
  let invocation: Invocation | undefined;
  for await (const frame of readFrames(gateway)) {
    if (frame.kind === 'invoke') invocation = JSON.parse(frame.payload.toString());
    if (frame.kind === 'event' && invocation) await invokeHandler(handler, frame.payload, invocation, gateway);
  }
  process.exit();
} catch (error) {
  writeFrame(gateway, 'error', JSON.stringify(reportOf(error)), () => process.exit(1));
}
