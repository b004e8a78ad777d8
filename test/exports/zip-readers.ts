import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';

/** What a program has found in an archive. */
interface Reading {
  readonly status: number | null;
  readonly output: string;
  /** The size and path of each entry, `5 a/b.txt`; undefined for a program that only tests. */
  readonly entries?: readonly string[];
}

/** A program that reads archives and checks every byte against its CRC-32. */
export interface ArchiveReader {
  readonly name: string;
  readonly canRun: () => boolean;
  readonly read: (archive: string) => Reading;
  /** True for a program that lists the directory; others read the entries in the order of their bytes. */
  readonly seesDirectory: boolean;
  /** True for a program that takes seconds to start: it reads only what programs differ in. */
  readonly isSlow?: boolean;
}

const isThere = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const inUtf8 = { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, LC_ALL: 'C.UTF-8' } } as const;

const pythonScript = `
import sys, zipfile
sys.stdout.reconfigure(encoding='utf-8', newline='')
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    for entry in archive.infolist():
        assert entry.flag_bits & ~0x800 == 0 and entry.compress_type == 0
        sys.stdout.write(f'{entry.file_size} {entry.filename}\\n')
`;

function run(program: string, args: readonly string[], input?: number): Reading & { readonly stdout: string } {
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...inUtf8,
    ...(input !== undefined && { stdio: [input, 'pipe', 'pipe'] }),
  });
  return { status, stdout, output: `${stdout}${stderr}`.slice(-2000) };
}

const linesOf = (text: string) => text.split('\n').slice(0, -1);
/** Size and path from lines of `tar -tv`. */
const tarEntry = (line: string) => line.replace(/^\S+ +\S+ +\S+ +\S+ +(\d+) +\S+ +\S+ +\S+ (.*)$/, '$1 $2');

/** Lists by reading the content too, so that a wrong byte is an error. */
function bsdtar(archive: string, isPiped: boolean): Reading {
  const open = () => (isPiped ? openSync(archive, 'r') : undefined);
  const content = run('sh', [
    '-c',
    isPiped ? 'cat "$0" | bsdtar -xOf - >/dev/null' : 'bsdtar -xOf "$0" >/dev/null',
    archive,
  ]);
  if (content.status !== 0) return content;
  const { status, stdout, output } = run('bsdtar', ['-tvf', isPiped ? '-' : archive], open());
  return { status, output, entries: linesOf(stdout).map(tarEntry) };
}

export const archiveReaders: readonly ArchiveReader[] = [
  {
    name: 'unzip',
    canRun: () => isThere('unzip', '-v'),
    read(archive) {
      const result = run('unzip', ['-tqq', archive]);
      // An archive without entries is a warning to unzip.
      return result.status === 1 && result.output.includes('zipfile is empty') ? { status: 0, output: '' } : result;
    },
    seesDirectory: true,
  },
  {
    name: '7-Zip',
    canRun: () => isThere('7z'),
    read: (archive) => run('7z', ['t', '-bd', archive]),
    seesDirectory: true,
  },
  {
    name: 'Python',
    canRun: () => isThere('python3', '--version'),
    read(archive) {
      const { status, stdout, output } = run('python3', ['-c', pythonScript, archive]);
      return { status, output, entries: linesOf(stdout) };
    },
    seesDirectory: true,
  },
  {
    name: 'bsdtar (seeking)',
    canRun: () => isThere('bsdtar', '--version'),
    read: (archive) => bsdtar(archive, false),
    seesDirectory: false,
  },
  {
    name: 'bsdtar (piped)',
    canRun: () => isThere('bsdtar', '--version'),
    read: (archive) => bsdtar(archive, true),
    seesDirectory: false,
  },
  {
    name: 'Java',
    // Java runs a source file where its compiler is there.
    canRun: () => isThere('java') && run('java', ['--list-modules']).stdout.includes('jdk.compiler'),
    read(archive) {
      const { status, stdout, output } = run('java', [
        '-Dfile.encoding=UTF-8',
        '-Dstdout.encoding=UTF-8',
        'test/exports/ReadZip.java',
        archive,
      ]);
      return { status, output, entries: linesOf(stdout) };
    },
    seesDirectory: false,
    isSlow: true,
  },
];
